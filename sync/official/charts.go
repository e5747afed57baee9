package official

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The library moves a form's charts along with the rows and columns that
// unfold, but not the ranges that they draw: follow does that.

var (
	chartRange = regexp.MustCompile(`(<(?:c:)?f>)([^<]*)(</(?:c:)?f>)`)
	sheetRange = regexp.MustCompile(`^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$`)
)

// follow points the ranges of a chart at where they lie in the filled sheets.
func (w *workbook) follow(chart []byte) []byte {
	return chartRange.ReplaceAllFunc(chart, func(tag []byte) []byte {
		m := chartRange.FindSubmatch(tag)
		ref := html.UnescapeString(string(m[2]))
		return []byte(string(m[1]) + html.EscapeString(w.moved(ref)) + string(m[3]))
	})
}

// moved is a range of the form in the filled sheet; one that is not understood
// or of which nothing is left stays as it was.
func (w *workbook) moved(ref string) string {
	m := sheetRange.FindStringSubmatch(ref)
	if m == nil {
		return ref
	}
	p := w.plans[strings.ReplaceAll(m[1], "''", "'")+m[2]]
	if p == nil {
		return ref
	}
	if m[5] == "" {
		m[5], m[6] = m[3], m[4]
	}
	from, err1 := corner(m[3], m[4])
	to, err2 := corner(m[5], m[6])
	r, ok := p.mapped(rect{from.row, from.col, to.row, to.col})
	if err1 != nil || err2 != nil || !ok {
		return ref
	}
	name, _, _ := strings.Cut(ref, "!")
	if strings.HasPrefix(ref, "'") {
		name = ref[:strings.LastIndex(ref, "!")]
	}
	return name + "!" + fixed(r.col, r.row) + ":" + fixed(r.endCol, r.endRow)
}

func corner(col, row string) (at, error) {
	c, err := excelize.ColumnNameToNumber(col)
	if err != nil {
		return at{}, err
	}
	r, err := strconv.Atoi(row)
	return at{r, c}, err
}

func fixed(col, row int) string { return "$" + columnName(col) + "$" + strconv.Itoa(row) }
