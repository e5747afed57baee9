package ledger_test

import (
	"cmp"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger"
)

// drawReading draws what a workbook might say of a few days: figures, errors,
// notes, with or without the tables that they stood in.
func drawReading(t *rapid.T) *office.Reading {
	r := &office.Reading{}
	for _, tab := range []string{"T1", "T2"} {
		if !rapid.Bool().Draw(t, "has "+tab) {
			continue
		}
		r.Tables = append(r.Tables, table(tab, rapid.SampledFrom([][]string{{"an"}, {"an", "binh"}}).Draw(t, "units")...))
	}
	for _, unit := range []string{"an", "binh"} {
		for day := calendar.Day(june24); day < june24+3; day++ {
			origin := office.Origin{Source: "a", Tab: "T1", TabID: 7, Cell: rapid.SampledFrom([]string{"C1", "C2"}).Draw(t, "cell")}
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0, 1:
				for _, indicator := range []string{"people", "blood"} {
					r.Tallies = append(r.Tallies, office.Tally{
						Unit: unit, Day: day, Indicator: indicator, Value: rapid.Int64Range(0, 2).Draw(t, "value"), Origin: origin})
				}
			case 2:
				r.Findings = append(r.Findings, office.Finding{Unit: unit, Day: day, Origin: origin, Code: "number-invalid", Severity: office.SeverityError})
			case 3:
				r.Notes = append(r.Notes, office.Note{Unit: unit, Day: day, Field: "content", Text: origin.Cell, Origin: origin})
			}
		}
	}
	return r
}

// drawLooks draws looks at two sources; step draws how far the clock moves
// from one to the next.
func drawLooks(t *rapid.T, step *rapid.Generator[int]) []record.OldLook {
	at := clock(0, 0)
	var looks []record.OldLook
	for i := range rapid.IntRange(1, 12).Draw(t, "looks") {
		at = at.Add(time.Duration(step.Draw(t, "minutes")) * time.Minute)
		l := record.OldLook{Source: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "source"), Asked: at, Answered: at.Add(time.Second)}
		if rapid.IntRange(0, 4).Draw(t, "fault") == 0 {
			l.Fault = &office.Fault{Code: office.FaultNetwork}
		} else {
			l.Content, l.Reader, l.Reading = strconv.Itoa(i), "1", drawReading(t)
		}
		looks = append(looks, l)
	}
	return looks
}

// checkLedger runs a property on many ledgers, each of them new.
func checkLedger(t *testing.T, property func(*rapid.T, *ledger.Ledger)) {
	checkFile(t, func(t *rapid.T, l *ledger.Ledger, _ string) { property(t, l) })
}

// checkFile is checkLedger for properties that also open the file anew.
func checkFile(t *testing.T, property func(t *rapid.T, l *ledger.Ledger, path string)) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.db")
	if err := open(t, empty).Close(); err != nil {
		t.Fatal(err)
	}
	bytes, err := os.ReadFile(empty)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "ledger.db")
	rapid.Check(t, func(rt *rapid.T) {
		if err := os.WriteFile(path, bytes, 0o644); err != nil {
			rt.Fatal(err)
		}
		l, err := ledger.Open(context.Background(), path, ledger.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		defer os.Remove(path)
		defer l.Close()
		property(rt, l, path)
	})
}

func mustAppend(t *rapid.T, l *ledger.Ledger, looks ...record.OldLook) {
	if err := l.Append(context.Background(), looks...); err != nil {
		t.Fatal(err)
	}
}

