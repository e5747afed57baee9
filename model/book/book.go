// Package book lays out a Report as the tabs of the consolidated book: typed
// cells and styles, once, so that the Google spreadsheet and the .xlsx on disk
// hold the same content. It adds nothing up; figures arrive in the Report.
package book

import "fmt"

// A Book is the consolidated book, laid out.
type Book struct {
	Title string
	Tabs  []Tab
	// Names are ranges that formulas and people may call by a name.
	Names []Name
}

// A Name calls a range: DonVi, SoLieuThang.
type Name struct {
	Name string
	Ref
}

// A List offers what stands in a range while somebody types into an area. What
// is typed otherwise is taken too.
type List struct {
	Merge
	Of Ref
}

// A Tab is one sheet of it.
type Tab struct {
	// Key names the tab for good, whatever its title: "overview", "daily".
	Key       string
	Title     string
	Widths    []int // of the columns, in characters
	Rows      []Row
	Merges    []Merge
	Frozen    Frozen
	Filter    *Merge // the range that carries a filter
	Landscape bool
	// RepeatRows and RepeatCols are the top rows and the first columns that each
	// printed page repeats.
	RepeatRows, RepeatCols int
	// Breaks are the rows before which a printed page ends.
	Breaks []int
	// Open is where the office types; nil for nowhere. What stands there is
	// never written over: a renderer that finds the tab in place leaves these
	// cells alone and writes what the Book has in them only into a new tab.
	Open   *Merge
	Charts []Chart
	Rules  []Rule
	Lists  []List
}

// Frozen is how many rows and columns stay in sight.
type Frozen struct{ Rows, Cols int }

// A Merge is a rectangle of cells, indexes from 0, the ends exclusive.
type Merge struct{ Row, Col, EndRow, EndCol int }

// A Row is one row of cells; Height is in points, 0 for the usual one.
type Row struct {
	Height float64
	Cells  []Cell
}

// Kind tells what a cell holds.
type Kind uint8

const (
	Blank   Kind = iota
	Text         // Text, never taken for a formula whatever it begins with
	Number       // Number, a whole one
	Date         // Number, a serial day
	Percent      // Number in tenths of a per cent: 876 is 0.876, shown as 87,6%
)

// A Cell is one typed cell of the book.
type Cell struct {
	Kind   Kind
	Style  Style
	Text   string
	Number int64
	Link   string // a web address that the cell opens
}

// A Style is how a cell looks. Equal styles are equal values, so renderers
// make each style once. It is small, since every cell of a year carries one.
type Style struct {
	Bold, Italic, Wrap, Border bool
	Size                       uint8 // in points; 0 is the body's size
	Align                      Align
	Format                     Format
	Fill                       Color // 0 for none
	Color                      Color // of the text; 0 is black
}

// A Color is 0xRRGGBB.
type Color uint32

// Hex writes a colour as files do, "RRGGBB"; "" for none.
func (c Color) Hex() string {
	if c == 0 {
		return ""
	}
	return fmt.Sprintf("%06X", uint32(c))
}

// A Chart shows columns of the book's tables.
type Chart struct {
	// Key names the chart for good, whatever its title.
	Key, Title string
	Kind       ChartKind
	// Categories name the points; Series are their values. Each is one column
	// of one tab, from its heading down.
	Categories Ref
	Series     []Series
	// Row and Col are the cell under the chart's top left corner; Width and
	// Height are in pixels at 96 to the inch.
	Row, Col, Width, Height int
}

// A Series is one column of values in a colour. Colours differ in lightness,
// so that a print in black and white tells them apart.
type Series struct {
	Ref
	Color Color
}

// A Ref is a range in a tab, which is named by its key.
type Ref struct {
	Tab string
	Merge
}

// ChartKind is how a chart shows its values.
type ChartKind uint8

const (
	ChartColumns ChartKind = iota // upright
	ChartBars                     // lying
	ChartLines
)

// A Rule lets the cells of a range look otherwise while their content is of
// some kind.
type Rule struct {
	Merge
	When RuleWhen
	Text string // for WhenTextBegins
	// Style: only Bold, Fill and Color count.
	Style Style
}

// RuleWhen is what content a Rule is about.
type RuleWhen uint8

const (
	WhenNegative RuleWhen = iota
	WhenTextBegins
)

// Align is where a cell's content stands; the zero value leaves it to its kind.
type Align uint8

const (
	AlignAuto Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Format is how a number is shown.
type Format uint8

const (
	FormatPlain   Format = iota
	FormatGrouped        // 1.234.567, with dots whatever the reader's locale
	FormatDate           // 24/6/2020
	FormatPercent        // one decimal: 87,6%
	FormatText           // what is typed stays as it is typed
)

// GroupedPattern forces dots between groups of three digits whatever the
// reader's locale, since many offices run English Windows.
const GroupedPattern = `[>=1000000]#"."000"."000;[>=1000]#"."000;0`

// PercentPattern shows a percentage with one decimal. The cell holds the real
// one, 0.876 for 87,6%, so that people can calculate with it.
const PercentPattern = `0.0%`

// Value is what a cell of a number, a day or a percentage holds.
func (c *Cell) Value() float64 {
	if c.Kind == Percent {
		return float64(c.Number) / 1000
	}
	return float64(c.Number)
}
