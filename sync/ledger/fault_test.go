package ledger

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/office"
	"tonghop/model/record"
)

// Faults are what goes wrong with a database: its nth call fails. A commit that
// fails may have been done all the same.
type faults struct {
	mu     sync.Mutex
	calls  int
	at     int // 0: never
	err    error
	done   bool // commits alone fail, and are done before they do
	struck bool
}

// strike counts a call and tells whether it is to fail.
func (f *faults) strike() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	f.struck = f.struck || f.calls == f.at
	return f.calls == f.at
}

// do makes a call, or fails.
func do[T any](f *faults, call func() (T, error)) (v T, err error) {
	if !f.done && f.strike() {
		return v, f.err
	}
	return call()
}

// A faultyConn is a connection to a real database with faults.
type faultyConn struct {
	driver.Conn
	f *faults
}

func (c faultyConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	return do(c.f, func() (driver.Stmt, error) {
		s, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
		return faultyStmt{s, c.f}, err
	})
}

func (c faultyConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	return do(c.f, func() (driver.Tx, error) {
		t, err := c.Conn.(driver.ConnBeginTx).BeginTx(ctx, opts)
		return faultyTx{t, c.f}, err
	})
}

type faultyStmt struct {
	driver.Stmt
	f *faults
}

func (s faultyStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return do(s.f, func() (driver.Result, error) { return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args) })
}

func (s faultyStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return do(s.f, func() (driver.Rows, error) { return s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args) })
}

type faultyTx struct {
	driver.Tx
	f *faults
}

func (t faultyTx) Commit() error {
	if !t.f.strike() {
		return t.Tx.Commit()
	}
	if t.f.done {
		return errors.Join(t.Tx.Commit(), t.f.err)
	}
	return errors.Join(t.Tx.Rollback(), t.f.err) // as a database does whose commit failed
}

type faultyConnector struct {
	real driver.Driver
	dsn  string
	f    *faults
}

func (c faultyConnector) Driver() driver.Driver { return c.real }

func (c faultyConnector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.real.Open(c.dsn)
	return faultyConn{conn, c.f}, err
}

// faulty gives a ledger's connection for writing faults.
func faulty(t *testing.T, l *Ledger) *faults {
	t.Helper()
	f := &faults{}
	sqlite := l.write.Driver()
	if err := l.write.Close(); err != nil {
		t.Fatal(err)
	}
	l.write = sql.OpenDB(faultyConnector{sqlite, dsn(l.path, writing), f})
	l.write.SetMaxOpenConns(1)
	return f
}

// Whichever call fails, and with whatever: all of it is there or nothing, the same
// process reads on, and what is recorded next is recorded as though nothing had
// been.
func TestACallThatFailsLeavesAllOrNothing(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		done bool
		kind Kind
	}{
		"disk full": {syscall.ENOSPC, false, DiskFull}, "disk fails": {syscall.EIO, false, Failing}, "it was done, and the answer was lost": {syscall.EIO, true, Failing},
	} {
		t.Run(name, func(t *testing.T) {
			l := openHere(t)
			fill(t, l)
			f := faulty(t, l)
			f.err, f.done = c.err, c.done
			for n := 1; ; n++ {
				before, _, err := everything(t.Context(), l)
				if err != nil {
					t.Fatal(err)
				}
				f.calls, f.at, f.struck = 0, n, false
				rows := 50 + n
				_, err = l.Record(t.Context(), answer("a", noon, sheet("a", rows, rows)), answer("c", noon, sheet("c", rows)))
				if err == nil {
					err = decide(t.Context(), l, office.Decision{Kind: office.DecisionExcuse, At: noon})
				}
				f.at = 0
				if !f.struck {
					if err != nil || n < 20 && !c.done || n < 3 {
						t.Fatalf("after %d calls nothing struck: %v", n, err)
					}
					break
				}
				if kindIn(err) != c.kind {
					t.Errorf("call %d: got %v", n, err)
				}
				after, _, err := everything(t.Context(), l)
				if err != nil {
					t.Fatalf("after call %d failed nothing can be read: %v", n, err)
				}
				if diff := cmp.Diff(before, after[:len(before)]); diff != "" || len(after) > len(before)+2 {
					t.Errorf("call %d: what stood is another:\n%s", n, diff)
				}
			}
			if got := audited(t, l); len(got) > 0 {
				t.Error(got)
			}
			reader, err := openToRead(t, l.path)
			if err != nil {
				t.Fatal(err)
			}
			mine, cells, err := everything(t.Context(), l)
			if err != nil {
				t.Fatal(err)
			}
			theirs, others, err := everything(t.Context(), reader)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(theirs, mine) + cmp.Diff(others, cells); diff != "" {
				t.Errorf("the process that met the faults knows something else than the file:\n%s", diff)
			}
		})
	}
}

func TestADecisionWhoseAnswerWasLostIsSeenByTheNext(t *testing.T) {
	l := openHere(t)
	f := faulty(t, l)
	f.err, f.done = syscall.EIO, true
	d := office.Decision{Kind: office.DecisionExcuse, At: noon}
	for f.at = 1; f.at < 40; f.at++ {
		f.calls = 0
		_, err := l.Decide(t.Context(), func(v record.View) (office.Decision, error) {
			all, err := v.Decisions(t.Context())
			if len(all) > 0 {
				return d, errAlready
			}
			return d, err
		})
		if err == errAlready {
			break
		}
	}
	f.at = 0
	if all, err := l.Decisions(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("%d decisions are recorded, want 1: %v", len(all), err)
	}
}

var errAlready = &Error{Kind: Taken}
