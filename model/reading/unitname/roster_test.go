package unitname

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

func TestAUnitIsNamedByItsMarks(t *testing.T) {
	a, err := txtar.ParseFile("testdata/pairs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		head, cases, _ := strings.Cut(string(f.Data), ">\n")
		ro := New(unitsOf(head))
		for line := range strings.Lines(cases) {
			text, want, ok := strings.Cut(strings.TrimSpace(line), " = ")
			if !ok {
				continue
			}
			for _, written := range []string{text, norm.NFD.String(text), "  " + text + " "} {
				if got := says(ro.Find(written, false)); got != want {
					t.Errorf("%s: %q names %s, want %s", f.Name, written, got, want)
				}
			}
		}
	}
}

func unitsOf(head string) []*office.Unit {
	var units []*office.Unit
	for line := range strings.Lines(head) {
		if kind, name, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			units = append(units, &office.Unit{ID: name, Name: name, Type: kind})
		}
	}
	return units
}

func says(m Match) string {
	switch {
	case m.Unit != nil:
		return m.Unit.Name
	case m.Suggested != nil:
		return m.Suggested.Name + " ?"
	case m.Many:
		return "many"
	}
	return "-"
}

func TestANameHoldsWithinItsDates(t *testing.T) {
	old := &office.Unit{ID: "old", Name: "Xã Tân Thành", To: calendar.Date(2025, 6, 30)}
	made := &office.Unit{ID: "new", Name: "Xã Tân Thành", From: calendar.Date(2025, 7, 1)}
	m := New([]*office.Unit{old, made}).Find("Xã Tân Thành", false)
	if !m.Many || m.Unit != nil {
		t.Errorf("without a day the name is %v's, want several", m.Unit)
	}
	if got := m.On(calendar.Date(2025, 6, 30)).Unit; got != old {
		t.Errorf("on 30/6 it names %v", got)
	}
	if got := m.On(calendar.Date(2025, 7, 1)).Unit; got != made {
		t.Errorf("on 1/7 it names %v", got)
	}
}

func TestACodeNamesItsUnit(t *testing.T) {
	u := &office.Unit{ID: "a", Name: "Xã Lộc Thành", Code: "25294"}
	other := &office.Unit{ID: "b", Name: "Xã Lộc Thạnh", Code: "25280"}
	ro := New([]*office.Unit{u, other})
	for _, text := range []string{"25294", "25294 - Loc Thanh"} {
		if got := ro.Find(text, false).Unit; got != u {
			t.Errorf("%q names %v", text, got)
		}
	}
}

func TestABareTabIsReadWithoutMarks(t *testing.T) {
	ro := New([]*office.Unit{{ID: "a", Name: "Xã Thanh An"}, {ID: "b", Name: "Xã Thạnh An"}})
	if m := ro.Find("Thanh An", true); !m.Many {
		t.Errorf("in a tab without any mark Thanh An is %v, want either", m.Unit)
	}
}

func TestATitleNamesTheUnitInIt(t *testing.T) {
	ro := New(unitsOf("xa: Xã Lộc Thạnh\nxa: Xã Lộc Thành\nxa: Xã An Phú\nxa: Xã An Phú Tây\n"))
	for title, want := range map[string]string{
		"BÁO CÁO ĐOÀN XÃ LỘC THẠNH THÁNG 6": "Xã Lộc Thạnh",
		"Số liệu xã An Phú Tây":             "Xã An Phú Tây",
		"Số liệu xã An Phú":                 "Xã An Phú",
		"SO LIEU XA LOC THANH":              "many",
		"Số liệu tháng 6":                   "-",
	} {
		if got := says(ro.Within(title, false)); got != want {
			t.Errorf("%q names %s, want %s", title, got, want)
		}
	}
	one := New(unitsOf("xa: Xã Lộc Thạnh\nxa: Xã Lộc Tấn\n"))
	if got := says(one.Within("Lộc Thành", true)); got != "Xã Lộc Thạnh ?" {
		t.Errorf("a tab of the other tone names %s, want a suggestion", got)
	}
}

func FuzzFind(f *testing.F) {
	ro := New(unitsOf("xa: Xã Lộc Thạnh\nxa: Xã Lộc Thành\nphuong: Phường 9\n"))
	for _, s := range []string{"Xã Lộc Thạnh", "p", "x.", "1. ", "đoàn", "UBND xã", "Phường 09"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := ro.Find(s, false)
		if m.Unit != nil && (m.Many || m.Suggested != nil) {
			t.Errorf("%q names %v and others", s, m.Unit)
		}
		ro.Within(s, true)
	})
}
