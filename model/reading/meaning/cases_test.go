package meaning_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"tonghop/model/reading/meaning"
	"tonghop/sync/config"
	"tonghop/templates"
)

// sampled is the configuration that the program carries, with every indicator
// switched on, and the lexicon.
var sampled = sync.OnceValues(func() (meaning.Catalogue, *meaning.Lexicon) {
	raw, err := os.ReadFile("../../../config.yaml")
	if err != nil {
		panic(err)
	}
	c, err := config.Parse([]byte(strings.ReplaceAll(string(raw), "enabled: false", "enabled: true")), "config.yaml", config.Options{})
	if err != nil {
		panic(err)
	}
	l, err := config.Lexicon(templates.Builtin())
	if err != nil {
		panic(err)
	}
	return meaning.Catalogue{Indicators: c.Programme.Indicators, TextFields: c.Programme.TextFields, Title: c.Programme.Title}, l
})

// shared is the dictionary that most tests ask.
var shared = sync.OnceValue(func() *meaning.Dictionary {
	c, l := sampled()
	return meaning.New(l, c)
})

// sample gives the dictionary and the catalogue of the program's configuration.
func sample(t testing.TB) (*meaning.Dictionary, meaning.Catalogue) {
	t.Helper()
	c, _ := sampled()
	return shared(), c
}

func lexicon(t testing.TB) *meaning.Lexicon {
	t.Helper()
	_, l := sampled()
	return l
}

// heading makes the path of a line: "Hướng dẫn › Sáng".
func heading(line string) meaning.Heading {
	path := strings.Split(strings.ReplaceAll(line, `\n`, "\n"), "›")
	for i := range path {
		path[i] = strings.TrimSpace(path[i])
	}
	return meaning.Heading{Path: path, Months: []int{6}, Years: []int{2020}}
}

func TestHeadingsMeanWhatACarefulOfficerMakesOfThem(t *testing.T) {
	d, c := sample(t)
	cases(t, "testdata/headings.txtar", func(section, line string) string { return told(c, d.Heading(heading(line))) })
}

// cases holds each "text = meaning" of a file against what is made of it.
func cases(t *testing.T, path string, got func(section, text string) string) {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		t.Run(f.Name, func(t *testing.T) {
			for line := range strings.Lines(string(f.Data)) {
				i := strings.LastIndex(line, " = ")
				if i < 0 {
					continue
				}
				text, want := strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+3:])
				if got := got(f.Name, text); got != want {
					t.Errorf("%q is %s, want %s", text, got, want)
				}
			}
		})
	}
}

// told writes a meaning as the cases do.
func told(c meaning.Catalogue, m meaning.Meaning) string {
	if m.Indicator < 0 {
		return "- " + string(m.Why)
	}
	id := c.Indicators[m.Indicator].ID
	switch m.Certainty {
	case meaning.Proposed:
		return id + " ? " + string(m.Why)
	case meaning.Refused:
		return id + " ! " + string(m.Why)
	}
	out := id + roles(m.Roles)
	if m.CountingWord {
		out += " ~"
	}
	return out
}

func roles(r meaning.Roles) string {
	var said []string
	if s := [...]string{"", "actual", "plan", "earlier", "share", "not-done", "sample", "cancelled", "clash"}[r.Result]; s != "" {
		said = append(said, s)
	}
	if s := [...]string{"", "day", "running", "period", "clash"}[r.Span]; s != "" {
		said = append(said, s)
	}
	if r.Monthly {
		said = append(said, "monthly")
	}
	switch r.Part.Kind {
	case meaning.PartUnsaid:
	case meaning.Whole:
		said = append(said, "whole")
	default:
		said = append(said, "part "+r.Part.Name)
		if r.Part.OfWhich {
			said = append(said, "of-which")
		}
	}
	for _, p := range r.Outer {
		said = append(said, "in "+p.Name)
	}
	if r.Scale != meaning.ScaleUnsaid {
		said = append(said, fmt.Sprintf("scale %d", r.Scale))
	}
	if len(said) == 0 {
		return ""
	}
	return " / " + strings.Join(said, " ")
}

