package web

import (
	"net/http"
	"net/url"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// A unitPage is one unit's month: its days with figures, its totals, its own
// targets, and what there is to mend.
type unitPage struct {
	Name      string
	Notice    string
	AsOf      string
	Proposals proposals // waivers that an approver has still to confirm
	Forms     []form
	Letter    string // the text to send to the unit, "" for none
	Mapping   []table
	Edits     []edit
	MoreEdits int // edits beyond those listed
	Today     *badge
	Rates     string
	Heads     []indicatorHead
	Months    walk
	Days      []unitDayRow
	History   history
	Totals    totals
	Targets   []target
	Findings  []finding
	Review    []finding // what is the office's to look at
	Unlisted  int       // findings beyond those spelled out
	// FindingsHref leads to where they are accepted; "" where one may not.
	FindingsHref string
	Workbooks    []workbook
}

type indicatorHead struct{ Short, Label, Unit string }

// A unitDayRow is one day, expected or reported unasked.
type unitDayRow struct {
	Day      string
	Standing *badge // nil where nothing was expected
	Evidence string
	Figures  []dayFigure
}

type dayFigure struct {
	Text, Link string
	Flagged    bool
	// Entered tells who of the office entered it and why; "" for the unit's own.
	Entered string
}

// A workbook is one of the unit's sources as last seen.
type workbook struct {
	Href, LastAsked, LastRead, Fault, Hint string
}

func (s *Server) unit(w http.ResponseWriter, r *http.Request) {
	v, _, err := s.timed(r)
	if err != nil {
		s.untimely(w, r, err)
		return
	}
	u, ok := v.programme.Unit(r.PathValue("id"))
	if !ok {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	page := v.unit(u)
	page.Notice, page.Letter = v.notice(r), s.Letter(v.Report, u)
	s.show(w, r, http.StatusOK, "unit.html", page)
}

func (v *view) unit(u *office.Unit) unitPage {
	p := unitPage{
		Name:      u.Name,
		AsOf:      v.instant(v.AsOf),
		Days:      v.unitDays(u),
		Totals:    v.totalsOf(func(s report.Summary) report.Line { return lineOf(s, u) }),
		Targets:   v.targets(u),
		Rates:     v.rates(lineOf(v.Window, u).Rate),
		Workbooks: v.workbooks(u),
	}
	if st, ok := v.standings[unitDay{u.ID, v.shownDay()}]; ok {
		b := v.badge(st.Status)
		p.Today = &b
	}
	p.Heads, p.Months, p.History = v.heads(), v.monthWalk(unitPath(u.ID)), v.history(u)
	p.Findings, p.Unlisted = v.unitFindings(u, false)
	p.Review, _ = v.unitFindings(u, true)
	p.Mapping = v.mapping(u)
	p.Edits, p.MoreEdits = v.edits(u)
	p.Forms, p.Proposals = v.unitForms(u), v.proposals(u)
	if v.may(Office) && len(p.Findings)+len(p.Review) > 0 {
		p.FindingsHref = "/findings?unit=" + url.QueryEscape(u.ID)
	}
	return p
}

// unitForms are what the visitor may do for a unit.
func (v *view) unitForms(u *office.Unit) []form {
	sent := url.Values{"unit": {u.ID}}
	var forms []form
	if v.may(Office) {
		forms = append(forms, v.enterForm(sent), v.receiveForm(sent), v.excuseForm(sent))
	}
	return forms
}

func lineOf(s report.Summary, u *office.Unit) report.Line {
	for _, l := range s.Lines {
		if l.Unit.ID == u.ID {
			return l
		}
	}
	return report.Line{}
}

// unitDays lists the month's days, the latest first.
func (v *view) unitDays(u *office.Unit) []unitDayRow {
	lines := map[calendar.Day]*report.DayLine{}
	for i := range v.Daily {
		if v.Daily[i].Unit.ID == u.ID {
			lines[v.Daily[i].Day] = &v.Daily[i]
		}
	}
	var rows []unitDayRow
	for d := v.Window.Through; d >= v.Window.Period.First && d > 0; d-- {
		st, expected := v.standings[unitDay{u.ID, d}]
		line := lines[d]
		if !expected && line == nil {
			continue
		}
		row := unitDayRow{Day: v.weekday(d) + " " + dayMonth(d), Figures: v.dayFigures(u, d, line)}
		if expected {
			b := v.badge(st.Status)
			row.Standing, row.Evidence = &b, v.evidence(st)
		}
		rows = append(rows, row)
	}
	return rows
}

func (v *view) dayFigures(u *office.Unit, day calendar.Day, line *report.DayLine) []dayFigure {
	figures := make([]dayFigure, len(v.programme.Indicators))
	if line == nil {
		return figures
	}
	for i := range min(len(figures), len(line.Figures)) {
		f := line.Figures[i]
		figures[i] = dayFigure{Text: f.String(), Flagged: f.Flagged}
		if f.Stated {
			figures[i].Link = tracePath(u.ID, day, v.programme.Indicators[i].ID)
		}
		if d := f.Entered; d != nil {
			figures[i].Entered = v.text("web.entered", "by", v.messages.By(d), "at", v.instant(d.At), "reason", shortened(d.Reason))
		}
	}
	return figures
}

// unitFindings spells out what a unit can mend, or what of it is the office's to
// look at, the gravest first.
func (v *view) unitFindings(u *office.Unit, offices bool) (list []finding, unlisted int) {
	for _, severity := range severities {
		for i := range v.Findings {
			switch f := &v.Findings[i]; {
			case f.Unit != u.ID || f.Severity != severity || (f.Turn() == office.TurnOffice) != offices:
			case len(list) == unitFindings:
				unlisted++
			default:
				list = append(list, v.finding(f))
			}
		}
	}
	return list, unlisted
}

func (v *view) workbooks(u *office.Unit) []workbook {
	var list []workbook
	for _, h := range v.Sources {
		for _, of := range h.Units {
			if of.ID == u.ID {
				list = append(list, v.workbook(h))
			}
		}
	}
	return list
}

func (v *view) workbook(h report.SourceHealth) workbook {
	w := workbook{
		Href:      v.link(office.Origin{Source: h.Source}),
		LastAsked: v.instant(h.LastAsked),
		LastRead:  v.instant(h.LastRead),
	}
	if h.Fault != nil {
		f := v.faulty(h)
		w.Fault, w.Hint = f.Message, f.Hint
	}
	return w
}
