package reading

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// A candidate is a tab with the units whose figures may stand in it.
type candidate struct {
	sh    *sheet
	units []*office.Unit
	named bool   // the config names it: it is read whatever its title
	held  string // why its figures are withheld, as proposals have it
}

// readTabs reads every tab and accounts for those that hold no table.
func (r *reader) readTabs() {
	r.missingTabs()
	tried, found := 0, 0
	var bare []candidate
	for i := range r.book.Tabs {
		tab := &r.book.Tabs[i]
		units, named := r.claimants(tab)
		if len(units) == 0 {
			r.report(nil, r.at(tab, ""), "tab-ignored", office.SeverityNotice, tab.Title)
			continue
		}
		if tab.Damage != "" {
			r.damaged(tab, units)
			continue
		}
		legacy := detectLegacy(tab)
		c := candidate{sh: newSheet(tab, legacy), units: units, named: named}
		r.sheets[i] = c.sh
		if len(c.sh.rows) == 0 && len(r.book.Tabs) > 1 && !named {
			continue
		}
		if !named {
			c.held = r.leftOut(tab)
		}
		if c.held == "" {
			tried++
		}
		switch {
		case !r.readTab(c):
			bare = append(bare, c)
		case legacy.name != "":
			found++
			r.report(r.only(units), r.at(tab, ""), "legacy-encoding", office.SeverityWarning, "", "encoding", legacy.name)
		default:
			found++
		}
	}
	for _, c := range bare {
		if r.ownTab(c) {
			continue
		}
		if (tried == 1 && c.held == "") && len(r.book.Tabs) == 1 || c.named || found == 0 && c.held == "" {
			r.noHeader(c)
			continue
		}
		if !r.sheetOpen(c.sh) {
			r.report(r.only(c.units), r.at(c.sh.tab, ""), "tab-ignored", office.SeverityNotice, c.sh.tab.Title)
		}
	}
}

// damaged tells of a tab that could not be opened. What stands in it is not known,
// so nobody has failed to report there.
func (r *reader) damaged(tab *grid.Tab, units []*office.Unit) {
	f := r.report(r.only(units), r.at(tab, ""), "tab-damaged", office.SeverityError, tab.Title, "why", tab.Damage)
	for _, u := range units {
		r.unreadDay(u, 0, office.TurnOffice, f)
	}
}

// sheetOpen reports whether a sheet has cells that are not accounted for.
func (r *reader) sheetOpen(sh *sheet) bool {
	for _, row := range sh.rows {
		for col := range sh.class[row] {
			if sh.open(row, col) {
				return true
			}
		}
	}
	return false
}

// noHeader reports a tab in which figures should stand and no table does. Of an
// empty one that is told too: nobody has written anything in it.
func (r *reader) noHeader(c candidate) {
	var args []string
	if len(c.sh.rows) == 0 {
		args = []string{"empty", "true"}
	}
	f := r.report(r.only(c.units), r.at(c.sh.tab, ""), office.CodeHeaderNotFound, office.SeverityError, c.sh.tab.Title, args...)
	if row, words := r.nearestHead(c.sh); words != "" {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args["row"], f.Args["words"] = strconv.Itoa(row+1), words
	}
	for _, u := range c.units {
		if len(args) == 0 {
			r.unreadDay(u, 0, office.TurnOffice, f)
		}
	}
	for _, row := range c.sh.rows {
		for col := range c.sh.class[row] {
			c.sh.mark(row, col, fateTold)
		}
	}
}

// nearestHead finds the row that comes nearest to a heading: that with the most
// texts that name something.
func (r *reader) nearestHead(sh *sheet) (row int, words string) {
	best := 1
	for _, i := range sh.rows[:min(len(sh.rows), sampleRows)] {
		n, all := 0, []string(nil)
		for col := range sh.width(i) {
			w := sh.word(i, col)
			if w.clean == "" || len(w.clean) > 80 {
				continue
			}
			all = append(all, w.clean)
			if r.names(w.clean, sh.bare) || r.mind.headsDays(w) {
				n += 2
			}
		}
		if score := n + len(all); score > best && len(all) > 1 {
			best, row, words = score, i, clip(strings.Join(all, " | "))
		}
	}
	return row, words
}

// only is the one unit of a list, and nil where there are several.
func (r *reader) only(units []*office.Unit) *office.Unit {
	if len(units) == 1 {
		return units[0]
	}
	return nil
}

// leftOut tells why a tab's figures are withheld, because of what it is called or
// because it is hidden; "" where they are not.
func (r *reader) leftOut(tab *grid.Tab) string {
	name := cleanText(tab.Title)
	roles := r.mind.roles(name, meaning.InTabTitle, isASCII(name))
	switch {
	case tab.Hidden && (roles.Draft || discarded(tab.Title)):
		return heldDraft
	case tab.Hidden, roles.Draft, discarded(tab.Title), r.mind.elsewhere(r.mindWord(tab.Title)):
		return office.WhyTab
	}
	switch roles.Result {
	case meaning.Plan, meaning.Sample, meaning.Cancelled:
		if roles.Result == meaning.Plan && planAndResult.MatchString(foldText(strings.ToLower(name))) {
			return "" // its headings say which is which
		}
		return office.WhyTab
	case meaning.Earlier:
		return heldEarlier
	}
	return ""
}

