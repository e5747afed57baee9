// Package grid is what every source becomes before it is read: a workbook as
// typed cells that know where they stand. A Google spreadsheet, an .xlsx on
// disk or on Drive and a .csv all decode to the same Book, so that the reading
// rules need to know nothing of where it came from (docs/rules.md, Cells as shown).
package grid

import (
	"cmp"
	"time"
)

// Kind tells what a cell holds.
type Kind uint8

const (
	Blank  Kind = iota
	Text        // Cell.Text as typed, untrimmed
	Number      // Cell.Number
	Date        // Cell.Number is a serial shown with a date or time format
	Bool        // Cell.Number is 1 or 0
	Error       // Cell.Text is the error's code, such as "#REF!" or "Loading..."
)

// A Cell is one typed cell as it is shown. The zero value is a blank cell.
//
// A formula's cell carries its stored result. A formula that has no stored
// result is Blank with Formula set; one that yields an empty text is an empty
// Text with Formula set.
type Cell struct {
	Text string
	// Number is the stored number. Dates are serials: days since 30 December
	// 1899, whichever date system the file itself uses; the time of day is
	// the fraction.
	Number  float64
	Kind    Kind
	Formula bool
	// Marks tell what a person sees beside the value, or instead of it.
	Marks Marks
	// More holds what few cells have; nil where the cell has none of it. It is
	// shared between equal cells and never changed.
	More *More
}

// Marks are the ways in which a cell shows something else than its value. A mark
// that a kind of file cannot carry is never set.
type Marks uint16

const (
	Struck      Marks = 1 << iota // the whole text is struck through
	StruckPart                    // a part is; More.Kept is the text without it
	Superscript                   // a part is raised; More.Kept is the text without it
	Percent                       // the number format shows a percentage
	Scaled                        // the format scales the number or adds digits to it: 0,"k", "0\"/5\""
	Unseen                        // the format or the colour shows nothing: ;;; or white on white
	Untrusted                     // a formula's result that is not stored, or that the file asks to recalculate
	Pending                       // a result that is still being computed or imported: Loading..., a failed import
	Volatile                      // a formula that asks the clock or chance, itself or through other cells: TODAY(), A1+1
	Imported                      // a formula that reads another file or the web: IMPORTRANGE, [1]Sheet!A1
	Masked                        // the cell names a person: Text is its kind, length and digest instead
)

// More is what few cells have.
type More struct {
	// Formula is the formula as written, in English function names, A1 references
	// and commas, without the equals sign.
	Formula string
	// Kept is the text without its struck and its raised parts.
	Kept string
	// Note holds the cell's notes and comments, each on lines of its own.
	Note string
	// Format is the code of the number format where it shows more than plain
	// digits, and is known.
	Format string
	// Fill is the colour of the background as "RRGGBB", empty for none or white.
	Fill string
}

// Has reports whether a cell bears any of the marks.
func (c Cell) Has(m Marks) bool { return c.Marks&m != 0 }

// FormulaText is the formula as written, and empty where there is none or where
// it is not known.
func (c Cell) FormulaText() string {
	if c.More == nil {
		return ""
	}
	return c.More.Formula
}

// Equal reports whether two cells are and show the same.
func (c Cell) Equal(o Cell) bool {
	var none More
	a, b := cmp.Or(c.More, &none), cmp.Or(o.More, &none)
	c.More, o.More = nil, nil
	return c == o && *a == *b
}

// Empty reports whether nothing at all stands in the cell: no content and no
// formula.
func (c Cell) Empty() bool { return c.Kind == Blank && !c.Formula }

// A Tab is one sheet of a workbook, as rows of cells from A1. Rows may be of
// different lengths; what lies beyond their ends is blank.
type Tab struct {
	// ID is Google's sheetId, and 0 for files, whose tabs have titles only.
	ID    int64
	Title string
	// Hidden tells that the tab itself is hidden.
	Hidden bool
	// Damage says why the tab could not be read, in words for the operator's
	// log; it has no rows then. Empty for a tab that was read.
	Damage string
	Rows   [][]Cell
	Merges []Range
	// HiddenRows and HiddenCols hold the indexes (from 0) of rows and columns
	// that are hidden by hand, by a collapsed group or by a filter, in ascending
	// order.
	HiddenRows []int
	HiddenCols []int
	// FilteredRows are those of the hidden rows that a filter hides. SUBTOTAL
	// leaves them out.
	FilteredRows []int
	// Fields holds for each row how many fields its line has in a file of
	// separated fields, blank ones at its end included; nil for other files.
	Fields []int
}

// FieldCount is how many fields a row's line has in a file of separated fields,
// and false for other files.
func (t *Tab) FieldCount(row int) (int, bool) {
	if row < 0 || row >= len(t.Fields) {
		return 0, false
	}
	return t.Fields[row], true
}

// At returns the cell at a row and column (from 0), blank where the tab ends.
func (t *Tab) At(row, col int) Cell {
	if row < 0 || row >= len(t.Rows) || col < 0 || col >= len(t.Rows[row]) {
		return Cell{}
	}
	return t.Rows[row][col]
}

// Len is how many cells a row (from 0) has, 0 where there is no such row.
func (t *Tab) Len(row int) int {
	if row < 0 || row >= len(t.Rows) {
		return 0
	}
	return len(t.Rows[row])
}

// Width is the number of columns of the longest row.
func (t *Tab) Width() int {
	w := 0
	for _, r := range t.Rows {
		w = max(w, len(r))
	}
	return w
}

// A Book is a whole workbook.
type Book struct {
	// Title is the file's own title (Google) or its base name without the
	// extension (files).
	Title string
	// Locale is the file's locale such as "vi_VN" or "en_US"; empty where the
	// kind of file has none.
	Locale string
	// TimeZone is the file's time zone; empty where the kind of file has none.
	TimeZone string
	Tabs     []Tab
}

// A Snapshot is the state of one workbook at one instant, fetched but perhaps
// not yet decoded, so that content that is already known costs no decoding.
type Snapshot struct {
	// Content identifies the content: equal strings mean equal content.
	Content string
	// Modified is when the file says that it was last changed; zero where it
	// does not say. It may only exonerate (docs/rules.md, Evidence of time).
	Modified time.Time
	// Clock is by how much this computer's clock was ahead of that of who
	// answered, as far as the answer's own date proves it; negative where it was
	// behind. Dated reports whether the answer bore a date: files bear none.
	Clock time.Duration
	Dated bool
	// Doubt tells why the absence of something in the content proves nothing.
	Doubt Doubt
	// Decode yields the grid. An error is a *model.Fault.
	Decode func() (Book, error)
}

// A Doubt is why what a snapshot does not hold may yet stand in the workbook.
// What it does hold was seen all the same.
type Doubt string

const (
	NoDoubt   Doubt = ""
	Computing Doubt = "computing" // cells were still being computed or imported, however often it was asked
	Hollow    Doubt = "hollow"    // empty against all likelihood, however often it was asked
)
