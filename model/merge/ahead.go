package merge

import (
	"strconv"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Ahead tells of figures that were written before their day began: a plan, or a
// slip of the date. They are withheld until the day's row says something else, or
// somebody confirms them.
type Ahead struct {
	in        *time.Location
	confirmed map[string]string // what a confirmed finding spoke of, by its key
}

// NewAhead knows what the office confirmed.
func NewAhead(p *office.Programme, decisions []office.Decision) *Ahead {
	a := &Ahead{in: p.Location, confirmed: map[string]string{}}
	stand := office.Active(decisions)
	for i := range stand {
		if d := &stand[i]; d.Kind == office.DecisionAccept {
			a.confirmed[d.Finding] = d.Subject
		}
	}
	return a
}

// Withholds reports whether the last of versions of a source's day was written
// ahead and is not confirmed, with the finding that says so.
func (a *Ahead) Withholds(versions []*record.Version) (f office.Finding, since time.Time, ahead bool) {
	last := versions[len(versions)-1]
	begins := last.Day.At(0, a.in)
	if len(last.Figures) == 0 || !versions[0].Answered.Before(begins) {
		return f, since, false
	}
	first := last
	for i := len(versions) - 2; i >= 0 && record.Alike(versions[i].Figures, last.Figures); i-- {
		first = versions[i]
	}
	if !first.Answered.Before(begins) {
		return f, since, false
	}
	f = office.Finding{Unit: last.Unit, Code: office.CodeWrittenAhead, Severity: office.SeverityWarning, Day: last.Day, Raw: listedFigures(last.Figures),
		Origin: office.Origin{Source: last.Source, Tab: last.Figures[0].Tab, TabID: last.Figures[0].TabID, Cell: line(last.Figures)},
		Args:   map[string]string{"written": calendar.DayOf(first.Answered.In(a.in)).Short()}}
	raw, confirmed := a.confirmed[f.Key()]
	return f, first.Answered, !confirmed || raw != f.Raw
}

func listedFigures(figures []record.Figure) string {
	texts := make([]string, len(figures))
	for i := range figures {
		texts[i] = strconv.FormatInt(figures[i].Value, 10)
	}
	return strings.Join(texts, "; ")
}

// withholds is Withholds of the nth version of a day, once the day has come.
func (x *unitMerger) withholds(group []record.Version, nth int) (office.Finding, time.Time, bool) {
	if group[nth].Day > x.today || len(group[nth].Figures) == 0 || !group[0].Answered.Before(group[nth].Day.At(0, x.ahead.in)) {
		return office.Finding{}, time.Time{}, false
	}
	versions := make([]*record.Version, nth+1)
	for i := range versions {
		versions[i] = &group[i]
	}
	return x.ahead.Withholds(versions)
}
