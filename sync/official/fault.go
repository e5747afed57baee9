package official

import "fmt"

// A FormError is one fault of a form: where it stands and what was expected
// there.
type FormError struct {
	Sheet string
	Cell  string // "" where the fault is the whole sheet's
	// Code names the fault for the message catalogue, as form.fault.CODE, and
	// Args fill its blanks {1}, {2}, … in order.
	Code string
	Args []string
}

func (e *FormError) Error() string {
	args := make([]any, len(e.Args))
	for i, a := range e.Args {
		args[i] = a
	}
	fault := fmt.Sprintf(faultFormats()[e.Code], args...)
	if e.Cell == "" {
		return fmt.Sprintf("sheet %q: %s", e.Sheet, fault)
	}
	return fmt.Sprintf("sheet %q, cell %s: %s", e.Sheet, e.Cell, fault)
}

// The codes of faults.
const (
	faultSheetMissing  = "sheet-missing"
	faultMarkMissing   = "mark-missing"
	faultMarkTwice     = "mark-twice"
	faultMarkBelow     = "mark-below"
	faultMarksClash    = "marks-clash"
	faultMarkInBand    = "mark-in-band"
	faultWord          = "word-unknown"
	faultWordNear      = "word-near"
	faultBraces        = "braces"
	faultIndicator     = "indicator-unknown"
	faultIndicatorNear = "indicator-near"
	faultNoFigure      = "no-figure"
	faultTwoBlocks     = "two-blocks"
	faultOutsideList   = "outside-list"
	faultOutsideUnits  = "outside-units"
	faultOutsidePart   = "outside-part"
	faultOutsideItem   = "outside-indicator"
	faultMergedRows    = "merged-rows"
	faultFormula       = "formula"
	faultTooLarge      = "too-large"
	faultNoColumn      = "no-column"
	faultWordMissing   = "word-missing"
)

// faultFormats are the faults in English; the catalogue has them in the
// office's language.
func faultFormats() map[string]string {
	return map[string]string{
		faultSheetMissing:  "the sheet is missing; expected the sheets %s",
		faultMarkMissing:   "no row is marked; expected one row that begins with %s",
		faultMarkTwice:     "a second row is marked %s, beside the one at %s; expected one a sheet",
		faultMarkBelow:     "%s must stand above the row marked %s",
		faultMarksClash:    "%s and %s on one sheet; expected one of them",
		faultMarkInBand:    "%s in a row that another mark repeats; expected a row by itself",
		faultWord:          "unknown placeholder %s; the names are listed in docs/bieu-mau.md",
		faultWordNear:      "unknown placeholder %s; did you mean %s?",
		faultBraces:        "the braces in %q are not closed; expected {{name}}",
		faultIndicator:     "unknown indicator %q; expected one of %s",
		faultIndicatorNear: "unknown indicator %q; did you mean %q?",
		faultNoFigure:      "the row of units prints no figure; expected {{so_lieu}} in a cell of it",
		faultTwoBlocks:     "a second block of figures, apart from the one at %s; expected neighbouring columns, or {{so_lieu:ID}}",
		faultOutsideList:   "%q belongs in a row that repeats; expected a row that begins with %s",
		faultOutsideUnits:  "%q belongs in the row of units, row %s",
		faultOutsidePart:   "%q belongs in a column whose row of units says {{so_lieu_ngay}}",
		faultOutsideItem:   "%q belongs in a column whose row of units says {{so_lieu}}, or in a section marked %s",
		faultMergedRows:    "merged cells reach over several rows, one of which repeats (row %s); expected each row by itself",
		faultFormula:       "a formula; expected a text or a placeholder such as {{tong:so_lieu}}, which brings its formula along",
		faultTooLarge:      "the sheet is too large for a form; expected at most %s rows and %s columns",
		faultNoColumn:      "no column is left here for %q, since the block has fewer indicators than columns; move it out of the block",
		faultWordMissing:   "the document does not say %s, without which it cannot be signed; expected it once",
	}
}

func newFault(code string, args ...any) *FormError {
	e := &FormError{Code: code}
	for _, a := range args {
		e.Args = append(e.Args, fmt.Sprint(a))
	}
	return e
}

// Faults lists the faults that an error of Check or Render joins, in the order
// of sheets and cells.
func Faults(err error) []*FormError {
	if fault, ok := err.(*FormError); ok {
		return []*FormError{fault}
	}
	var all []*FormError
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			all = append(all, Faults(one)...)
		}
	case interface{ Unwrap() error }:
		all = Faults(e.Unwrap())
	}
	return all
}
