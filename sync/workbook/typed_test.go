package workbook

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestTheOfficesTabIsReadBack(t *testing.T) {
	target := newTarget(t)
	if tab, err := target.EntryTab(t.Context(), "Theo ngày"); tab != nil || err != nil {
		t.Fatalf("without a file: %v, %v", tab, err)
	}
	if _, err := target.Publish(t.Context(), charted()); err != nil {
		t.Fatal(err)
	}
	title := sheetTitles(charted().Tabs)[2]
	tab, err := target.EntryTab(t.Context(), title)
	if err != nil || tab == nil || tab.At(1, 0).Text != "An" {
		t.Errorf("read back %+v, %v", tab, err)
	}
	if tab, err := target.EntryTab(t.Context(), "Bổ sung"); tab != nil || err != nil {
		t.Errorf("a tab that is not there: %v, %v", tab, err)
	}
}

func TestWhatWasSavedBetweenReadingAndWritingIsNotReplaced(t *testing.T) {
	target := newTarget(t)
	if _, err := target.Publish(t.Context(), sample()); err != nil {
		t.Fatal(err)
	}
	if _, err := target.EntryTab(t.Context(), "Bổ sung"); err != nil {
		t.Fatal(err)
	}
	saved := encoded(t, charted()) // by the office, meanwhile
	if err := os.WriteFile(target.Path, saved, 0o644); err != nil {
		t.Fatal(err)
	}
	more := charted()
	more.Tabs[2].Rows = more.Tabs[2].Rows[:2]
	if changed, err := target.Publish(t.Context(), more); changed || !errors.Is(err, errSaved) {
		t.Errorf("changed %v, error %v", changed, err)
	}
	if got, err := os.ReadFile(target.Path); err != nil || !bytes.Equal(got, saved) {
		t.Errorf("what was saved is gone: %v", err)
	}
	if _, err := target.EntryTab(t.Context(), "Bổ sung"); err != nil {
		t.Fatal(err)
	}
	if changed, err := target.Publish(t.Context(), more); !changed || err != nil {
		t.Errorf("after reading it again: changed %v, error %v", changed, err)
	}
}

func TestAFileThatIsNoWorkbookIsNotReplacedUnread(t *testing.T) {
	target := newTarget(t)
	if err := os.MkdirAll(filepath.Dir(target.Path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(target.Path, []byte("half a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := target.EntryTab(t.Context(), "Bổ sung"); err == nil {
		t.Error("a file that cannot be read was taken for one in which nothing is typed")
	}
}
