package official

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"tonghop/model"
)

// data is a Report looked up the ways that a form asks for it.
type data struct {
	*model.Report
	printed   []int // indexes of the printed indicators, in print order
	days      []model.Day
	oneUnit   string // the unit of measure, where one serves all that is printed
	figures   map[unitDay][]model.Cited
	standings map[string][]model.Standing
	progress  map[string]*model.Progress // of the district, by indicator
	badCells  map[string]int             // by unit
}

type unitDay struct {
	unit string
	day  model.Day
}

func newData(r *model.Report) (*data, error) {
	d := &data{
		Report:    r,
		figures:   map[unitDay][]model.Cited{},
		standings: map[string][]model.Standing{},
		progress:  map[string]*model.Progress{},
		badCells:  map[string]int{},
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	if err := d.choose(); err != nil {
		return nil, err
	}
	for _, l := range r.Daily {
		d.figures[unitDay{l.Unit.ID, l.Day}] = l.Figures
		d.days = append(d.days, l.Day)
	}
	for _, s := range r.Standings {
		d.standings[s.Unit] = append(d.standings[s.Unit], s)
		d.days = append(d.days, s.Period.First)
	}
	slices.Sort(d.days)
	d.days = slices.DeleteFunc(slices.Compact(d.days), func(day model.Day) bool { return day > d.lastDay() })
	for i := range r.Targets {
		p := &r.Targets[i]
		if p.Unit == nil && d.progress[p.Indicator.ID] == nil {
			d.progress[p.Indicator.ID] = p
		}
	}
	d.countBadCells()
	return d, nil
}

// countBadCells counts, by unit, the cells of the month whose figure was not
// merged and would have been printed.
func (d *data) countBadCells() {
	seen := map[model.Origin]bool{}
	for _, f := range d.Findings {
		i := d.indexOf(f.Indicator)
		_, _, err := excelize.CellNameToCoordinates(f.Cell)
		if err != nil || f.Severity != model.SeverityError || !d.Window.Period.Contains(f.Day) || seen[f.Origin] ||
			i >= 0 && !slices.Contains(d.printed, i) {
			continue
		}
		seen[f.Origin] = true
		d.badCells[f.Unit]++
	}
}

// check refuses a report that could only be laid out wrongly.
func (d *data) check() error {
	if len(d.Window.Lines) == 0 {
		return fmt.Errorf("no unit reports in %s", d.Window.Period.Name)
	}
	n := len(d.Programme.Indicators)
	lines := append([]model.Line{d.Window.Total, d.Year.Total}, d.Window.Lines...)
	for _, l := range lines {
		if len(l.Figures) != n {
			return fmt.Errorf("a line has %d figures for %d indicators", len(l.Figures), n)
		}
	}
	for name, of := range dayCounts() {
		sum := 0
		for _, l := range d.Window.Lines {
			sum += of(l.Rate)
		}
		if total := of(d.Window.Total.Rate); sum != total {
			return fmt.Errorf("the total of %s is %d, but its lines add up to %d", name, total, sum)
		}
	}
	for i := range d.Programme.Indicators {
		var sum model.Count
		for _, l := range d.Window.Lines {
			sum = sum.Plus(l.Figures[i].Count)
		}
		if total := d.Window.Total.Figures[i].Count; sum != total {
			return fmt.Errorf("the total of indicator %q is %d, but its lines add up to %d",
				d.Programme.Indicators[i].ID, total.N, sum.N)
		}
	}
	return nil
}

// choose picks the printed indicators: those that the letterhead names, else
// all that are counted in the window.
func (d *data) choose() error {
	p := d.Programme
	for _, id := range p.Letterhead.Indicators {
		i := slices.IndexFunc(p.Indicators, func(x model.Indicator) bool { return x.ID == id })
		if i < 0 {
			return fmt.Errorf("the letterhead prints indicator %q, which the programme does not have", id)
		}
		d.printed = append(d.printed, i)
	}
	if len(p.Letterhead.Indicators) == 0 {
		for i := range p.Indicators {
			x := &p.Indicators[i]
			if w := d.Window.Period; (x.From == 0 || x.From <= w.Last) && (x.To == 0 || x.To >= w.First) {
				d.printed = append(d.printed, i)
			}
		}
	}
	if len(d.printed) == 0 {
		return fmt.Errorf("no indicator is counted in %s", d.Window.Period.Name)
	}
	d.oneUnit = p.Indicators[d.printed[0]].Unit
	for _, i := range d.printed {
		if p.Indicators[i].Unit != d.oneUnit {
			d.oneUnit = ""
		}
	}
	return nil
}

func (d *data) indicator(i int) *model.Indicator { return &d.Programme.Indicators[i] }

// lastDay is the last day that the report counts.
func (d *data) lastDay() model.Day {
	if d.Window.Through != 0 {
		return d.Window.Through
	}
	return d.Window.Period.Last
}

func (d *data) indexOf(id string) int {
	return slices.IndexFunc(d.Programme.Indicators, func(x model.Indicator) bool { return x.ID == id })
}

// formulaHolds reports whether an indicator has a formula that is true of the
// total and of every unit's line.
func (d *data) formulaHolds(i int) bool {
	terms := d.indicator(i).Formula
	for _, l := range append([]model.Line{d.Window.Total}, d.Window.Lines...) {
		var sum model.Count
		for _, t := range terms {
			at := d.indexOf(t.Indicator)
			if at < 0 {
				return false
			}
			term := l.Figures[at].Count
			term.N *= t.Sign
			sum = sum.Plus(term)
		}
		if sum != l.Figures[i].Count {
			return false
		}
	}
	return len(terms) > 0
}
