package ledger_test

import (
	"strings"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

func newStore(_ *testing.T, f fixture) {
	at := clock(8, 0)
	f.equal("state", f.state(at), &record.State{AsOf: at, Seen: map[string][]record.Seen{}, Tables: map[string][]office.Table{}})
	last, err := f.Last(f.Context())
	if err != nil || len(last) != 0 || f.revision() != 0 {
		f.Errorf("got %v, %v, revision %d; want nothing", last, err, f.revision())
	}
}

func everyField(_ *testing.T, f fixture) {
	l := look(clock(8, 0), "x", said(24, 12))
	l.Modified = clock(7, 30)
	l.Reading.Findings = []office.Finding{wrong(23, "C23")}
	l.Reading.Notes = []office.Note{{Unit: "an", Day: june24, Field: "content", Text: "Ra quân \"dọn\" đường\n<1 km>",
		Origin: office.Origin{Source: "a", Tab: "Tháng 6", TabID: 7, Cell: "E24"}}}
	broken := record.OldLook{Source: "b", Asked: clock(8, 1), Answered: clock(8, 2),
		Fault: &office.Fault{Code: office.FaultNotShared, Detail: "403: denied"}}
	f.append(l, broken)
	since := clock(8, 0).Add(2 * time.Second)
	f.equal("state", f.state(clock(9, 0)), &record.State{
		AsOf: clock(9, 0),
		Seen: map[string][]record.Seen{
			"a": {{Asked: clock(8, 0), Answered: since, Modified: clock(7, 30), Reader: "1"}},
			"b": {{Asked: clock(8, 1), Answered: clock(8, 2), Fault: broken.Fault}},
		},
		Said: record.SaidIn([]record.Version{
			{Source: "a", Unit: "an", Day: june24 - 1, Asked: clock(8, 0), Answered: since, Invalid: true},
			{Source: "a", Unit: "an", Day: june24, Asked: clock(8, 0), Answered: since,
				Figures: []record.Figure{{Indicator: "people", Value: 12, Tab: "Tháng 6", TabID: 7, Cell: "C24"}}},
		}),
		Findings: []record.OpenFinding{{Finding: l.Reading.Findings[0], Since: since}},
		Notes:    l.Reading.Notes,
		Tables:   map[string][]office.Table{"a": l.Reading.Tables},
	})
}

func standsFromAnswer(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 12)))
	for seconds, want := range map[time.Duration]int{-1: 0, 1: 0, 2: 1, 3: 1} {
		if got := len(f.state(clock(8, 0).Add(seconds * time.Second)).Versions()); got != want {
			f.Errorf("%d s after it was asked: got %d versions, want %d", seconds, got, want)
		}
	}
}

func unchangedLook(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 12)))
	before, revision := f.state(clock(10, 0)), f.revision()
	f.append(look(clock(9, 0), "x", nil))
	after := f.state(clock(10, 0))
	if n := len(after.Seen["a"]); n != 2 {
		f.Errorf("got %d looks, want 2", n)
	}
	before.Seen = after.Seen
	f.equal("state but for the look", after, before)
	f.equal("revision", f.revision(), revision)
}

func sameReading(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 12)))
	before, revision := f.state(clock(10, 0)), f.revision()
	f.append(look(clock(9, 0), "y", said(24, 12)))
	after := f.state(clock(10, 0))
	before.Seen = after.Seen
	f.equal("state but for the look", after, before)
	f.equal("revision", f.revision(), revision)
}

func changedFigure(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(23, 5, 24, 12)))
	f.append(look(clock(9, 0), "y", said(23, 5, 24, 13)))
	f.equal("now", days(f.state(clock(10, 0))), []string{"23 an 5 @08:00", "24 an 12 @08:00", "24 an 13 @09:00"})
	f.equal("then", days(f.state(clock(8, 30))), []string{"23 an 5 @08:00", "24 an 12 @08:00"})
}

func movedFigure(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 12)))
	moved := said(24, 12)
	moved.Tallies[0].Cell = "C25"
	f.append(look(clock(9, 0), "y", moved))
	s := f.state(clock(10, 0))
	f.equal("versions", days(s), []string{"24 an 12 @08:00", "24 an 12 @09:00"})
	f.equal("cell", s.Versions()[1].Figures[0].Cell, "C25")
}

func withdrawn(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(23, 5, 24, 12)))
	f.append(look(clock(9, 0), "y", said(23, 5)))
	f.append(look(clock(9, 30), "z", said(23, 6)))
	f.equal("versions", days(f.state(clock(10, 0))),
		[]string{"23 an 5 @08:00", "23 an 6 @09:30", "24 an 12 @08:00", "24 an @09:00"})
}

