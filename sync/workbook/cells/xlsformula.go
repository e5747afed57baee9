package cells

import (
	"strconv"
	"strings"

	"tonghop/model/grid"
)

// xlsLinks are what formulas refer to by number: other tabs, other files, names.
type xlsLinks struct {
	books  []byte // of which sort: one of the following
	names  [][]string
	sheets [][3]int // book, first tab, last tab
	own    []string
}

// The sorts of what a formula refers to.
const (
	bookOwn   = 'o'
	bookAddIn = 'a'
	bookOther = 'x'
)

// add notes a record of the workbook's that formulas refer to.
func (l *xlsLinks) add(kind uint16, d *biffBytes) {
	switch kind {
	case biffSupBook:
		d.u16()
		sort := byte(bookOther)
		switch d.u16() {
		case 0x0401:
			sort = bookOwn
		case 0x3A01:
			sort = bookAddIn
		}
		l.books, l.names = append(l.books, sort), append(l.names, nil)
	case biffExternName:
		if last := len(l.names) - 1; last >= 0 {
			d.take(6)
			name, _ := d.text(d.u8())
			l.names[last] = append(l.names[last], name)
		}
	case biffExternSheet:
		for range d.u16() {
			if entry := [3]int{d.u16(), d.u16(), d.u16()}; !d.short {
				l.sheets = append(l.sheets, entry)
			}
		}
	case biffName:
		d.take(3)
		n := d.u8()
		d.take(10)
		name, _ := d.text(n)
		l.own = append(l.own, name)
	}
}

// An xlsFormula writes the tokens of a formula ([MS-XLS] 2.5.198) as its text. A
// formula with a token or function that it does not know has no text; what it
// met of the clock and of other files is marked all the same.
type xlsFormula struct {
	links    *xlsLinks
	sheets   []xlsSheet
	row, col int
	stack    []string
	marks    grid.Marks
	size     int
}

// maxFormula bounds a formula's text; Excel's own limit is 8,192 characters.
const maxFormula = 1 << 15

func (f *xlsFormula) text(tokens []byte) string {
	d := &biffBytes{b: tokens}
	known := len(tokens) > 0
	for len(d.b) > 0 && known {
		known = f.token(d) && !d.short && f.size < maxFormula
	}
	if !known || len(f.stack) != 1 {
		return ""
	}
	f.marks |= grid.FormulaMarks(f.stack[0])
	return f.stack[0]
}

func (f *xlsFormula) push(s string) bool {
	f.stack = append(f.stack, s)
	f.size += len(s)
	return true
}

// pop takes the last n values, false where there are fewer.
func (f *xlsFormula) pop(n int) ([]string, bool) {
	at := len(f.stack) - n
	if at < 0 {
		return nil, false
	}
	out := append([]string(nil), f.stack[at:]...)
	f.stack = f.stack[:at]
	return out, true
}

var biffOperators = [...]string{3: "+", 4: "-", 5: "*", 6: "/", 7: "^", 8: "&", 9: "<", 10: "<=", 11: "=", 12: ">=", 13: ">", 14: "<>", 15: " ", 16: ",", 17: ":"}

// token takes one token; false for one that is not known.
func (f *xlsFormula) token(d *biffBytes) bool {
	switch t := d.u8(); {
	case t >= 3 && t <= 17:
		two, ok := f.pop(2)
		return ok && f.push(two[0]+biffOperators[t]+two[1])
	case t >= 18 && t <= 21:
		one, ok := f.pop(1)
		return ok && f.push([]string{"+" + one[0], "-" + one[0], one[0] + "%", "(" + one[0] + ")"}[t-18])
	case t == 0x16:
		return f.push("")
	case t == 0x17:
		s, _ := d.text(d.u8())
		return f.push(`"` + strings.ReplaceAll(s, `"`, `""`) + `"`)
	case t == 0x19:
		return f.attribute(d)
	case t == 0x1C:
		return f.push(biffError(d.u8()))
	case t == 0x1D:
		return f.push([]string{"FALSE", "TRUE"}[d.u8()&1])
	case t == 0x1E:
		return f.push(strconv.Itoa(d.u16()))
	case t == 0x1F:
		return f.push(strconv.FormatFloat(d.f64(), 'g', -1, 64))
	case t >= 0x20 && t < 0x80:
		return f.operand(t&0x1F|0x20, d)
	}
	return false
}

