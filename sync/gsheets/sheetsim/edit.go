package sheetsim

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"google.golang.org/api/sheets/v4"
)

// unformatted is everything of a spreadsheet's cells but how they look.
const unformatted = "spreadsheetId,spreadsheetUrl,properties,namedRanges,developerMetadata,sheets(properties,merges," +
	"protectedRanges,basicFilter,conditionalFormats,charts,developerMetadata,data(startRow,startColumn,rowMetadata," +
	"columnMetadata,rowData(values(userEnteredValue,effectiveValue,userEnteredFormat,effectiveFormat,note,dataValidation))))"

// Spreadsheet gives a copy of a spreadsheet with its grid data, as
// spreadsheets.get with includeGridData would; where a cell has a number format
// that is not simulated, no cell has a formattedValue.
func (s *Server) Spreadsheet(id string) (*sheets.Spreadsheet, bool) {
	s.mu.Lock()
	f := s.files[id]
	s.mu.Unlock()
	if f == nil || f.book == nil {
		return nil, false
	}
	tree, apiErr := f.book.resource(everything, nil, true)
	if apiErr != nil {
		m, err := parseMask(unformatted, typeSpreadsheet)
		if err != nil {
			return nil, false
		}
		if tree, apiErr = f.book.resource(m, nil, true); apiErr != nil {
			return nil, false
		}
	}
	var out sheets.Spreadsheet
	if err := json.Unmarshal(appendJSON(nil, tree), &out); err != nil {
		return nil, false
	}
	return &out, true
}

// Apply is a person's edit in the browser: requests of a batch update that are
// no API traffic. Like every edit they apply whole or not at all, and Drive
// takes notice of them when it does.
func (s *Server) Apply(id string, reqs ...*sheets.Request) error {
	trees := make([]obj, len(reqs))
	for i, r := range reqs {
		tree, err := toTree(r)
		if err != nil {
			return fmt.Errorf("editing spreadsheet %s: %w", id, err)
		}
		trees[i], _ = tree.(obj)
	}
	return s.person(id, func(b *book) *apiError {
		_, err := (&batch{s: s, b: b}).run(trees)
		return err
	})
}

// Type is a person typing one value into a cell of a tab: a string stays text,
// a number or a bool has its type, nil clears. The cell keeps its format, and
// the grid grows as needed.
func (s *Server) Type(id, tab, address string, v any) error {
	return s.person(id, func(b *book) *apiError {
		sh := b.sheetByTitle(tab)
		e, ok := parseEnds(address)
		if sh == nil || !ok || e.r0 != e.r1 || e.c0 != e.c1 {
			return unparsable(tab + "!" + address)
		}
		value, err := typed(v)
		if err != nil {
			return err
		}
		if err := fitsCell(value.text); err != nil {
			return err
		}
		sh.growTo(e.r0+1, e.c0+1)
		sh.put(e.r0, e.c0, sh.at(e.r0, e.c0).withValue(value))
		return b.withinLimits()
	})
}

func typed(v any) (cell, *apiError) {
	switch v := v.(type) {
	case nil:
		return cell{}, nil
	case string:
		return textCell(v), nil
	case bool:
		return boolCell(v), nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return cell{}, invalid("a cell cannot hold %g", v)
		}
		return numberCell(v), nil
	case int:
		return numberCell(float64(v)), nil
	case int64:
		return numberCell(float64(v)), nil
	}
	return cell{}, invalid("a cell cannot hold a %T", v)
}

// person runs an edit that withdrawn access does not stop: it is the owner's.
func (s *Server) person(id string, edit func(*book) *apiError) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	if f == nil || f.book == nil {
		return fmt.Errorf("editing spreadsheet %s: %w", id, notFound())
	}
	if err := s.replace(f, edit); err != nil {
		return fmt.Errorf("editing spreadsheet %s: %w", id, err)
	}
	return nil
}

// Deny withdraws our access to a file: Sheets answers 403, Drive no longer
// finds it.
func (s *Server) Deny(id string) { s.mark(id, func(f *file) { f.denied = true }) }

// Trash puts a file into its owner's trash, where it can still be read.
func (s *Server) Trash(id string) { s.mark(id, func(f *file) { f.trashed = true }) }

// ReadOnly lets us see a file but not change it, as a viewer.
func (s *Server) ReadOnly(id string) { s.mark(id, func(f *file) { f.readOnly = true }) }

// Share lets only the named accounts see a file; without any, everyone may.
// An account is the email that its token was issued to.
func (s *Server) Share(id string, accounts ...string) {
	s.mark(id, func(f *file) { f.sharedWith = slices.Clone(accounts) })
}

// LinkOnly lets a file be opened by its link while no listing shows it.
func (s *Server) LinkOnly(id string) { s.mark(id, func(f *file) { f.linkOnly = true }) }

// OnSharedDrive puts a file on a shared drive: Drive finds it only for those
// who ask with supportsAllDrives, and lists it with includeItemsFromAllDrives.
func (s *Server) OnSharedDrive(id string) { s.mark(id, func(f *file) { f.onDrive = true }) }

// Delete removes a file for good, as its owner may.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[id]; f != nil {
		s.drop(f)
	}
}

// drop removes a file; the lock is held.
func (s *Server) drop(f *file) {
	delete(s.files, f.id)
	s.order = slices.DeleteFunc(s.order, func(id string) bool { return id == f.id })
}

// Restore undoes Deny, Trash, ReadOnly and Share.
func (s *Server) Restore(id string) {
	s.mark(id, func(f *file) { f.denied, f.trashed, f.readOnly, f.sharedWith = false, false, false, nil })
}

func (s *Server) mark(id string, change func(*file)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[id]; f != nil {
		change(f)
		s.touch(f)
	}
}