func gone(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 12)))
	f.append(look(clock(9, 0), "y", &office.Reading{}))
	f.append(look(clock(9, 30), "z", &office.Reading{}))
	f.equal("held", days(f.state(clock(10, 0))), []string{"24 an 12 @08:00", "24 an 12 gone @09:00"})
	f.append(look(clock(10, 0), "x", said(24, 12)))
	f.equal("returned", days(f.state(clock(11, 0))),
		[]string{"24 an 12 @08:00", "24 an 12 gone @09:00", "24 an 12 @10:00"})
	f.append(look(clock(11, 0), "y", &office.Reading{}))
	f.append(look(clock(12, 0), "w", said()))
	f.equal("withdrawn after it was gone", days(f.state(clock(13, 0)))[3:], []string{"24 an 12 gone @11:00", "24 an @12:00"})
}

func cleared(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(22, 1, 23, 2, 24, 3)))
	f.append(look(clock(9, 0), "y", said()))
	f.append(look(clock(10, 0), "z", said(25, 4)))
	f.append(look(clock(11, 0), "w", said(25, 4, 26, 5, 27, 6, 28, 7)))
	f.equal("versions", days(f.state(clock(12, 0))), []string{
		"22 an 1 @08:00", "22 an 1 gone @09:00", "23 an 2 @08:00", "23 an 2 gone @09:00", "24 an 3 @08:00", "24 an 3 gone @09:00",
		"25 an 4 @10:00", "26 an 5 @11:00", "27 an 6 @11:00", "28 an 7 @11:00"})
}

func fewWithdrawn(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(22, 1, 23, 2, 24, 3, 25, 4, 26, 5, 27, 6)))
	f.append(look(clock(9, 0), "y", said(22, 1, 25, 4, 26, 5)))
	f.equal("three of six", days(f.state(clock(10, 0))), []string{"22 an 1 @08:00", "23 an 2 @08:00", "23 an @09:00", "24 an 3 @08:00", "24 an @09:00",
		"25 an 4 @08:00", "26 an 5 @08:00", "27 an 6 @08:00", "27 an @09:00"})
}

func unitGone(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 12)))
	other := said()
	other.Tables[0].Units = []string{"binh"}
	f.append(look(clock(9, 0), "y", other))
	f.equal("versions", days(f.state(clock(10, 0))), []string{"24 an 12 @08:00", "24 an 12 gone @09:00"})
}

func withdrawnThenGone(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 12)))
	f.append(look(clock(9, 0), "y", said()))
	f.append(look(clock(10, 0), "z", &office.Reading{}))
	f.equal("versions", days(f.state(clock(11, 0))), []string{"24 an 12 @08:00", "24 an @09:00"})
}

func invalid(_ *testing.T, f fixture) {
	bad := said(23, 5)
	bad.Findings = []office.Finding{wrong(23, "D23"), wrong(24, "C24")}
	warning := wrong(22, "C22")
	warning.Severity = office.SeverityWarning
	bad.Findings = append(bad.Findings, warning)
	f.append(look(clock(8, 0), "x", bad))
	f.equal("one of two days has a figure", days(f.state(clock(8, 30))), []string{"23 an 5 @08:00", "24 an invalid @08:00"})
	f.append(look(clock(9, 0), "y", said(23, 5, 24, 12)))
	f.append(look(clock(10, 0), "z", bad))
	f.append(look(clock(11, 0), "v", said(23, 5)))
	f.equal("mended, spoilt, emptied", days(f.state(clock(12, 0)))[1:],
		[]string{"24 an invalid @08:00", "24 an 12 @09:00", "24 an invalid @10:00", "24 an @11:00"})
}

func invalidGone(_ *testing.T, f fixture) {
	bad := said()
	bad.Findings = []office.Finding{wrong(24, "C24")}
	f.append(look(clock(8, 0), "x", bad))
	f.append(look(clock(9, 0), "y", &office.Reading{}))
	f.equal("versions", days(f.state(clock(10, 0))), []string{"24 an invalid @08:00", "24 an invalid gone @09:00"})
}

func findingMoves(_ *testing.T, f fixture) {
	first, moved := said(), said()
	first.Findings = []office.Finding{wrong(24, "C24")}
	moved.Findings = []office.Finding{wrong(24, "C30")}
	moved.Findings[0].Raw = "13 hs?"
	f.append(look(clock(8, 0), "x", first))
	f.append(look(clock(9, 0), "y", moved))
	since := clock(8, 0).Add(2 * time.Second)
	f.equal("now", f.state(clock(10, 0)).Findings, []record.OpenFinding{{Finding: moved.Findings[0], Since: since}})
	f.equal("then", f.state(clock(8, 30)).Findings, []record.OpenFinding{{Finding: first.Findings[0], Since: since}})
}

