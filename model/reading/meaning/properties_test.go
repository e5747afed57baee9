package meaning_test

import (
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"

	"tonghop/model/reading/meaning"
	"tonghop/model/reading/spelling"
)

// lines are the headings of the cases.
func lines(t testing.TB) []string {
	t.Helper()
	a, err := txtar.ParseFile("testdata/headings.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range a.Files {
		for line := range strings.Lines(string(f.Data)) {
			if i := strings.LastIndex(line, " = "); i > 0 {
				all = append(all, line[:i])
			}
		}
	}
	return all
}

func TestHowAHeadingIsTypedChangesNothing(t *testing.T) {
	d, c := sample(t)
	for _, line := range lines(t) {
		want := told(c, d.Heading(heading(line)))
		for how, typed := range map[string]string{
			"in decomposed letters":     norm.NFD.String(line),
			"with more spaces":          strings.ReplaceAll(line, " ", "  \u00a0"),
			"with line breaks":          strings.ReplaceAll(line, " ", `\n`),
			"with the other tone marks": otherPlacing(line),
			"with a colon":              line + ":",
			"as a point of a list":      numbered(line),
		} {
			if how == "with line breaks" && strings.Contains(line, "›") {
				continue
			}
			if got := told(c, d.Heading(heading(typed))); got != want {
				t.Errorf("%q %s is %s, want %s", line, how, got, want)
			}
		}
	}
}

// otherPlacing writes hòa as hoà and the like.
func otherPlacing(s string) string {
	return strings.NewReplacer("hoá", "hóa", "hóa", "hoá", "khoản", "khỏan", "oà", "òa", "uỷ", "ủy", "lũy", "luỹ", "luỹ", "lũy", "hóa", "hoá", "toàn", "tòan").Replace(s)
}

func numbered(s string) string {
	at := strings.LastIndex(s, "› ")
	if at < 0 {
		return "3. " + s
	}
	at += len("› ")
	return s[:at] + "3. " + s[at:]
}

func TestCapitalsChangeNothing(t *testing.T) {
	d, c := sample(t)
	for _, line := range lines(t) {
		want := d.Heading(heading(line))
		got := d.Heading(heading(strings.ToUpper(line)))
		if told(c, got) != told(c, want) {
			t.Errorf("%q in capitals is %s, want %s", line, told(c, got), told(c, want))
		}
	}
}

func TestAnUnknownWordIsNeverCertain(t *testing.T) {
	d, c := sample(t)
	for _, line := range lines(t) {
		if strings.Contains(line, "ấp") { // a name may stand behind it
			continue
		}
		for _, more := range []string{line + " xyzzy", "xyzzy " + line, strings.Replace(line, "›", "xyzzy ›", 1) + " (xyzzy)"} {
			if m := d.Heading(heading(more)); m.Certainty == meaning.Certain || m.Certainty == meaning.Proposed {
				t.Errorf("%q is %s although nobody knows xyzzy", more, told(c, m))
			}
		}
	}
}

func TestWithoutMarksNothingBecomesTheDaysFigureThatWasNotBefore(t *testing.T) {
	d, c := sample(t)
	taken := func(m meaning.Meaning) int {
		if m.Certainty == meaning.Certain && m.Roles.Plain() && m.Roles.Part.Kind <= meaning.Whole && len(m.Roles.Outer) == 0 {
			return m.Indicator
		}
		return -1
	}
	for _, line := range lines(t) {
		with := d.Heading(heading(line))
		for _, bare := range []bool{false, true} {
			h := heading(spelling.Unmark(strings.ToLower(line)))
			h.Bare = bare
			without := d.Heading(h)
			if got := taken(without); got >= 0 && got != taken(with) {
				t.Errorf("%q is %s, and %s without its marks (bare %v)", line, told(c, with), told(c, without), bare)
			}
		}
	}
}

