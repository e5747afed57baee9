package cells

import (
	"math"
	"slices"
	"strings"
	"unicode/utf16"

	"tonghop/model/grid"
	"tonghop/model/office"
)

func encodeUTF16(s string) []uint16     { return utf16.Encode([]rune(s)) }
func decodeUTF16(units []uint16) string { return string(utf16.Decode(units)) }

// An xlsTab is a tab while it is read.
type xlsTab struct {
	*xlsReader
	tab       grid.Tab
	formulas  map[[2]int][]byte     // by cell: the formulas that wait for their text
	last      [2]int                // the cell of the formula read last
	shared    map[[2]int]*xlsShared // by the cell after which they stand
	waiting   *[2]int               // the cell whose text comes in a record of its own
	noZeros   bool
	filtering bool
	uncalced  bool
	object    int            // the number of the object read last
	notes     map[int]string // by the number of their object
	noteAt    map[[2]int]int
}

// An xlsShared is a formula of several cells.
type xlsShared struct {
	tokens []byte
	array  bool
}

// readSheet reads the substream of a sheet; false where it holds no cells.
func (r *xlsReader) readSheet(sheet *xlsSheet) (grid.Tab, bool, error) {
	if sheet.at < 0 || sheet.at >= len(r.stream) {
		return grid.Tab{}, false, fault(office.FaultTruncated, "its part is missing")
	}
	s := &biffStream{b: r.stream, pos: sheet.at}
	first, ok := s.next()
	d := first.bytes()
	d.u16()
	if kind := d.u16(); !ok || first.kind != biffBOF {
		return grid.Tab{}, false, fault(office.FaultTruncated, "its part is missing")
	} else if kind != biffWorksheet {
		return grid.Tab{}, false, nil
	}
	t := &xlsTab{xlsReader: r, formulas: make(map[[2]int][]byte), shared: make(map[[2]int]*xlsShared), notes: make(map[int]string), noteAt: make(map[[2]int]int)}
	for depth := 1; depth > 0; {
		rec, ok := s.next()
		if !ok {
			return grid.Tab{}, false, fault(office.FaultTruncated, "the workbook's stream is cut off")
		}
		switch rec.kind {
		case biffBOF:
			depth++ // a chart within the sheet
		case biffEOF:
			depth--
		default:
			if depth > 1 {
				continue
			}
			if err := t.record(&rec); err != nil {
				return grid.Tab{}, false, err
			}
		}
	}
	return t.tab, true, t.finish()
}

func (t *xlsTab) record(rec *biffRecord) error {
	d := rec.bytes()
	switch rec.kind {
	case biffNumber, biffRK, biffLabel, biffRString, biffLabelSST, biffBoolErr, biffFormula, biffBlank:
		return t.cell(rec.kind, d)
	case biffMulRK:
		row, col := d.u16(), d.u16()
		for len(d.b) >= 6+2 {
			l := t.style(d.u16())
			if err := t.number(row, col, l, rkNumber(d.u32())); err != nil {
				return err
			}
			col++
		}
	case biffMulBlank:
		row, col := d.u16(), d.u16()
		for ; len(d.b) >= 2+2; col++ {
			t.blank(row, col, t.style(d.u16()))
		}
	case biffString:
		if at := t.waiting; at != nil {
			s, _ := d.text(d.u16())
			c := &t.tab.Rows[at[0]][at[1]]
			if c.Text = s; grid.IsErrorCode(s) {
				c.Kind = grid.Error
			}
			t.waiting = nil
		}
	case biffShrFmla, biffArray:
		t.addShared(rec.kind, d)
	case biffRow:
		row := d.u16()
		d.take(4)
		height := d.u16() & 0x7FFF
		d.take(4)
		if d.u32()&0x20 != 0 || height == 0 && !d.short {
			t.tab.HiddenRows = append(t.tab.HiddenRows, row)
		}
	case biffColInfo:
		first, last, width := d.u16(), d.u16(), d.u16()
		d.u16()
		if d.u16()&1 != 0 || width == 0 {
			for c := first; c <= min(last, 255); c++ {
				t.tab.HiddenCols = append(t.tab.HiddenCols, c)
			}
		}
	case biffMergeCells:
		for range d.u16() {
			row, endRow, col, endCol := d.u16(), d.u16(), d.u16(), d.u16()
			if d.short {
				break
			}
			if len(t.tab.Merges) == MaxMerges {
				return fault(office.FaultTooLarge, "more than %d merged areas", MaxMerges)
			}
			t.tab.Merges = append(t.tab.Merges, grid.Range{Row: row, Col: col, EndRow: endRow + 1, EndCol: endCol + 1})
		}
	case biffWindow2:
		t.noZeros = d.u16()&0x10 == 0
	case biffFilterMode:
		t.filtering = true
	case biffUncalced:
		t.uncalced = true
	case biffObj, biffTxO, biffNote:
		t.note(rec.kind, d)
	}
	return nil
}

