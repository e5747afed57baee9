package notify

import (
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/templates"
)

func TestAReminderSaysWhatIsMissingByWhenAndWhatToMend(t *testing.T) {
	s := situation(t)
	s.Rules.MonthDays = 0
	s.find("an", "C23", "10-15")
	a := Plan(*s)
	subject, text, err := words(t, s.Programme).Write(&a.Due[0])
	if err != nil {
		t.Fatal(err)
	}
	if want := "Nhắc báo cáo ngày 24/6/2020: Xã An (hạn 17:00)"; subject != want {
		t.Errorf("subject %q, want %q", subject, want)
	}
	const want = `Kính gửi Xã An,

Đến lúc này chương trình chưa thấy số liệu ngày 24/6/2020 trong bảng tính của đơn vị. Đề nghị cập nhật trước 17:00.

Những chỗ cần sửa:
- Ô C23 tab “Tháng 6” ghi “10-15”, không phải là một số.
  Hãy ghi một con số.
  https://docs.example/C23

Nếu đơn vị vừa cập nhật xong, xin bỏ qua tin này.
Trân trọng cảm ơn.`
	if text != want {
		t.Errorf("text:\n%s\nwant:\n%s", text, want)
	}
}

func TestAMonthsReminderListsItsDays(t *testing.T) {
	s := situation(t)
	s.Rules.Before = 0
	s.unreport("binh", day(10))
	s.unreport("binh", day(11))
	a := Plan(*s)
	subject, text, err := words(t, s.Programme).Write(&a.Due[0])
	if err != nil || subject != "Nhắc báo cáo tháng 6/2020: Xã Bình (hạn hết ngày 24/6/2020)" || !strings.Contains(text, "- chưa có số liệu: 10/6/2020, 11/6/2020\n") {
		t.Errorf("%v %q\n%s", err, subject, text)
	}
}

