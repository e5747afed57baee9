package workbook

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"tonghop/model/grid"
)

// errSaved: what the office saved between reading and writing would be lost.
var errSaved = errors.New("it was saved by another program in the meantime; the next round reads it again")

// EntryTab reads the tab of a title from the file as it stands; nil where
// there is no file or no such tab. The next Publish then refuses to replace a
// file that was saved since, so that nothing typed into it is lost.
func (t *Target) EntryTab(ctx context.Context, title string) (*grid.Tab, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t.seen = nil
	data, info, err := readWhole(t.Path)
	if errors.Is(err, fs.ErrNotExist) {
		t.seen = &sighting{}
		return nil, nil
	}
	if err != nil {
		return nil, diskFault(t.Path, err)
	}
	t.seen = &sighting{info}
	b, err := Decode(t.Path, data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.Path, err)
	}
	for i := range b.Tabs {
		if b.Tabs[i].Title == title {
			return &b.Tabs[i], nil
		}
	}
	return nil, nil
}

// A sighting is the file as it stood when it was read back; without info there
// was none.
type sighting struct{ info fs.FileInfo }

// stands reports whether the file is still the one that was read back.
func (s *sighting) stands(path string) bool {
	now, err := os.Stat(path)
	if s.info == nil || err != nil {
		return s.info == nil && errors.Is(err, fs.ErrNotExist)
	}
	return now.Size() == s.info.Size() && now.ModTime().Equal(s.info.ModTime())
}
