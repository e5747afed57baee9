package ledger_test

import (
	"path/filepath"
	"testing"

	"tonghop/model/office"
	"tonghop/sync/ledger"
)

func TestTheOfficeDecidesWhileTheDaemonHoldsTheLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	daemon := open(t, path)
	if _, err := ledger.Open(t.Context(), path, ledger.Options{}); err == nil {
		t.Fatal("two processes hold one ledger")
	}
	beside, err := ledger.Open(t.Context(), path, ledger.Options{Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	d := office.Decision{Kind: office.DecisionReceive, Unit: "an", Period: "2020-06", Received: clock(16, 0), By: "văn phòng", At: clock(17, 0), Reason: "công văn đến"}
	if d.ID, err = beside.Decide(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if err := beside.Close(); err != nil {
		t.Fatal(err)
	}
	f := fixture{t, daemon}
	f.equal("the daemon's state", f.state(clock(18, 0)).Decisions, []office.Decision{d})
	again, err := ledger.Open(t.Context(), path, ledger.Options{Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	all, err := again.Decisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f.equal("all decisions", all, []office.Decision{d})
}

func TestWithoutAnotherHolderTheLockIsTaken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l, err := ledger.Open(t.Context(), path, ledger.Options{Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := ledger.Open(t.Context(), path, ledger.Options{}); err == nil {
		t.Error("a second writer opened the ledger")
	}
}