func TestARoleInAParentHoldsForItsChildren(t *testing.T) {
	d, c := sample(t)
	for parent, plain := range map[string]bool{
		"Kế hoạch": false, "Tháng trước": false, "Tỷ lệ %": false, "Lũy kế": false, "Hồ sơ tồn": false, "Ví dụ": false, "Cả tuần": false, "Cùng kỳ năm trước": false,
		"Kết quả": true, "Trong ngày": true, "Thực hiện": true, "Phát sinh trong ngày": true,
	} {
		for _, child := range []string{"Hướng dẫn", "Số lượt tuyên truyền", "Hồ sơ mức độ 3", "Tờ rơi"} {
			m := d.Heading(heading(parent + " › " + child))
			if got := m.Certainty == meaning.Certain && m.Roles.Plain(); got != plain {
				t.Errorf("%s › %s is %s", parent, child, told(c, m))
			}
		}
	}
}

func TestTheCatalogueKnowsItsOwnNames(t *testing.T) {
	d, c := sample(t)
	for i := range c.Indicators {
		x := &c.Indicators[i]
		for _, n := range append([]string{x.Label, x.Short}, x.Aliases...) {
			if m := d.Heading(meaning.Heading{Path: []string{n}}); m.Indicator != i || m.Certainty != meaning.Certain {
				t.Errorf("%s: its own name %q is %s", x.ID, n, told(c, m))
			}
		}
	}
}

func TestTheSampleCatalogueHasNoNamesThatCollide(t *testing.T) {
	d, c := sample(t)
	for _, x := range d.Collisions() {
		t.Errorf("%q of %s and %q of %s mean one thing", x.NameA, c.Indicators[x.A].ID, x.NameB, c.Indicators[x.B].ID)
	}
}

func FuzzHeading(f *testing.F) {
	d, _ := sample(f)
	for _, line := range lines(f) {
		f.Add(line)
	}
	f.Add("")
	f.Add("› › ")
	f.Add("mức độ")
	f.Add("mức độ 3, ")
	f.Add("thôn")
	f.Add("tháng")
	f.Fuzz(func(t *testing.T, line string) {
		h := heading(line)
		h.Siblings = []string{line, "TT", "HD"}
		h.Legend = map[string]string{"HD": line}
		m := d.Heading(h)
		if (m.Certainty == meaning.Certain || m.Certainty == meaning.Proposed) && m.Indicator < 0 {
			t.Errorf("%q is certain of nothing: %+v", line, m)
		}
		if m.Certainty == meaning.Certain && len(m.Unknown) > 0 {
			t.Errorf("%q is certain of words it does not know: %+v", line, m)
		}
		again := d.Heading(h)
		if again.Indicator != m.Indicator || again.Why != m.Why {
			t.Errorf("%q means %+v, then %+v", line, m, again)
		}
		d.Roles(line, meaning.InTabTitle, false)
		d.Kind(line)
		d.Doubt(line)
	})
}

func BenchmarkHeading(b *testing.B) {
	d, _ := sample(b)
	var all []meaning.Heading
	for _, line := range lines(b) {
		all = append(all, heading(line))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.Heading(all[i%len(all)])
	}
}

func BenchmarkNew(b *testing.B) {
	_, c := sample(b)
	l := lexicon(b)
	for b.Loop() {
		meaning.New(l, c)
	}
}

func TestADictionaryServesManyAtOnce(t *testing.T) {
	_, c := sample(t)
	d := meaning.New(lexicon(t), c)
	all := lines(t)
	want := make([]string, len(all))
	fresh := meaning.New(lexicon(t), c)
	for i, line := range all {
		want[i] = told(c, fresh.Heading(heading(line)))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, line := range all {
				if got := told(c, d.Heading(heading(line))); got != want[i] {
					t.Errorf("%q is %s, want %s", line, got, want[i])
				}
				d.Roles(line, meaning.InBlockTitle, false)
				d.Kind(line)
			}
		})
	}
	wg.Wait()
}
