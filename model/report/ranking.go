package report

import (
	"cmp"
	"math/big"
	"slices"

	"tonghop/model/office"
)

// A Ranked is a unit with its points and its place. Rank 0 is no place: of a unit
// of which no day could be judged nothing may be said, nor yet of one that has
// days which wait for the office.
type Ranked struct {
	Line *Line
	Rank int
	// Tenths are its points in tenths, rounded; places go by the exact points.
	Tenths int64
	// Apart tells that it is ranked among agencies and schools, apart from the
	// communes.
	Apart bool
	// Unsettled tells that days of it could not be opened or wait to be
	// understood, so that its place is still open.
	Unsettled bool
	exact     *big.Rat
}

// Rank orders the lines of a summary by their points: the part of judged days
// reported in time, of those reported at all, and each indicator's figure as a
// part of the best unit's. Communes come first, then agencies and schools, each
// with places of their own; of each those without a place come last. Of equal
// points who had more days in time goes first, then who had more days reported;
// who is equal in that too shares the place, in the units' order.
func Rank(s office.Scoring, p *office.Programme, of *Summary) []Ranked {
	ranked := make([]Ranked, 0, len(of.Lines))
	for i := range of.Lines {
		l := &of.Lines[i]
		r := Ranked{Line: l, Apart: apart(l.Unit), Unsettled: l.Rate.Unread+l.Rate.Unreadable > 0, exact: points(s, p, of, l)}
		r.Tenths = tenthsOf(r.exact)
		ranked = append(ranked, r)
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(truth(a.Apart), truth(b.Apart)), cmp.Compare(truth(b.placed()), truth(a.placed())), b.against(&a))
	})
	first := 0
	for i := range ranked {
		r := &ranked[i]
		if i > 0 && r.Apart != ranked[i-1].Apart {
			first = i
		}
		switch {
		case !r.placed():
			r.Tenths = 0
		case i > first && r.against(&ranked[i-1]) == 0:
			r.Rank = ranked[i-1].Rank
		default:
			r.Rank = i - first + 1
		}
	}
	return ranked
}

// placed reports whether a unit has a place at all.
func (r *Ranked) placed() bool { return r.Line.Rate.Judged() > 0 && !r.Unsettled }

// against compares what places go by.
func (r *Ranked) against(o *Ranked) int {
	return cmp.Or(r.exact.Cmp(o.exact), cmp.Compare(r.Line.Rate.Timely(), o.Line.Rate.Timely()), cmp.Compare(r.Line.Rate.Complete(), o.Line.Rate.Complete()))
}

// apart tells agencies, schools and teams from communes.
func apart(u *office.Unit) bool {
	return slices.Contains([]string{"chi_doan", "truong", "doi"}, u.Type)
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func points(s office.Scoring, p *office.Programme, of *Summary, l *Line) *big.Rat {
	sum := new(big.Rat)
	add := func(points, n, whole int64) {
		if whole > 0 {
			sum.Add(sum, new(big.Rat).Mul(big.NewRat(points, 1), big.NewRat(n, whole)))
		}
	}
	judged := int64(l.Rate.Judged())
	add(s.OnTime, int64(l.Rate.Timely()), judged)
	add(s.Complete, int64(l.Rate.Complete()), judged)
	for _, w := range s.Figures {
		i := slices.IndexFunc(p.Indicators, func(x office.Indicator) bool { return x.ID == w.Indicator })
		if i < 0 {
			continue
		}
		var best int64
		for _, other := range of.Lines {
			best = max(best, other.Figures[i].N)
		}
		add(w.Points, l.Figures[i].N, best)
	}
	return sum
}

// tenthsOf rounds points to tenths.
func tenthsOf(points *big.Rat) int64 {
	tenths := new(big.Rat).Mul(points, big.NewRat(10, 1))
	half := new(big.Int).Add(new(big.Int).Mul(tenths.Num(), big.NewInt(2)), tenths.Denom())
	return half.Div(half, new(big.Int).Mul(tenths.Denom(), big.NewInt(2))).Int64()
}