func findingReturns(_ *testing.T, f fixture) {
	bad := said()
	bad.Findings = []office.Finding{wrong(24, "C24")}
	f.append(look(clock(8, 0), "x", bad))
	f.append(look(clock(9, 0), "y", said()))
	if n := len(f.state(clock(9, 30)).Findings); n != 0 {
		f.Errorf("mended: got %d open findings, want none", n)
	}
	f.append(look(clock(10, 0), "x", bad))
	f.equal("open", f.state(clock(11, 0)).Findings,
		[]record.OpenFinding{{Finding: bad.Findings[0], Since: clock(10, 0).Add(2 * time.Second)}})
}

func findingsOfOneKey(_ *testing.T, f fixture) {
	bad := said()
	bad.Findings = []office.Finding{wrong(24, "C24"), wrong(24, "C31")}
	f.append(look(clock(8, 0), "x", bad))
	s := f.state(clock(9, 0))
	if len(s.Findings) != 2 || s.Findings[0].Cell != "C24" || s.Findings[1].Cell != "C31" {
		f.Errorf("got %v, want those of C24 and C31", s.Findings)
	}
}

func notesAndTables(_ *testing.T, f fixture) {
	note := func(field, text string) office.Note {
		return office.Note{Unit: "an", Day: june24, Field: field, Text: text, Origin: office.Origin{Source: "a", Tab: "Tháng 6", Cell: "E24"}}
	}
	first, second := said(), said()
	first.Notes = []office.Note{note("content", "một"), note("content", "hai"), note("place", "xã An")}
	first.Tables = append(first.Tables, table("Tháng 6", "binh"), table("Khác", "an"))
	second.Notes = []office.Note{note("content", "ba")}
	f.append(look(clock(8, 0), "x", first))
	f.append(look(clock(9, 0), "y", second))
	then, now := f.state(clock(8, 30)), f.state(clock(10, 0))
	f.equal("notes then", then.Notes, first.Notes)
	f.equal("tables then", then.Tables["a"], first.Tables)
	f.equal("notes now", now.Notes, second.Notes)
	f.equal("tables now", now.Tables["a"], second.Tables)
	f.equal("versions", len(now.Versions()), 0)
}

func fault(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 12)))
	stood := f.state(clock(11, 0))
	f.append(record.OldLook{Source: "a", Asked: clock(9, 0), Answered: clock(9, 1), Fault: &office.Fault{Code: office.FaultNotFound}})
	s := f.state(clock(11, 0))
	if len(s.Seen["a"]) != 2 {
		f.Errorf("got %d looks, want 2", len(s.Seen["a"]))
	}
	s.Seen = stood.Seen
	f.equal("state but for the look", s, stood)
	last, err := f.Last(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	f.equal("last", last["a"], record.LastLook{Content: "x", Reader: "1", Asked: clock(9, 0), Answered: clock(9, 1),
		Fault: office.FaultNotFound, Read: clock(8, 0)})
	f.append(look(clock(10, 0), "x", nil)) // readable again, and nothing had changed
	f.equal("versions", days(f.state(clock(11, 0))), []string{"24 an 12 @08:00"})
}

func filesOwnTime(_ *testing.T, f fixture) {
	want := func(modified time.Time) {
		f.Helper()
		last, err := f.Last(f.Context())
		if err != nil || !last["a"].Modified.Equal(modified) {
			f.Errorf("got %v, %v; want %v", last["a"].Modified, err, modified)
		}
	}
	l := look(clock(8, 0), "x", said(24, 12))
	f.append(l)
	want(time.Time{})
	told := look(clock(9, 0), "x", nil)
	told.Modified = clock(7, 30)
	f.append(told)
	want(clock(7, 30))
	broken := record.OldLook{Source: "a", Asked: clock(9, 10), Answered: clock(9, 11), Modified: clock(9, 5), Fault: &office.Fault{Code: office.FaultTruncated}}
	f.append(look(clock(9, 5), "x", nil), broken) // one that tells nothing, and one that saw nothing
	want(clock(7, 30))
	for i := range 16 {
		f.append(look(clock(10, i), "x", nil))
	}
	want(time.Time{})
}

