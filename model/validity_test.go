package model

import "testing"

func TestWhatIsWrittenAfterAUnitEndedIsToldAndNotCounted(t *testing.T) {
	p := oneUnit()
	p.Units[0].To = june(23)
	s := &State{Said: SaidIn([]Version{said(23, "23 16:00", "23 16:00:05", 1), said(24, "24 16:00", "24 16:00:05", 10), said(25, "25 16:00", "25 16:00:05", 100)})}
	m := Merge(p, s, at("26 12:00"))
	if len(m.Days) != 1 || m.Days[0].Day != june(23) {
		t.Errorf("days %+v, want the 23rd only", m.Days)
	}
	if proof, ok := Trace(p, s, "an", june(24), "people", at("26 12:00")); !ok || proof.Basis != BasisUnaccepted {
		t.Errorf("its proof says %q, want that it was written and not accepted", proof.Basis)
	}
	if len(m.Findings) != 1 || m.Findings[0].Code != CodeUnitInvalid || m.Findings[0].Args["n"] != "2" || m.Findings[0].Args["first"] != "24/6/2020" || m.Findings[0].Args["last"] != "25/6/2020" {
		t.Errorf("findings %+v, want one of two days", m.Findings)
	}
}

func TestAnIndicatorCountsWhileItIsValid(t *testing.T) {
	p := oneUnit()
	p.Indicators[0].To = june(23)
	p.Indicators = append(p.Indicators, Indicator{ID: "visits", Aggregate: AggregateSum, From: june(24), Replaces: "people"})
	both := said(24, "24 16:00", "24 16:00:05", 10)
	both.Figures = append(both.Figures, Figure{Indicator: "visits", Value: 4, Tab: "T6", Cell: "C7"})
	only := said(25, "25 16:00", "25 16:00:05", 100)
	s := &State{Seen: map[string][]Seen{"an.xlsx": looks("25 17:00", "25 17:00:05")}, Said: SaidIn([]Version{said(23, "23 16:00", "23 16:00:05", 1), both, only})}
	sum := Summarise(p, Merge(p, s, at("26 12:00")), nil, p.Windows.YearOf(june(24)), june(26)).Total.Figures
	if sum[0].N != 1 || sum[2].N != 4 {
		t.Errorf("people %s and visits %s, want 1 and 4", sum[0].Count, sum[2].Count)
	}
	m := Merge(p, s, at("26 12:00"))
	if len(m.Findings) != 1 || m.Findings[0].Code != CodeIndicatorInvalid || m.Findings[0].Indicator != "people" || m.Findings[0].Cell != "B7" || m.Findings[0].Args["n"] != "2" {
		t.Errorf("findings %+v, want one of two days", m.Findings)
	}
	// Who wrote the old column in time has reported in time.
	for day, want := range map[Day]Status{june(24): OnTime, june(25): OnTime} {
		if got := Judge(p, s, day, day, at("26 12:00"))[0]; got.Status != want {
			t.Errorf("%s: %s, want %s", day, got.Status, want)
		}
	}
}
