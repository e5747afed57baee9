package reading

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// caseTexts are all texts of all cases' sheets.
func caseTexts(t *testing.T) []string {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases found: %v", err)
	}
	var all []string
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, _, _ := parseCase(t, a)
		for i := range book.Tabs {
			for _, row := range book.Tabs[i].Rows {
				for _, c := range row {
					if c.Kind == grid.Text && c.Text != "" {
						all = append(all, c.Text)
					}
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// A reading rests of what is taught everywhere on the meaning of headings alone.
func TestWhatIsTaughtEverywhereChangesNothingButHeadings(t *testing.T) {
	texts := caseTexts(t)
	c := usualContext()
	plain := newMind(&c)
	for i, s := range texts {
		if i%3 == 0 {
			c.Answers = append(c.Answers, office.Answer{Says: s, Meaning: office.Meaning{Indicator: c.Indicators[i%len(c.Indicators)].ID}})
		}
	}
	taught := newMind(&c)
	told := func(m *mind, s string, bare bool) string {
		out := fmt.Sprint(m.kind(s), m.isNeutral(s), m.doubt(s))
		for _, place := range []meaning.Place{meaning.InHeading, meaning.InMeasure, meaning.InRow, meaning.InNote, meaning.InBlockTitle, meaning.InTabTitle} {
			out += fmt.Sprintf(" %+v", m.roles(s, place, bare))
		}
		return out
	}
	for _, s := range texts {
		for _, bare := range []bool{false, true} {
			if a, b := told(plain, s, bare), told(taught, s, bare); a != b {
				t.Errorf("%q says\n%s\nand, with a third of all texts taught,\n%s", s, a, b)
			}
		}
	}
}

// headOf is the last text of a book's first row that has several: a heading.
func headOf(b *grid.Book) string {
	for i := range b.Tabs {
		for _, row := range b.Tabs[i].Rows {
			if len(row) < 2 {
				continue
			}
			if last := row[len(row)-1]; last.Kind == grid.Text && row[0].Kind == grid.Text && last.Text != "" {
				return last.Text
			}
		}
	}
	return ""
}

// Where a reading would be told the same, it is the same.
func TestAReadingStandsForAsLongAsItWouldBeToldTheSame(t *testing.T) {
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	texts := caseTexts(t)
	stood, changed := 0, 0
	for i, name := range files {
		if i%8 != 0 { // a dictionary is compiled for each answer
			continue
		}
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, c, _ := parseCase(t, a)
		before, rests := ReadResting(&book, c)
		own := headOf(&book)
		for k := range 4 {
			d := c
			wording := texts[(i*37+k*101)%len(texts)]
			if k == 0 && own != "" { // one on which the reading does rest
				wording = own
			}
			d.Answers = append(slices.Clone(c.Answers), office.Answer{Says: wording, No: k == 3, Meaning: office.Meaning{Indicator: c.Indicators[k%len(c.Indicators)].ID}})
			same := d.Told(rests.Asked) == rests.Told
			after := Read(&book, d)
			equal := fmt.Sprintf("%+v", before) == fmt.Sprintf("%+v", after)
			if same && !equal {
				t.Errorf("%s: with %q taught it would be told the same, but reads otherwise", name, d.Answers[len(d.Answers)-1].Says)
			}
			if same {
				stood++
			} else {
				changed++
			}
		}
	}
	if stood == 0 || changed == 0 {
		t.Errorf("%d readings stood and %d did not: nothing was tried", stood, changed)
	}
	t.Logf("%d readings stood, %d did not", stood, changed)
}
