package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A proposal is what is understood in one way but not beyond doubt, as it is
// gathered from all places of one form.
type proposal struct {
	office.Proposal
	spots []spot // the columns, rows or tabs whose figures it withholds
}

// A spot is where a proposal's figures stand.
type spot struct {
	sh     *sheet
	t      *table
	column string // "" for the whole table
}

// accepts reports whether a field's proposal is read as if it were confirmed,
// and notes the proposal where it is not.
func (r *reader) accepts(t *table, f *field) bool {
	return r.accepted[r.proposalID(t, f.header)]
}

func (r *reader) proposalID(t *table, says string) string {
	return office.ProposalID(r.ctx.Source, r.unitID(t.unit), "", sayingKey(says))
}

// tellProposals reports the fields of a table that wait for an answer, one
// finding a heading, and gathers the proposals of the book.
func (r *reader) tellProposals(t *table) {
	if t.held != "" {
		return
	}
	for i := range t.fields {
		f := &t.fields[i]
		if f.role != roleProposed {
			continue
		}
		if figures, _ := r.countFigures(t, f); figures == 0 {
			f.role = roleIgnored
			continue
		}
		x := &r.ctx.Indicators[f.indicator]
		p := r.proposal(t, r.proposalID(t, f.header), f.header, f.why)
		p.Meaning = office.Meaning{Indicator: x.ID, Part: f.roles.Part.Name}
		at := r.at(t.sh.tab, t.fieldName(f.at))
		if f.heading.row >= 0 {
			at.Cell = grid.Address(f.heading.row, f.heading.col)
		}
		p.Places = append(p.Places, at)
		p.spots = append(p.spots, spot{t.sh, t, t.fieldName(f.at)})
		f.proposal = p
		if len(p.Places) == 1 {
			p.Origin = at
			out := r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), "to-confirm", office.SeverityWarning, f.header, "label", x.Label, "id", p.ID, "why", p.Why)
			out.Indicator = ""
		} else { // the same question, asked once; where else it withholds figures is told
			r.report(r.fieldUnit(t, f), r.at(t.sh.tab, t.fieldPlace(f)), "to-confirm", office.SeverityNotice, f.header, "label", x.Label, "id", p.ID, "why", p.Why)
		}
	}
}

// proposal finds or makes the book's proposal of an ID.
func (r *reader) proposal(t *table, id, says, why string) *proposal {
	for _, p := range r.proposals {
		if p.ID == id {
			return p
		}
	}
	p := &proposal{Proposal: office.Proposal{ID: id, Unit: r.unitID(t.unit), Says: says, Why: why}}
	r.proposals = append(r.proposals, p)
	return p
}

// withhold tells of a table whose figures wait for an answer as a whole, once a
// tab.
func (r *reader) withhold(t *table, fresh, differs bool, told map[*sheet]bool) {
	if t.held == heldDeclined {
		r.decline(t)
		return
	}
	if t.held == heldDraft {
		r.putAside(t, fresh || differs, told)
		return
	}
	t.markFields(fateProposed)
	if t.held == heldTwoDays {
		return
	}
	if !fresh {
		if !told[t.sh] && t.held == office.WhyTab {
			told[t.sh] = true
			severity := office.SeverityNotice
			if differs {
				severity = office.SeverityWarning
			}
			r.report(t.unit, r.at(t.sh.tab, ""), "tab-ignored", severity, t.sh.tab.Title)
		}
		return
	}
	says := t.sh.tab.Title
	if t.held == office.WhyEntryDay || t.held == office.WhyLayout {
		says = t.headText(t.dateAt)
	}
	if t.group != "" {
		says = t.group
	}
	p := r.proposal(t, r.proposalID(t, t.held+" "+says), says, t.held)
	at := r.at(t.sh.tab, "")
	p.Places = append(p.Places, at)
	p.spots = append(p.spots, spot{sh: t.sh, t: t})
	t.proposal = p
	if !told[t.sh] {
		told[t.sh] = true
		if len(p.Places) == 1 {
			p.Origin = at
		}
		r.report(t.unit, at, "to-confirm", office.SeverityWarning, says, "label", "—", "id", p.ID, "why", p.Why)
	}
}

