package merge

import (
	"tonghop/model/office"
	"tonghop/model/record"
)

// A Strictness tells which figures of a version broken rules of severity error
// keep out, so that a day of which nothing is left does not count as reported.
type Strictness struct {
	*reviewer
	// accused are the indicators that such rules can keep out.
	accused map[string]bool
}

func NewStrictness(p *office.Programme, decisions []office.Decision) *Strictness {
	s := &Strictness{accused: map[string]bool{}}
	for i := range p.Rules {
		if p.Rules[i].Severity != office.SeverityError {
			continue
		}
		for _, id := range p.Rules[i].Indicators {
			s.accused[id] = true
		}
	}
	if len(s.accused) > 0 {
		s.reviewer = newReviewer(p, decisions)
	}
	return s
}

// Withheld lists the indicators that were kept out when a version was seen,
// which is one of those of its day. The rules see what Merge would have shown
// them: the version among the last words of the unit's other sources. A rule
// that the office has since accepted as broken keeps nothing out.
func (s *Strictness) Withheld(v *record.Version, day []*record.Version) (out []string) {
	if !s.atStake(v) {
		return nil
	}
	u, known := s.P.Unit(v.Unit)
	if !known {
		return nil
	}
	var throwaway Merged
	d := UnitDay{Unit: u, Day: v.Day, Parts: throwaway.bySource(u, v.Day, beside(v, day))}
	row := make([]office.Count, len(s.P.Indicators))
	s.Counts(&d, row)
	for rule := range s.breaks(&d, row) {
		if rule.Severity != office.SeverityError {
			continue
		}
		if f := s.broken(rule, &d); s.acceptance(&f, v.Answered) == nil {
			out = append(out, rule.Indicators...)
		}
	}
	return out
}

// atStake reports whether the rules can make a version unacceptable: because
// they can keep out all of it, or a figure that is required.
func (s *Strictness) atStake(v *record.Version) bool {
	if s.reviewer == nil {
		return false
	}
	free := len(v.Figures) == 0
	for i := range v.Figures {
		id := v.Figures[i].Indicator
		if !s.accused[id] {
			free = true
		} else if at, known := s.At[id]; known && s.P.Indicators[at].Required {
			return true
		}
	}
	return !free
}

// beside lists a version with what each other source said last by then.
func beside(v *record.Version, day []*record.Version) []*record.Version {
	said := []*record.Version{v}
	for _, w := range day {
		if w.Source == v.Source || w.Answered.After(v.Answered) || len(w.Figures) == 0 {
			continue
		}
		if last := said[len(said)-1]; last.Source == w.Source {
			said[len(said)-1] = w
			continue
		}
		said = append(said, w)
	}
	return said
}
