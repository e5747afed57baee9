package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// Accept holds findings for right as they stand, all that are named or none
// where one name is unknown. A name is a finding's ID, or a unit's for all that
// are open of it. A name with a stamp, ID.Stamp, is of the finding as somebody
// saw it: it is refused once the finding reads differently.
//
// It gives the findings that it accepted, each with its decision, and those
// that had been accepted before.
func (k *Desk) Accept(ctx context.Context, r office.Ruling, names ...string) (accepted, before []record.OpenFinding, err error) {
	for range attempts {
		var now []record.OpenFinding
		now, before, err = k.accept(ctx, r, names)
		accepted = append(accepted, now...)
		if !errors.Is(err, errMoved) {
			break
		}
	}
	ours := map[int64]bool{}
	for i := range accepted {
		ours[accepted[i].Accepted.ID] = true
	}
	before = slices.DeleteFunc(before, func(f record.OpenFinding) bool { return ours[f.Accepted.ID] })
	return accepted, before, err
}

// attempts is how often the findings are looked at anew because something that
// they rest on was recorded meanwhile.
const attempts = 20

// errMoved tells that what a decision rests on is not what it was.
var errMoved = errors.New("what it rests on changed while it was decided; decide again")

// accept is one attempt at Accept.
func (k *Desk) accept(ctx context.Context, r office.Ruling, names []string) (accepted, before []record.OpenFinding, err error) {
	s, asOf, err := k.Standing(ctx)
	if err != nil {
		return nil, nil, err
	}
	chosen, err := k.chosen(merge.Merge(k.Programme, s, asOf).Findings, names)
	if err != nil {
		return nil, nil, err
	}
	at := k.Now()
	for _, f := range chosen {
		if f.Accepted != nil {
			before = append(before, *f)
			continue
		}
		d, err := signed(office.AcceptanceOf(&f.Finding), r)
		if err != nil {
			return accepted, before, err
		}
		d.At = at
		d, err = k.Ledger.Decide(ctx, func(v record.View) (office.Decision, error) {
			return d, unmoved(ctx, v, s.Revision, f.Origin.Source, accepts(f.Key()))
		})
		if err != nil {
			return accepted, before, err
		}
		now := *f
		now.Accepted = &d
		accepted = append(accepted, now)
	}
	return accepted, before, nil
}

// accepts tells the decisions that accept a finding.
func accepts(finding string) func(*office.Decision) bool {
	return func(d *office.Decision) bool { return d.Kind == office.DecisionAccept && d.Finding == finding }
}

// unmoved refuses where something was recorded after a revision on which a decision
// rests: what its source shows, a decision about the same or one that takes
// another back, the configuration.
func unmoved(ctx context.Context, v record.View, revision int64, source string, same func(*office.Decision) bool) error {
	commits, err := v.Since(ctx, revision)
	if err != nil {
		return err
	}
	for i := range commits {
		c := &commits[i]
		shown := func(l record.Look) bool { return l.Seen() && l.Source == source }
		decided := func(d office.Decision) bool { return d.Kind == office.DecisionUndo || same(&d) }
		if len(c.Configs) > 0 || slices.ContainsFunc(c.Looks, shown) || slices.ContainsFunc(c.Decisions, decided) {
			return errMoved
		}
	}
	return nil
}

// chosen gives the findings that are named, each once, in the names' order.
func (k *Desk) chosen(findings []record.OpenFinding, names []string) ([]*record.OpenFinding, error) {
	var chosen []*record.OpenFinding
	taken := map[*record.OpenFinding]bool{}
	if len(names) == 0 {
		return nil, refuse(FindingNone)
	}
	for _, name := range names {
		named, err := k.named(findings, name)
		if err != nil {
			return nil, err
		}
		for _, f := range named {
			if !taken[f] {
				taken[f] = true
				chosen = append(chosen, f)
			}
		}
	}
	return chosen, nil
}

// named gives the findings of a code, or the open ones of a unit.
func (k *Desk) named(findings []record.OpenFinding, name string) ([]*record.OpenFinding, error) {
	unit, err := k.Unit(name)
	isUnit := err == nil && !looksLikeID(name)
	id, stamp, stamped := strings.Cut(name, ".")
	var named []*record.OpenFinding
	changed := false
	for i := range findings {
		f := &findings[i]
		switch {
		case isUnit && f.Unit == unit.ID && f.Accepted == nil && f.Severity != office.SeverityNotice:
			named = append(named, f)
		case isUnit || f.ID() != id:
		case stamped && f.Stamp() != stamp:
			changed = true
		default:
			named = append(named, f)
		}
	}
	switch {
	case len(named) > 0:
		return named, nil
	case changed:
		return nil, refuse(FindingChanged, "finding", id)
	}
	return nil, refuse(FindingUnknown, "finding", name)
}
