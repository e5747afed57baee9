package ledgertest

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Maker opens stores. Every place is a store of its own, which is made where
// there is none; Open may be called for one place several times, with Beside as
// another process does that records the office's decisions only.
type Maker struct {
	Open func(t *testing.T, place, office string, now func() time.Time) Store
	// Beside opens a place that is open already.
	Beside func(t *testing.T, place, office string, now func() time.Time) Store
}

// Run holds a store to every sentence of the contract.
func Run(t *testing.T, m Maker) {
	for name, test := range sentences {
		t.Run(name, func(t *testing.T) { test(newFixture(t, m)) })
	}
}

var sentences = map[string]func(*fixture){
	"a new store knows nothing":                                    newStore,
	"every field of a look comes back":                             everyFieldOfALook,
	"a tab comes back as it was shown":                             tabsComeBack,
	"a tab is kept once however often it is seen":                  keptOnce,
	"a look without cells saw what the one before it saw":          withoutCells,
	"a look without cells that saw something else is refused":      unknownContent,
	"a fault is a look that saw nothing, and what stood is known":  faults,
	"one bad answer keeps all of them out":                         allOrNone,
	"ids have no gap after an answer was refused":                  denseIDs,
	"each recording is one revision, chained to the one before":    revisions,
	"the change moves only with what says something new":           changes,
	"what was recorded after a revision is the tail of it all":     tails,
	"an instant has the last revision that was asserted by then":   byInstant,
	"a clock that was ahead takes nothing from the record's order": clockAhead,
	"every field of a decision comes back, in order":               decisions,
	"a decision that is refused leaves nothing":                    refusedDecision,
	"a decision takes back only one that is there":                 undoing,
	"of many who decide the same at once one does":                 decidedOnce,
	"a configuration is kept once for each change":                 configs,
	"what was told comes back":                                     told,
	"every field of a draft comes back, and it is kept once":       draftKept,
	"a report is issued once under a number of its year":           issuedOnce,
	"a report is replaced once by one of its period":               replacedOnce,
	"a reminder is marked once and keeps what became of it":        remindedOnce,
	"only an unsent reminder is marked again, and not for ever":    markedAgain,
	"what was published and which slot ran is replaced":            notes,
	"any text comes back, whatever is in it":                       anyText,
	"another office's rows are neither seen nor counted":           offices,
	"a cancelled recording leaves nothing":                         cancelled,
	"readers see whole revisions while another writes":             wholeRevisions,
	"the same looks and decisions make the same chain":             twins,
	"what a later process opens is what was recorded":              openedAgain,
}

// A fixture is a store with shorthands that fail the test.
type fixture struct {
	*testing.T
	Store
	m     Maker
	place string
	now   time.Time
}

func newFixture(t *testing.T, m Maker) *fixture {
	f := &fixture{T: t, m: m, place: t.Name(), now: clock(8, 0)}
	f.Store = m.Open(t, f.place, "", f.clock)
	return f
}

// clock is the machine's: it stands still.
func (f *fixture) clock() time.Time { return f.now }

var june24 = calendar.Date(2020, time.June, 24)

// clock gives an instant of 24 June 2020 in the office's zone.
func clock(hour, minute int) time.Time {
	return time.Date(2020, time.June, 24, hour, minute, 0, 0, time.FixedZone("ICT", 7*3600))
}

// book is a workbook with a tab for each text, which stands in its first cell.
func book(texts ...string) *grid.Book {
	b := &grid.Book{Title: "Sổ", Locale: "vi_VN", TimeZone: "Asia/Ho_Chi_Minh"}
	for i, text := range texts {
		b.Tabs = append(b.Tabs, grid.Tab{ID: int64(i + 1), Title: fmt.Sprintf("Tháng %d", i+1), Rows: [][]grid.Cell{{{Kind: grid.Text, Text: text}}}})
	}
	return b
}

// saw is an answer of a source that took two seconds.
func saw(source string, at time.Time, content string, b *grid.Book) record.Answer {
	return record.Answer{Look: record.Look{Source: source, Asked: at, Answered: at.Add(2 * time.Second), Content: content}, Cells: b}
}

func failed(source string, at time.Time, code office.FaultCode) record.Answer {
	a := saw(source, at, "", nil)
	a.Fault = &office.Fault{Code: code, Detail: "connection reset"}
	return a
}

func (f *fixture) record(answers ...record.Answer) []record.Look {
	f.Helper()
	looks, err := f.Record(f.Context(), answers...)
	if err != nil {
		f.Fatal(err)
	}
	return looks
}

func (f *fixture) decide(d office.Decision) office.Decision {
	f.Helper()
	d, err := f.Decide(f.Context(), func(record.View) (office.Decision, error) { return d, nil })
	if err != nil {
		f.Fatal(err)
	}
	return d
}

func (f *fixture) since(after int64) []record.Commit { return sinceIn(f, f.Store, after) }

func sinceIn(f *fixture, s record.View, after int64) []record.Commit {
	f.Helper()
	all, err := s.Since(f.Context(), after)
	if err != nil {
		f.Fatal(err)
	}
	return all
}

func (f *fixture) head() record.Revision {
	f.Helper()
	r, err := f.Head(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	return r
}

// looks are all that were recorded.
func (f *fixture) looks() (all []record.Look) {
	f.Helper()
	for _, c := range f.since(0) {
		all = append(all, c.Looks...)
	}
	return all
}

// equal fails the test where got differs.
func (f *fixture) equal(what string, got, want any) {
	f.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		f.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func (f *fixture) ok(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

// fill puts something into every field that v points to, another into each.
func fill(v any) { fillValue(reflect.ValueOf(v).Elem(), new(int64)) }

func fillValue(v reflect.Value, n *int64) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("văn bản %d", *n))
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(*n)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(clock(9, 0).Add(time.Duration(*n) * time.Second).UTC()))
			return
		}
		for i := range v.NumField() {
			fillValue(v.Field(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillValue(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fillValue(v.Index(i), n)
		}
	}
}

// during runs f with a context that ends while it is at work.
func during(ctx context.Context, f func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	f(ctx)
}
