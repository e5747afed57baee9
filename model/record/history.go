package record

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// A History is what one source said, when, and what became of what it says no
// more: a fold over its looks, as today's reader reads them, and over the
// office's decisions about them, in the record's order. Nothing of it rests on
// anything else.
//
// Looks and decisions are given to it one after another. A decision that was
// taken back is not given at all: what it settled is then as though it had
// never been made, also for the past.
type History struct {
	source   string
	sheet    Sheet
	seen     []Seen
	units    map[string]*unitHistory
	held     map[UnitDay]*account
	since    map[FindingKey]time.Time
	undated  []OpenUnread
	totals   []OpenTotal
	mappings []Mapping
}

// NewHistory begins the history of a source.
func NewHistory(source string) *History {
	return &History{source: source, units: map[string]*unitHistory{}, held: map[UnitDay]*account{},
		since: map[FindingKey]time.Time{}}
}

// A Sight is a look as evidence, with what it changed. Its instants are those
// that it proves; see Instants.
type Sight struct {
	Seen
	// Step is nil where the look saw nothing, or what the look before had seen.
	Step *Step
	// Told are the days that people were told at this look to have been reported.
	Told []UnitDay
}

// A unitHistory is what was said of one unit.
type unitHistory struct {
	days   map[calendar.Day]*account
	tables map[tableKey]*keeping
	said   Said // all of it; nil where it is to be gathered anew
}

// An account is what was said of a unit's day.
type account struct {
	versions []Version
	hold     *hold // nil where nothing is held
}

// A hold keeps what was said last of a day until the day returns or the office
// decides.
type hold struct {
	from int // the first of the versions that are held
	// under is what the sheet says in place of what is held, version by version:
	// nothing but for figures that have moved.
	under [][]Figure
}

func (a *account) last() *Version {
	if n := len(a.versions); n > 0 {
		return &a.versions[n-1]
	}
	return &Version{}
}

// Sheet is what the source says now.
func (h *History) Sheet() *Sheet { return &h.sheet }

// Seen are the looks at the source, in order.
func (h *History) Seen() []Seen { return h.seen }

// Look adds a look.
func (h *History) Look(s Sight) {
	h.seen = append(h.seen, s.Seen)
	if s.Step != nil {
		before := h.before(s.Step.Days)
		h.sheet.take(s.Step)
		for unit, changes := range before {
			c := &unitChange{h: h, unit: unit, sight: &s, days: changes}
			c.take()
		}
		h.takeFindings(s.Step.Findings, s.Answered)
		h.takeUndated(s.Step.Undated, s.Answered)
		h.takeTotals(s.Step.Totals, s.Answered)
		if s.Step.Retabled {
			h.mappings = append(h.mappings, Mapping{Answered: s.Answered, Tables: s.Step.Tables})
		}
	}
	for _, told := range s.Told {
		h.told(told, &s.Seen)
	}
}

// told sees to it that a day which people were told to be reported is one: where
// today's reader finds nothing of it in what was seen then, it is not understood.
func (h *History) told(at UnitDay, seen *Seen) {
	a := h.account(at)
	if slices.ContainsFunc(a.versions, func(v Version) bool { return len(v.Figures) > 0 }) {
		return
	}
	h.say(at, Version{Asked: seen.Asked, Answered: seen.Answered, Unread: true, Told: true})
}

// A change is what was said of a day before a look, and what is said since.
type change struct{ was, is Says }

// before gives the changes of each unit's days that a step makes.
func (h *History) before(steps []DaySays) map[string]map[calendar.Day]change {
	all := map[string]map[calendar.Day]change{}
	for i := range steps {
		d := &steps[i]
		if all[d.Unit] == nil {
			all[d.Unit] = map[calendar.Day]change{}
		}
		all[d.Unit][d.Day] = change{h.sheet.days[d.Unit][d.Day], d.Says}
	}
	return all
}

func (h *History) unit(id string) *unitHistory {
	u := h.units[id]
	if u == nil {
		u = &unitHistory{days: map[calendar.Day]*account{}, tables: map[tableKey]*keeping{}}
		h.units[id] = u
	}
	return u
}

func (h *History) account(at UnitDay) *account {
	u := h.unit(at.Unit)
	a := u.days[at.Day]
	if a == nil {
		a = &account{}
		u.days[at.Day] = a
	}
	return a
}

// say appends a version of a day.
func (h *History) say(at UnitDay, v Version) {
	a := h.account(at)
	v.Source, v.Unit, v.Day = h.source, at.Unit, at.Day
	a.versions = append(a.versions, v)
	u := h.units[at.Unit]
	if n := len(u.said); n > 0 && u.said[n-1].Day <= at.Day { // mostly it is the newest day
		u.said = append(u.said, v)
	} else {
		u.said = nil
	}
}

// hold appends a version that keeps figures in place of what the sheet says.
func (h *History) hold(at UnitDay, v Version, under []Figure) {
	a := h.account(at)
	v.Gone = true
	if a.hold == nil {
		a.hold = &hold{from: len(a.versions)}
		h.held[at] = a
	}
	a.hold.under = append(a.hold.under, under)
	h.say(at, v)
}

