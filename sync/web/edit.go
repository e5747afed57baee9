package web

import "tonghop/model/office"

// An edit is a figure that a unit wrote otherwise after its day was reported.
type edit struct {
	Day, Indicator, Old, New, What, When string
	Trace                                string // the figure's page
}

// maxEdits is how many of a unit's edits its page lists.
const maxEdits = 30

// edits list what a unit changed of its figures, the latest first.
func (v *view) edits(u *office.Unit) (list []edit, more int) {
	for i := len(v.Amended) - 1; i >= 0; i-- {
		switch a := &v.Amended[i]; {
		case a.Unit.ID != u.ID:
		case len(list) == maxEdits:
			more++
		default:
			list = append(list, edit{
				Day: v.dayName(a.Day), Indicator: shortLabel(a.Indicator), Old: a.Old.String(), New: a.New.String(),
				What: v.text("book.changes." + string(a.Kind)), When: v.instant(a.Seen), Trace: tracePath(u.ID, a.Day, a.Indicator.ID),
			})
		}
	}
	return list, more
}
