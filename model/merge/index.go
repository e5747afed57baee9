package merge

import (
	"slices"

	"tonghop/model/office"
)

// An Index finds indicators by position, so that days are added up without
// searching.
type Index struct {
	P  *office.Programme
	At map[string]int
	// likely are the positions at which the figures of a day were found last:
	// one day states its figures mostly in the order of the one before.
	likely []int
	// formulas are the positions of what has a formula; stocks counts what is a
	// stock.
	formulas []int
	Stocks   int
}

func NewIndex(p *office.Programme) *Index {
	x := &Index{P: p, At: make(map[string]int, len(p.Indicators))}
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		x.At[ind.ID] = i
		if len(ind.Formula) > 0 {
			x.formulas = append(x.formulas, i)
		}
		if ind.Carries() {
			x.Stocks++
		}
	}
	return x
}

// find gives the position of the indicator of a day's nth figure; false where
// the programme does not know it.
func (x *Index) find(indicator string, nth int) (int, bool) {
	if nth < len(x.likely) && x.P.Indicators[x.likely[nth]].ID == indicator {
		return x.likely[nth], true
	}
	i, ok := x.At[indicator]
	if ok {
		for len(x.likely) <= nth {
			x.likely = append(x.likely, i)
		}
		x.likely[nth] = i
	}
	return i, ok
}

// Counts puts a day's figures into a row by indicator and fills in formulas.
func (x *Index) Counts(d *UnitDay, row []office.Count) {
	clear(row)
	nth := 0
	for _, f := range d.All() {
		if i, ok := x.find(f.Indicator, nth); ok {
			row[i] = office.Stated(f.Value)
		}
		nth++
	}
	x.fill(row, d.Withheld)
}

// fill computes the formulas of indicators that are unstated. Formulas may
// rest on one another (the config refuses circles), so it repeats until
// nothing more can be filled. What a rule keeps out stays out.
func (x *Index) fill(row []office.Count, withheld []string) {
	for again := true; again; {
		again = false
		for _, i := range x.formulas {
			terms := x.P.Indicators[i].Formula
			if row[i].Stated || slices.Contains(withheld, x.P.Indicators[i].ID) {
				continue
			}
			sum := office.Stated(0)
			for _, t := range terms {
				at, ok := x.At[t.Indicator]
				if !ok || !row[at].Stated {
					sum.Stated = false
					break
				}
				sum.N += t.Sign * row[at].N
			}
			if sum.Stated && sum.N >= 0 {
				row[i], again = sum, true
			}
		}
	}
}
