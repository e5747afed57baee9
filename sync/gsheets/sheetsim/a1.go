package sheetsim

import (
	"regexp"
	"strconv"
	"strings"

	"tonghop/model/grid"
)

// An area is a resolved range: a rectangle within a sheet's grid.
type area struct {
	sheet *sheet
	span
	// openRows and openCols tell that the range as written had no end in
	// that direction, as A1:C and 2:2 have none.
	openRows, openCols bool
}

// single tells that the area is one cell.
func (a area) single() bool { return a.r1-a.r0 == 1 && a.c1-a.c0 == 1 }

// String echoes the area as Google does: the title quoted only when needed,
// one cell bare.
func (a area) String() string { return quoteTitle(a.sheet.title) + "!" + a.address() }

func (a area) address() string {
	return grid.Range{Row: a.r0, Col: a.c0, EndRow: a.r1, EndCol: a.c1}.String()
}

var (
	plainTitle = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
	cellLike   = regexp.MustCompile(`^(?i:\$?[a-z]{1,3}\$?[0-9]+|r[0-9]*c[0-9]*|true|false)$`)
	a1Cell     = regexp.MustCompile(`^\$?([A-Za-z]{1,3})?\$?([0-9]+)?$`)
	r1c1Cell   = regexp.MustCompile(`^(?i)R([0-9]+)C([0-9]+)$`)
)

// quoteTitle quotes a title when it could be read as something else.
func quoteTitle(title string) string {
	if plainTitle.MatchString(title) && !cellLike.MatchString(title) {
		return title
	}
	return "'" + strings.ReplaceAll(title, "'", "''") + "'"
}

func unparsable(text string) *apiError { return invalid("Unable to parse range: %s", text) }

// resolve reads a range in A1 or R1C1 notation, or a name, against a book.
func (b *book) resolve(text string) (area, *apiError) {
	title, rest, quoted, bang := splitRange(text)
	if bang {
		sh := b.sheetByTitle(title)
		if sh == nil || rest == "" {
			return area{}, unparsable(text)
		}
		if a, ok := b.namedArea(rest); ok && a.sheet == sh {
			return a, nil
		}
		return sh.within(rest, text)
	}
	if quoted {
		if sh := b.sheetByTitle(title); sh != nil {
			return area{sheet: sh, span: sh.whole(), openRows: true, openCols: true}, nil
		}
		return area{}, unparsable(text)
	}
	if a, ok := b.namedArea(text); ok {
		return a, nil
	}
	if _, ok := parseEnds(text); ok {
		return b.firstVisible().within(text, text)
	}
	if sh := b.sheetByTitle(text); sh != nil {
		return area{sheet: sh, span: sh.whole(), openRows: true, openCols: true}, nil
	}
	return area{}, unparsable(text)
}

// splitRange takes the sheet's title off a range. Quoting forces "sheet".
func splitRange(text string) (title, rest string, quoted, bang bool) {
	if !strings.HasPrefix(text, "'") {
		title, rest, bang = cutLast(text, "!")
		return title, rest, false, bang
	}
	for i := 1; i < len(text); i++ {
		if text[i] != '\'' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '\'' {
			i++
			continue
		}
		title = strings.ReplaceAll(text[1:i], "''", "'")
		if i+1 == len(text) {
			return title, "", true, false
		}
		if text[i+1] == '!' {
			return title, text[i+2:], true, true
		}
		break
	}
	return text, "", true, false
}

// cutLast cuts at the last separator, since an unquoted title may hold one.
func cutLast(text, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(text, sep); i >= 0 {
		return text[:i], text[i+len(sep):], true
	}
	return text, "", false
}

// namedArea finds a named range, whatever its case.
func (b *book) namedArea(name string) (area, bool) {
	for _, n := range b.named {
		if !strings.EqualFold(str(n, "name"), name) {
			continue
		}
		r := readGridRange(child(n, "range"))
		sh := b.sheetByID(r.sheetID)
		if sh == nil {
			return area{}, false
		}
		a := area{sheet: sh, span: r.bounded(sh).intersect(sh.whole())}
		return a, !a.empty()
	}
	return area{}, false
}

// ends are the corners of a written range, -1 where it leaves them open.
type ends struct{ r0, c0, r1, c1 int }

// parseEnds reads "A1", "A1:B2", "A:B", "1:2", "A1:B", "A1:2" and R1C1 pairs.
func parseEnds(text string) (ends, bool) {
	from, to, pair := strings.Cut(text, ":")
	r0, c0, ok := parseCorner(from)
	if !ok {
		return ends{}, false
	}
	if !pair {
		return ends{r0, c0, r0, c0}, r0 >= 0 && c0 >= 0
	}
	if r1c1Cell.MatchString(from) != r1c1Cell.MatchString(to) {
		return ends{}, false
	}
	r1, c1, ok := parseCorner(to)
	if !ok {
		return ends{}, false
	}
	e := ends{r0, c0, r1, c1}
	return e, e.closed() || e.wholeLines() || (r0 >= 0 && c0 >= 0)
}

func (e ends) closed() bool { return e.r0 >= 0 && e.c0 >= 0 && e.r1 >= 0 && e.c1 >= 0 }

