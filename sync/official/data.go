package official

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// data is a Report looked up the ways that a form asks for it.
type data struct {
	*report.Report
	Variant
	printed   []int // indexes of the printed indicators, in print order
	annexed   []int // those with a section in the annex by days or months
	own       int   // how many indicators the programme has; those beyond were added
	lines     []*report.Line
	sections  []section
	parts     []part
	oneUnit   string // the unit of measure, where one serves all that is printed
	standings map[string][]office.Standing
	progress  map[string]*report.Progress // of the district, by indicator
	waiting   map[string][]calendar.Day   // by unit, the days whose figures are not in, and wait
	byOffice  map[unitItem]bool           // the sums that hold a figure entered by the office
	estimate  report.Estimate
	goals     []*report.Progress
	remarks   map[string][]remark // by mark
	ranked    []report.Ranked
	changes   []restated
	entered   []entered
	footnotes []footnote
}

type unitItem struct {
	unit string
	item int
}

func newData(r *report.Report, v Variant) (*data, error) {
	d := &data{
		Report:    r,
		Variant:   v,
		standings: map[string][]office.Standing{},
		progress:  map[string]*report.Progress{},
		waiting:   map[string][]calendar.Day{},
		byOffice:  map[unitItem]bool{},
		remarks:   map[string][]remark{},
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	if err := d.choose(); err != nil {
		return nil, err
	}
	d.findEntered()
	d.addUnclassified()
	d.findParts()
	d.findSections()
	d.findGoals()
	d.findWaiting()
	d.gatherRemarks()
	d.ranked = report.Rank(d.scoring(), d.Programme, &d.Window)
	if err := d.findChanges(); err != nil {
		return nil, err
	}
	d.writeFootnotes()
	return d, nil
}

func (d *data) findGoals() {
	for _, s := range d.Standings {
		d.standings[s.Unit] = append(d.standings[s.Unit], s)
	}
	for i := range d.Targets {
		if p := &d.Targets[i]; p.Unit == nil && d.progress[p.Indicator.ID] == nil {
			d.progress[p.Indicator.ID] = p
			d.goals = append(d.goals, p)
		}
	}
	d.estimate = d.Report.Estimate()
}

// addUnclassified gives a printed total whose parts do not make it up in every
// row a column for the rest, after the last of its parts.
func (d *data) addUnclassified() {
	d.annexed, d.own = d.printed, len(d.Programme.Indicators)
	ids := make([]string, len(d.printed))
	for i, at := range d.printed {
		ids[i] = d.indicator(at).ID
	}
	d.Report = d.Report.Unclassified(ids, "Chưa phân loại")
	for i := d.own; i < len(d.Programme.Indicators); i++ {
		total := slices.IndexFunc(d.Programme.Indicators, func(x office.Indicator) bool {
			return report.UnclassifiedOf(x.ID) == d.indicator(i).ID
		})
		after := 0
		for at, shown := range d.printed {
			if shown == total || slices.ContainsFunc(d.indicator(total).Formula, func(t office.Term) bool { return t.Indicator == d.indicator(shown).ID }) {
				after = at + 1
			}
		}
		d.printed = slices.Insert(slices.Clone(d.printed), after, i)
	}
}

// findWaiting lists, by unit, the days of the period of which something is not
// in the totals: a cell whose figure was not merged and would have been printed,
// or a whole day that was not opened or understood. Whoever signs is told of the
// day; whose turn it is stands in the internal workbook.
func (d *data) findWaiting() {
	for _, f := range d.Findings {
		i := d.indexOf(f.Indicator)
		_, _, err := excelize.CellNameToCoordinates(f.Cell)
		if err != nil || f.Severity != office.SeverityError || !d.Window.Period.Contains(f.Day) || i >= 0 && !slices.Contains(d.printed, i) {
			continue
		}
		d.waiting[f.Unit] = append(d.waiting[f.Unit], f.Day)
	}
	for unit, standings := range d.standings {
		for _, s := range standings {
			if s.Status == office.Invalid || s.Status.Head() == office.HeadOffice {
				d.waiting[unit] = append(d.waiting[unit], s.Period.First)
			}
		}
	}
	for unit, days := range d.waiting {
		slices.Sort(days)
		d.waiting[unit] = slices.Compact(days)
	}
}

// check refuses a report that could only be laid out wrongly.
func (d *data) check() error {
	if len(d.Window.Lines) == 0 {
		return fmt.Errorf("no unit reports in %s", d.Window.Period.Name)
	}
	n := len(d.Programme.Indicators)
	lines := append([]report.Line{d.Window.Total, d.Year.Total}, d.Window.Lines...)
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
		var sum office.Count
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
		i := slices.IndexFunc(p.Indicators, func(x office.Indicator) bool { return x.ID == id })
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

func (d *data) indicator(i int) *office.Indicator { return &d.Programme.Indicators[i] }

// firstDay is the first day that the report counts: not before the programme
// began, unless something was counted there.
func (d *data) firstDay() calendar.Day {
	first := max(d.Window.Period.First, min(d.Programme.Starts, d.lastDay()))
	for i := range d.Daily {
		if slices.ContainsFunc(d.Daily[i].Figures, func(f report.Cited) bool { return f.Stated }) {
			first = min(first, max(d.Daily[i].Day, d.Window.Period.First))
		}
	}
	return first
}

// lastDay is the last day that the report counts.
func (d *data) lastDay() calendar.Day {
	if d.Window.Through != 0 {
		return d.Window.Through
	}
	return d.Window.Period.Last
}

func (d *data) indexOf(id string) int {
	return slices.IndexFunc(d.Programme.Indicators, func(x office.Indicator) bool { return x.ID == id })
}

// formulaHolds reports whether an indicator has a formula that is true of the
// total and of every unit's line.
func (d *data) formulaHolds(i int) bool {
	terms := d.indicator(i).Formula
	for _, l := range append([]report.Line{d.Window.Total, d.Year.Total}, d.Window.Lines...) {
		var sum office.Count
		for _, t := range terms {
			at := d.indexOf(t.Indicator)
			if at < 0 {
				return false
			}
			term := l.Figures[at].Count
			term.N *= t.Sign
			sum = sum.Plus(term)
		}
		if sum.N != l.Figures[i].N {
			return false
		}
	}
	return len(terms) > 0
}
