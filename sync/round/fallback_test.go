package round

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tonghop/model/book"
	"tonghop/model/grid"
)

// A place of a book that a test decides about.
type fakePlace struct {
	err   error
	write func()
}

func (p *fakePlace) Publish(context.Context, *book.Book) (bool, error) {
	if p.err == nil && p.write != nil {
		p.write()
	}
	return p.err == nil, p.err
}

func (p *fakePlace) EntryTab(context.Context, string) (*grid.Tab, error) { return nil, nil }

func TestTheBookStandsInAFileWhileItsSpreadsheetCannotBeWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "beside.xlsx")
	sheet := &fakePlace{err: errors.New("protected")}
	file := &fakePlace{write: func() { os.WriteFile(path, []byte("x"), 0o600) }}
	f := &Fallback{Spreadsheet: sheet, File: file, Path: path, Log: slog.New(slog.DiscardHandler)}
	_, err := f.Publish(t.Context(), &book.Book{})
	if err == nil || !errors.Is(err, sheet.err) || !strings.Contains(err.Error(), path) {
		t.Errorf("it says %v", err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	sheet.err = nil
	if changed, err := f.Publish(t.Context(), &book.Book{}); !changed || err != nil {
		t.Errorf("%v, %v", changed, err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file stays although the spreadsheet is written")
	}
	sheet.err, file.err = errors.New("full"), errors.New("disk full")
	if _, err := f.Publish(t.Context(), &book.Book{}); !errors.Is(err, sheet.err) || !errors.Is(err, file.err) {
		t.Errorf("of both it says %v", err)
	}
}
