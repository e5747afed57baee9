package reports

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/config"
)

// folder is a writer whose reports go into a folder of their own.
func folder(t *testing.T) Writer {
	t.Helper()
	c := &config.Config{}
	c.Report.Dir = t.TempDir()
	return Writer{&app.Office{Config: c, Now: func() time.Time { return time.Date(2020, 6, 24, 8, 0, 0, 0, time.UTC) }}}
}

func (w Writer) kept(t *testing.T, name, text, wantPath string, edited bool) {
	t.Helper()
	one, err := w.keep(name, []byte(text))
	if err != nil || filepath.Base(one.Path) != wantPath || (one.Edited != "") != edited {
		t.Errorf("writing %q gives %+v (%v), want %s", text, one, err, wantPath)
	}
	if got, err := os.ReadFile(filepath.Join(w.Config.Report.Dir, wantPath)); err != nil || string(got) != text {
		t.Errorf("%s holds %q (%v), want %q", wantPath, got, err, text)
	}
}

func (w Writer) edit(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(w.Config.Report.Dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWhatSomebodyEditedIsNeverWrittenOver(t *testing.T) {
	w := folder(t)
	w.kept(t, "a.docx", "one", "a.docx", false)
	w.kept(t, "a.docx", "two", "a.docx", false) // our own is written over
	w.edit(t, "a.docx", "by hand")
	w.kept(t, "a.docx", "three", "a-ban-2.docx", true)
	w.kept(t, "a.docx", "four", "a-ban-2.docx", true)
	w.edit(t, "a-ban-2.docx", "by hand too")
	w.kept(t, "a.docx", "five", "a-ban-3.docx", true)
	if got, err := os.ReadFile(filepath.Join(w.Config.Report.Dir, "a.docx")); err != nil || string(got) != "by hand" {
		t.Errorf("the edited file holds %q (%v)", got, err)
	}
	w.edit(t, "a.docx", "six")
	w.kept(t, "a.docx", "six", "a.docx", false) // the very document
}

func TestWithoutWhatIsRememberedEveryOtherFileCountsAsEdited(t *testing.T) {
	for name, memory := range map[string]string{"lost": "", "damaged": "{"} {
		t.Run(name, func(t *testing.T) {
			w := folder(t)
			w.kept(t, "a.xlsx", "one", "a.xlsx", false)
			if err := os.Remove(filepath.Join(w.Config.Report.Dir, lastWritten)); err != nil {
				t.Fatal(err)
			}
			if memory != "" {
				w.edit(t, lastWritten, memory)
			}
			w.kept(t, "a.xlsx", "two", "a-ban-2.xlsx", true)
		})
	}
}

func TestAnIssuedFileIsWrittenOverByNothingButItself(t *testing.T) {
	w := folder(t)
	for _, text := range []string{"one", "one"} {
		if one, err := w.place("so-12.xlsx", []byte(text), true); err != nil || one.Edited != "" || filepath.Base(one.Path) != "so-12.xlsx" {
			t.Errorf("%+v (%v)", one, err)
		}
	}
	if one, err := w.place("so-12.xlsx", []byte("another"), true); err != nil || one.Edited == "" || filepath.Base(one.Path) != "so-12-ban-2.xlsx" {
		t.Errorf("%+v (%v)", one, err)
	}
}
