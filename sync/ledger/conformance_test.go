package ledger_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger"
)

// A store is the contract that the rest of the program relies on. Whatever
// keeps it passes testStore.
type store interface {
	Append(ctx context.Context, looks ...record.OldLook) error
	Last(ctx context.Context) (map[string]record.LastLook, error)
	State(ctx context.Context, asOf time.Time) (*record.State, error)
	Revision(ctx context.Context) (int64, error)
	Decide(ctx context.Context, d office.Decision) (int64, error)
	SnapshotConfig(ctx context.Context, at time.Time, hash string, text []byte) error
	Config(ctx context.Context, at time.Time) ([]byte, error)
	KeepDraft(ctx context.Context, d *record.Issued, sources []record.KeptSource, files ...[]byte) (int64, bool, error)
	GiveNumber(ctx context.Context, r *record.Issued, files ...[]byte) error
	Register(ctx context.Context) ([]record.Issued, error)
	KeptSources(ctx context.Context, draft int64) ([]record.KeptSource, error)
	File(ctx context.Context, hash string) ([]byte, error)
	Published(ctx context.Context, target string) (string, error)
	SetPublished(ctx context.Context, target, fingerprint string, at time.Time) error
}

func TestLedgerKeepsTheContract(t *testing.T) {
	testStore(t, func(t *testing.T) store { return open(t, filepath.Join(t.TempDir(), "ledger.db")) })
}

func open(t *testing.T, path string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), path, ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// testStore runs every sentence of the contract against a store of its own.
func testStore(t *testing.T, open func(t *testing.T) store) {
	for name, test := range map[string]func(*testing.T, fixture){
		"a new store knows nothing":                                    newStore,
		"every field of a look comes back":                             everyField,
		"what was seen stands from its answer on":                      standsFromAnswer,
		"an unchanged look adds one look and nothing else":             unchangedLook,
		"a look with the same reading again adds nothing else":         sameReading,
		"a changed figure makes a version":                             changedFigure,
		"a figure in another cell makes a version":                     movedFigure,
		"an emptied day is withdrawn while its table stands":           withdrawn,
		"a day that left with its table is held until it returns":      gone,
		"days that are emptied all at once are held":                   cleared,
		"days of which as many are left are withdrawn":                 fewWithdrawn,
		"a unit that left the table is held":                           unitGone,
		"a withdrawn day does not go with its table":                   withdrawnThenGone,
		"a day on which nothing is acceptable is invalid":              invalid,
		"an invalid day that left with its table stays invalid":        invalidGone,
		"a finding is open since its first look and follows its cell":  findingMoves,
		"a finding that was mended and came back is a new one":         findingReturns,
		"findings of one key do not hide each other":                   findingsOfOneKey,
		"notes and tables are those of the last readable look":         notesAndTables,
		"a fault leaves standing what stood":                           fault,
		"the file's own time is that of the latest looks that told it": filesOwnTime,
		"a look without a reading must have seen what is known":        unknownContent,
		"one bad look keeps all of them out":                           allOrNone,
		"a look under a clock set back counts from its own instant":    clockSetBack,
		"an unchanged look under a clock set back says the same":       clockSetBackUnchanged,
		"a clock set back within a look proves nothing in between":     clockSetBackWithin,
		"versions are in order of source, unit, day and look":          order,
		"decisions are kept in order and can be taken back":            decisions,
		"the revision moves with what is new":                          revision,
		"a configuration is kept once for each change":                 configs,
		"a draft is kept once with its files and figures":              draftKept,
		"a report is issued once under a number of its year":           issuedOnce,
		"a report is replaced once by one of its period":               replacedOnce,
		"what was published is replaced":                               published,
	} {
		t.Run(name, func(t *testing.T) { test(t, fixture{t, open(t)}) })
	}
}

// A fixture is a store with shorthands that fail the test.
type fixture struct {
	*testing.T
	store
}

var june24 = calendar.Date(2020, time.June, 24)

// clock gives an instant of 24 June 2020 in the office's zone.
func clock(hour, minute int) time.Time {
	return time.Date(2020, time.June, 24, hour, minute, 0, 0, time.FixedZone("ICT", 7*3600))
}

// look is a readable look at "a" that took two seconds.
func look(at time.Time, content string, r *office.Reading) record.OldLook {
	return record.OldLook{Source: "a", Asked: at, Answered: at.Add(2 * time.Second), Content: content, Reader: "1", Reading: r}
}

// said is a reading of the table of June with figures of unit "an", given as
// day of the month, then value; each stands in its day's row.
func said(dayValue ...int64) *office.Reading {
	r := &office.Reading{Tables: []office.Table{table("Tháng 6", "an")}}
	for i := 0; i < len(dayValue); i += 2 {
		day := calendar.Date(2020, time.June, int(dayValue[i]))
		r.Tallies = append(r.Tallies, office.Tally{Unit: "an", Day: day, Indicator: "people", Value: dayValue[i+1],
			Origin: office.Origin{Source: "a", Tab: "Tháng 6", TabID: 7, Cell: "C" + day.String()[8:]}})
	}
	return r
}

func table(tab string, units ...string) office.Table {
	return office.Table{
		Tab: tab, TabID: 7, Layout: "long", Header: "A5:D6", First: calendar.Date(2020, time.June, 1), Last: calendar.Date(2020, time.June, 30),
		Units: units, Columns: []office.Column{{At: "C", Header: "Số người", Role: "indicator", Indicator: "people", How: "exact"}},
	}
}

// wrong is an error on the day's row of unit "an".
func wrong(day int, cell string) office.Finding {
	return office.Finding{
		Unit: "an", Code: "number-invalid", Severity: office.SeverityError, Raw: "12 hs?", Day: calendar.Date(2020, time.June, day),
		Indicator: "people", Origin: office.Origin{Source: "a", Tab: "Tháng 6", TabID: 7, Cell: cell}, Args: map[string]string{"a": "hs?"},
	}
}

func (f fixture) append(looks ...record.OldLook) {
	f.Helper()
	if err := f.Append(f.Context(), looks...); err != nil {
		f.Fatal(err)
	}
}

func (f fixture) state(at time.Time) *record.State {
	f.Helper()
	s, err := f.State(f.Context(), at)
	if err != nil {
		f.Fatal(err)
	}
	return s
}

func (f fixture) revision() int64 {
	f.Helper()
	n, err := f.Revision(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	return n
}

// equal fails the test where got differs; instants are compared as instants.
func (f fixture) equal(what string, got, want any) {
	f.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		f.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// days renders versions as "24 12@08:00": day, value or word, hour of the look.
func days(s *record.State) []string {
	var out []string
	for _, v := range s.Versions() {
		text := v.Day.String()[8:] + " " + v.Unit + " "
		for _, f := range v.Figures {
			text += office.Grouped(f.Value) + " "
		}
		if v.Invalid {
			text += "invalid "
		}
		if v.Gone {
			text += "gone "
		}
		out = append(out, text+"@"+v.Asked.In(clock(0, 0).Location()).Format("15:04"))
	}
	return out
}
