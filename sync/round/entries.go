package round

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tonghop/model/book"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/model/report"
)

// An EntryTab is where the office types what reached it otherwise: the tab
// Bổ sung of the consolidated book.
type EntryTab interface {
	// EntryTab gives the tab as it stands; nil where there is none.
	EntryTab(ctx context.Context, title string) (*grid.Tab, error)
}

// An EntryLedger keeps the office's decisions for good.
type EntryLedger interface {
	Decisions(ctx context.Context) ([]office.Decision, error)
	// Decide records the decision that make gives, and gives it with its ID.
	Decide(ctx context.Context, make func(record.View) (office.Decision, error)) (office.Decision, error)
}

// Entries turn the rows of the tab Bổ sung into decisions, each row once. A
// row is known by its content: sorting does nothing, and a row that is changed
// or removed takes back the decision that it made. What is typed into the
// program's own columns is kept for good before they are filled again. A tab
// that is not there says nothing.
type Entries struct {
	Tab EntryTab
	// Target names the target that holds the tab.
	Target    string
	Ledger    EntryLedger
	Programme *office.Programme
	Messages  office.Messages
}

// The cells of a row.
const (
	cellUnit = iota
	cellDay
	cellIndicator
	cellFigure
	cellKind
	cellWho
	cellReceived
	cellReason
)

type entryCells = [report.EntryCells]string

// keySeparator parts the cells of a row's key, which stands as Raw in the
// decision that the row made.
const keySeparator = "\x1f"

func keyOf(cells entryCells) string {
	for i, c := range cells {
		cells[i] = strings.Join(strings.Fields(c), " ")
	}
	return strings.Join(cells[:], keySeparator)
}

// Withheld is why a target was not written: what the office typed into it could
// not be read back, and would be lost.
type Withheld struct {
	Target, Tab string
	Err         error
}

func (w *Withheld) Error() string {
	return fmt.Sprintf("the consolidated book %s was left as it stands, because its tab %q could not be read back: %v", w.Target, w.Tab, w.Err)
}

func (w *Withheld) Unwrap() error { return w.Err }

// take reads the tab, records what follows from it and gives its rows with
// their outcomes. A tab that cannot be read says nothing, like one that is not
// there; why is in withheld.
func (e *Entries) take(ctx context.Context, now time.Time) (typed []report.TypedEntry, withheld *Withheld, err error) {
	tab, unread := e.Tab.EntryTab(ctx, book.EntriesTitle(e.Messages))
	if unread != nil {
		tab, withheld = nil, &Withheld{Target: e.Target, Tab: book.EntriesTitle(e.Messages), Err: unread}
	}
	typed, err = e.follow(ctx, tab, now)
	return typed, withheld, err
}

// follow records what follows from the tab; of none the rows are those whose
// decisions stand.
func (e *Entries) follow(ctx context.Context, tab *grid.Tab, now time.Time) ([]report.TypedEntry, error) {
	all, err := e.Ledger.Decisions(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking the ledger for the decisions: %w", err)
	}
	t := newEntryTaking(e, all, now)
	if err := t.keepStrays(ctx, tab); err != nil {
		return nil, fmt.Errorf("keeping what was typed beside the rows of the tab %q: %w", book.EntriesTitle(e.Messages), err)
	}
	rows := e.rows(tab)
	if tab == nil {
		rows = t.standingRows()
	}
	typed := t.judge(rows)
	if err := t.record(ctx, rows, typed, tab != nil); err != nil {
		return nil, fmt.Errorf("recording what was typed into the tab %q: %w", book.EntriesTitle(e.Messages), err)
	}
	return typed, nil
}

// rows are what the office typed, down to the last row that is not blank.
func (e *Entries) rows(tab *grid.Tab) []entryCells {
	if tab == nil {
		return nil
	}
	heads := book.EntryHeads(e.Messages)
	var rows []entryCells
	last := 0
	for r := book.EntriesTop; r < len(tab.Rows); r++ {
		var cells entryCells
		for c := range cells {
			cells[c] = reading.CellText(tab.At(r, c))
		}
		if cells == heads { // somebody put a row in above
			cells = entryCells{}
		}
		rows = append(rows, cells)
		if keyOf(cells) != keyOf(entryCells{}) {
			last = len(rows)
		}
	}
	return rows[:last]
}

// An entryTaking is one reading of the tab at work.
type entryTaking struct {
	*Entries
	read     *reading.Typed
	now      time.Time
	undone   map[int64]*office.Decision // by what was taken back
	standing map[string]*office.Decision
	last     map[string]*office.Decision // the latest that a key ever made
	strays   map[string]bool             // those that stand, by what they keep
	fresh    map[int]office.Decision     // decisions to make, by row
}

