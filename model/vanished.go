package model

import (
	"slices"
	"strconv"
)

// vanished are the findings of what one source said of a unit and says no more,
// or says of other days: one a tab and kind, with the number of days.
type vanished struct {
	findings  []OpenFinding
	decisions map[int64]*Decision
}

// tell takes in what is said of one day, of which the nth version stands.
func (g *vanished) tell(group []Version, nth int) {
	last, stood := &group[len(group)-1], group[nth].Figures
	switch {
	case last.Settled != 0:
		g.add(last, CodeRowsGone, SeverityError, lastFigures(group[:len(group)-1]), g.decisions[last.Settled])
	case !last.Gone || len(stood) == 0:
	case last.Vanished == Replaced:
		g.add(last, CodeDayReplaced, SeverityNotice, stood, nil)
	default:
		g.add(last, CodeRowsGone, SeverityError, stood, nil)
	}
}

// lastFigures are those that were said last.
func lastFigures(group []Version) []Figure {
	for i := len(group) - 1; i >= 0; i-- {
		if len(group[i].Figures) > 0 {
			return group[i].Figures
		}
	}
	return nil
}

func (g *vanished) add(v *Version, code string, severity Severity, stood []Figure, accepted *Decision) {
	if len(stood) == 0 {
		return
	}
	for i := range g.findings {
		f := &g.findings[i]
		if f.Code == code && f.Tab == stood[0].Tab && f.Accepted == accepted {
			n, _ := strconv.Atoi(f.Args["n"])
			f.Args["n"] = strconv.Itoa(n + 1)
			return
		}
	}
	g.findings = append(g.findings, OpenFinding{Since: v.Answered, Accepted: accepted, Finding: Finding{
		Unit: v.Unit, Code: code, Severity: severity,
		Origin: Origin{Source: v.Source, Tab: stood[0].Tab, TabID: stood[0].TabID},
		Args:   map[string]string{"n": "1"},
	}})
}

// A departure is a day that was reported and has left its sheet.
type departure struct {
	last *Version
	was  []Figure
}

func departed(group []Version) (departure, bool) {
	last := &group[len(group)-1]
	if len(last.Figures) > 0 || last.Invalid || last.Unread || last.Settled != 0 {
		return departure{}, false // it is said, or another finding tells
	}
	was := lastFigures(group)
	return departure{last, was}, len(was) > 0
}

// departures tells of the days that count as reported while nothing of them is
// in the total.
func (m *Merged) departures(u *Unit, left []departure) {
	for _, d := range left {
		day := d.last.Day
		if slices.ContainsFunc(m.Days, func(ud UnitDay) bool { return ud.Day == day && len(ud.Parts) > 0 }) {
			continue
		}
		f := Finding{Unit: u.ID, Code: CodeDayWithdrawn, Severity: SeverityWarning, Day: day,
			Origin: Origin{d.last.Source, d.was[0].Tab, d.was[0].TabID, line(d.was)}}
		if d.last.Vanished == Redated {
			f.Code, f.Severity, f.Args = CodeDayRedated, SeverityNotice, map[string]string{"became": d.last.Became.Short()}
		}
		m.add(d.last.Answered, f)
	}
}
