package web

import (
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// compared sets the month's totals against those of another period. Without rows
// too little stands of either to be compared.
type compared struct {
	Title string
	Rows  []comparedRow
}

type comparedRow struct{ Label, Now, Then, Change string }

// compared are the month's comparisons, with the period before and with the same
// of the year before.
func (v *view) compared() (all []compared) {
	if v.Merged == nil || v.Window.Period.Kind != calendar.KindMonth {
		return nil
	}
	for _, c := range v.Comparisons() {
		shown := compared{Title: v.text("web.compare."+string(c.Basis), "span", v.longSpan(c.Period))}
		any := false
		for _, l := range c.Lines {
			any = any || l.Covered
			shown.Rows = append(shown.Rows, comparedRow{l.Indicator.Label, figureOr(l.Now.Count, v.text("web.blank")), figureOr(l.Then.Count, v.text("web.blank")), v.moreOrLess(l)})
		}
		if !any {
			shown.Rows = nil
		}
		all = append(all, shown)
	}
	return all
}

// moreOrLess says how much more or less it is: +120 (+8,4%).
func (v *view) moreOrLess(c report.Compared) string {
	n, ok := c.Change()
	if !ok {
		return v.text("web.compare.insufficient")
	}
	said := signed(n)
	if tenths, ok := c.Tenths(); ok {
		size, sign := max(tenths, -tenths), "+"
		if tenths < 0 {
			sign = "−"
		}
		said += " (" + sign + v.text("web.percent", "n", office.Grouped(size/10), "d", strconv.FormatInt(size%10, 10)) + ")"
	}
	return said
}