func newEntryTaking(e *Entries, all []office.Decision, now time.Time) *entryTaking {
	t := &entryTaking{Entries: e, read: reading.NewTyped(e.Programme), now: now, undone: map[int64]*office.Decision{},
		standing: map[string]*office.Decision{}, last: map[string]*office.Decision{}, strays: map[string]bool{}, fresh: map[int]office.Decision{}}
	for i := range all {
		if d := &all[i]; d.Kind == office.DecisionUndo {
			t.undone[d.Undoes] = d
		}
	}
	for i := range all {
		d := &all[i]
		if d.Kind == office.DecisionStray && t.undone[d.ID] == nil {
			t.strays[d.Row] = true
		}
		if d.Kind != office.DecisionEnter || d.Row == "" {
			continue
		}
		t.last[d.Row] = d
		if t.undone[d.ID] == nil {
			t.standing[d.Row] = d
		}
	}
	return t
}

// standingRows are the rows whose decisions stand, in the order of deciding,
// for a tab that has to be made anew.
func (t *entryTaking) standingRows() []entryCells {
	var rows []entryCells
	for _, d := range sortedByID(t.standing) {
		var cells entryCells
		copy(cells[:], strings.Split(d.Row, keySeparator))
		rows = append(rows, cells)
	}
	return rows
}

// A place is what a row speaks of.
type place struct {
	unit, indicator string
	day             calendar.Day
}

// judge gives each row its outcome, and notes the decisions that are to be
// made. Of several rows about one figure the one that was taken before stands,
// else the first.
func (t *entryTaking) judge(rows []entryCells) []report.TypedEntry {
	typed := make([]report.TypedEntry, len(rows))
	taken, owner := map[string]int{}, map[place]int{}
	for i, cells := range rows {
		if d := t.standing[keyOf(cells)]; d != nil {
			if _, ok := owner[place{d.Unit, d.Indicator, d.From}]; !ok {
				owner[place{d.Unit, d.Indicator, d.From}] = i
			}
		}
	}
	for i, cells := range rows {
		typed[i].Cells = cells
		key := keyOf(cells)
		if key == keyOf(entryCells{}) {
			continue
		}
		if first, ok := taken[key]; ok {
			typed[i].Outcome, typed[i].Args = "same", []string{"row", rowName(first)}
			continue
		}
		if t.standing[key] != nil {
			taken[key] = i
			continue // told by record
		}
		if d := t.last[key]; d != nil && t.undone[d.ID].Row != key {
			u := t.undone[d.ID]
			typed[i].Outcome, typed[i].Args = "undone", []string{"id", strconv.FormatInt(d.ID, 10), "by", u.By, "at", t.moment(u.At)}
			continue
		}
		d, outcome, args := t.decision(cells)
		if outcome != "" {
			typed[i].Outcome, typed[i].Args = outcome, args
			continue
		}
		at := place{d.Unit, d.Indicator, d.From}
		if other, ok := owner[at]; ok {
			typed[i].Outcome, typed[i].Args = "clash", []string{"row", rowName(other)}
			continue
		}
		d.Row = key
		owner[at], taken[key], t.fresh[i] = i, i, d
	}
	return typed
}

// record takes back what is no longer typed, makes the new decisions and tells
// the rows under which number they stand.
func (t *entryTaking) record(ctx context.Context, rows []entryCells, typed []report.TypedEntry, there bool) error {
	present := map[string]bool{}
	for _, cells := range rows {
		present[keyOf(cells)] = true
	}
	for _, d := range sortedByID(t.standing) {
		if !there || present[d.Row] {
			continue
		}
		undo := office.Decision{Kind: office.DecisionUndo, Unit: d.Unit, From: d.From, To: d.To, Indicator: d.Indicator, Undoing: office.Undoing{Undoes: d.ID},
			Ruling: office.Ruling{By: book.EntriesTitle(t.Messages), Reason: t.Messages.Text("book.entries.row_gone"), Channel: office.ByBook}, At: t.now, Row: d.Row}
		if _, err := t.decide(ctx, undo); err != nil {
			return err
		}
	}
	for i := range rows {
		d, ok := t.fresh[i]
		if !ok {
			continue
		}
		d, err := t.decide(ctx, d)
		if err != nil {
			return err
		}
		t.standing[d.Row] = &d
	}
	for i, cells := range rows {
		d := t.standing[keyOf(cells)]
		if d == nil {
			continue
		}
		id := []string{"id", strconv.FormatInt(d.ID, 10)}
		if typed[i].Outcome == "" {
			typed[i].Outcome = "taken"
			id = append(id, "at", t.moment(d.At))
		}
		typed[i].Args = append(typed[i].Args, id...)
	}
	return nil
}

// decide records a decision that rests on nothing but what was typed.
func (e *Entries) decide(ctx context.Context, d office.Decision) (office.Decision, error) {
	return e.Ledger.Decide(ctx, func(record.View) (office.Decision, error) { return d, nil })
}

// rowName is a row's number as the office sees it.
func rowName(i int) string { return strconv.Itoa(book.EntriesTop + i + 1) }

func (t *entryTaking) moment(at time.Time) string {
	at = at.In(t.Programme.Location)
	return t.Messages.Text("book.instant", "time", at.Format("15:04"), "day", calendar.DayOf(at).Short())
}