// release ends a hold: the day is said again, or something else is.
func (h *History) release(at UnitDay) {
	h.account(at).hold = nil
	delete(h.held, at)
}

// Decide adds a decision of the office: that what is held has rightly left its
// sheet, or that what people were told of a day was not so. It counts from when
// that was seen, and only where it is still what the office was shown.
func (h *History) Decide(d *office.Decision) {
	if d.Kind != office.DecisionAccept {
		return
	}
	h.untell(d)
	var meant []UnitDay
	for at, a := range h.held {
		if h.goneKey(at, a) == d.Finding {
			meant = append(meant, at)
		}
	}
	if strconv.Itoa(len(meant)) != d.Acceptance.Subject {
		return
	}
	for _, at := range meant {
		h.settle(at, d.ID)
	}
}

// untell takes the office's word that a day was not reported as was told.
func (h *History) untell(d *office.Decision) {
	at := UnitDay{d.Unit, d.From}
	if u := h.units[d.Unit]; u == nil || u.days[d.From] == nil {
		return
	}
	a := h.account(at)
	for i := range a.versions {
		v := &a.versions[i]
		if f := v.ToldKey(); v.Told && f == d.Finding {
			v.Unread, v.Told, v.Settled = false, false, d.ID
			h.units[at.Unit].said = nil
		}
	}
}

// goneKey is the key of the finding that asks the office about a day.
func (h *History) goneKey(at UnitDay, a *account) string {
	f := office.Finding{Unit: at.Unit, Code: office.CodeRowsGone, Origin: office.Origin{Source: h.source, Tab: a.last().Figures[0].Tab}}
	return f.Key()
}

func (h *History) settle(at UnitDay, decision int64) {
	a := h.held[at]
	for i := range a.hold.under {
		v := &a.versions[a.hold.from+i]
		v.Gone, v.Figures, v.Settled = false, a.hold.under[i], decision
	}
	h.units[at.Unit].said = nil
	h.release(at)
}

func (h *History) takeFindings(steps []FindingStep, answered time.Time) {
	for i := range steps {
		f := &steps[i]
		if !f.Made {
			delete(h.since, f.FindingKey)
			continue
		}
		h.since[f.FindingKey] = answered
	}
}

func (h *History) takeUndated(steps []UndatedStep, answered time.Time) {
	for i := range steps {
		u := &steps[i]
		if u.Stands {
			h.undated = append(h.undated, OpenUnread{UnreadDay: u.UnreadDay, Since: answered})
			continue
		}
		for j := range h.undated {
			if o := &h.undated[j]; o.UnreadDay == u.UnreadDay && o.Until.IsZero() {
				o.Until = answered
			}
		}
	}
}

func (h *History) takeTotals(steps []TotalStep, answered time.Time) {
	for i := range steps {
		t := &steps[i]
		if t.Stands {
			h.totals = append(h.totals, OpenTotal{PeriodTotal: t.PeriodTotal, Since: answered})
			continue
		}
		for j := range h.totals {
			if o := &h.totals[j]; o.PeriodTotal == t.PeriodTotal && o.Until.IsZero() {
				o.Until = answered
			}
		}
	}
}

// Tell puts what is known of the source into a State as of an instant. What it
// hands out is never changed.
func (h *History) Tell(s *State, asOf time.Time) {
	if len(h.seen) == 0 {
		return
	}
	s.Seen[h.source] = slices.Clip(h.seen)
	for _, unit := range slices.Sorted(maps.Keys(h.units)) {
		if said := h.units[unit].gather(); len(said) > 0 {
			s.Said = append(s.Said, said)
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(h.sheet.findings), FindingKey.compare) {
		s.Findings = append(s.Findings, OpenFinding{Finding: h.sheet.findings[k], Since: h.since[k]})
	}
	s.Totals = append(s.Totals, h.totals...)
	s.Undated = append(s.Undated, h.undated...)
	days := slices.SortedFunc(maps.Keys(h.sheet.notes), UnitDay.compare)
	for _, at := range days {
		s.Notes = append(s.Notes, h.sheet.notes[at]...)
	}
	h.tellTables(s, asOf)
}

func (u *unitHistory) gather() Said {
	if u.said == nil {
		n := 0
		for _, a := range u.days {
			n += len(a.versions)
		}
		u.said = make(Said, 0, n)
		for _, day := range slices.Sorted(maps.Keys(u.days)) {
			u.said = append(u.said, u.days[day].versions...)
		}
	}
	return slices.Clip(u.said)
}

// tellTables tells how the tables are recognised: what stands now, and where
// that changed within the model's DriftWindow what stood before.
func (h *History) tellTables(s *State, asOf time.Time) {
	if len(h.sheet.tables) > 0 {
		s.Tables[h.source] = h.sheet.tables
	}
	opens := asOf.Add(-DriftWindow)
	first := len(h.mappings) - 1
	for first > 0 && h.mappings[first].Answered.After(opens) {
		first--
	}
	if n := len(h.mappings); n-first > 1 && first >= 0 {
		if s.Mappings == nil {
			s.Mappings = map[string][]Mapping{}
		}
		s.Mappings[h.source] = h.mappings[first:n:n]
	}
}
