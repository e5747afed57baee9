package merge

import (
	"slices"
	"strconv"

	"tonghop/model/office"
	"tonghop/model/record"
)

// vanished are the findings of what one source said of a unit and says no more,
// or says of other days: one a tab and kind, with the number of days.
type vanished struct {
	findings  []record.OpenFinding
	decisions map[int64]*office.Decision
}

// tell takes in what is said of one day, of which the nth version stands.
func (g *vanished) tell(group []record.Version, nth int) {
	last, stood := &group[len(group)-1], group[nth].Figures
	switch {
	case last.Told:
		g.findings = append(g.findings, record.OpenFinding{Finding: last.ToldFinding(), Since: last.Answered})
	case last.Settled != 0:
		g.add(last, office.CodeRowsGone, office.SeverityError, lastFigures(group[:len(group)-1]), g.decisions[last.Settled])
	case !last.Gone || len(stood) == 0:
	case last.Vanished == record.Replaced:
		g.add(last, office.CodeDayReplaced, office.SeverityNotice, stood, nil)
	default:
		g.add(last, office.CodeRowsGone, office.SeverityError, stood, nil)
	}
}

// lastFigures are those that were said last.
func lastFigures(group []record.Version) []record.Figure {
	for i := len(group) - 1; i >= 0; i-- {
		if len(group[i].Figures) > 0 {
			return group[i].Figures
		}
	}
	return nil
}

func (g *vanished) add(v *record.Version, code string, severity office.Severity, stood []record.Figure, accepted *office.Decision) {
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
	g.findings = append(g.findings, record.OpenFinding{Since: v.Answered, Accepted: accepted, Finding: office.Finding{
		Unit: v.Unit, Code: code, Severity: severity,
		Origin: office.Origin{Source: v.Source, Tab: stood[0].Tab, TabID: stood[0].TabID},
		Args:   map[string]string{"n": "1"},
	}})
}

// A departure is a day that was reported and has left its sheet.
type departure struct {
	last *record.Version
	was  []record.Figure
}

func departed(group []record.Version) (departure, bool) {
	last := &group[len(group)-1]
	if len(last.Figures) > 0 || last.Invalid || last.Unread || last.Settled != 0 {
		return departure{}, false // it is said, or another finding tells
	}
	was := lastFigures(group)
	return departure{last, was}, len(was) > 0
}

// departures tells of the days that count as reported while nothing of them is
// in the total.
func (m *Merged) departures(u *office.Unit, left []departure) {
	for _, d := range left {
		day := d.last.Day
		if slices.ContainsFunc(m.Days, func(ud UnitDay) bool { return ud.Day == day && len(ud.Parts) > 0 }) {
			continue
		}
		f := office.Finding{Unit: u.ID, Code: office.CodeDayWithdrawn, Severity: office.SeverityWarning, Day: day,
			Origin: office.Origin{Source: d.last.Source, Tab: d.was[0].Tab, TabID: d.was[0].TabID, Cell: line(d.was)}}
		if d.last.Vanished == record.Redated {
			f.Code, f.Severity, f.Args = office.CodeDayRedated, office.SeverityNotice, map[string]string{"became": d.last.Became.Short()}
		}
		m.add(d.last.Answered, f)
	}
}