// cell reads a record of one cell.
func (t *xlsTab) cell(kind uint16, d *biffBytes) error {
	row, col := d.u16(), d.u16()
	l := t.style(d.u16())
	var c grid.Cell
	kept := ""
	switch kind {
	case biffBlank:
		t.blank(row, col, l)
		return nil
	case biffNumber:
		return t.number(row, col, l, d.f64())
	case biffRK:
		return t.number(row, col, l, rkNumber(d.u32()))
	case biffLabelSST:
		if i := d.u32(); i < len(t.texts) {
			kept = t.put(&c, &t.texts[i], l)
		} else {
			c.Kind, c.Text = grid.Error, brokenText
		}
	case biffLabel, biffRString:
		s, runs := d.text(d.u16())
		if kind == biffRString {
			for range d.u16() {
				runs = append(runs, biffRun{d.u16(), d.u16()})
			}
		}
		kept = t.put(&c, &xlsText{text{plain: s}, runs}, l)
	case biffBoolErr:
		if v := d.u8(); d.u8() != 0 {
			c.Kind, c.Text = grid.Error, biffError(v)
		} else {
			c.Kind, c.Number = grid.Bool, float64(v&1)
		}
	case biffFormula:
		return t.formula(row, col, l, d)
	}
	if c.Kind == grid.Text && c.Text == "" {
		t.blank(row, col, l)
		return nil
	}
	if c.Kind == grid.Text && grid.IsErrorCode(c.Text) {
		c.Kind = grid.Error
	}
	return t.set(row, col, c, l, kept)
}

func (t *xlsTab) number(row, col int, l *style, n float64) error {
	return t.set(row, col, t.numberCell(l, n), l, "")
}

func (t *xlsTab) numberCell(l *style, n float64) grid.Cell {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return grid.Cell{Kind: grid.Error, Text: "#NUM!"}
	}
	if l.Format != nil && l.Format.Date {
		return grid.Cell{Kind: grid.Date, Number: serial(n, t.from04)}
	}
	return grid.Cell{Kind: grid.Number, Number: n}
}

// formula reads a formula's stored result and keeps its tokens.
func (t *xlsTab) formula(row, col int, l *style, d *biffBytes) error {
	result := slices.Clone(d.take(8))
	d.take(6)
	tokens := slices.Clone(d.take(d.u16()))
	c := grid.Cell{Kind: grid.Text}
	waits := false
	if result[6] == 0xFF && result[7] == 0xFF {
		switch result[0] {
		case 0:
			waits = true
		case 1:
			c.Kind, c.Number = grid.Bool, float64(result[2]&1)
		case 2:
			c.Kind, c.Text = grid.Error, biffError(int(result[2]))
		}
	} else {
		c = t.numberCell(l, (&biffBytes{b: result}).f64())
	}
	c.Formula = true
	if err := t.set(row, col, c, l, ""); err != nil {
		return err
	}
	if t.waiting = nil; waits {
		t.waiting = &[2]int{row, col}
	}
	t.last = [2]int{row, col}
	t.formulas[t.last] = tokens
	return nil
}

// set places a cell.
func (t *xlsTab) set(row, col int, c grid.Cell, l *style, kept string) error {
	if col >= 256 {
		return fault(office.FaultTruncated, "column %d does not exist", col+1)
	}
	l.Mark(&c)
	if !c.Formula {
		c.ResultMarks(0) // of a formula once its tokens are read
	}
	c.More = l.more
	if kept != "" {
		more := l.More()
		more.Kept = kept
		c.More = intern(t.more, more)
	}
	p, err := t.place(row, col)
	if err == nil {
		*p = c
	}
	return err
}

// place makes room for a cell.
func (t *xlsTab) place(row, col int) (*grid.Cell, error) {
	rows := t.tab.Rows
	if row >= len(rows) {
		t.budget -= row + 1 - len(rows)
		rows = append(rows, make([][]grid.Cell, row+1-len(rows))...)
		t.tab.Rows = rows
	}
	if need := col + 1 - len(rows[row]); need > 0 {
		t.budget -= need
		rows[row] = append(rows[row], make([]grid.Cell, need)...)
	}
	if t.budget < 0 {
		return nil, fault(office.FaultTooLarge, "more than %d cells, at %s", MaxSlots, grid.Address(row, col))
	}
	return &rows[row][col], nil
}

// blank keeps the colour of a blank cell before the last one of its row; what
// stays at the end is cut off when the tab is finished.
func (t *xlsTab) blank(row, col int, l *style) {
	if l.ground == nil || col >= 256 {
		return
	}
	if p, err := t.place(row, col); err == nil && p.Empty() {
		p.More = l.ground
	}
}

func (t *xlsTab) addShared(kind uint16, d *biffBytes) {
	d.take(8)
	if kind == biffArray {
		d.take(4)
	}
	if tokens := slices.Clone(d.take(d.u16())); !d.short {
		t.shared[t.last] = &xlsShared{tokens, kind == biffArray}
	}
}

// note gathers notes: the object, its text, and the cell to which it belongs.
func (t *xlsTab) note(kind uint16, d *biffBytes) {
	switch kind {
	case biffObj:
		d.take(6)
		t.object = d.u16()
	case biffTxO:
		d.take(10)
		n := d.u16()
		d.b = nil
		if len(d.parts) > 0 && len(d.parts[0]) > 0 {
			d.b, d.parts = d.parts[0], d.parts[1:]
			wide := d.u8()&1 != 0
			t.notes[t.object] = strings.TrimSpace(d.chars(n, wide))
		}
	case biffNote:
		row, col := d.u16(), d.u16()
		d.u16()
		t.noteAt[[2]int{row, col}] = d.u16()
	}
}