// planAndResult is a name of both: "KH-TH", "Kế hoạch và kết quả".
var planAndResult = regexp.MustCompile(`\b(?:kh|ke hoach)\b.*\b(?:th|thuc hien|ket qua|kq)\b|\b(?:kq|ket qua|th)\b.*\b(?:kh|ke hoach|chi tieu)\b`)

// heldEarlier: a tab is called after an earlier time. Where its days bear their
// dates and no other tab has them, they speak for themselves: it is an archive.
const heldEarlier = "earlier"

// heldDraft: a tab is called a draft, and hidden as well. Its owner put it away: it is
// told, and nobody is asked to take it.
const heldDraft = "draft"

// release takes an archive's tables for what they are.
func (r *reader) release(read map[unitDay]bool) {
	for _, t := range r.tables {
		if t.held != heldEarlier {
			continue
		}
		t.held = office.WhyTab
		dated, twice := true, false
		for _, e := range r.entries {
			if e.t == t {
				k := e.at().date.kind
				dated = dated && (k == dateSerial || k == dateFull)
				twice = twice || read[unitDay{e.unit, e.day}]
			}
		}
		if dated && !twice {
			t.held = ""
			r.tellProposals(t)
			r.tellAdded(t)
		}
	}
}

// A unitDay is a unit's day.
type unitDay struct {
	unit *office.Unit
	day  calendar.Day
}

// discarded reports whether a title is that of a copy or a discard.
func discarded(title string) bool {
	lower := strings.ToLower(cleanText(title))
	for _, w := range discardWords {
		i := strings.Index(lower, w)
		if i < 0 || startsWithLetter(lower[i+len(w):]) || i > 0 && startsWithLetter(lastRune(lower[:i])) {
			continue
		}
		if w == "mẫu" && strings.HasSuffix(strings.TrimSpace(lower[:i]), "biểu") {
			continue
		}
		return true
	}
	return dropped.MatchString(lower)
}

// dropped is the mark of a dropped tab: "PL02b- Bỏ".
var dropped = regexp.MustCompile(`[-–(]\s*bỏ\)?$`)

func lastRune(s string) string {
	runes := []rune(s)
	return string(runes[len(runes)-1:])
}

// weighTabs settles withheld tables: what only repeats the days of tables that
// are read is a copy and no more; what holds days that no other table has waits
// for an answer.
func (r *reader) weighTabs() {
	r.members()
	read := map[unitDay]bool{}
	for _, e := range r.entries {
		if e.t.held == "" {
			read[unitDay{e.unit, e.day}] = true
		}
	}
	r.release(read)
	for _, e := range r.entries {
		if e.t.held == "" {
			read[unitDay{e.unit, e.day}] = true
		}
	}
	var own []*entry
	fresh := map[*table]bool{}
	for _, e := range r.entries {
		switch {
		case e.t.held == "":
			own = append(own, e)
		case !read[unitDay{e.unit, e.day}]:
			fresh[e.t] = true
		}
	}
	told := map[*sheet]bool{}
	for _, t := range r.tables {
		if t.held == "" {
			continue
		}
		r.withhold(t, fresh[t], r.differs(t, own), told)
	}
	r.entries = own
}

// differs reports whether a withheld table says other figures of a day than the
// tables that are read.
func (r *reader) differs(t *table, own []*entry) bool {
	type spot struct {
		unitDay
		indicator int
	}
	read := map[spot]int64{}
	each := func(e *entry, do func(spot, int64)) {
		l := e.at()
		for k := range l.figures {
			if f := &e.t.fields[k]; l.figures[k].state == stated && f.role == roleIndicator && f.roles.Part.Kind == meaning.PartUnsaid {
				do(spot{unitDay{e.unit, e.day}, f.indicator}, l.figures[k].value)
			}
		}
	}
	for _, e := range own {
		each(e, func(s spot, v int64) { read[s] = v })
	}
	found := false
	for _, e := range r.entries {
		if e.t == t {
			each(e, func(s spot, v int64) {
				if w, ok := read[s]; ok && w != v {
					found = true
				}
			})
		}
	}
	return found
}

// claimants are the units whose figures may stand in a tab: those whose config
// names it, else those whose config names none.
func (r *reader) claimants(tab *grid.Tab) (units []*office.Unit, named bool) {
	var open []*office.Unit
	for _, u := range r.ctx.Units {
		pinned := r.ctx.options(tab, u).Tabs
		if len(pinned) == 0 {
			open = append(open, u)
			continue
		}
		for _, want := range pinned {
			if titleMatches(want, tab) {
				units = append(units, u)
				break
			}
		}
	}
	if len(units) > 0 {
		return units, true
	}
	return slices.Clip(open), false
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
		for _, want := range r.ctx.options(nil, u).Tabs {
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
