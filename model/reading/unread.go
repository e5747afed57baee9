package reading

import (
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

type unreadKey struct {
	unit string
	day  calendar.Day
	turn office.Turn
	tab  string
}

// unreadDay notes that something stands for a unit's day which was not taken,
// and whose turn it is.
func (r *reader) unreadDay(u *office.Unit, day calendar.Day, turn office.Turn, f *office.Finding) {
	if u == nil || r.quiet {
		return
	}
	k := unreadKey{u.ID, day, turn, f.Tab}
	if r.unread[k] {
		return
	}
	r.unread[k] = true
	r.out.Unread = append(r.out.Unread, office.UnreadDay{Unit: u.ID, Day: day, Turn: turn, Origin: f.Origin, Code: f.Code})
}

// otherWriting notes a day of which only something stands that is not read:
// under a heading that is not understood, refused or switched off, or a text in
// a column of figures.
func (r *reader) otherWriting(t *table, l *line, u *office.Unit) {
	for k := range t.fields {
		f := &t.fields[k]
		if !f.of(u) || f.role == roleText || f.role == roleIgnored && f.indicator < 0 {
			continue
		}
		row, col, ok := t.where(l, f)
		if !ok {
			continue
		}
		switch c := t.sh.at(row, col); {
		case c.figureLike() || c == isFault:
		case c == isFormula && f.isRead():
		case c != isBlank && f.why == whyTicked:
		default:
			continue
		}
		if c := t.sh.cell(row, col); c.Formula && c.Number == 0 && c.Kind == grid.Number {
			continue // over blanks
		}
		if f.role == roleIgnored && !f.roles.Plain() {
			continue // a plan, an earlier time
		}
		r.unreadDay(u, l.day, office.TurnOffice, &office.Finding{Origin: r.at(t.sh.tab, grid.Address(row, col)), Code: "unread"})
		return
	}
}

// unreadProposal notes the days whose figures wait for an answer.
func (r *reader) unreadProposal(p *proposal) {
	for i := range p.Tallies {
		x := &p.Tallies[i]
		for _, u := range r.ctx.Units {
			if u.ID == x.Unit {
				r.unreadDay(u, x.Day, office.TurnOffice, &office.Finding{Origin: x.Origin, Code: "to-confirm"})
			}
		}
	}
}
