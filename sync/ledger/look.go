package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// A sourceRow is a row of the table source.
type sourceRow struct{ ref string }

func (r *sourceRow) fields() []any { return []any{&r.ref} }
func (r *sourceRow) beside() []any { return nil }

// A lookRow is a row of the table look, with the ids of its tabs.
type lookRow struct {
	source              int64
	asked, answered     time.Time
	ahead               *int64
	doubt               string
	fault               office.FaultCode
	detail, content     string
	modified            time.Time
	config, sees        int64
	title, locale, zone string
	tabs                []int64
}

func (r *lookRow) fields() []any {
	return []any{&r.source, &r.asked, &r.answered, &r.ahead, &r.doubt, &r.fault, &r.detail, &r.content, &r.modified, &r.config, &r.sees,
		&r.title, &r.locale, &r.zone}
}

func (r *lookRow) beside() []any {
	all := make([]any, len(r.tabs))
	for i := range r.tabs {
		all[i] = &r.tabs[i]
	}
	return all
}

// Record records answers as one revision, in the order given, and gives their
// looks with what they were given here: ID and Book.
//
// An answer without Cells says that its source shows what the last look that saw
// its cells did; where its Content is another, that is an error, for what it saw
// would be lost.
func (l *Ledger) Record(ctx context.Context, answers ...record.Answer) (recorded []record.Look, err error) {
	if l.write != nil && l.lock == nil {
		return nil, &Error{Kind: Locked, Path: l.path, Err: errors.New("recording looks: only the process that holds the ledger's lock does that")}
	}
	books := make([][]shownTab, len(answers))
	for i := range answers {
		if answers[i].Cells != nil {
			books[i] = shown(answers[i].Cells)
		}
	}
	err = l.update(ctx, "recording looks", func(t *tx) error {
		recorded = make([]record.Look, len(answers))
		for i := range answers {
			if recorded[i], err = t.record(&answers[i], books[i]); err != nil {
				return fmt.Errorf("look at %s: %w", answers[i].Source, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return recorded, nil
}

func refused(a *record.Answer) error {
	switch {
	case a.Source == "":
		return errors.New("it names no source")
	case a.Asked.IsZero() || a.Answered.IsZero():
		return errors.New("it does not say when it was asked and answered")
	case a.Fault != nil && a.Fault.Code == "":
		return errors.New("its fault is not named")
	case a.Fault != nil && a.Cells != nil:
		return errors.New("it has a fault and cells")
	}
	return nil
}

// record records one answer, whose cells were encoded.
func (t *tx) record(a *record.Answer, book []shownTab) (look record.Look, err error) {
	if err := refused(a); err != nil {
		return look, err
	}
	t.recording.assert(a.Answered)
	source, err := t.source(a.Source)
	if err != nil {
		return look, err
	}
	before, seen, err := t.lastLooks(source)
	if err != nil {
		return look, err
	}
	r := lookRow{source: source, asked: a.Asked, answered: a.Answered, doubt: a.Doubt, content: a.Content, modified: a.Modified, config: a.Config}
	if a.Offset.Known {
		r.ahead = new(a.Offset.By.Microseconds())
	}
	switch {
	case a.Fault != nil:
		r.fault, r.detail = a.Fault.Code, a.Fault.Detail
	case a.Cells != nil:
		r.title, r.locale, r.zone = a.Cells.Title, a.Cells.Locale, a.Cells.TimeZone
		err = t.showing(&r, book, seen)
	case seen == nil || seen.content != a.Content:
		err = errors.New("it comes without cells, and its content is not known")
	default:
		r.sees = seen.sees
	}
	if err != nil {
		return look, err
	}
	if before == nil || before.sees != r.sees || before.fault != r.fault || before.doubt != r.doubt {
		t.recording.changes = true
	}
	return t.keepLook(a, &r)
}

// showing keeps the tabs of a look and says which look it repeats, or itself.
func (t *tx) showing(r *lookRow, book []shownTab, seen *lookRow) error {
	var stood *bookRow
	if seen != nil {
		var err error
		if stood, err = t.book(seen.sees); err != nil {
			return err
		}
	}
	for i := range book {
		id, before := stood.same(&book[i])
		if id == 0 {
			var err error
			book[i].source = r.source
			if id, err = t.keepTab(&book[i], before); err != nil {
				return fmt.Errorf("tab %s: %w", book[i].title, err)
			}
		}
		r.tabs = append(r.tabs, id)
	}
	if stood.equals(r) {
		r.sees, r.tabs, r.title, r.locale, r.zone = seen.sees, nil, "", "", ""
		return nil
	}
	r.sees = t.recording.next(looks)
	return nil
}

// keepLook puts a look and its tabs in, and gives it.
func (t *tx) keepLook(a *record.Answer, r *lookRow) (record.Look, error) {
	id, err := t.put(looks, r, "")
	if err != nil {
		return record.Look{}, err
	}
	if err := t.putTabs(id, r.tabs); err != nil {
		return record.Look{}, err
	}
	look := a.Look
	look.ID, look.Book = id, nil
	if r.sees != 0 {
		book, err := t.book(r.sees)
		if err != nil {
			return look, err
		}
		look.Book = &book.Book
	}
	return look, nil
}

// putTabs puts in which tabs a look saw.
func (t *tx) putTabs(look int64, tabs []int64) error {
	for i, tab := range tabs {
		if err := t.exec("INSERT INTO look_tab (office, look, nth, tab) VALUES (?, ?, ?, ?)", look, i+1, tab); err != nil {
			return err
		}
	}
	return nil
}

// refs gives the references of all sources, by their ids.
func (t *tx) refs() (map[int64]string, error) {
	all := map[int64]string{}
	err := rows(t, sources, "id > 0", nil, nil, func(id int64, r *sourceRow) error {
		all[id] = r.ref
		return nil
	})
	return all, err
}

// source gives the id of a source, and keeps it if it was never looked at.
func (t *tx) source(ref string) (id int64, err error) {
	if found, err := t.first("SELECT id FROM source WHERE office = ? AND ref = ?", []any{field{&ref}}, &id); found || err != nil {
		return id, err
	}
	return t.put(sources, &sourceRow{ref}, "")
}

// lastLooks gives the last look at a source, and the last that saw its cells; nil
// where there was none.
func (t *tx) lastLooks(source int64) (last, seen *lookRow, err error) {
	for _, want := range []struct {
		where string
		look  **lookRow
	}{{"", &last}, {"AND sees <> 0", &seen}} {
		if last != nil && last.sees != 0 {
			return last, last, nil
		}
		var id int64
		found, err := t.first("SELECT id FROM look WHERE office = ? AND source = ? "+want.where+" ORDER BY id DESC LIMIT 1", []any{source}, &id)
		if err == nil && found {
			*want.look, err = t.lookRow(id)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return last, seen, nil
}

// lookRow gives one look with its tabs.
func (t *tx) lookRow(id int64) (*lookRow, error) {
	all, err := t.lookRows(id-1, id)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// lookRows gives the looks from one id, itself not included, up to another, with
// their tabs.
func (t *tx) lookRows(from, to int64) ([]*lookRow, error) {
	shows, err := t.tabsOf(from, to)
	if err != nil {
		return nil, err
	}
	all := make([]*lookRow, 0, to-from)
	err = stretch(t, looks, from, to, func(id int64, r *lookRow) error {
		r.tabs = shows[id]
		return nil
	}, func(_ int64, r *lookRow) error {
		all = append(all, r)
		return nil
	})
	return all, err
}

// tabsOf gives the tabs of the looks from one id, itself not included, up to
// another.
func (t *tx) tabsOf(from, to int64) (map[int64][]int64, error) {
	all := map[int64][]int64{}
	err := t.each("SELECT look, tab FROM look_tab WHERE office = ? AND look > ? AND look <= ? ORDER BY look, nth", []any{from, to}, func(scan func(...any) error) error {
		var look, tab int64
		err := scan(&look, &tab)
		all[look] = append(all[look], tab)
		return err
	})
	return all, err
}
