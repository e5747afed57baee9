package reading

import (
	"regexp"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// A workbook that one commune made from another's, or that a cluster passes round,
// has tabs whose own titles name another commune. Beside a tab that bears the
// source's one unit such a tab is the other's.

// titleRows is how many rows of a tab may hold its letterhead and titles.
const titleRows = 8

// communeName finds the name of a commune at the end of a title.
var communeName = regexp.MustCompile(`(?:^|[\s(–-])((?:xã|phường|thị trấn) [^\d:;,()–-]{2,40})$`)

// titledUnit tells whether a tab's titles name a unit, and gives the first one that
// is none of the source's.
func (r *reader) titledUnit(sh *sheet, u *office.Unit) (own bool, other *word) {
	for _, row := range sh.rows {
		if row >= titleRows || sh.count(row, 0, sh.width(row))[isWords] > maxTitleCells {
			break
		}
		for col := range sh.width(row) {
			w := sh.word(row, col)
			if sh.at(row, col) != isWords || len(w.clean) > 120 {
				continue
			}
			if m := r.roster.within(w.lower, false); m.unit == u {
				own = true
				continue
			}
			g := communeName.FindStringSubmatch(w.lower)
			if g == nil {
				continue
			}
			if m := r.roster.find(sh.words.of(g[1])); m.unit == u {
				own = true
			} else if m.named && m.unit == nil && !m.many && other == nil {
				other = w
			}
		}
	}
	return own, other
}

// titledElsewhere withholds a tab whose titles name another commune and not the
// source's one unit, where another tab of the book names that.
func (sc *scan) titledElsewhere() {
	r := sc.r
	if len(sc.units) != 1 || sc.named || sc.unit == nil || len(r.book.Tabs) < 2 {
		return
	}
	own, other := r.titledUnit(sc.sh, sc.units[0])
	if own || other == nil || r.roster.within(strings.ToLower(cleanText(sc.sh.tab.Title)), true).unit != nil {
		return
	}
	for i := range r.book.Tabs {
		tab := &r.book.Tabs[i]
		if tab == sc.sh.tab || tab.Damage != "" {
			continue
		}
		if is, _ := r.titledUnit(newSheet(topOf(tab), detectLegacy(tab)), sc.units[0]); is {
			sc.unit, sc.stray, sc.strayCell, sc.elsewhere = nil, other.clean, "", true
			return
		}
	}
}

// topOf is the top of a tab, where its titles stand.
func topOf(tab *grid.Tab) *grid.Tab {
	return &grid.Tab{Title: tab.Title, Rows: tab.Rows[:min(titleRows, len(tab.Rows))]}
}