func TestTheDigestNamesWhoIsMissingAndCountsWhatToMend(t *testing.T) {
	s := situation(t)
	s.Now = at(24, 17, 30)
	s.report("binh", day(24), at(24, 16, 30))
	s.look("an", at(24, 17, 1))
	s.look("chau", at(24, 17, 2))
	s.find("chau", "C23", "10-15")
	a := Plan(*s)
	subject, text, err := words(t, s.Programme).Write(&a.Due[0])
	if err != nil || subject != "Báo cáo ngày 24/6/2020: 1/3 đơn vị đã báo cáo, 1 đúng hạn" {
		t.Errorf("%v %q", err, subject)
	}
	for _, part := range []string{"Chưa báo cáo:\n- Xã An (xem lúc 17:01, chưa có)\n- Xã Châu (xem lúc 17:02, chưa có)\n", "1 lỗi"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}

func TestTheDigestShowsFiveHeadsAndHowUnitsStoodUnderThem(t *testing.T) {
	p := situation(t).Programme
	period := calendar.DayPeriod(day(24))
	n := Notice{Kind: AfterDay, Period: period, Standings: []office.Standing{
		{Unit: "an", Period: period, Status: office.Late, NotSeenAt: at(24, 17, 1), SeenAt: at(24, 17, 31)},
		{Unit: "binh", Period: period, Status: office.Unread, SeenAt: at(24, 16, 0)},
		{Unit: "chau", Period: period, Status: office.Unreadable, Fault: office.FaultNotShared},
	}, Findings: []record.OpenFinding{{Finding: office.Finding{Unit: "binh", Code: "column-unknown", Severity: office.SeverityWarning}}}}
	_, text, err := words(t, p).Write(&n)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		"Văn phòng xem:\n- Xã Bình (đã ghi, chờ đối chiếu)\n- Xã Châu (không mở được bảng; Chưa được chia sẻ.)\n",
		"Đã báo cáo:\n- Xã An (trễ hạn; từ 17:01 đến 17:31)",
		"Xã không có chỗ nào cần sửa.\nVăn phòng xem: 1 chỗ chưa đối chiếu được.\n",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
}

// A unit hears of what it can mend. A heading that nobody has understood is not
// its fault.
func TestAUnitIsNotToldOfWhatTheOfficeHasToUnderstand(t *testing.T) {
	s := situation(t)
	s.State.Findings = append(s.State.Findings, record.OpenFinding{Since: at(23, 12, 0), Finding: office.Finding{
		Unit: "an", Origin: office.Origin{Source: "an", Tab: "Tháng 6", Cell: "F4"}, Code: "column-ambiguous", Severity: office.SeverityError, Raw: "Hồ sơ"}})
	a := Plan(*s)
	if why := a.why(Findings, "an"); why != NoFindings {
		t.Errorf("it is passed over because %q, want that it has nothing to mend", why)
	}
	text, err := words(t, s.Programme).Text("an", nil, s.State.Findings)
	if err != nil || text != "" {
		t.Errorf("the text to copy says %q, %v", text, err)
	}
}

// The text to copy rests on no fresh look, so it says what the office has, and
// claims nothing of the unit's sheet.
func TestTheTextToCopyHoldsTheUnitsOwnTroublesAndNothingElse(t *testing.T) {
	s := situation(t)
	w := words(t, s.Programme)
	s.find("an", "C23", "10-15")
	s.find("binh", "C22", "bí mật")
	missing := func(unit string, d int, status office.Status) office.Standing {
		return office.Standing{Unit: unit, Period: calendar.DayPeriod(day(d)), Status: status, Due: at(d, 17, 0)}
	}
	standings := []office.Standing{missing("an", 22, office.Missing), missing("an", 23, office.Invalid), missing("an", 19, office.OnTime), missing("an", 24, office.Pending), missing("binh", 18, office.Missing)}
	got, err := w.Text("an", standings, s.State.Findings)
	const want = `Kính gửi Xã An,
Báo cáo ngày 24/6/2020 đến hạn 17:00; văn phòng chưa có số liệu của ngày này.
Chưa có số liệu: 22/6/2020.
Đã ghi nhưng chưa dùng được: 23/6/2020.
Những chỗ cần sửa:
- Ô C23 tab “Tháng 6” ghi “10-15”, không phải là một số. Hãy ghi một con số.
Đề nghị đơn vị cập nhật ngay trong bảng tính. Nếu vừa cập nhật xong, xin bỏ qua tin này. Trân trọng cảm ơn.`
	if err != nil || got != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	if got, err := w.Text("chau", standings, s.State.Findings); got != "" || err != nil {
		t.Errorf("a unit without troubles is told %q, %v", got, err)
	}
	if _, err := w.Text("nobody", standings, nil); err == nil {
		t.Error("nobody can be written to")
	}
}

func TestWhatIsWrittenInSheetsCannotBreakOutOfItsLine(t *testing.T) {
	s := situation(t)
	s.Rules.MonthDays = 0
	s.Programme.Units[0].Name = "Xã An\r\nBcc: all@example.vn\x00\u2028x"
	s.find("an", "C23", "1\r\n.\r\nQUIT\x1b[2J")
	a := Plan(*s)
	subject, text, err := words(t, s.Programme).Write(&a.Due[0])
	if err != nil || strings.ContainsAny(subject, "\r\n\x00\u2028") {
		t.Errorf("%v %q", err, subject)
	}
	if strings.ContainsAny(text, "\r\x00\x1b") || strings.Contains(text, "\n.\n") || strings.Contains(text, "\nBcc") {
		t.Errorf("%q", text)
	}
}

func TestManyFindingsAndLongTextsAreBounded(t *testing.T) {
	s := situation(t)
	s.Rules.Before, s.Rules.MonthDays = 0, 0
	for i := range 400 {
		s.find("an", "C23", strings.Repeat("dài ", 100))
		s.State.Findings[i].Indicator = strings.Repeat("x", i)
	}
	a := Plan(*s)
	_, text, err := words(t, s.Programme).Write(&a.Due[0])
	if err != nil || len([]rune(text)) > maxText || strings.Count(text, "Ô C23") != maxListed || !strings.Contains(text, "… và còn 397 mục khác") {
		t.Errorf("%v, %d letters", err, len([]rune(text)))
	}
}

func TestASlipInATemplateIsFoundBeforeItIsNeeded(t *testing.T) {
	for name, text := range map[string]string{
		"a field that is not there": "Subject\n\n{{.Nobody}}",
		"a brace that does not end": "Subject\n\n{{.Unit",
		"no subject":                "\n\n",
		"no text":                   "Subject\n",
	} {
		fsys := fstest.MapFS{}
		for _, kind := range []string{"before-day", "before-period", "findings", "after-day", "morning", "after-period", "copy"} {
			fsys["reminders/"+kind+".vi.txt"] = &fstest.MapFile{Data: []byte("S\r\n\r\nT {{.Unit}}")}
		}
		p := situation(t).Programme
		if _, err := NewWords(fsys, p, office.Messages{Lang: "vi"}, nil); err != nil {
			t.Errorf("good ones: %v", err)
		}
		fsys["reminders/findings.vi.txt"].Data = []byte(text)
		if _, err := NewWords(fsys, p, office.Messages{Lang: "vi"}, nil); err == nil || !strings.Contains(err.Error(), "reminders/findings.vi.txt") || name == "a field that is not there" && !strings.Contains(err.Error(), ".Unit .Period .Due") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheTextsStandInBothLanguages(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		if _, err := NewWords(templates.Builtin(), situation(t).Programme, office.Messages{Lang: lang}, nil); err != nil {
			t.Error(err)
		}
	}
}

// Whatever was seen: what one unit is told has nothing of another.
func TestAUnitNeverHearsOfAnother(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := situation(t)
		names := map[string]string{"an": "Xã An", "binh": "Xã Bình", "chau": "Xã Châu"}
		for id := range names {
			for range rapid.IntRange(0, 3).Draw(r, "findings") {
				s.find(id, "C"+id, "của "+names[id])
			}
			if rapid.Bool().Draw(r, "absent") {
				s.unreport(id, day(rapid.IntRange(1, 23).Draw(r, "day")))
			}
			if rapid.Bool().Draw(r, "reported") {
				s.report(id, day(24), at(24, 16, 1))
			}
		}
		s.Now = at(24, rapid.IntRange(7, 19).Draw(r, "hour"), rapid.IntRange(0, 59).Draw(r, "minute"))
		for id := range names {
			s.look(id, s.Now)
		}
		w := words(t, s.Programme)
		a := Plan(*s)
		for i := range a.Due {
			n := &a.Due[i]
			subject, text, err := w.Write(n)
			if err != nil {
				r.Fatal(err)
			}
			for id, name := range names {
				if n.Unit == nil || n.Unit.ID == id {
					continue
				}
				if strings.Contains(subject+text, name) || strings.Contains(subject+text, "C"+id) || strings.HasPrefix(n.Channel.Recipient, id) {
					r.Fatalf("%s is told of %s:\n%s", n.Unit.ID, id, text)
				}
			}
		}
	})
}
