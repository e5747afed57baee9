package rehearse

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/txtar"

	"tonghop/model/grid"
)

// A Script is one spreadsheet and what happens to it.
type Script struct {
	ID, Title, Locale string
	Tabs              []Tab
	Events            []Event // in ascending order of At
}

// A Tab is a sheet as it stands at the beginning.
type Tab struct {
	Title      string
	Cells      [][]string // in the notation of the package comment
	Merges     []grid.Range
	HiddenRows []int // from 0
}

// An Event is what somebody does at an instant.
type Event struct {
	At time.Time
	Do Deed
	// Tab, Row and Col (from 0) say where typing begins, Down that it goes
	// downwards.
	Tab      string
	Row, Col int
	Down     bool
	Values   []string
}

// Deed is the kind of an event.
type Deed int

const (
	Types Deed = iota
	Denies
	Restores
)

// Load reads every *.txtar of a folder, in the order of names. Instants are
// told in loc.
func Load(fsys fs.FS, dir string, loc *time.Location) ([]Script, error) {
	names, err := fs.Glob(fsys, path.Join(dir, "*.txtar"))
	if err != nil {
		return nil, err
	}
	var scripts []Script
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		s, err := Parse(data, loc)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		scripts = append(scripts, *s)
	}
	return scripts, nil
}

// Parse reads one script.
func Parse(data []byte, loc *time.Location) (*Script, error) {
	ar := txtar.Parse(data)
	s := &Script{Locale: "vi_VN"}
	for _, f := range ar.Files {
		if f.Name == "typing" {
			if err := s.typing(string(f.Data), loc); err != nil {
				return nil, err
			}
			continue
		}
		r := csv.NewReader(strings.NewReader(string(f.Data)))
		r.FieldsPerRecord = -1
		r.LazyQuotes = true
		cells, err := r.ReadAll()
		if err != nil {
			return nil, fmt.Errorf("tab %s: %w", f.Name, err)
		}
		s.Tabs = append(s.Tabs, Tab{Title: f.Name, Cells: unspace(cells)})
	}
	if err := s.head(string(ar.Comment)); err != nil {
		return nil, err
	}
	if s.ID == "" || len(s.Tabs) == 0 {
		return nil, fmt.Errorf("a script needs an id and at least one tab")
	}
	slices.SortStableFunc(s.Events, func(a, b Event) int { return a.At.Compare(b.At) })
	return s, nil
}

// unspace turns rows that hold only "." into empty ones, since CSV knows no
// empty rows.
func unspace(cells [][]string) [][]string {
	for i, row := range cells {
		if len(row) == 1 && row[0] == "." {
			cells[i] = nil
		}
	}
	return cells
}

// head reads the lines above the first tab.
func (s *Script) head(text string) error {
	for line := range strings.Lines(text) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		if !ok {
			continue
		}
		switch key {
		case "id":
			s.ID = value
		case "title":
			s.Title = value
		case "locale":
			s.Locale = value
		case "merge", "hide":
			if err := s.mark(key, value); err != nil {
				return err
			}
		default:
			return fmt.Errorf("head: unknown key %q", key)
		}
	}
	return nil
}

// mark reads a merged area or a hidden row of a tab.
func (s *Script) mark(key, value string) error {
	title, at, ok := strings.Cut(value, "!")
	i := slices.IndexFunc(s.Tabs, func(t Tab) bool { return t.Title == title })
	if !ok || i < 0 {
		return fmt.Errorf("%s: %q names no tab of the script", key, value)
	}
	if key == "hide" {
		row, _, ok := grid.ParseAddress("A" + at)
		if !ok {
			return fmt.Errorf("hide: %q is not a row", at)
		}
		s.Tabs[i].HiddenRows = append(s.Tabs[i].HiddenRows, row)
		return nil
	}
	from, to, _ := strings.Cut(at, ":")
	r1, c1, ok1 := grid.ParseAddress(from)
	r2, c2, ok2 := grid.ParseAddress(to)
	if !ok1 || !ok2 {
		return fmt.Errorf("merge: %q is not an area", at)
	}
	s.Tabs[i].Merges = append(s.Tabs[i].Merges, grid.Range{Row: r1, Col: c1, EndRow: r2 + 1, EndCol: c2 + 1})
	return nil
}

// typing reads the lines of what people do.
func (s *Script) typing(text string, loc *time.Location) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		e, err := parseEvent(line, loc)
		if err != nil {
			return fmt.Errorf("typing, line %d: %w", n, err)
		}
		s.Events = append(s.Events, e)
	}
	return nil
}

func parseEvent(line string, loc *time.Location) (Event, error) {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", parts[0], loc)
	if err != nil {
		return Event{}, fmt.Errorf("%q is not an instant such as 2020-06-01 16:35", parts[0])
	}
	e := Event{At: at}
	if len(parts) == 2 && (parts[1] == "deny" || parts[1] == "restore") {
		e.Do = Denies
		if parts[1] == "restore" {
			e.Do = Restores
		}
		return e, nil
	}
	if len(parts) < 3 {
		return e, fmt.Errorf("%q says neither what is typed nor deny or restore", line)
	}
	where, down := strings.CutSuffix(parts[1], " down")
	i := strings.LastIndex(where, "!")
	if i < 0 {
		return e, fmt.Errorf("%q is not a place such as Tháng 6!A3", parts[1])
	}
	row, col, ok := grid.ParseAddress(where[i+1:])
	if !ok {
		return e, fmt.Errorf("%q is not a cell's address", where[i+1:])
	}
	e.Tab, e.Row, e.Col, e.Down, e.Values = where[:i], row, col, down, parts[2:]
	return e, nil
}
