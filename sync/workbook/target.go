package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"tonghop/model/book"
)

// A Target is the consolidated book as an .xlsx on disk.
type Target struct {
	// Path is where it stands.
	Path string
	// Now tells the day for the name of a sibling, where the file is locked.
	Now func() time.Time
	// Log is told of a sibling; nil for nobody.
	Log *slog.Logger

	seen *sighting // by EntryTab; nil where it was not asked for since
}

// Publish brings the file in line with the book. It writes only if the file
// differs, byte by byte, so that repeating it is harmless, and reports whether
// it wrote. Where the file is open in Excel and locked, a dated sibling is
// written (see Put) and the next Publish tries the file again.
func (t *Target) Publish(ctx context.Context, b *book.Book) (changed bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	var file bytes.Buffer
	if err := Encode(&file, b); err != nil {
		return false, err
	}
	same, err := holds(t.Path, file.Bytes())
	if err != nil {
		return false, fmt.Errorf("comparing with %s: %w", t.Path, err)
	}
	if same {
		return false, nil
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if t.seen != nil && !t.seen.stands(t.Path) {
		return false, fmt.Errorf("replacing %s: %w", t.Path, errSaved)
	}
	t.seen = nil
	placed, err := Put(t.Path, file.Bytes(), t.Now())
	if err != nil {
		return false, err
	}
	if placed != t.Path && t.Log != nil {
		t.Log.WarnContext(ctx, "the consolidated book is open in another program; wrote a sibling",
			"path", filepath.ToSlash(t.Path), "placed", filepath.ToSlash(placed))
	}
	return true, nil
}

// holds reports whether a file holds the very bytes. A file that is missing
// does not; one that cannot be read is left to Put, which replaces it or says
// why it cannot.
func holds(path string, data []byte) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case info.IsDir():
		return false, errors.New("it is a folder")
	case info.Size() != int64(len(data)):
		return false, nil
	}
	old, err := os.ReadFile(path)
	return err == nil && bytes.Equal(old, data), nil
}
