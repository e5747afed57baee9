package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/merge"
	"tonghop/model/record"
	"tonghop/model/report"
)

// evidenceName is the name of the file that a draft's evidence is kept as.
const evidenceName = "evidence.json"

// A tally is one figure that a closed report rests on, with where and when it was
// seen, in stored form.
type tally struct {
	Unit      string       `json:"unit"`
	Day       calendar.Day `json:"day"`
	Indicator string       `json:"indicator"`
	Value     int64        `json:"value"`
	// Decision is the office's entry that made it; 0 for one that was seen.
	Decision int64 `json:"decision,omitempty"`
	// Look is the look that first saw it so, in a Cell of a Tab of its Source,
	// and Shown what the cell showed.
	Source string `json:"source,omitempty"`
	Look   int64  `json:"look,omitempty"`
	Tab    string `json:"tab,omitempty"`
	Cell   string `json:"cell,omitempty"`
	Shown  string `json:"shown,omitempty"`
}

// evidence lists the tallies that a report rests on, from its year's start.
func (g *Registry) evidence(ctx context.Context, s *record.State, r *report.Report) ([]byte, error) {
	seen := witness{Ledger: g.Ledger}
	if err := seen.remember(ctx, s); err != nil {
		return nil, err
	}
	first := min(r.Year.Period.First, r.Window.Period.First)
	all := []tally{}
	merged := merge.Merge(r.Programme, s, r.AsOf)
	for i := range merged.Days {
		d := &merged.Days[i]
		if d.Day < first || d.Day > r.Window.Period.Last {
			continue
		}
		for part, f := range d.All() {
			one := tally{Unit: d.Unit.ID, Day: d.Day, Indicator: f.Indicator, Value: f.Value, Decision: part.Decision}
			if part.Decision == 0 {
				one.Source, one.Tab, one.Cell = part.Source, f.Tab, f.Cell
				one.Look = seen.firstLook(part.Source, d, f)
				if err := seen.show(ctx, &one); err != nil {
					return nil, err
				}
			}
			all = append(all, one)
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		return nil, fmt.Errorf("listing what the report rests on: %w", err)
	}
	return text, nil
}

// A witness knows what was seen where and when.
type witness struct {
	Ledger
	versions map[unitDay][]record.Version
	looks    map[asking]int64
	books    map[int64]*record.Book
	tabs     map[int64]*grid.Tab // by record.Tab.Cells
}

type unitDay struct {
	source, unit string
	day          calendar.Day
}

type asking struct {
	source string
	asked  int64 // in microseconds
}

// remember takes what was seen by a state's revision.
func (w *witness) remember(ctx context.Context, s *record.State) error {
	w.versions, w.looks, w.books = map[unitDay][]record.Version{}, map[asking]int64{}, map[int64]*record.Book{}
	w.tabs = map[int64]*grid.Tab{}
	for _, v := range s.Versions() {
		k := unitDay{v.Source, v.Unit, v.Day}
		w.versions[k] = append(w.versions[k], v)
	}
	commits, err := w.Since(ctx, 0)
	if err != nil {
		return err
	}
	for i := range commits {
		for _, l := range commits[i].Looks {
			if commits[i].Number <= s.Revision && l.Seen() {
				w.looks[asking{l.Source, l.Asked.UnixMicro()}] = l.ID
				w.books[l.ID] = l.Book
			}
		}
	}
	return nil
}

// firstLook is the look that first saw a figure as it stands; 0 where none is
// known.
func (w *witness) firstLook(source string, d *merge.UnitDay, f *record.Figure) int64 {
	var asked time.Time
	for _, v := range w.versions[unitDay{source, d.Unit.ID, d.Day}] {
		for i := range v.Figures {
			if v.Figures[i] == *f && !v.Gone {
				asked = v.Asked
			}
		}
	}
	return w.looks[asking{source, asked.UnixMicro()}]
}

// show says what the cell of a tally shows.
func (w *witness) show(ctx context.Context, t *tally) error {
	c, err := w.cell(ctx, t)
	if err == nil {
		t.Shown = shown(c)
	} else if errors.Is(err, record.ErrErased) {
		err = nil
	}
	return err
}

// cell gives the cell that a tally names, as its look saw it; blank where the
// look does not have it.
func (w *witness) cell(ctx context.Context, t *tally) (grid.Cell, error) {
	row, col, ok := grid.ParseAddress(t.Cell)
	book := w.books[t.Look]
	if !ok || book == nil {
		return grid.Cell{}, nil
	}
	for i := range book.Tabs {
		if book.Tabs[i].Title != t.Tab {
			continue
		}
		id := book.Tabs[i].Cells
		if w.tabs[id] == nil {
			tab, err := w.Cells(ctx, id)
			if err != nil {
				return grid.Cell{}, err
			}
			w.tabs[id] = &tab
		}
		return w.tabs[id].At(row, col), nil
	}
	return grid.Cell{}, nil
}

// evidenceOf proves that what a report rests on stands in the cells that were
// kept when it was seen.
func (g *Registry) evidenceOf(ctx context.Context, a *Audit) error {
	data, err := g.Ledger.File(ctx, a.Report.Evidence.SHA256)
	if err != nil {
		a.wrong("what it rests on cannot be read: %v", err)
		return nil
	}
	var all []tally
	if err := json.Unmarshal(data, &all); err != nil {
		a.wrong("what it rests on cannot be read: %v", err)
		return nil
	}
	seen := witness{Ledger: g.Ledger, tabs: map[int64]*grid.Tab{}, books: map[int64]*record.Book{}}
	erased := 0
	for i := range all {
		t := &all[i]
		if t.Look == 0 {
			continue
		}
		if seen.books[t.Look] == nil {
			look, err := g.Ledger.Look(ctx, t.Look)
			if err != nil {
				return err
			}
			seen.books[t.Look] = look.Book
		}
		switch c, err := seen.cell(ctx, t); {
		case errors.Is(err, record.ErrErased):
			erased++
		case err != nil:
			a.wrong("%s of %s on %s: what look %d saw cannot be read: %v", t.Indicator, t.Unit, t.Day, t.Look, err)
		case shown(c) != t.Shown:
			a.wrong("%s of %s on %s: %s!%s showed %q, and the cells of look %d have %q", t.Indicator, t.Unit, t.Day, t.Tab, t.Cell, t.Shown, t.Look, shown(c))
		default:
			a.Tallies++
		}
	}
	if erased > 0 {
		a.note("%d of its tallies stood in tabs that were erased on request", erased)
	}
	return nil
}