// wholeLines tells of A:B and of 1:2.
func (e ends) wholeLines() bool {
	return (e.r0 < 0 && e.r1 < 0 && e.c0 >= 0 && e.c1 >= 0) || (e.c0 < 0 && e.c1 < 0 && e.r0 >= 0 && e.r1 >= 0)
}

// parseCorner reads one corner; a missing row or column is -1.
func parseCorner(s string) (row, col int, ok bool) {
	if m := r1c1Cell.FindStringSubmatch(s); m != nil {
		row, rowOK := position(m[1])
		col, colOK := position(m[2])
		return row, col, rowOK && colOK
	}
	m := a1Cell.FindStringSubmatch(s)
	if m == nil || m[1]+m[2] == "" {
		return 0, 0, false
	}
	row, col = -1, -1
	if m[1] != "" {
		if col, ok = grid.ParseColumn(m[1]); !ok {
			return 0, 0, false
		}
	}
	if m[2] != "" {
		if row, ok = position(m[2]); !ok {
			return 0, 0, false
		}
	}
	return row, col, true
}

// position turns a row or column number from 1 into an index.
func position(digits string) (int, bool) {
	n, err := strconv.Atoi(digits)
	return n - 1, err == nil && n >= 1 && n <= maxCells
}

// within resolves a written range in a sheet: ends past the grid are clamped,
// a start past it is refused, as was measured.
func (s *sheet) within(text, whole string) (area, *apiError) {
	e, ok := parseEnds(text)
	if !ok {
		return area{}, unparsable(whole)
	}
	a := area{sheet: s, openRows: e.r0 < 0 || e.r1 < 0, openCols: e.c0 < 0 || e.c1 < 0}
	a.r0, a.r1 = orderEnds(e.r0, e.r1, s.rows)
	a.c0, a.c1 = orderEnds(e.c0, e.c1, s.cols)
	if a.r0 >= s.rows || a.c0 >= s.cols {
		return area{}, invalid("Range (%s) exceeds grid limits. Max rows: %d, max columns: %d", a, s.rows, s.cols)
	}
	a.span = a.intersect(s.whole())
	return a, nil
}

// orderEnds puts two inclusive ends in order and makes the latter exclusive;
// an open start is 0, an open end the size.
func orderEnds(from, to, size int) (int, int) {
	if from < 0 && to >= 0 {
		from, to = to, from
	}
	if from < 0 {
		return 0, size
	}
	if to < 0 {
		return from, max(size, from+1)
	}
	return min(from, to), max(from, to) + 1
}

// A gridRange is a GridRange as sent: -1 stands for an absent bound.
type gridRange struct {
	sheetID        int
	r0, c0, r1, c1 int
}

func readGridRange(o obj) gridRange {
	get := func(key string) int {
		if n, ok := number(o, key); ok {
			return n
		}
		return -1
	}
	g := gridRange{r0: get("startRowIndex"), c0: get("startColumnIndex"), r1: get("endRowIndex"), c1: get("endColumnIndex")}
	g.sheetID, _ = number(o, "sheetId")
	return g
}

// bounded fills absent bounds with those of the sheet.
func (g gridRange) bounded(s *sheet) span {
	sp := span{max(g.r0, 0), max(g.c0, 0), g.r1, g.c1}
	if g.r1 < 0 {
		sp.r1 = s.rows
	}
	if g.c1 < 0 {
		sp.c1 = s.cols
	}
	return sp
}

// tree is the GridRange as Google answers it: sheetId absent when 0, starts
// written even when 0.
func (g gridRange) tree() obj {
	o := obj{}
	put := func(key string, n int) {
		if n >= 0 {
			o[key] = float64(n)
		}
	}
	put("startRowIndex", g.r0)
	put("endRowIndex", g.r1)
	put("startColumnIndex", g.c0)
	put("endColumnIndex", g.c1)
	if g.sheetID != 0 {
		o["sheetId"] = float64(g.sheetID)
	}
	return o
}

func (s *sheet) rangeOf(sp span) gridRange {
	return gridRange{sheetID: s.id, r0: sp.r0, c0: sp.c0, r1: sp.r1, c1: sp.c1}
}

// gridArea resolves a GridRange of a request, which must lie in the grid.
func (b *book) gridArea(o obj) (area, *apiError) {
	g := readGridRange(o)
	sh := b.sheetByID(g.sheetID)
	if sh == nil {
		return area{}, invalid("No grid with id: %d", g.sheetID)
	}
	a := area{sheet: sh, span: g.bounded(sh), openRows: g.r1 < 0, openCols: g.c1 < 0}
	if a.r1 <= a.r0 || a.c1 <= a.c0 {
		return area{}, invalid("Range (%s) is empty or reversed", describe(o))
	}
	if a.r1 > sh.rows || a.c1 > sh.cols {
		return area{}, invalid("Range (%s) exceeds grid limits. Max rows: %d, max columns: %d", a, sh.rows, sh.cols)
	}
	return a, nil
}

func describe(o obj) string { return string(appendJSON(nil, o)) }
