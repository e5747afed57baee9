package book

import (
	"strconv"

	"tonghop/model/record"
)

// decided adds to the list of what is to be mended what the office has settled
// itself: findings that it holds for right, and figures that it entered, each
// with who and why; and what it typed where it is not read.
func (l *layout) decided(s *sheet) {
	if len(l.Accepted) > 0 {
		s.section(l.text("book.mend.accepted"))
		for i := range l.Accepted {
			s.wide(text(l.acceptedLine(&l.Accepted[i]), palette.text))
		}
	}
	if len(l.Strays) > 0 {
		s.section(l.text("book.mend.strays"))
		for i := range l.Strays {
			x := &l.Strays[i]
			s.wide(text(l.text("book.mend.stray_line", "cell", x.Cell, "text", x.Text, "at", l.instant(x.At),
				"id", strconv.FormatInt(x.ID, 10)), palette.text))
		}
	}
	headed := false
	for _, row := range l.unitDays() {
		if row.line == nil {
			continue
		}
		for at := range row.line.Figures {
			f := &row.line.Figures[at]
			if f.Entered == nil {
				continue
			}
			if !headed {
				s.section(l.text("book.mend.entered"))
				headed = true
			}
			s.wide(text(l.text("book.mend.entered_line", "unit", row.unit.Name, "day", row.day.Short(),
				"indicator", shortLabel(&l.programme.Indicators[at]), "value", f.String(),
				"by", l.messages.By(f.Entered), "at", l.instant(f.Entered.At), "reason", f.Entered.Reason), palette.text))
		}
	}
}

func (l *layout) acceptedLine(f *record.OpenFinding) string {
	label := f.Indicator
	if x, ok := l.programme.Indicator(f.Indicator); ok {
		label = x.Label
	}
	message, _ := l.messages.Finding(&f.Finding, label)
	return l.text("book.mend.accepted_line", "unit", l.unitName(f.Unit), "message", message,
		"by", l.messages.By(f.Accepted), "at", l.instant(f.Accepted.At), "reason", f.Accepted.Reason)
}
