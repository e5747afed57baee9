package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"tonghop/model/record"
)

const (
	confirmButton = "Đúng, phát hành với tệp này"
	unseen        = "Chưa so được tệp này với bản nháp"
)

// again is the form to issue May's report once more, in the place of 13-BC.
func again(state *record.State) url.Values {
	state.Issued = append(state.Issued, record.Issued{ID: 5, Draft: "555-5555", Period: state.Issued[0].Period})
	return url.Values{"draft": {"555-5555"}, "number": {"14-BC"}, "date": {"2020-06-24"}, "replaces": {"13-BC"}, "why": {"sót số liệu"}, "as_closed": {"yes"}, "by": {"Lãnh đạo"}, "signed": {""}}
}

func TestTheFileOfAReplacingReportIsComparedToo(t *testing.T) {
	o, register, state := registered(t)
	s := newServer(t, o)
	w := sendFile(t, s, "/issue", again(state), "ky.xlsx", signedBook)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("sending the file gives %d %s", w.Code, words(w.Body.String()))
	}
	page := get(t, s, w.Header().Get("Location")).Body.String()
	wants(t, page, "ky.xlsx", "Tệp ký khác bản in của chương trình 1 ô. Tệp này chưa ghi điều mà báo cáo thay thế phải có: Thay thế <số> 13-BC; Lý do.", "Báo cáo!C9 5 13-BC <9>", confirmButton)
	if w := send(t, s, "/issue", filledIn(page)); w.Code != http.StatusSeeOther || !slices.Equal(register.asked, []string{"issue|555-5555|14-BC|2020-06-24|13-BC|sót số liệu|as closedky.xlsx 15|Lãnh đạo"}) {
		t.Errorf("confirming gives %d, asked %q", w.Code, register.asked)
	}
}

func TestAllThatIsFilledInIsStillThereAfterAFileWasSent(t *testing.T) {
	o, _, state := registered(t)
	s := newServer(t, o)
	report, err := o.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	v := s.view(visitor{role: Approver, messages: o.Messages}, report)
	v.state = state
	for _, f := range v.issueForm(again(state)).Fields {
		if f.Kind != "file" && !slices.Contains(issueFields, f.Name) {
			t.Errorf("%s is lost", f.Name)
		}
	}
}

func TestAFileWhoseComparisonWasNotShownIsNotIssued(t *testing.T) {
	o, register, state := registered(t)
	s := newServer(t, o)
	to := sendFile(t, s, "/issue", june(), "ky.xlsx", signedBook).Header().Get("Location")
	before := filledIn(get(t, s, to).Body.String())
	state.Issued[2].Number, state.Issued[2].Dated = "20-BC", state.Issued[2].Period.Last // by somebody else meanwhile

	page := get(t, s, to).Body.String()
	wants(t, page, "đã có báo cáo số", "ky.xlsx", unseen)
	if strings.Contains(page, confirmButton) {
		t.Error("the button confirms what is not shown")
	}
	filled := filledIn(page)
	filled.Set("why", "sót số liệu")
	w := send(t, s, "/issue", filled)
	if w.Code != http.StatusSeeOther || len(register.asked) > 0 {
		t.Fatalf("it gives %d %s, asked %q", w.Code, words(w.Body.String()), register.asked)
	}
	filled.Set("seen", before.Get("seen"))
	if send(t, s, "/issue", filled); len(register.asked) > 0 {
		t.Errorf("another comparison was shown, and it asked %q", register.asked)
	}
	page = get(t, s, w.Header().Get("Location")).Body.String()
	wants(t, page, "Báo cáo!C9 5 20-BC <9>", confirmButton)
	if send(t, s, "/issue", filledIn(page)); len(register.asked) != 1 {
		t.Errorf("confirmed, it asked %q", register.asked)
	}
}

func TestARefusedFormShowsTheFileThatItIsAbout(t *testing.T) {
	o, register, _ := registered(t)
	s := newServer(t, o)
	to := sendFile(t, s, "/issue", june(), "A.xlsx", signedBook).Header().Get("Location")
	w := sendFile(t, s, "/issue", filledIn(get(t, s, to).Body.String()), "B.exe", signedBook)
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("B.exe gives %d", w.Code)
	}
	wants(t, w.Body.String(), "không phải .xlsx hay .pdf", "Tệp đã nhận, chưa phát hành: A.xlsx", "Tệp ký khác bản nháp 1 ô", confirmButton)

	filled := filledIn(w.Body.String())
	filled.Set("number", "13-BC")
	w = sendFile(t, s, "/issue", filled, "C.xlsx", append(slices.Clone(signedBook), 'c'))
	wants(t, w.Body.String(), "Tệp đã nhận, chưa phát hành: C.xlsx", unseen)
	if strings.Contains(w.Body.String(), "A.xlsx") || strings.Contains(w.Body.String(), confirmButton) {
		t.Error("the form is about A still, or confirms what is not shown")
	}
	filled = filledIn(w.Body.String())
	filled.Set("number", "14-BC")
	to = send(t, s, "/issue", filled).Header().Get("Location")
	if page := get(t, s, to).Body.String(); len(register.asked) > 0 {
		t.Errorf("C was not shown, and it asked %q", register.asked)
	} else if send(t, s, "/issue", filledIn(page)); !slices.Equal(register.asked, []string{"issue|444-4444|14-BC|2020-06-25|||C.xlsx 16|Lãnh đạo"}) {
		t.Errorf("it asked %q", register.asked)
	}
}

func TestAFormThatSaysThatItsFileIsGoneDoesNotIssue(t *testing.T) {
	o, register, _ := registered(t)
	s := newServer(t, o)
	filled := june()
	filled.Set("signed", "0123")
	page := get(t, s, "/issue?"+filled.Encode()).Body.String()
	wants(t, page, "Tệp đã gửi không còn được giữ.")
	if w := send(t, s, "/issue", filledIn(page)); w.Code != http.StatusUnprocessableEntity || len(register.asked) > 0 {
		t.Errorf("it gives %d, asked %q", w.Code, register.asked)
	}
}

func TestTheSameFileIsHeldForEachWhoSentIt(t *testing.T) {
	var u uploads
	file := &SignedFile{"a.xlsx", signedBook}
	one, other := visitor{person: "bt@example.vn", signedIn: true}, visitor{person: "khac@example.vn", signedIn: true}
	hash := u.put(one, "444-4444", file)
	u.put(other, "444-4444", file)
	u.put(one, "333-3333", file)
	if u.get(one, "444-4444", hash) == nil || u.get(other, "444-4444", hash) == nil || u.get(one, "333-3333", hash) == nil {
		t.Error("the same file, sent again, discards the first")
	}
	u.drop(other, "444-4444", hash)
	if u.get(one, "444-4444", hash) == nil || u.get(other, "444-4444", hash) != nil {
		t.Error("issuing with it discards that of another person")
	}
}
