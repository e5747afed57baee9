package ledger_test

import (
	"path/filepath"
	"testing"
	"time"

	"tonghop/sync/ledger"
	"tonghop/sync/ledger/ledgertest"
)

func TestTheLedgerKeepsTheContract(t *testing.T) {
	folder := t.TempDir()
	paths := map[string]string{} // of each place
	open := func(t *testing.T, place string, opts ledger.Options) ledgertest.Store {
		t.Helper()
		if paths[place] == "" {
			paths[place] = filepath.Join(folder, string(rune('a'+len(paths)%26))+time.Now().Format("150405.000000000"), "ledger.db")
		}
		l, err := ledger.Open(t.Context(), paths[place], opts)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l
	}
	ledgertest.Run(t, ledgertest.Maker{
		Open: func(t *testing.T, place, office string, now func() time.Time) ledgertest.Store {
			return open(t, place, ledger.Options{Office: office, Now: now})
		},
		Beside: func(t *testing.T, place, office string, now func() time.Time) ledgertest.Store {
			return open(t, place, ledger.Options{Office: office, Now: now, Beside: true})
		},
	})
}
