package round

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// A Fallback is a spreadsheet, and a file in which the whole book stands while
// the spreadsheet cannot be written as it is to be.
type Fallback struct {
	Spreadsheet interface {
		Publisher
		EntryTab
	}
	File Publisher
	Path string // of File
	Log  *slog.Logger
}

// Publish writes the book into the spreadsheet, and where that fails into the
// file too. The error stays that of the spreadsheet: the next round tries again.
// Once it is written the file goes, or people would read what is outdated.
func (f *Fallback) Publish(ctx context.Context, b *book.Book) (changed bool, err error) {
	if changed, err = f.Spreadsheet.Publish(ctx, b); err == nil {
		if err := os.Remove(f.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			f.Log.Warn("the outdated file beside the spreadsheet could not be removed", "path", f.Path, "err", err)
		}
		return changed, nil
	}
	if ctx.Err() != nil {
		return changed, err
	}
	if _, fileErr := f.File.Publish(ctx, b); fileErr != nil {
		return changed, errors.Join(err, fmt.Errorf("and into a file instead: %w", fileErr))
	}
	return changed, fmt.Errorf("%w; the whole book stands in %s meanwhile", err, f.Path)
}

// EntryTab reads what the office typed into the spreadsheet.
func (f *Fallback) EntryTab(ctx context.Context, title string) (*grid.Tab, error) {
	return f.Spreadsheet.EntryTab(ctx, title)
}