func unknownContent(_ *testing.T, f fixture) {
	wantErr := func(l record.OldLook, want string) {
		f.Helper()
		if err := f.Append(f.Context(), l); err == nil || !strings.Contains(err.Error(), want) {
			f.Errorf("got %v, want an error with %q", err, want)
		}
	}
	wantErr(look(clock(8, 0), "x", nil), "look at a: it has no reading")
	f.append(look(clock(8, 0), "x", said(24, 12)), look(clock(9, 0), "y", said(24, 13)))
	wantErr(look(clock(10, 0), "x", nil), "not what was seen last")
	other := look(clock(10, 0), "y", nil)
	other.Reader = "2"
	wantErr(other, "not what was seen last")
}

func allOrNone(_ *testing.T, f fixture) {
	good := look(clock(8, 0), "x", said(24, 12))
	noSource, noTime, both, unnamed := good, good, good, good
	noSource.Source = ""
	noTime.Answered = time.Time{}
	both.Fault = &office.Fault{Code: office.FaultNetwork}
	unnamed.Fault, unnamed.Reading = &office.Fault{}, nil
	for _, bad := range []record.OldLook{noSource, noTime, both, unnamed} {
		if err := f.Append(f.Context(), good, bad); err == nil {
			f.Errorf("recorded %+v, want an error", bad)
		}
	}
	if s := f.state(clock(9, 0)); len(s.Seen) != 0 || len(s.Versions()) != 0 || f.revision() != 0 {
		f.Errorf("got %v, want nothing", s)
	}
}

func clockSetBack(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(22, 1, 23, 5)))
	f.append(look(clock(12, 0), "y", said(22, 2, 23, 5)))
	f.append(look(clock(10, 0), "z", said(22, 3, 23, 6, 24, 9))) // the clock was two hours fast before
	f.equal("at 09:00", days(f.state(clock(9, 0))), []string{"22 an 1 @08:00", "23 an 5 @08:00"})
	f.equal("at 11:00", days(f.state(clock(11, 0))), []string{
		"22 an 1 @08:00", "22 an 3 @10:00", "23 an 5 @08:00", "23 an 6 @10:00", "24 an 9 @10:00"})
	f.equal("at 13:00 stands what was seen at 12:00", days(f.state(clock(13, 0))), []string{
		"22 an 1 @08:00", "22 an 3 @10:00", "22 an 2 @12:00",
		"23 an 5 @08:00", "23 an 6 @10:00", "23 an 5 @12:00",
		"24 an 9 @10:00", "24 an @12:00"})
	var asked []time.Time
	for _, seen := range f.state(clock(13, 0)).Seen["a"] {
		asked = append(asked, seen.Asked)
	}
	f.equal("looks", asked, []time.Time{clock(8, 0), clock(10, 0), clock(12, 0)})
}

func clockSetBackUnchanged(_ *testing.T, f fixture) {
	f.append(look(clock(8, 0), "x", said(24, 1)))
	f.append(look(clock(12, 0), "y", said(24, 2)))
	f.append(look(clock(10, 0), "y", nil)) // what Last gave is what it saw
	f.equal("versions", days(f.state(clock(11, 0))), []string{"24 an 1 @08:00", "24 an 2 @10:00"})
}

func clockSetBackWithin(_ *testing.T, f fixture) {
	l := look(clock(17, 1), "x", said(24, 1))
	l.Answered = clock(16, 59)
	f.append(l)
	f.equal("look", f.state(clock(18, 0)).Seen["a"], []record.Seen{{Asked: clock(16, 59), Answered: clock(17, 1), Reader: "1"}})
	if n := len(f.state(clock(17, 0)).Seen); n != 0 {
		f.Errorf("got %d looks at 17:00, want none", n)
	}
}

func order(_ *testing.T, f fixture) {
	r := func() *office.Reading {
		r := said(24, 1, 3, 2)
		r.Tallies[1].Unit = "đức"
		return r
	}
	for i, source := range []string{"b", "a", "C"} {
		l := look(clock(8, i), "x", r())
		l.Source = source
		f.append(l)
		l = look(clock(9, i), "y", said(24, 5))
		l.Source = source
		f.append(l)
	}
	var got []string
	for _, v := range f.state(clock(10, 0)).Versions() {
		got = append(got, v.Source+" "+v.Unit+" "+v.Asked.In(clock(0, 0).Location()).Format("15:04"))
	}
	f.equal("order", got, []string{
		"C an 08:02", "C an 09:02", "C đức 08:02", "C đức 09:02",
		"a an 08:01", "a an 09:01", "a đức 08:01", "a đức 09:01",
		"b an 08:00", "b an 09:00", "b đức 08:00", "b đức 09:00",
	})
}