// putAside tells of a hidden draft once a tab, and of its days that they are not
// read.
func (r *reader) putAside(t *table, says bool, told map[*sheet]bool) {
	t.markFields(fateTold)
	severity := office.SeverityNotice
	if says {
		severity = office.SeverityWarning
	}
	f := &office.Finding{Origin: r.at(t.sh.tab, ""), Code: "tab-ignored"}
	if !told[t.sh] {
		told[t.sh] = true
		f = r.report(t.unit, r.at(t.sh.tab, ""), "tab-ignored", severity, t.sh.tab.Title)
	}
	for _, e := range r.entries {
		if e.t == t && says {
			r.unreadDay(e.unit, e.day, office.TurnOffice, f)
		}
	}
}

// headText is what heads a column of a long table.
func (t *table) headText(col int) string {
	for _, row := range slices.Backward(t.heads) {
		if w := t.sh.word(row, col); w.clean != "" {
			return w.clean
		}
	}
	return t.sh.tab.Title
}

// propose makes the figures of all proposals ready: the book is read once more
// as if they had been confirmed, and what comes in addition is theirs. Those that
// mean the same indicator of one table cannot be confirmed together.
func (r *reader) propose() {
	if r.quiet {
		return
	}
	defer r.account()
	r.tellLapsed()
	if len(r.proposals) == 0 {
		return
	}
	r.contradict()
	yes := map[string]bool{}
	for _, p := range r.proposals {
		if len(p.Against) == 0 {
			yes[p.ID] = true
		}
	}
	have := map[office.Tally]bool{}
	for _, x := range r.out.Tallies {
		have[x] = true
	}
	if len(yes) > 0 {
		s := newReader(r.book, r.ctx)
		s.accepted, s.quiet = yes, true
		s.mind.asked = r.mind.asked
		s.readTabs()
		s.settle()
		for _, x := range s.out.Tallies {
			if have[x] {
				continue
			}
			if p := r.owner(x); p != nil {
				p.Tallies = append(p.Tallies, x)
			}
		}
	}
	for _, p := range r.proposals {
		r.out.Proposals = append(r.out.Proposals, p.Proposal)
		r.unreadProposal(p)
	}
}

// contradict finds the proposals that mean the same indicator.
func (r *reader) contradict() {
	for i, p := range r.proposals {
		for _, q := range r.proposals[i+1:] {
			if p.Meaning.Indicator == "" || p.Meaning.Indicator != q.Meaning.Indicator || p.Meaning.Part != q.Meaning.Part { // a whole and its parts are held against each other
				continue
			}
			if slices.ContainsFunc(p.spots, func(a spot) bool {
				return slices.ContainsFunc(q.spots, func(b spot) bool { return a.t == b.t })
			}) {
				p.Against, q.Against = append(p.Against, q.ID), append(q.Against, p.ID)
			}
		}
	}
}

// owner finds the proposal that withholds a figure, by where it stands.
func (r *reader) owner(x office.Tally) *proposal {
	row, col, ok := grid.ParseAddress(x.Cell)
	if !ok {
		return nil
	}
	for _, p := range r.proposals {
		if len(p.Against) > 0 {
			continue
		}
		for _, s := range p.spots {
			if s.sh.tab.Title != x.Tab || !s.t.body.Contains(row, col) {
				continue
			}
			at := grid.ColumnName(col)
			if s.t.wide {
				at = strings.TrimLeft(x.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
			}
			if s.column == "" || s.column == at || p.Meaning.Indicator == x.Indicator {
				return p
			}
		}
	}
	return nil
}

// markFields marks all that a table's lines hold in its fields.
func (t *table) markFields(f fate) {
	for i := range t.lines {
		l := &t.lines[i]
		for k := range t.fields {
			if row, col, ok := t.where(l, &t.fields[k]); ok {
				t.sh.mark(row, col, f)
			}
		}
	}
}
