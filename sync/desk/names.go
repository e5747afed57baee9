package desk

import (
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
	"tonghop/model/reading/spelling"
	"tonghop/model/reading/unitname"
)

// Unit finds a unit by its id, or by its name as people write it: with or without
// the word of its type, and without marks where that leaves one unit. Another name
// than was written is never taken, but suggested.
func (k *Desk) Unit(name string) (*office.Unit, error) {
	name = strings.TrimSpace(name)
	if u, ok := k.Programme.Unit(name); ok {
		return u, nil
	}
	units := make([]*office.Unit, len(k.Programme.Units))
	ids := make([]string, len(units))
	for i := range k.Programme.Units {
		units[i] = &k.Programme.Units[i]
		ids[i] = units[i].ID
	}
	m := unitname.New(units).Find(name, true)
	if m.Unit != nil {
		return m.Unit, nil
	}
	if m.Many {
		return nil, refuse(UnitMany, "unit", name, "units", severalOf(name, units))
	}
	near := m.Suggested
	if near == nil {
		near = one(nearest(name, units, unitNames))
	}
	if near != nil {
		return nil, refuse(UnitNear, "unit", name, "near", near.Name, "id", near.ID)
	}
	var first []string
	for _, u := range nearest(name, units, unitNames) {
		first = append(first, u.ID)
	}
	ids = append(first, slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(first, id) })...)
	return nil, refuse(UnitUnknown, "unit", name, "units", some(ids))
}

func unitNames(u *office.Unit) []string {
	return append([]string{u.ID, u.Name, u.ShortName()}, u.Aliases...)
}

// mostListed is how many of a province's units are listed for one that is none.
const mostListed = 12

func some(ids []string) string {
	if len(ids) > mostListed {
		return strings.Join(ids[:mostListed], ", ") + ", …"
	}
	return strings.Join(ids, ", ")
}

// severalOf lists the units that a name fits.
func severalOf(name string, units []*office.Unit) string {
	var fit []string
	for _, u := range units {
		if unitname.New([]*office.Unit{u}).Find(name, true).Unit != nil {
			fit = append(fit, u.Name+" ("+u.ID+")")
		}
	}
	return strings.Join(fit, ", ")
}

// Indicator finds an indicator by its id or by one of its names.
func (k *Desk) Indicator(name string) (*office.Indicator, error) {
	name = strings.TrimSpace(name)
	if x := k.indicatorWritten(name); x != nil {
		return x, nil
	}
	if x := k.indicatorMeant(k.words(), name); x != nil {
		return x, nil
	}
	if near := k.indicatorNear(name); near != nil {
		return nil, refuse(IndicatorNear, "indicator", name, "near", near.Label, "id", near.ID)
	}
	return nil, refuse(IndicatorUnknown, "indicator", name, "indicators", k.indicatorIDs())
}

// words are what the office's catalogue and the lexicon together understand.
func (k *Desk) words() *meaning.Dictionary {
	lexicon := k.Lexicon
	if lexicon == nil {
		lexicon = &meaning.Lexicon{}
	}
	return meaning.New(lexicon, meaning.Catalogue{Indicators: k.Programme.Indicators, TextFields: k.Programme.TextFields, Title: k.Programme.Title})
}

// indicatorWritten finds an indicator by its id, or by one of its names as
// written, where no other bears it.
func (k *Desk) indicatorWritten(text string) *office.Indicator {
	if x, ok := k.Programme.Indicator(text); ok {
		return x
	}
	var found *office.Indicator
	for i := range k.Programme.Indicators {
		x := &k.Programme.Indicators[i]
		for _, name := range namesOf(x) {
			if name == "" || found == x || !strings.EqualFold(name, text) {
				continue
			}
			if found != nil {
				return nil
			}
			found = x
		}
	}
	return found
}

// indicatorMeant finds the indicator that a text names beyond doubt as a heading.
func (k *Desk) indicatorMeant(words *meaning.Dictionary, text string) *office.Indicator {
	h := words.Heading(meaning.Heading{Path: []string{text}})
	if h.Certainty != meaning.Certain {
		return nil
	}
	return &k.Programme.Indicators[h.Indicator]
}

func (k *Desk) indicatorNear(text string) *office.Indicator {
	all := make([]*office.Indicator, len(k.Programme.Indicators))
	for i := range all {
		all[i] = &k.Programme.Indicators[i]
	}
	return one(nearest(text, all, namesOf))
}

func namesOf(x *office.Indicator) []string {
	return append([]string{x.ID, x.Label, x.Short}, x.Aliases...)
}

func (k *Desk) indicatorIDs() string {
	ids := make([]string, len(k.Programme.Indicators))
	for i := range k.Programme.Indicators {
		ids[i] = k.Programme.Indicators[i].ID
	}
	return strings.Join(ids, ", ")
}

// one is the only one of several; nil where there are more or none.
func one[T any](all []*T) *T {
	if len(all) != 1 {
		return nil
	}
	return all[0]
}

// nearest finds those things of which a name is few typing errors away from what
// was written, none other being nearer.
func nearest[T any](written string, all []*T, names func(*T) []string) (best []*T) {
	folded := spelling.Fold(spelling.Lower(written))
	limit := max(1, len(folded)/4)
	for _, one := range all {
		for _, name := range names(one) {
			name = spelling.Fold(spelling.Lower(name))
			if name == "" {
				continue
			}
			switch d := spelling.Distance(folded, name, limit+1); {
			case d > limit:
			case d < limit || len(best) == 0:
				best, limit = []*T{one}, d
			case !slices.Contains(best, one):
				best = append(best, one)
			}
		}
	}
	return best
}
