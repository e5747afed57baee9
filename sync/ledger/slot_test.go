package ledger_test

import (
	"path/filepath"
	"testing"
	"time"

	"tonghop/sync/ledger"
)

func TestSlotsAreRememberedAndReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := open(t, path)
	noon := clock(12, 0)
	for job, slot := range map[string]time.Time{"look": noon, "before-due": noon.Add(time.Hour)} {
		if err := l.SetSlot(t.Context(), job, slot); err != nil {
			t.Fatal(err)
		}
	}
	before, err := l.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := l.SetSlot(t.Context(), "look", noon.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if after, _ := l.Revision(t.Context()); after != before {
		t.Error("a slot moved the revision, as if something new had been seen")
	}
	reader, err := ledger.Open(t.Context(), path, ledger.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	got, err := reader.Slots(t.Context())
	if err != nil || len(got) != 2 || !got["look"].Equal(noon.AddDate(0, 0, 1)) || !got["before-due"].Equal(noon.Add(time.Hour)) {
		t.Errorf("got %v, %v", got, err)
	}
}