// attribute takes a token that tells of others: a jump, a space, a sum of one.
func (f *xlsFormula) attribute(d *biffBytes) bool {
	flags := d.u8()
	n := d.u16()
	switch {
	case flags&0x10 != 0:
		one, ok := f.pop(1)
		return ok && f.push("SUM("+one[0]+")")
	case flags&0x04 != 0:
		d.take(2 * (n + 1))
	}
	return true
}

// operand takes a token of a value: a function, an address, a name.
func (f *xlsFormula) operand(t int, d *biffBytes) bool {
	switch t {
	case 0x21:
		fn, ok := biffFunctions[d.u16()]
		return ok && fn.args >= 0 && f.call(fn.name, fn.args)
	case 0x22:
		n := d.u8() & 0x7F
		id := d.u16() & 0x7FFF
		if id == 255 {
			return f.callNamed(n)
		}
		fn, ok := biffFunctions[id]
		return ok && f.call(fn.name, n)
	case 0x23:
		i := d.u16()
		d.u16()
		if i < 1 || i > len(f.links.own) {
			return false
		}
		return f.push(f.links.own[i-1])
	case 0x24, 0x2C:
		return f.push(f.address(d.u16(), d.u16(), t == 0x2C))
	case 0x25, 0x2D:
		return f.push(f.area(d, t == 0x2D))
	case 0x26, 0x27, 0x28:
		d.take(6)
		return true
	case 0x29:
		d.u16()
		return true
	case 0x2A:
		d.take(4)
		return f.push("#REF!")
	case 0x2B:
		d.take(8)
		return f.push("#REF!")
	case 0x39:
		i, n := d.u16(), d.u16()
		d.u16()
		return f.push(f.external(i, n))
	case 0x3A:
		tab, ok := f.tab(d.u16())
		return ok && f.push(tab+f.address(d.u16(), d.u16(), false))
	case 0x3B:
		tab, ok := f.tab(d.u16())
		return ok && f.push(tab+f.area(d, false))
	case 0x3C:
		d.take(6)
		return f.push("#REF!")
	case 0x3D:
		d.take(10)
		return f.push("#REF!")
	}
	return false
}

func (f *xlsFormula) area(d *biffBytes, relative bool) string {
	row, endRow, col, endCol := d.u16(), d.u16(), d.u16(), d.u16()
	return f.address(row, col, relative) + ":" + f.address(endRow, endCol, relative)
}

// address writes a cell's address. In a formula of several cells what is
// relative is counted from the cell.
func (f *xlsFormula) address(row, col int, counted bool) string {
	relRow, relCol := col&0x8000 != 0, col&0x4000 != 0
	col &= 0xFF
	if counted && relRow {
		row = (f.row + row) & 0xFFFF
	}
	if counted && relCol {
		col = (f.col + col) & 0xFF
	}
	var b strings.Builder
	if !relCol {
		b.WriteByte('$')
	}
	b.WriteString(grid.ColumnName(col))
	if !relRow {
		b.WriteByte('$')
	}
	b.WriteString(strconv.Itoa(row + 1))
	return b.String()
}

// tab writes the tab before an address.
func (f *xlsFormula) tab(i int) (string, bool) {
	if i >= len(f.links.sheets) {
		return "", false
	}
	entry := f.links.sheets[i]
	if entry[0] >= len(f.links.books) || f.links.books[entry[0]] != bookOwn {
		f.marks |= grid.Imported
		return "[1]Sheet!", true
	}
	if entry[1] >= len(f.sheets) {
		return "#REF!", true
	}
	title := f.sheets[entry[1]].title
	return "'" + strings.ReplaceAll(title, "'", "''") + "'!", true
}

// external writes a name of another file or of an add-in.
func (f *xlsFormula) external(i, n int) string {
	if i < len(f.links.sheets) {
		book := f.links.sheets[i][0]
		if book < len(f.links.books) && n >= 1 && n <= len(f.links.names[book]) {
			if f.links.books[book] == bookOther {
				f.marks |= grid.Imported
			}
			return f.links.names[book][n-1]
		}
	}
	return "#NAME?"
}

func (f *xlsFormula) call(name string, n int) bool {
	args, ok := f.pop(n)
	return ok && f.push(name+"("+strings.Join(args, ",")+")")
}

// callNamed calls a function of an add-in, whose name is the first argument.
func (f *xlsFormula) callNamed(n int) bool {
	args, ok := f.pop(n)
	return ok && n > 0 && f.push(args[0]+"("+strings.Join(args[1:], ",")+")")
}
