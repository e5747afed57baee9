package record

import (
	"cmp"
	"maps"
	"slices"

	"tonghop/model/office"
)

func (s *Sheet) nextNotes(read []office.Note) (steps []DayNotes) {
	now := map[UnitDay][]office.Note{}
	for _, n := range read {
		at := UnitDay{n.Unit, n.Day}
		now[at] = append(now[at], n)
	}
	for at, notes := range now {
		if !slices.Equal(notes, s.notes[at]) {
			steps = append(steps, DayNotes{at, notes})
		}
	}
	for at := range s.notes {
		if now[at] == nil {
			steps = append(steps, DayNotes{at, nil})
		}
	}
	slices.SortFunc(steps, func(a, b DayNotes) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day)) })
	return steps
}

func (s *Sheet) nextFindings(source string, read []office.Finding) (steps []FindingStep) {
	now := make(map[FindingKey]office.Finding, len(read))
	for _, f := range read {
		f.Source = source
		k := FindingKey{f.Key(), 1}
		for _, taken := now[k]; taken; _, taken = now[k] {
			k.Nth++
		}
		now[k] = f
	}
	for k, f := range now {
		if was, stood := s.findings[k]; !stood || !sameFinding(&was, &f) {
			steps = append(steps, FindingStep{k, true, f})
		}
	}
	for k := range s.findings {
		if _, stands := now[k]; !stands {
			steps = append(steps, FindingStep{FindingKey: k})
		}
	}
	slices.SortFunc(steps, func(a, b FindingStep) int { return a.compare(b.FindingKey) })
	return steps
}

func (s *Sheet) nextUndated(source string, read []office.UnreadDay) (steps []UndatedStep) {
	now := map[office.UnreadDay]bool{}
	for _, u := range read {
		if u.Day == 0 {
			u.Source = source
			now[u] = true
		}
	}
	for u := range now {
		if !s.undated[u] {
			steps = append(steps, UndatedStep{true, u})
		}
	}
	for u := range s.undated {
		if !now[u] {
			steps = append(steps, UndatedStep{false, u})
		}
	}
	slices.SortFunc(steps, func(a, b UndatedStep) int { return compareUnread(&a.UnreadDay, &b.UnreadDay) })
	return steps
}

func (s *Sheet) nextTotals(source string, read []office.PeriodTotal) (steps []TotalStep) {
	now := map[office.PeriodTotal]bool{}
	for _, t := range read {
		t.Source = source
		now[t] = true
	}
	for t := range now {
		if !s.totals[t] {
			steps = append(steps, TotalStep{true, t})
		}
	}
	for t := range s.totals {
		if !now[t] {
			steps = append(steps, TotalStep{false, t})
		}
	}
	slices.SortFunc(steps, func(a, b TotalStep) int { return compareTotals(&a.PeriodTotal, &b.PeriodTotal) })
	return steps
}

func compareTotals(a, b *office.PeriodTotal) int {
	return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Period, b.Period), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Tab, b.Tab),
		cmp.Compare(a.TabID, b.TabID), cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Label, b.Label))
}

func compareUnread(a, b *office.UnreadDay) int {
	return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Tab, b.Tab), cmp.Compare(a.TabID, b.TabID), cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Turn, b.Turn))
}

func (k FindingKey) compare(l FindingKey) int {
	return cmp.Or(cmp.Compare(k.Key, l.Key), cmp.Compare(k.Nth, l.Nth))
}

func sameFinding(a, b *office.Finding) bool {
	at, was := b.Origin, a.Origin
	if at.TabID == 0 || was.TabID == 0 {
		at.TabID, was.TabID = 0, 0
	}
	return a.Unit == b.Unit && at == was && a.Code == b.Code && a.Severity == b.Severity &&
		a.Raw == b.Raw && a.Day == b.Day && a.Indicator == b.Indicator && maps.Equal(a.Args, b.Args)
}

func sameTable(a, b office.Table) bool {
	return a.Tab == b.Tab && a.TabID == b.TabID && a.Layout == b.Layout && a.Header == b.Header && a.First == b.First && a.Last == b.Last &&
		slices.Equal(a.Units, b.Units) && slices.Equal(a.Columns, b.Columns)
}

func (d UnitDay) compare(e UnitDay) int {
	return cmp.Or(cmp.Compare(d.Unit, e.Unit), cmp.Compare(d.Day, e.Day))
}
