package reports

import (
	"fmt"
	"strings"

	"tonghop/model/calendar"
	"tonghop/sync/app"
)

// A Named period is as a command line or a form names it: month 2020-06, or the
// name of one of the office's own.
type Named struct {
	Kind    calendar.PeriodKind
	Name    string
	Through calendar.Day // cuts it short; zero for the whole period
}

const reportExample = "for example: tonghop report month 2020-06"

// Pick finds the period among the windows in force.
func (n Named) Pick(w calendar.Windows) (calendar.Period, error) {
	p, err := w.Parse(n.Kind, n.Name)
	if err != nil {
		return p, app.Usage(fmt.Errorf("report %s: %w", n.Kind, err), reportExample+n.ownPeriods(w))
	}
	if n.Through != 0 {
		if !p.Contains(n.Through) {
			return p, app.Usage(fmt.Errorf("report %s: --through %s is not in it: it runs from %s to %s", p.Key(), n.Through, p.First, p.Last), "name a day of the period")
		}
		p.Last = n.Through
	}
	return p, nil
}

func (n Named) ownPeriods(w calendar.Windows) string {
	if n.Kind != calendar.KindNamed || len(w.Named) == 0 {
		return ""
	}
	var ids []string
	for _, own := range w.Named {
		ids = append(ids, own.ID)
	}
	return "; the office's own periods are " + strings.Join(ids, ", ")
}
