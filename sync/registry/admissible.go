package registry

import (
	"fmt"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/record"
)

// admissible checks a number and what it replaces against the register, and
// gives the report that is replaced; nil for none.
func (g *Registry) admissible(all []record.Issued, draft *record.Issued, x *Issuing) (*record.Issued, error) {
	year, _, _ := draft.Dated.Date()
	for i := range all {
		r := &all[i]
		if y, _, _ := r.Dated.Date(); r != draft && y == year && g.sameNumber(r.Number, x.Number) {
			return nil, refuse(NumberTaken, "number", r.Number, "year", fmt.Sprint(year), "period", r.Period.Key(), "draft", r.Draft)
		}
	}
	x.Replaces, x.Reason = strings.TrimSpace(x.Replaces), strings.TrimSpace(x.Reason)
	if x.Replaces == "" {
		return nil, alone(all, draft)
	}
	old, err := g.replaceable(all, draft, x.Replaces)
	switch {
	case err != nil:
		return nil, err
	case x.Reason == "":
		return nil, refuse(NoReason, "number", old.Number)
	case len([]rune(x.Reason)) > maxName:
		return nil, refuse(TooLong, "most", fmt.Sprint(maxName))
	}
	draft.Replaces, draft.Reason = old.Number, x.Reason
	return old, nil
}

// alone refuses a second report of a period that does not say that it replaces
// the first.
func alone(all []record.Issued, draft *record.Issued) error {
	for _, r := range record.Numbered(all) {
		if r != draft && r.Period.Key() == draft.Period.Key() {
			return refuse(PeriodIssued, "period", draft.Period.Name, "number", r.Number, "date", r.Dated.Short())
		}
	}
	return nil
}

// replaceable finds the report that is to be replaced: of the same period, and
// standing. It may end on another day unless a later report goes on from there.
func (g *Registry) replaceable(all []record.Issued, draft *record.Issued, number string) (*record.Issued, error) {
	old := g.bearer(all, draft, number)
	switch {
	case old == nil:
		return nil, refuse(ReplacedUnknown, "number", number)
	case !interchangeable(all, old.Period, draft.Period):
		return nil, refuse(ReplacedOther, "number", old.Number, "first", old.Period.First.Short(), "last", old.Period.Last.Short(),
			"draft", draft.Draft, "from", draft.Period.First.Short(), "to", draft.Period.Last.Short())
	case old.At.After(draft.Closed): // the draft's state has no such number
		return nil, refuse(ReplacedLater, "number", old.Number, "draft", draft.Draft)
	case !slices.Contains(record.Numbered(all), old):
		for i := range all {
			if r := &all[i]; r != draft && r.Replaces == old.Number && r.Period.Key() == old.Period.Key() {
				return nil, refuse(ReplacedAlready, "number", old.Number, "by", r.Number)
			}
		}
	}
	return old, nil
}

// bearer finds the report that bears a number, and that a draft may be meant to
// replace: numbers begin anew each year, so that several may bear it. One of
// the draft's own period goes first, then the one issued last.
func (g *Registry) bearer(all []record.Issued, draft *record.Issued, number string) (last *record.Issued) {
	own := func(r *record.Issued) bool { return r.Period.Key() == draft.Period.Key() }
	for i := range all {
		r := &all[i]
		if r == draft || !g.sameNumber(r.Number, number) {
			continue
		}
		if last == nil || own(r) && !own(last) || own(r) == own(last) && !r.At.Before(last.At) {
			last = r
		}
	}
	return last
}

// interchangeable reports whether a report of one span may take the place of
// another's.
func interchangeable(all []record.Issued, old, new calendar.Period) bool {
	if old.Key() != new.Key() || old.First != new.First {
		return false
	}
	return old.Last == new.Last || !slices.ContainsFunc(record.Numbered(all), func(r *record.Issued) bool {
		return r.Period.Kind == old.Kind && r.Period.First == old.Last+1
	})
}