func TestTheTablesOtherHeadingsSettleWhatIsShort(t *testing.T) {
	d, c := sample(t)
	cases(t, "testdata/siblings.txtar", func(_, line string) string {
		text, others, _ := strings.Cut(line, " | ")
		h := heading(text)
		h.Siblings = strings.Split(others, ", ")
		return told(c, d.Heading(h))
	})
}

func TestTheSheetsLegendIsBelieved(t *testing.T) {
	d, c := sample(t)
	legend := map[string]string{
		"NHD": "số lượt người dân được hướng dẫn", "HMP": "hồ sơ dịch vụ công một phần", "THS": "tổng hồ sơ", "LĐV": "lượt đoàn viên trực",
		"HD": "hướng dẫn", "TKM": "tài khoản dịch vụ công tạo mới", "SP": "sản phẩm lạ",
	}
	for text, want := range map[string]string{
		"NHD": "people_guided", "HMP": "dossiers_level3", "THS": "dossiers_total / whole", "LĐV": "volunteers_on_duty", "HD": "people_guided",
		"TKM": "accounts_created", "SL HD": "people_guided", "Lũy kế › HD": "people_guided / running", "SP": "- words", "HTT": "- words",
	} {
		h := heading(text)
		h.Legend = legend
		if got := told(c, d.Heading(h)); got != want {
			t.Errorf("%q with the legend is %s, want %s", text, got, want)
		}
	}
}

func TestAUnitOfMeasureConfirmsOrContradicts(t *testing.T) {
	d, c := sample(t)
	for _, x := range []struct{ text, measure, want string }{
		{"Hướng dẫn", "lượt", "people_guided"},
		{"Hướng dẫn", "Lượt người", "people_guided"},
		{"Hướng dẫn", "người", "people_guided ~"},
		{"Hướng dẫn", "hồ sơ", "people_guided ! measure"},
		{"Hướng dẫn", "%", "people_guided ! measure"},
		{"Hướng dẫn", "nghìn lượt", "people_guided ! measure"},
		{"Hướng dẫn", "", "people_guided"},
		{"Hồ sơ mức độ 3", "hồ sơ", "dossiers_level3"},
		{"Hồ sơ mức độ 3", "bộ hồ sơ", "dossiers_level3"},
		{"Hồ sơ mức độ 3", "lượt", "dossiers_level3 ! measure"},
		{"Tờ rơi", "tờ", "leaflets"},
		{"Tờ rơi", "nghìn tờ", "leaflets ! measure"},
		{"Tin, bài", "tin, bài", "social_posts"},
		{"Tin, bài", "bài", "social_posts"},
		{"Buổi trực", "buổi", "duty_shifts"},
		{"Số hộ được vận động", "hộ", "households_visited"},
		{"Số ĐVTN được tập huấn", "người", "members_trained"},
		{"Hướng dẫn", "lượt / hồ sơ", "people_guided"},
		{"Hướng dẫn", "xyz lượt", "people_guided"},
		{"Hướng dẫn", "xyz hồ sơ", "people_guided ! measure"},
		{"Hướng dẫn", "xyz", "people_guided"},
	} {
		h := heading(x.text)
		h.Measure = x.measure
		if got := told(c, d.Heading(h)); got != x.want {
			t.Errorf("%q in %q is %s, want %s", x.text, x.measure, got, x.want)
		}
	}
}

func TestARoleDependsOnItsPlace(t *testing.T) {
	d, _ := sample(t)
	places := map[string]meaning.Place{"tab": meaning.InTabTitle, "block": meaning.InBlockTitle, "row": meaning.InRow, "note": meaning.InNote, "measure": meaning.InMeasure, "bare": meaning.InRow}
	cases(t, "testdata/roles.txtar", func(section, text string) string {
		r := d.Roles(text, places[section], section == "bare")
		got := strings.TrimPrefix(roles(r), " / ")
		switch {
		case r.Draft:
			return "draft"
		case got == "":
			return "-"
		}
		return got
	})
}
