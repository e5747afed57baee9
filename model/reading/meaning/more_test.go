package meaning_test

import (
	"strings"
	"testing"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

func TestOtherColumnsAreKnownByTheirHeading(t *testing.T) {
	d, c := sample(t)
	names := []string{"-", "serial", "day", "entry day", "report day", "weekday", "month", "unit", "place", "team", "shift", "content", "quantity", "measure", "person", "personal", "field", "text", "sex"}
	cases(t, "testdata/kinds.txtar", func(_, text string) string {
		k := d.Kind(text)
		got := names[k.Kind]
		if k.TextField >= 0 {
			got += " " + c.TextFields[k.TextField].ID
		}
		if k.Folded {
			got += " folded"
		}
		return got
	})
	if k := d.Kind(strings.Repeat("Ngày ", 100)); k.Kind != meaning.KindNone {
		t.Errorf("a page of prose is a column of kind %d", k.Kind)
	}
}

func TestANoteRaisesDoubtByItsWords(t *testing.T) {
	d, _ := sample(t)
	for note, want := range map[string]bool{
		"chị Hoa nói tính nhầm, bớt 5": true, "sửa lại 14": true, "chưa chốt": true, "20?": true, "bỏ số này, chờ báo lại": true, "gồm cả ngày 22": true,
		"sua lai 14": true, "chua chot": true, "hôm nay phát động tại xã": false, "": false, "trời mưa": false, "trực tại nhà văn hóa": false, "mưa to, ít dân đến": false,
	} {
		if got := d.Doubt(note); got != want {
			t.Errorf("%q raises doubt: %v, want %v", note, got, want)
		}
	}
}

func TestSomeTextsSayNothingAboveAHeading(t *testing.T) {
	d, c := sample(t)
	for text, want := range map[string]bool{
		"Kết quả": true, "KẾT QUẢ": true, "ket qua": true, "Trong ngày": true, "Phụ lục": true, c.Title: true, "Kế hoạch": false, "Hướng dẫn": false, "": false,
	} {
		if got := d.Neutral(text); got != want {
			t.Errorf("%q is neutral: %v, want %v", text, got, want)
		}
	}
}

func TestWhatIsKnownToBeNothingOfOursNeedsNoQuestion(t *testing.T) {
	d, _ := sample(t)
	for text, want := range map[string]bool{
		"Kinh phí tuyên truyền": false, "Tuyên truyền Covid-19": false, "Nội dung tuyên truyền": false, "Kế hoạch": false, "Hướng dẫn": false,
		"Hướng dẫn lung tung": true, "Hướng dẫn, hỗ trợ": true, "SL HD": true, "Tuyên truyền (nghìn lượt)": true, "Số đoàn viên": true,
	} {
		m := d.Heading(heading(text))
		if got := m.Open(); got != want {
			t.Errorf("%q leaves a question: %v, want %v (%+v)", text, got, want, m)
		}
	}
}

func TestWhatIsTaughtIsOneMoreNameAndNoMore(t *testing.T) {
	_, c := sample(t)
	c.Taught = []meaning.Teaching{{Wording: "Bà con ghé hỏi", Indicator: "people_guided"}, {Wording: "Quầy › Số phiếu xanh", Indicator: "people_supported"}, {Wording: "Lạ", Indicator: "gone"}}
	d := meaning.New(lexicon(t), c)
	for text, want := range map[string]string{
		"Bà con ghé hỏi": "people_guided", "BÀ CON GHÉ HỎI": "people_guided", "Kế hoạch › Bà con ghé hỏi": "people_guided / plan", "Bà con ghé hỏi thăm": "- words",
		"Bà con ghé hỏi (hồ sơ)": "people_guided ! measure", "Quầy › Số phiếu xanh": "people_supported", "Lạ": "- words", "Hướng dẫn": "people_guided",
	} {
		m := d.Heading(heading(text))
		if got := told(c, m); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if m := d.Heading(heading("Bà con ghé hỏi")); m.How != meaning.Taught {
		t.Errorf("it came by %q", m.How)
	}
}

func TestHowAHeadingCameToItsMeaning(t *testing.T) {
	d, _ := sample(t)
	for text, want := range map[string]meaning.How{
		"Hướng dẫn": meaning.Exact, "hướng  dẫn": meaning.Exact, "Kết quả › Hướng dẫn": meaning.Tone, "Huong dan": meaning.Folded,
		"Số lượng tờ rơi": meaning.Particle, "Chỉ dẫn người dân": meaning.ByWords,
	} {
		if m := d.Heading(heading(text)); m.How != want {
			t.Errorf("%q came to its meaning by %q, want %q", text, m.How, want)
		}
	}
}

func TestTheNearestIndicatorFitsByMeaningOrIsNone(t *testing.T) {
	d, c := sample(t)
	for text, want := range map[string]string{
		"Hướng dẫn lung tung": "people_guided", "Hồ sơ mức độ 4 vip": "dossiers_level4", "Tờ rơi màu xanh": "leaflets", "lung tung": "", "Không hướng dẫn lung tung": "",
		"Tuyên truyền Covid lung tung": "", "Hồ sơ": "dossiers_total", "Tài khoản": "accounts_created", "Giáo viên lung tung": "",
	} {
		m := d.Heading(heading(text))
		got := ""
		if m.Nearest >= 0 {
			got = c.Indicators[m.Nearest].ID
		}
		if got != want || m.Certainty == meaning.Certain {
			t.Errorf("nearest to %q is %q, want %q (%+v)", text, got, want, m)
		}
	}
}

func TestNamesThatMeanOneThingCollide(t *testing.T) {
	indicator := func(id, label, unit string, aliases ...string) office.Indicator {
		return office.Indicator{ID: id, Label: label, Unit: unit, Aliases: aliases}
	}
	for _, x := range []struct {
		name string
		a, b office.Indicator
		want bool
	}{
		{"a word for the same act", indicator("a", "Số lượt hướng dẫn", "lượt"), indicator("b", "Số lượt chỉ dẫn", "lượt"), true},
		{"told by what they count in", indicator("a", "Số lượt hướng dẫn", "lượt"), indicator("b", "Số người được hướng dẫn", "người"), false},
		{"one does not say what it counts in", indicator("a", "Tuyên truyền", "lượt"), indicator("b", "Số người nghe tuyên truyền", "người"), true},
		{"told by a role", indicator("a", "Số hồ sơ", "hồ sơ"), indicator("b", "Số hồ sơ bị trả lại", "hồ sơ"), false},
		{"told by the channel", indicator("a", "Số hồ sơ trực tuyến", "hồ sơ"), indicator("b", "Số hồ sơ nộp trực tiếp", "hồ sơ"), false},
		{"told by their own words", indicator("a", "Số cây xoài", "cây"), indicator("b", "Số cây điều", "cây"), false},
	} {
		d := meaning.New(lexicon(t), meaning.Catalogue{Indicators: []office.Indicator{x.a, x.b}})
		if got := d.Collisions(); (len(got) > 0) != x.want {
			t.Errorf("%s: collisions %+v, want %v", x.name, got, x.want)
		} else if x.want && (got[0].A != 0 || got[0].B != 1 || got[0].NameA != x.a.Label) {
			t.Errorf("%s: %+v", x.name, got[0])
		}
	}
}

func TestTheNearestPlaceWins(t *testing.T) {
	d, _ := sample(t)
	at := func(text string) meaning.Roles { return d.Roles(text, meaning.InHeading, false) }
	for _, x := range []struct{ near, far, want string }{
		{"Thực hiện", "Kế hoạch", " / actual"},
		{"Hướng dẫn", "Kế hoạch", " / plan"},
		{"Trong ngày", "Lũy kế", " / day"},
		{"Hướng dẫn", "Lũy kế từ đầu tháng", " / running monthly"},
		{"Nữ", "Sáng", " / part nữ in sáng"},
		{"Tổng", "Sáng", " / whole in sáng"},
		{"Nữ", "Nữ", " / part nữ"},
		{"Trong đó", "Nữ", " / part nữ of-which"},
		{"Nữ", "Trong đó", " / part nữ of-which"},
		{"Hướng dẫn", "Sáng", " / part sáng"},
		{"Hướng dẫn", "Tổng", " / whole"},
		{"Hướng dẫn", "nghìn lượt", " / scale 2"},
		{"KH/TH", "Hướng dẫn", " / clash"},
		{"Lũy kế trong ngày", "Hướng dẫn", " / clash"},
		{"Nam, nữ", "Hướng dẫn", " / part "},
		{"Nữ buổi sáng", "Hướng dẫn", " / part nữ in sáng"},
		{"Lũy kế tuần 2", "Hướng dẫn", " / running"},
		{"Tỷ lệ đạt kế hoạch", "", " / share"},
		{"Thực hiện cùng kỳ", "", " / earlier"},
	} {
		if got := roles(at(x.near).Over(at(x.far))); got != x.want {
			t.Errorf("%q under %q is%s, want%s", x.near, x.far, got, x.want)
		}
	}
	draft := meaning.Roles{}.Over(d.Roles("nháp", meaning.InTabTitle, false))
	if !draft.Draft {
		t.Error("a draft above is forgotten")
	}
}

func TestAFoldedRoleOnlyProposesInATextThatBearsMarks(t *testing.T) {
	d, c := sample(t)
	for _, x := range []struct {
		path string
		bare bool
		want string
	}{
		{"Kê hoạch hướng dẫn", false, "people_guided ? folded-role"},
		{"ke hoach huong dan", false, "people_guided ? folded-role"},
		{"ke hoach huong dan", true, "people_guided / plan"},
		{"huong dan trong ngay", false, "people_guided / day"},
		{"luy ke › Hướng dẫn", false, "people_guided ? folded-role"},
		{"Hướng dẫn (nộp hồ sơ)", false, "people_guided ? gloss"},
		{"luy ke › Hướng dẫn (nộp hồ sơ)", false, "- none"},
	} {
		h := heading(x.path)
		h.Bare = x.bare
		if got := told(c, d.Heading(h)); got != x.want {
			t.Errorf("%q (bare %v) is %s, want %s", x.path, x.bare, got, x.want)
		}
	}
}

func TestAMonthIsNeverCertainWhereTheTablesIsNotKnown(t *testing.T) {
	d, c := sample(t)
	for _, x := range []struct {
		path          string
		months, years []int
		want          string
	}{
		{"Tháng 6 › Hướng dẫn", []int{6}, []int{2020}, "people_guided"},
		{"Tháng 6 › Hướng dẫn", nil, nil, "people_guided ! period"},
		{"Tháng 6 › Hướng dẫn", []int{7, 8}, []int{2020}, "people_guided / earlier"},
		{"Tháng 6/2019 › Hướng dẫn", []int{6}, []int{2020}, "people_guided / earlier"},
		{"Tháng 6/2019 › Hướng dẫn", []int{6}, nil, "people_guided"},
		{"Hướng dẫn T6", []int{6}, []int{2020}, "people_guided"},
		{"Kế hoạch tháng 5 › Hướng dẫn", []int{6}, []int{2020}, "people_guided / plan"},
		{"6/2020 › Hướng dẫn", []int{6}, []int{2020}, "people_guided"},
		{"Hướng dẫn", nil, nil, "people_guided"},
	} {
		h := heading(x.path)
		h.Months, h.Years = x.months, x.years
		if got := told(c, d.Heading(h)); got != x.want {
			t.Errorf("%q in a table of %v %v is %s, want %s", x.path, x.months, x.years, got, x.want)
		}
	}
}

func TestABlankHeadingInheritsNothing(t *testing.T) {
	d, c := sample(t)
	for text, want := range map[string]string{"": "- blank", "Hướng dẫn › ": "- blank", "Hướng dẫn › -": "- blank", "Hướng dẫn › (*)": "- blank", "› Hướng dẫn": "people_guided", "…": "- blank"} {
		if got := told(c, d.Heading(heading(text))); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if m := d.Heading(meaning.Heading{Path: []string{strings.Repeat("Hướng dẫn ", 60)}}); m.Certainty != meaning.Unknown {
		t.Errorf("a page of prose is %+v", m)
	}
	if m := d.Heading(meaning.Heading{}); m.Why != meaning.Blank {
		t.Errorf("no heading at all is %+v", m)
	}
}
