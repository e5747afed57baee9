package book

import "tonghop/model/report"

// cumulative is the year to date by unit and for the district, against the
// district's targets and the units' own.
func (l *layout) cumulative() Tab {
	cols := l.figureColumns()
	s := newSheet("cumulative", l.text("book.cumulative.tab"), widths(cols))
	s.heading(
		l.text("book.cumulative.title", "year", l.Year.Period.Name),
		l.text("book.cumulative.note", "span", l.span(l.Year.Period), "through", l.Year.Through.Short()),
	)
	filtered(s, cols, l.totals(l.Year, l.silenceInYear), 2)
	body(s, cols, []figureRow{l.grandTotal(l.text("book.total_year"), l.Year)})
	top := len(s.Rows)
	for _, slot := range l.targetSlots() {
		body(s, cols, l.targetRows(slot))
	}
	if len(s.Rows) > top {
		s.marksBehind(Merge{top, 2, len(s.Rows), len(cols)})
	}
	if own := l.unitTargets(); len(own) > 0 {
		s.section(l.text("book.unit_targets"))
		body(s, cols, own)
	}
	l.planBlock(s, cols)
	l.coverageBlocks(s, cols, l.Year)
	s.paginate()
	return s.Tab
}

// A slot holds at most one of the district's targets for each indicator;
// nearly always there is one slot.
type slot map[string]report.Progress

func (l *layout) targetSlots() []slot {
	var slots []slot
	for _, p := range l.Targets {
		if p.Unit != nil {
			continue
		}
		at := 0
		for at < len(slots) && slots[at][p.Indicator.ID].Indicator != nil {
			at++
		}
		if at == len(slots) {
			slots = append(slots, slot{})
		}
		slots[at][p.Indicator.ID] = p
	}
	return slots
}

// targetRows are the lines under the totals: the target and the way to it.
func (l *layout) targetRows(of slot) []figureRow {
	row := func(key string, cell func(report.Progress) Cell) figureRow {
		return figureRow{
			label: l.text(key),
			figure: func(i int) Cell {
				p, ok := of[l.programme.Indicators[i].ID]
				if !ok {
					return Cell{Style: palette.number}
				}
				return cell(p)
			},
			style: palette.totalText,
		}
	}
	return []figureRow{
		row("book.target", func(p report.Progress) Cell { return text(l.goal(p.Target), palette.centre) }),
		row("book.percent", func(p report.Progress) Cell { return percent(p, palette.totalShare) }),
		row("book.expected_to_date", func(p report.Progress) Cell { return expectedToDate(p, palette.number) }),
		row("book.gap", gap),
		row("book.per_day", func(p report.Progress) Cell { return perDay(p, palette.number) }),
	}
}

// unitTargets are the units' own targets: done ÷ goal, in the units' order.
func (l *layout) unitTargets() []figureRow {
	byUnit := map[string]map[string]report.Progress{}
	for _, p := range l.Targets {
		if p.Unit == nil {
			continue
		}
		if byUnit[p.Unit.ID] == nil {
			byUnit[p.Unit.ID] = map[string]report.Progress{}
		}
		byUnit[p.Unit.ID][p.Indicator.ID] = p
	}
	var rows []figureRow
	for i := range l.programme.Units {
		u := &l.programme.Units[i]
		own, ok := byUnit[u.ID]
		if !ok {
			continue
		}
		rows = append(rows, figureRow{
			no:     len(rows) + 1,
			label:  u.Name,
			figure: func(i int) Cell { return l.ownTarget(own[l.programme.Indicators[i].ID]) },
			style:  palette.text,
		})
	}
	return rows
}

// planBlock checks that the units' own targets add up to the district's.
func (l *layout) planBlock(s *sheet, cols []column[figureRow]) {
	if len(l.Plan) == 0 {
		return
	}
	plan := map[string]report.PlanCheck{}
	for _, c := range l.Plan {
		plan[c.Indicator.ID] = c
	}
	row := func(key string, cell func(report.PlanCheck) Cell) figureRow {
		return figureRow{label: l.text(key), style: palette.totalText, figure: func(i int) Cell {
			c, ok := plan[l.programme.Indicators[i].ID]
			if !ok {
				return Cell{Style: palette.number}
			}
			return cell(c)
		}}
	}
	s.section(l.text("book.plan"))
	body(s, cols, []figureRow{
		row("book.plan.district", func(c report.PlanCheck) Cell { return number(c.District, palette.number) }),
		row("book.plan.units", func(c report.PlanCheck) Cell { return number(c.Units, palette.number) }),
		row("book.plan.having", func(c report.PlanCheck) Cell { return share(c.Having, c.Of, palette.centre) }),
		row("book.plan.difference", func(c report.PlanCheck) Cell {
			if c.Units == c.District {
				return text(l.text("book.plan.agrees"), palette.centre)
			}
			return number(c.Units-c.District, palette.behind)
		}),
	})
}

func (l *layout) ownTarget(p report.Progress) Cell {
	if p.Indicator == nil || !p.Goal.Stated {
		return Cell{Style: palette.centre}
	}
	done := p.Done.String()
	if !p.Done.Stated {
		done = l.text("book.unstated")
	}
	style := palette.centre
	style.Bold = p.Met()
	return text(done+"/"+p.Goal.String(), style)
}
