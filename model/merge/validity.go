package merge

import (
	"slices"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Validity keeps out what a unit's sheets say of days on which the unit or
// the indicator does not exist: before it began, or after it was merged into
// another or replaced. Counted there it could stand twice, under the old name
// and the new one. One finding a tab tells of it, however many the days. That
// the unit reported in time is not touched by it.
type Validity struct {
	p *office.Programme
	// bounded are the indicators that begin or end.
	bounded map[string]*office.Indicator
}

func NewValidity(p *office.Programme) Validity {
	v := Validity{p, map[string]*office.Indicator{}}
	for i := range p.Indicators {
		if x := &p.Indicators[i]; x.From != 0 || x.To != 0 {
			v.bounded[x.ID] = x
		}
	}
	return v
}

// Holds reports whether a figure of a unit's day may count.
func (v Validity) Holds(u *office.Unit, d calendar.Day, indicator string) bool {
	x := v.bounded[indicator]
	return u.ValidOn(d) && (x == nil || x.ValidOn(d))
}

// keepOut takes the sources' figures that may not count out of a day.
func (v Validity) keepOut(m *Merged, d *UnitDay, since time.Time) {
	valid := d.Unit.ValidOn(d.Day)
	if valid && len(v.bounded) == 0 {
		return
	}
	var parts []Part
	for _, part := range d.Parts {
		kept := part
		kept.Figures = nil
		for _, f := range part.Figures {
			if v.Holds(d.Unit, d.Day, f.Indicator) {
				kept.Figures = append(kept.Figures, f)
				continue
			}
			code, indicator := office.CodeIndicatorInvalid, f.Indicator
			if !valid {
				code, indicator = office.CodeUnitInvalid, ""
			}
			m.outside(office.Finding{Unit: d.Unit.ID, Code: code, Severity: office.SeverityError, Indicator: indicator,
				Origin: office.Origin{Source: part.Source, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell}}, d.Day, since)
		}
		if len(kept.Figures) > 0 {
			parts = append(parts, kept)
		}
	}
	d.Parts = parts
}

// outside reports a figure of a day that is not valid, or adds the day to what
// was reported of its tab. The finding points at the first of them.
func (m *Merged) outside(f office.Finding, day calendar.Day, since time.Time) {
	i := slices.IndexFunc(m.Findings, func(g record.OpenFinding) bool {
		return g.Code == f.Code && g.Unit == f.Unit && g.Source == f.Source && g.Tab == f.Tab && g.Indicator == f.Indicator
	})
	if i < 0 {
		f.Args = map[string]string{"n": "1", "first": day.Short(), "last": day.Short()}
		m.add(since, f)
		return
	}
	if args := m.Findings[i].Args; args["last"] != day.Short() {
		n, _ := strconv.Atoi(args["n"])
		args["n"], args["last"] = strconv.Itoa(n+1), day.Short()
	}
}
