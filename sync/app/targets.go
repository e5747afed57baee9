package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tonghop/model/book"
	"tonghop/sync/gsheets"
	"tonghop/sync/round"
	"tonghop/sync/workbook"
)

// targets are the places of the consolidated book. A try writes nowhere.
func (o *Office) targets(n Need) ([]round.Target, error) {
	if n == ToTry {
		return []round.Target{{Name: "dry run", Publisher: nowhere{}}}, nil
	}
	target := o.Config.Consolidated.Target
	if target == "" {
		return nil, nil
	}
	own, err := o.target(target)
	if err != nil || o.Config.Consolidated.Communes == "" {
		return []round.Target{own}, err
	}
	shared, err := o.target(o.Config.Consolidated.Communes)
	shared.Lay = o.layShared
	return []round.Target{own, shared}, err
}

// target is one place of a book.
func (o *Office) target(ref string) (round.Target, error) {
	id, link := gsheets.ParseRef(ref)
	if !link {
		return o.FileTarget(ref), nil
	}
	p, err := o.Sources.Google.Publisher(ref)
	if err != nil {
		return round.Target{}, Failure(fmt.Errorf("preparing the consolidated spreadsheet: %w", err), "check the link under consolidated.target")
	}
	path := filepath.Join(filepath.Dir(o.Config.Ledger), besideName(id))
	beside := o.FileTarget(path)
	return round.Target{Name: ref, Standing: p.Standing, Publisher: &round.Fallback{
		Spreadsheet: p, File: beside.Publisher, Path: path, Log: o.Log,
	}}, nil
}

// writer says in whose name books are written into spreadsheets; nobody's where
// the ledger cannot tell.
func (o *Office) writer() gsheets.Writer {
	first, come, err := o.Ledger.Identity(context.Background()) // a read of two rows
	if err != nil || first == "" {
		return gsheets.Writer{}
	}
	w := gsheets.Writer{Ledger: first[:16], Revision: come}
	if head, err := o.Ledger.Head(context.Background()); err == nil {
		w.Head = head.String()
	}
	return w
}

// holds reports whether the ledger has a revision that a book names; also where the
// ledger cannot tell, for then nothing is known against the book.
func (o *Office) holds(head string) bool {
	var number int64
	var chain string
	if _, err := fmt.Sscanf(head, "%d-%s", &number, &chain); err != nil {
		return false
	}
	holds, err := o.Ledger.HoldsHead(context.Background(), number, chain)
	return holds || err != nil
}

// BookHead gives, of the consolidated spreadsheet, in whose name it was written last
// and whether the ledger holds that; false for known where no spreadsheet is
// published into, or nobody has signed it.
func (o *Office) BookHead(ctx context.Context) (head string, holds, known bool, err error) {
	ref := o.Config.Consolidated.Target
	if _, link := gsheets.ParseRef(ref); !link {
		return "", false, false, nil
	}
	if err := o.Reach(ctx); err != nil {
		return "", false, false, err
	}
	p, err := o.Sources.Google.Publisher(ref)
	if err != nil {
		return "", false, false, err
	}
	last, err := p.Signed(ctx)
	if err != nil || last.Head == "" {
		return "", false, false, err
	}
	return last.Head, last.Ledger == o.writer().Ledger && o.holds(last.Head), true, nil
}

// TakeOverBooks lets the books be written although another ledger wrote them last.
func (o *Office) TakeOverBooks() {
	for _, t := range o.Round.Targets {
		if f, ok := t.Publisher.(*round.Fallback); ok {
			if p, ok := f.Spreadsheet.(*gsheets.Publisher); ok {
				p.TakeOver()
			}
		}
	}
}

// besideName is the file in which the book stands while its spreadsheet cannot
// be written.
func besideName(id string) string { return "chua-ghi-duoc-" + id + ".xlsx" }

// FileTarget is the consolidated book as an .xlsx on disk.
func (o *Office) FileTarget(path string) round.Target {
	return round.Target{
		Name:      path,
		Publisher: &workbook.Target{Path: path, Now: o.Now, Log: o.Log},
		Standing: func(context.Context) bool {
			_, err := os.Stat(path)
			return err == nil
		},
	}
}

// nowhere is a target that keeps nothing.
type nowhere struct{}

func (nowhere) Publish(context.Context, *book.Book) (bool, error) { return true, nil }

// entries reads back what the office types into the consolidated book; nil
// where there is no book. A try reads the true one and writes nowhere.
func (o *Office) entries(n Need, targets []round.Target) (*round.Entries, error) {
	if n == ToTry {
		var err error
		if targets, err = o.targets(ToWrite); err != nil {
			return nil, err
		}
	}
	for _, t := range targets {
		if tab, ok := t.Publisher.(round.EntryTab); ok {
			return &round.Entries{Tab: tab, Target: t.Name, Ledger: o.Ledger, Programme: o.Programme, Messages: o.Messages}, nil
		}
	}
	return nil, nil
}
