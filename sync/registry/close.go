package registry

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A Closing asks for a period to be closed, in the words of the office.
type Closing struct {
	Kind calendar.PeriodKind
	Name string // such as "2020-06"; of a named period its ID
	// Through is the last day that is counted, such as "2020-06-22"; "" is the
	// period's own last.
	Through string
	By      string
}

// A Closed is a draft with its document.
type Closed struct {
	Draft *record.Issued
	// Again tells that the very same had been closed before: this is that draft.
	Again   bool
	File    File
	Sources []record.KeptSource
}

// Close freezes a period's report into a draft: its figures, its document, the
// configuration, and each tally that it rests on with the cell and the look that
// saw it. Closing again what has not changed gives the same draft.
func (g *Registry) Close(ctx context.Context, c Closing) (*Closed, error) {
	g.one.Lock()
	defer g.one.Unlock()
	by, err := person(c.By)
	if err != nil {
		return nil, err
	}
	r, state, err := g.compile(ctx, func(w calendar.Windows) (calendar.Period, error) { return g.period(w, &c) })
	if err != nil {
		return nil, err
	}
	draft, err := g.draft(r, state, by)
	if err != nil {
		return nil, err
	}
	rests, err := g.Ledger.RevisionAt(ctx, draft.Revision)
	if err != nil {
		return nil, err
	}
	draft.Head = rests.String()
	all, err := g.Ledger.Register(ctx)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(all, func(d record.Issued) bool { return d.Digest == draft.Digest }); i >= 0 {
		return g.again(ctx, &all[i])
	}
	if draft.Draft, err = codeOf(draft, all); err != nil {
		return nil, err
	}
	return g.keep(ctx, r, state, draft)
}

// again gives a draft that was closed before.
func (g *Registry) again(ctx context.Context, d *record.Issued) (*Closed, error) {
	sources, err := g.Ledger.KeptSources(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	file, err := g.File(ctx, d.Drafted)
	return &Closed{Draft: d, Again: true, File: file, Sources: sources}, err
}

// keep prints a draft and keeps it with everything that it rests on.
func (g *Registry) keep(ctx context.Context, r *report.Report, state *record.State, draft *record.Issued) (*Closed, error) {
	doc, err := g.Print(r, Marks{Draft: draft.Draft, Head: draft.Head})
	if err != nil {
		return nil, err
	}
	draft.Drafted = record.Document{Name: doc.Name, SHA256: hashOf(doc.Bytes)}
	evidence, err := g.evidence(ctx, state, r)
	if err != nil {
		return nil, err
	}
	draft.Evidence = record.Document{Name: evidenceName, SHA256: hashOf(evidence)}
	sources, err := g.sources(ctx, draft.Revision)
	if err != nil {
		return nil, err
	}
	draft.ID, _, err = g.Ledger.KeepDraft(ctx, draft, sources, doc.Bytes, evidence, g.Config)
	if err != nil {
		return nil, err
	}
	return &Closed{Draft: draft, File: File{draft.Drafted, doc.Bytes}, Sources: sources}, nil
}

// draft is what is to be kept of a report, before it has a code.
func (g *Registry) draft(r *report.Report, state *record.State, by string) (*record.Issued, error) {
	edition, err := g.Edition(r.Window.Period.Kind)
	if err != nil {
		return nil, err
	}
	d := &record.Issued{
		Period: r.Window.Period, AsOf: r.AsOf.Truncate(time.Microsecond), Closed: g.Now().Truncate(time.Microsecond), ClosedBy: by,
		Revision: state.Revision, Reader: state.Reader, Config: hashOf(g.Config), Edition: edition, Figures: report.Freeze(r),
	}
	d.Digest, err = digest(r, d.Config, d.Edition)
	return d, err
}

// compile makes the report of a period as it stands now. The period is picked
// among windows that begin where reports really ended.
func (g *Registry) compile(ctx context.Context, pick func(calendar.Windows) (calendar.Period, error)) (*report.Report, *record.State, error) {
	state, asOf, err := g.Standing(ctx)
	if err != nil {
		return nil, nil, err
	}
	p := record.Following(g.Programme, state.Issued)
	period, err := pick(p.Windows)
	if err != nil {
		return nil, nil, err
	}
	if seen := lastLook(state); calendar.DayOf(seen.In(p.Location)) < period.Last {
		return nil, nil, refuse(NotLooked, "period", period.Name, "last", period.Last.Short(), "seen", g.moment(seen))
	}
	return report.Compile(p, state, period, asOf), state, nil
}

// lastLook is when a source was looked at last.
func lastLook(s *record.State) (last time.Time) {
	for _, looks := range s.Seen {
		if at := looks[len(looks)-1].Answered; at.After(last) {
			last = at
		}
	}
	return last
}

// period reads which period is to be closed, and up to which day.
func (g *Registry) period(w calendar.Windows, c *Closing) (calendar.Period, error) {
	p, err := w.Parse(c.Kind, strings.TrimSpace(c.Name))
	if err != nil {
		return p, refuse(PeriodUnknown, "period", c.Name, "why", err.Error())
	}
	if c.Through = strings.TrimSpace(c.Through); c.Through != "" {
		if p.Last, err = g.through(w, p, c.Through); err != nil {
			return p, err
		}
	}
	today := calendar.DayOf(g.Now().In(g.Programme.Location))
	switch {
	case p.Last < g.Programme.Starts || g.Programme.Ends != 0 && p.First > g.Programme.Ends:
		return p, refuse(OutsideProgramme, "period", p.Name)
	case p.Last > today:
		return p, refuse(NotOver, "period", p.Name, "last", p.Last.Short(), "today", today.String())
	}
	return p, nil
}

// through reads the last day that is to be counted. A month and a year may end
// later than the rule has it, for the next one begins on the day after; what
// is made of them may not.
func (g *Registry) through(w calendar.Windows, p calendar.Period, text string) (calendar.Day, error) {
	d, err := calendar.ParseDay(text)
	if t, slashed := time.Parse("2/1/2006", text); err != nil && slashed == nil {
		d, err = calendar.DayOf(t), nil
	}
	if err != nil {
		return d, refuse(ThroughInvalid, "through", text)
	}
	last := p.Last
	if next, ok := w.Of(p.Kind, p.Last+1); ok && (p.Kind == calendar.KindMonth || p.Kind == calendar.KindYear && !w.YearOfMonths()) {
		last = next.Last - 1
	}
	if d < p.First || d > last {
		return d, refuse(ThroughOutside, "through", text, "first", p.First.Short(), "last", last.Short())
	}
	return d, nil
}

// person checks who acts.
func person(by string) (string, error) {
	by = strings.TrimSpace(by)
	switch {
	case by == "":
		return "", refuse(NoPerson)
	case len([]rune(by)) > maxName:
		return "", refuse(TooLong, "most", fmt.Sprint(maxName))
	}
	return by, nil
}

// maxName is how long names, numbers and reasons may be, in letters.
const maxName = 500

// moment writes an instant as the office does: 16:40 24/6/2020.
func (g *Registry) moment(t time.Time) string {
	return t.In(g.Programme.Location).Format("15:04 2/1/2006")
}
