package round

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/office"
)

// decision reads a row of the tab Bổ sung. Where the row cannot be taken it
// gives the outcome to tell, as in the message catalogue.
func (t *entryTaking) decision(cells entryCells) (d office.Decision, outcome string, args []string) {
	if what := t.lacking(cells); what != "" {
		return d, "lacking", []string{"what", what}
	}
	no := func(outcome string, cell int) (office.Decision, string, []string) {
		return office.Decision{}, outcome, []string{"raw", cells[cell]}
	}
	u, ok := t.read.Unit(cells[cellUnit])
	if !ok {
		return no("unit", cellUnit)
	}
	today := calendar.DayOf(t.now.In(t.Programme.Location))
	day, ok := t.read.Day(cells[cellDay], today)
	if !ok {
		return no("day", cellDay)
	}
	if day > today || day < t.Programme.Starts || t.Programme.Ends != 0 && day > t.Programme.Ends {
		return no("outside", cellDay)
	}
	ind, ok := t.read.Indicator(cells[cellIndicator])
	if !ok {
		return no("indicator", cellIndicator)
	}
	if !u.ValidOn(day) || !ind.ValidOn(day) {
		return no("then", cellDay)
	}
	d = office.Decision{Kind: office.DecisionEnter, Unit: u.ID, From: day, To: day, Indicator: ind.ID, At: t.now,
		Ruling: office.Ruling{By: strings.TrimSpace(cells[cellWho]), Reason: strings.TrimSpace(cells[cellReason]), Channel: office.ByBook}}
	if d.By == "" {
		d.By = book.EntriesTitle(t.Messages)
	}
	if d.Manner, ok = t.manner(cells); !ok {
		return no("kind", cellKind)
	}
	if d.Manner != office.SetAside {
		n, ok := t.read.Figure(cells[cellFigure], ind)
		if !ok {
			return no("figure", cellFigure)
		}
		d.Value = office.Stated(n)
	}
	if d.Received, ok = t.received(cells[cellReceived], day); !ok {
		return no("received", cellReceived)
	}
	return d, "", nil
}

// lacking names the cells that a row still needs. The reason is the last of
// them, so that a row that is being typed is not taken by halves.
func (t *entryTaking) lacking(cells entryCells) string {
	heads := book.EntryHeads(t.Messages)
	var names []string
	for _, c := range []int{cellUnit, cellDay, cellIndicator, cellFigure, cellKind, cellReason} {
		blank := strings.TrimSpace(cells[c]) == ""
		if blank && (c != cellFigure && c != cellKind || !t.aside(cells)) {
			names = append(names, strings.ToLower(heads[c]))
		}
	}
	return strings.Join(names, ", ")
}

// asideWords set a unit's figure aside, folded.
var asideWords = []string{"bo", "bo qua", "bo so", "khong tinh", "set aside"}

// aside reports whether the row sets a figure aside instead of giving one.
func (t *entryTaking) aside(cells entryCells) bool {
	figure, kind := t.read.Folded(cells[cellFigure]), t.read.Folded(cells[cellKind])
	return slices.Contains(asideWords, figure) || figure == "" && slices.Contains(asideWords, kind)
}

// manners are the words by which the office names a kind, folded.
var manners = []struct {
	word   string
	manner office.Manner
}{
	{"dien thoai", office.Phoned}, {"dt", office.Phoned}, {"goi", office.Phoned}, {"nhan tin", office.Phoned}, {"tin nhan", office.Phoned},
	{"zalo", office.Phoned}, {"truc tiep", office.Phoned}, {"van ban", office.Phoned}, {"phone", office.Phoned},
	{"dinh chinh", office.Corrected}, {"sua", office.Corrected}, {"correct", office.Corrected},
}

// manner reads how the figure came about.
func (t *entryTaking) manner(cells entryCells) (office.Manner, bool) {
	if t.aside(cells) {
		return office.SetAside, true
	}
	kind := " " + t.read.Folded(cells[cellKind])
	for _, m := range manners {
		if strings.Contains(kind, " "+m.word) {
			return m.manner, true
		}
	}
	return "", false
}

// A time of day, "16:40", "16h40" or "16 giờ 40", stands before or after the day.
var clockText = regexp.MustCompile(`^(.*?)\b(\d{1,2})\s*(?:[:hH]|giờ|g)\s*(\d{2})?(?::\d{2})?\b(.*)$`)

// received reads when the office got to know; the zero Time where nothing is
// typed, for when the row was typed is not known either. Nobody knew before the
// day began, nor after now.
func (t *entryTaking) received(text string, day calendar.Day) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, true
	}
	g := clockText.FindStringSubmatch(text)
	if g == nil {
		return time.Time{}, false
	}
	rest := strings.Trim(g[1]+" "+g[4], " ,;-")
	on, ok := t.read.Day(rest, calendar.DayOf(t.now.In(t.Programme.Location)))
	hour, _ := strconv.Atoi(g[2])   // digits alone
	minute, _ := strconv.Atoi(g[3]) // likewise, or nothing
	if !ok || hour > 23 || minute > 59 {
		return time.Time{}, false
	}
	at := on.At(time.Duration(hour)*time.Hour+time.Duration(minute)*time.Minute, t.Programme.Location)
	return at, !at.After(t.now) && !at.Before(day.At(0, t.Programme.Location))
}

func sortedByID(by map[string]*office.Decision) []*office.Decision {
	return slices.SortedFunc(maps.Values(by), func(a, b *office.Decision) int { return cmp.Compare(a.ID, b.ID) })
}
