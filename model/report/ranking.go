package report

import (
	"cmp"
	"slices"

	"tonghop/model/office"
)

// A Ranked is a unit with its points, in tenths, and its place. Rank 0 is no
// place: of a unit of which no day could be judged nothing may be said.
type Ranked struct {
	Line   *Line
	Rank   int
	Tenths int64
}

// Rank orders the lines of a summary by their points: the part of judged days
// reported in time, of those reported at all, and each indicator's figure as a
// part of the best unit's. Equal points share a place; in the units' order.
func Rank(s office.Scoring, p *office.Programme, of *Summary) []Ranked {
	ranked := make([]Ranked, 0, len(of.Lines))
	for i := range of.Lines {
		ranked = append(ranked, Ranked{Line: &of.Lines[i], Tenths: points(s, p, of, &of.Lines[i])})
	}
	judged := func(r Ranked) int { return min(1, r.Line.Rate.Judged()) }
	slices.SortStableFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(judged(b), judged(a)), cmp.Compare(b.Tenths, a.Tenths))
	})
	for i := range ranked {
		switch {
		case judged(ranked[i]) <= 0:
			ranked[i].Tenths = 0
		case i > 0 && ranked[i].Tenths == ranked[i-1].Tenths:
			ranked[i].Rank = ranked[i-1].Rank
		default:
			ranked[i].Rank = i + 1
		}
	}
	return ranked
}

func points(s office.Scoring, p *office.Programme, of *Summary, l *Line) int64 {
	rate := func(points int64, n int) int64 { return share(points, int64(n), int64(l.Rate.Judged())) }
	sum := rate(s.OnTime, l.Rate.Timely()) + rate(s.Complete, l.Rate.Complete())
	for _, w := range s.Figures {
		i := slices.IndexFunc(p.Indicators, func(x office.Indicator) bool { return x.ID == w.Indicator })
		if i < 0 {
			continue
		}
		var best int64
		for _, other := range of.Lines {
			best = max(best, other.Figures[i].N)
		}
		sum += share(w.Points, l.Figures[i].N, best)
	}
	return sum
}

// share is so many points times n ÷ whole, in tenths, rounded.
func share(points, n, whole int64) int64 {
	if whole <= 0 {
		return 0
	}
	return (points*10*n + whole/2) / whole
}
