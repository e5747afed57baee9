package reading

import (
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// wideFields makes a field of each row and label, with the headings that stand
// left of the days and the label below them.
func (sc *scan) wideFields(t *table, h *wideHead, rows []int) []place {
	var places []place
	groups := map[int]map[int][2]int{}
	for col := h.left; col < h.days[0]; col++ {
		groups[col] = sc.sh.tallCover(col, h.from)
	}
	above := map[int]string{} // the last label of each column
	section := ""
	for _, row := range rows {
		hd, own := sc.rowHeading(h, row, groups, above)
		word := sc.sh.words.of(own)
		if own != "" && len(hd.path) > 0 {
			if bullet(word.lower) && section != "" && !sc.r.names(own, sc.sh.bare) {
				hd.path[len(hd.path)-1] = enumerator.ReplaceAllString(own, "")
				hd.path = append([]string{section}, hd.path...)
			}
			if !bullet(word.lower) {
				section = enumerator.ReplaceAllString(own, "")
			}
		}
		if h.measure >= 0 {
			hd.measure = sc.sh.word(row, h.measure).clean
		}
		var who *owner
		if h.unitAt >= 0 {
			o := sc.rowUnit(row, h.unitAt, groups[h.unitAt])
			who = &o
		}
		if len(t.subs) == 0 {
			places = append(places, place{at: row, sub: -1, heading: hd, owner: who})
			continue
		}
		for k, sub := range t.subs {
			both := *hd
			both.path = slices.Clone(hd.path)
			switch {
			case sub != "":
				both.path = append(both.path, sub)
				if onlySigns(sub) {
					both.path = nil
				}
			case len(t.subs) > 1:
				both.shared = row + 1
			}
			places = append(places, place{at: row, sub: k, heading: &both, owner: who})
		}
	}
	return places
}

// rowHeading joins the labels left of the days into a path. A blank label takes
// the one above it where something stands right of it, or where it is merged.
func (sc *scan) rowHeading(h *wideHead, row int, groups map[int]map[int][2]int, above map[int]string) (hd *heading, own string) {
	hd = &heading{row: row, col: h.days[0] - 1}
	last := -1
	for k, col := range h.labels {
		if sc.sh.word(row, col).clean != "" {
			last = k
		}
	}
	for k, col := range h.labels {
		text := sc.sh.word(row, col).clean
		if text == "" {
			if at, ok := groups[col][row]; ok {
				text = sc.sh.word(at[0], at[1]).clean
			} else if k < last {
				text = above[col]
			}
		} else {
			above[col] = text
			for _, right := range h.labels[k+1:] {
				delete(above, right)
			}
			hd.col = col
		}
		if text != "" && (len(hd.path) == 0 || hd.path[len(hd.path)-1] != text) {
			hd.path = append(hd.path, text)
		}
		if k == last {
			own = text
		}
	}
	hd.own = own != ""
	return hd, own
}

func bullet(lower string) bool {
	return strings.HasPrefix(lower, "-") || strings.HasPrefix(lower, "+") || strings.HasPrefix(lower, "•") || strings.HasPrefix(lower, "*")
}

// An owner is whose row it is in a wide table with a column of units; nobody's
// where the unit is not ours.
type owner struct {
	unit *office.Unit
	raw  string
	at   office.Origin
}

func (sc *scan) rowUnit(row, unitAt int, merged map[int][2]int) owner {
	at := [2]int{row, unitAt}
	if to, ok := merged[row]; ok && sc.sh.word(row, unitAt).clean == "" {
		at = to
	}
	w := sc.sh.word(at[0], at[1])
	o := owner{raw: w.clean, at: sc.r.at(sc.sh.tab, grid.Address(row, unitAt))}
	if m := sc.r.roster.find(w); m.unit != nil && slices.Contains(sc.units, m.unit) {
		o.unit = m.unit
	}
	return o
}

// rowUnits are the units that a wide table's rows speak for.
func (t *table) rowUnits(whole *office.Unit) []*office.Unit {
	var units []*office.Unit
	for i := range t.fields {
		if u := t.fields[i].unit; u != nil && !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	if len(units) == 0 {
		return []*office.Unit{whole}
	}
	return units
}