func mustState(t *rapid.T, l *ledger.Ledger, at time.Time) *record.State {
	s, err := l.State(context.Background(), at)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAPastInstantGivesWhatItWouldHaveGivenThen(t *testing.T) {
	checkLedger(t, func(t *rapid.T, l *ledger.Ledger) {
		var then []*record.State
		for _, look := range drawLooks(t, rapid.IntRange(1, 60)) {
			mustAppend(t, l, look)
			then = append(then, mustState(t, l, look.Answered))
		}
		for _, want := range then {
			if diff := gocmp.Diff(want, mustState(t, l, want.AsOf)); diff != "" {
				t.Fatalf("as of %v (-then +now):\n%s", want.AsOf, diff)
			}
		}
	})
}

// Whatever order the clock gives to looks, what stands at any instant is what
// the last readable look of each source says.
func TestTheLastReadableLookStands(t *testing.T) {
	checkLedger(t, func(t *rapid.T, l *ledger.Ledger) {
		looks := drawLooks(t, rapid.IntRange(-90, 60))
		mustAppend(t, l, looks...)
		for _, at := range looks {
			last := map[string]*record.OldLook{}
			for i := range looks {
				n := &looks[i]
				if old := last[n.Source]; n.Fault == nil && !n.Answered.After(at.Answered) && (old == nil || !n.Answered.Before(old.Answered)) {
					last[n.Source] = n
				}
			}
			if diff := gocmp.Diff(wantStanding(last), standing(mustState(t, l, at.Answered)), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("as of %v (-want +got):\n%s", at.Answered, diff)
			}
		}
	})
}

func TestTheSameLooksAgainSayNothingNew(t *testing.T) {
	checkLedger(t, func(t *rapid.T, l *ledger.Ledger) {
		looks := drawLooks(t, rapid.IntRange(1, 60))
		mustAppend(t, l, looks...)
		end := looks[len(looks)-1].Answered
		want := mustState(t, l, end)
		mustAppend(t, l, looks...)
		got := mustState(t, l, end)
		if diff := gocmp.Diff(want, got, cmpopts.IgnoreFields(record.State{}, "Seen")); diff != "" {
			t.Fatalf("(-once +twice):\n%s", diff)
		}
	})
}

// A stood is what stands, without its history.
type stood struct {
	Tallies  []office.Tally
	Findings []office.Finding
	Notes    []office.Note
	Tables   map[string][]office.Table
}

func wantStanding(last map[string]*record.OldLook) (s stood) {
	s.Tables = map[string][]office.Table{}
	for _, source := range slices.Sorted(maps.Keys(last)) {
		r := last[source].Reading
		s.add(source, r.Tallies, r.Findings, r.Notes)
		s.Tables[source] = r.Tables
		if len(r.Tables) == 0 {
			delete(s.Tables, source)
		}
	}
	s.sort()
	return s
}

func standing(state *record.State) stood {
	s := stood{Tables: state.Tables, Notes: state.Notes}
	for i, v := range state.Versions() {
		if i+1 < len(state.Versions()) {
			if next := state.Versions()[i+1]; next.Source == v.Source && next.Unit == v.Unit && next.Day == v.Day {
				continue
			}
		}
		if v.Gone {
			continue
		}
		for _, f := range v.Figures {
			s.Tallies = append(s.Tallies, office.Tally{Unit: v.Unit, Day: v.Day, Indicator: f.Indicator, Value: f.Value,
				Origin: office.Origin{Source: v.Source, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell}})
		}
	}
	for _, f := range state.Findings {
		s.Findings = append(s.Findings, f.Finding)
	}
	s.sort()
	return s
}

// add takes over what a reading of a source says.
func (s *stood) add(source string, tallies []office.Tally, findings []office.Finding, notes []office.Note) {
	for _, t := range tallies {
		t.Source = source
		s.Tallies = append(s.Tallies, t)
	}
	for _, f := range findings {
		f.Source = source
		s.Findings = append(s.Findings, f)
	}
	for _, n := range notes {
		n.Source = source
		s.Notes = append(s.Notes, n)
	}
}

func (s *stood) sort() {
	slices.SortFunc(s.Tallies, func(a, b office.Tally) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Indicator, b.Indicator))
	})
	slices.SortFunc(s.Findings, func(a, b office.Finding) int { return cmp.Compare(a.Key(), b.Key()) })
	slices.SortFunc(s.Notes, func(a, b office.Note) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day))
	})
}

// What a ledger remembers between States is what the file says, also where a
// clock was set back, and what was handed out stays as it was.
func TestARememberedStateIsTheOneReadAnew(t *testing.T) {
	checkFile(t, func(t *rapid.T, l *ledger.Ledger, path string) {
		anew := func(at time.Time) *record.State {
			r, err := ledger.Open(context.Background(), path, ledger.Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			return mustState(t, r, at)
		}
		looks := drawLooks(t, rapid.IntRange(-90, 60))
		var given, wanted []*record.State
		for left := looks; len(left) > 0; {
			n := rapid.IntRange(1, len(left)).Draw(t, "at once")
			mustAppend(t, l, left[:n]...)
			left = left[n:]
			for range 2 {
				at := rapid.SampledFrom(looks).Draw(t, "look").Answered.Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, "µs")) * time.Microsecond)
				given, wanted = append(given, mustState(t, l, at)), append(wanted, anew(at))
			}
		}
		for i := range given {
			if diff := gocmp.Diff(wanted[i], given[i]); diff != "" {
				t.Fatalf("as of %v (-read anew +remembered):\n%s", given[i].AsOf, diff)
			}
		}
	})
}
