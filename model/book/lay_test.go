package book_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"tonghop/model/book"
	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// catalogue reads this room's own messages; keys of other rooms show
// themselves.
func catalogue(t testing.TB, lang string) office.Messages {
	t.Helper()
	data, err := os.ReadFile("../../templates/messages/book.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]string
	if err := yaml.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for key, in := range all {
		if in["vi"] == "" || in["en"] == "" {
			t.Errorf("message %s lacks a language", key)
		}
		texts[key] = in[lang]
	}
	return office.Messages{Lang: lang, Texts: texts}
}

func link(o office.Origin) string { return o.Source + "#range=" + o.Cell }

// dumped is how many rows of a long tab the golden files show.
const dumped = 42

// dump prints a book as a reader would see it: one line a row, blanks as _.
func dump(b *book.Book) string {
	var w strings.Builder
	fmt.Fprintf(&w, "%s\n", b.Title)
	for _, t := range b.Tabs {
		fmt.Fprintf(&w, "\n-- %s: %s (frozen %d×%d, repeat %d", t.Key, t.Title, t.Frozen.Rows, t.Frozen.Cols, t.RepeatRows)
		if f := t.Filter; f != nil {
			fmt.Fprintf(&w, ", filter %s", grid.Range{Row: f.Row, Col: f.Col, EndRow: f.EndRow, EndCol: f.EndCol})
		}
		fmt.Fprintln(&w, ") --")
		for i, r := range t.Rows[:min(dumped, len(t.Rows))] {
			cells := make([]string, len(r.Cells))
			for j, c := range r.Cells {
				cells[j] = show(c)
			}
			fmt.Fprintf(&w, "%d: %s\n", i+1, strings.Join(cells, " | "))
		}
	}
	return w.String()
}

func show(c book.Cell) string {
	s := "_"
	switch c.Kind {
	case book.Text:
		s = strings.ReplaceAll(c.Text, "\n", "⏎")
	case book.Number:
		s = office.Grouped(c.Number)
	case book.Percent:
		s = fmt.Sprintf("%d,%d%%", c.Number/10, c.Number%10)
	case book.Date:
		s = calendar.Day(c.Number).Short()
	}
	if c.Link != "" {
		s += " <" + c.Link + ">"
	}
	return s
}

func TestABookOfFifteenUnitsReadsAsTheGoldenOne(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		b := book.Lay(booktest.Report(15, booktest.AsOf), catalogue(t, lang), book.Options{Link: link})
		golden(t, filepath.Join("testdata", "fifteen."+lang+".txt"), dump(b))
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
