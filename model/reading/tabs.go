package reading

import (
	"regexp"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// A candidate is a tab with the units whose figures may stand in it.
type candidate struct {
	sh    *sheet
	units []*office.Unit
	named bool // the config names it: it is read whatever its title
}

// readTabs reads every tab that is a report and accounts for the others.
func (r *reader) readTabs() {
	r.missingTabs()
	var left []candidate // copies, discards, hidden tabs, tabs without a table
	tried := 0
	var bare []candidate
	for i := range r.book.Tabs {
		tab := &r.book.Tabs[i]
		units, named := r.claimants(tab)
		if len(units) == 0 {
			r.report(nil, r.at(tab, ""), "tab-ignored", office.SeverityNotice, tab.Title)
			continue
		}
		legacy := detectLegacy(tab)
		c := candidate{newSheet(tab, legacy), units, named}
		if len(c.sh.rows) == 0 && len(r.book.Tabs) > 1 && !named {
			continue
		}
		if leftOut(tab, named) {
			left = append(left, c)
			continue
		}
		tried++
		if n := len(r.tables); !r.readTab(c) || len(r.tables) == n {
			bare = append(bare, c)
		} else if legacy.name != "" {
			r.report(r.only(units), r.at(tab, ""), "legacy-encoding", office.SeverityWarning, "", "encoding", legacy.name)
		}
	}
	for _, c := range bare {
		if r.ownTab(c) {
			continue
		}
		if tried == 1 || c.named || len(r.tables) == 0 {
			r.noHeader(c.units, c.sh.tab, len(c.sh.rows) == 0)
			continue
		}
		left = append(left, c)
	}
	r.leaveOut(left)
}

// noHeader reports a tab in which figures should stand and no table does. Of an
// empty one that is told too: nobody has written anything in it.
func (r *reader) noHeader(units []*office.Unit, tab *grid.Tab, empty bool) {
	var args []string
	if empty {
		args = []string{"empty", "true"}
	}
	r.report(r.only(units), r.at(tab, ""), office.CodeHeaderNotFound, office.SeverityError, tab.Title, args...)
}

// only is the one unit of a list, and nil where there are several.
func (r *reader) only(units []*office.Unit) *office.Unit {
	if len(units) == 1 {
		return units[0]
	}
	return nil
}

// leaveOut says of each tab that is not read why a commune could miss it: a
// warning where it holds days that no other tab has.
func (r *reader) leaveOut(left []candidate) {
	if len(left) == 0 {
		return
	}
	type unitDay struct {
		unit string
		day  calendar.Day
	}
	read := map[unitDay]bool{}
	for _, e := range r.entries {
		read[unitDay{e.unit.ID, e.day}] = true
	}
	for _, c := range left {
		s := r.shadow()
		s.readTab(c)
		severity := office.SeverityNotice
		for _, e := range s.entries {
			if !read[unitDay{e.unit.ID, e.day}] {
				severity = office.SeverityWarning
			}
		}
		r.report(r.only(c.units), r.at(c.sh.tab, ""), "tab-ignored", severity, c.sh.tab.Title)
	}
}

// leftOut reports whether a tab is not read because of what it is called, or
// because it is hidden.
func leftOut(tab *grid.Tab, named bool) bool {
	return !named && (tab.Hidden || discarded(tab.Title))
}

// discarded reports whether a title is that of a copy or a discard.
func discarded(title string) bool {
	lower := strings.ToLower(cleanText(title))
	for _, w := range discardWords {
		if i := strings.Index(lower, w); i >= 0 && !startsWithLetter(lower[i+len(w):]) && (i == 0 || !startsWithLetter(lastRune(lower[:i]))) {
			return true
		}
	}
	return dropped.MatchString(lower)
}

// dropped is the mark of a dropped tab: "PL02b- Bỏ".
var dropped = regexp.MustCompile(`[-–(]\s*bỏ\)?$`)

func lastRune(s string) string {
	runes := []rune(s)
	return string(runes[len(runes)-1:])
}

// claimants are the units whose figures may stand in a tab: those whose config
// names it, else those whose config names none.
func (r *reader) claimants(tab *grid.Tab) (units []*office.Unit, named bool) {
	var open []*office.Unit
	for _, u := range r.ctx.Units {
		if len(u.Reading.Tabs) == 0 {
			open = append(open, u)
			continue
		}
		for _, want := range u.Reading.Tabs {
			if titleMatches(want, tab) {
				units = append(units, u)
				break
			}
		}
	}
	if len(units) > 0 {
		return units, true
	}
	return open, false
}

// titleMatches compares a tab with what the config calls it: its title,
// "id:123" or "/pattern/".
func titleMatches(want string, tab *grid.Tab) bool {
	if id, ok := strings.CutPrefix(want, "id:"); ok {
		n, err := strconv.ParseInt(strings.TrimSpace(id), 10, 64)
		return err == nil && n == tab.ID
	}
	title := cleanText(tab.Title)
	if len(want) > 2 && want[0] == '/' && want[len(want)-1] == '/' {
		re, err := regexp.Compile(want[1 : len(want)-1])
		return err == nil && re.MatchString(title)
	}
	return cleanText(want) == title
}

// missingTabs reports tabs that the config names and the book has not.
func (r *reader) missingTabs() {
	for _, u := range r.ctx.Units {
		for _, want := range u.Reading.Tabs {
			found := false
			for i := range r.book.Tabs {
				found = found || titleMatches(want, &r.book.Tabs[i])
			}
			if !found {
				r.report(u, office.Origin{Source: r.ctx.Source, Tab: want}, "tab-gone", office.SeverityError, want)
			}
		}
	}
}
