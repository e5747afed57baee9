package grid

import (
	"strconv"
	"strings"
)

// A formulaRef is a cell's address inside a formula: where its row number
// stands, and what it says.
type formulaRef struct {
	colFrom, colEnd int // the letters
	rowFrom, rowEnd int // the digits
	fixedCol        bool
	fixedRow        bool // a $ before it
}

// nextRef finds the first address at or after from: outside texts and quoted
// names of tabs, not part of a longer name, and no function.
func nextRef(f string, from int) (formulaRef, bool) {
	for i := from; i < len(f); i++ {
		switch c := f[i]; {
		case c == '"' || c == '\'':
			i = skipTo(f, i, c)
		case isNameByte(c):
			ref, ok := refAt(f, i)
			if ok {
				return ref, true
			}
			for i+1 < len(f) && isNameByte(f[i+1]) {
				i++
			}
		}
	}
	return formulaRef{}, false
}

// refAt reads an address such as $B$12 that begins at i and ends before what
// cannot be part of a name.
func refAt(f string, i int) (formulaRef, bool) {
	var r formulaRef
	if f[i] == '$' {
		r.fixedCol = true
		i++
	}
	r.colFrom = i
	for i < len(f) && (f[i] >= 'A' && f[i] <= 'Z' || f[i] >= 'a' && f[i] <= 'z') {
		i++
	}
	r.colEnd = i
	if n := i - r.colFrom; n == 0 || n > 3 {
		return r, false
	}
	if i < len(f) && f[i] == '$' {
		r.fixedRow = true
		i++
	}
	r.rowFrom = i
	for i < len(f) && f[i] >= '0' && f[i] <= '9' {
		i++
	}
	r.rowEnd = i
	if n := i - r.rowFrom; n == 0 || n > 7 || f[r.rowFrom] == '0' {
		return r, false
	}
	return r, i == len(f) || !isNameByte(f[i]) && f[i] != '(' && f[i] != '!'
}

// isNameByte reports whether a byte may belong to an address or a name.
func isNameByte(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '$' || c >= 0x80
}

// ShiftFormula moves the relative addresses of a formula by some rows and
// columns, as when it is filled down or across. It is false where one of them
// would leave the sheet.
func ShiftFormula(f string, rows, cols int) (string, bool) {
	var b strings.Builder
	done := 0
	for {
		ref, ok := nextRef(f, done)
		if !ok {
			b.WriteString(f[done:])
			return b.String(), true
		}
		col, ok1 := ParseColumn(f[ref.colFrom:ref.colEnd])
		row, err := strconv.Atoi(f[ref.rowFrom:ref.rowEnd])
		if !ok1 || err != nil {
			return "", false
		}
		if !ref.fixedCol {
			col += cols
		}
		if !ref.fixedRow {
			row += rows
		}
		if row < 1 || col < 0 {
			return "", false
		}
		b.WriteString(f[done:ref.colFrom])
		b.WriteString(ColumnName(col))
		b.WriteString(f[ref.colEnd:ref.rowFrom])
		b.WriteString(strconv.Itoa(row))
		done = ref.rowEnd
	}
}

// FormulaMarks tells of which sort a formula is: one that asks the clock or
// chance, one that reads another file or the web.
func FormulaMarks(f string) Marks {
	var m Marks
	for i := 0; i < len(f); i++ {
		switch c := f[i]; {
		case c == '"':
			i = skipTo(f, i, c)
		case c == '\'':
			to := skipTo(f, i, c)
			if strings.IndexByte(f[i:to], '[') >= 0 && to+1 < len(f) && f[to+1] == '!' {
				m |= Imported
			}
			i = to
		case c == '[':
			m |= bracketMarks(f, i)
		case isNameByte(c):
			from := i
			for i+1 < len(f) && isNameByte(f[i+1]) {
				i++
			}
			if i+1 < len(f) && f[i+1] == '(' {
				m |= functionMarks(f[from : i+1])
			}
		}
	}
	return m
}

// bracketMarks tells [1]Tab!A1, which lies in another file, from Table[Column].
func bracketMarks(f string, i int) Marks {
	if i > 0 && (isNameByte(f[i-1]) || f[i-1] == '[') {
		return 0
	}
	to := skipTo(f, i, ']')
	for to+1 < len(f) && isNameByte(f[to+1]) {
		to++
	}
	if to+1 < len(f) && f[to+1] == '!' {
		return Imported
	}
	return 0
}

func functionMarks(name string) Marks {
	switch strings.ToUpper(strings.TrimPrefix(name, "_xlfn.")) {
	case "TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY":
		return Volatile
	case "IMPORTRANGE", "IMPORTDATA", "IMPORTHTML", "IMPORTXML", "IMPORTFEED", "GOOGLEFINANCE", "GOOGLETRANSLATE", "WEBSERVICE", "RTD", "STOCKHISTORY":
		return Imported
	}
	return 0
}

// IsErrorCode reports whether a text is what a spreadsheet shows for an error.
// Google writes errors into an .xlsx as texts, and its "Loading..." too.
func IsErrorCode(s string) bool {
	switch s {
	case "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#ERROR!",
		"#SPILL!", "#CALC!", "#BUSY!", "#CONNECT!", "#BLOCKED!", "#GETTING_DATA", "Loading...":
		return true
	}
	return false
}

// ResultMarks completes the marks of a cell whose content and formula are known:
// what is still being computed, what an import did not bring, what has no
// result.
func (c *Cell) ResultMarks(formula Marks) {
	c.Marks |= formula
	switch {
	case c.Kind == Blank && c.Formula:
		c.Marks |= Untrusted
	case c.Kind != Error:
	case c.Text == "Loading...", c.Text == "#GETTING_DATA", c.Text == "#BUSY!", formula&Imported != 0:
		c.Marks |= Pending
	}
}
