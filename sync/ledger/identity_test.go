package ledger_test

import (
	"path/filepath"
	"testing"
	"time"

	"tonghop/sync/ledger"
)

func TestALedgerIsToldFromEveryOtherByItsFirstRevision(t *testing.T) {
	open := func(name string) *ledger.Ledger {
		l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), name), ledger.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l
	}
	a, b := open("a.db"), open("b.db")
	if first, come, err := a.Identity(t.Context()); err != nil || first != "" || come != 0 {
		t.Errorf("an empty ledger is %q at %d, %v", first, come, err)
	}
	noon := time.Date(2020, 6, 24, 5, 0, 0, 0, time.UTC)
	for i, l := range []*ledger.Ledger{a, b, a} {
		if _, err := l.SnapshotConfig(t.Context(), noon.Add(time.Duration(i)*time.Hour), string(rune('a'+i)), []byte{byte('a' + i)}); err != nil {
			t.Fatal(err)
		}
	}
	firstA, come, err := a.Identity(t.Context())
	if err != nil || come != 2 || len(firstA) != 64 {
		t.Errorf("it is %q at %d, %v", firstA, come, err)
	}
	if firstB, _, err := b.Identity(t.Context()); err != nil || firstB == firstA {
		t.Errorf("two ledgers are %q and %q, %v", firstA, firstB, err)
	}
}
