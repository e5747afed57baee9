package people

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/spelling"
)

type place struct{ row, col int }

// find gives the cells that stand under a heading, or beside a label, that names
// what they are.
func find(t *grid.Tab) map[place]office.MaskKind {
	found := map[place]office.MaskKind{}
	under := map[int]office.MaskKind{} // by column, as far down as the table goes
	blank := 0
	for r, row := range t.Rows {
		if isBlank(row) {
			if blank++; blank >= 2 {
				clear(under)
			}
			continue
		}
		blank = 0
		heads := headings(row)
		if over(row, under, heads) {
			clear(under)
		}
		for c := range row {
			if kind, ok := under[c]; ok && heads[c] == "" && maskable(&row[c], kind) {
				found[place{r, c}] = kind
			}
		}
		for c, kind := range heads {
			if kind == "" {
				continue
			}
			under[c] = kind
			if beside := nextTo(row, c); beside > 0 && strings.HasSuffix(strings.TrimSpace(row[c].Text), ":") {
				delete(under, c)
				found[place{r, beside}] = kind
			}
		}
		if len(heads) > 0 && !anyKind(heads) && texts(row) > 2 && texts(row) == filled(row) { // another table's heading
			clear(under)
		}
	}
	return found
}

// headings gives what the texts of a row name, by column; what is a heading of
// nothing that is masked is not among them.
func headings(row []grid.Cell) map[int]office.MaskKind {
	all := map[int]office.MaskKind{}
	for c := range row {
		if _, value, _ := strings.Cut(row[c].Text, ":"); row[c].Kind == grid.Text && strings.TrimSpace(value) == "" { // else a label with its own value
			if kind := heading(row[c].Text); kind != "" {
				all[c] = kind
			}
		}
	}
	return all
}

func anyKind(heads map[int]office.MaskKind) bool {
	for _, kind := range heads {
		if kind != "" {
			return true
		}
	}
	return false
}

// nextTo is the column of the first cell to the right that has anything in it and
// is no heading; 0 for none.
func nextTo(row []grid.Cell, c int) int {
	for i := c + 1; i < len(row); i++ {
		if row[i].Kind == grid.Blank {
			continue
		}
		if row[i].Kind == grid.Text && heading(row[i].Text) != "" {
			return 0
		}
		return i
	}
	return 0
}

func isBlank(row []grid.Cell) bool { return filled(row) == 0 }

func filled(row []grid.Cell) (n int) {
	for c := range row {
		if row[c].Kind != grid.Blank {
			n++
		}
	}
	return n
}

func texts(row []grid.Cell) (n int) {
	for c := range row {
		if row[c].Kind == grid.Text {
			n++
		}
	}
	return n
}

// over reports whether a row no longer belongs to the list whose headings stand
// above: where names are to be there stands something else, such as a day. What
// stands there is another table's, and no figure may be hidden. Of a list without
// names the other columns tell.
func over(row []grid.Cell, under map[int]office.MaskKind, heads map[int]office.MaskKind) bool {
	named := slices.Contains(slices.Collect(maps.Values(under)), office.MaskName)
	for c, kind := range under {
		if c >= len(row) || heads[c] != "" || named && kind != office.MaskName || row[c].Kind == grid.Blank || row[c].Kind == grid.Error {
			continue
		}
		word := row[c].Kind == grid.Text && onlyDigits(row[c].Text) == "" // such as "chưa có"
		if !fits(&row[c], kind) && !word {
			return true
		}
	}
	return false
}

// maskable reports whether a cell under a heading is one of what that names, and
// not the line that adds up.
func maskable(c *grid.Cell, kind office.MaskKind) bool { return fits(c, kind) && !isTotal(c) }

// fits reports whether a cell may be of a kind.
func fits(c *grid.Cell, kind office.MaskKind) bool {
	switch c.Kind {
	case grid.Text:
		text := strings.TrimSpace(spelling.Fold(spelling.Lower(c.Text)))
		letters := strings.IndexFunc(text, unicode.IsLetter) >= 0
		switch {
		case text == "":
			return false
		case kind == office.MaskName:
			return letters && !dated.MatchString(text)
		case kind == office.MaskAddress:
			return letters || strings.ContainsAny(text, "0123456789")
		}
		return len(onlyDigits(text)) >= 2 // a number, or what is said of one
	case grid.Number:
		switch kind {
		case office.MaskPhone:
			return c.Number >= 1e6
		case office.MaskIdentity:
			return c.Number >= 1e7
		case office.MaskBirth:
			return c.Number >= 1900 && c.Number < 2100 || c.Number >= 1e4 && c.Number < 6e4
		}
	case grid.Date:
		return kind == office.MaskBirth
	}
	return false
}

// dated is a text that names a day, a week or a month, and nobody.
var dated = regexp.MustCompile(`^(thu|ngay|tuan|thang|quy|nam) ?([0-9]|hai|ba|tu|nam|sau|bay|[ivx]+\b)|^chu nhat\b|[0-9]+ ?[/.-] ?[0-9]`)

// isTotal reports whether a cell begins the line that adds up, or says that there
// is nothing.
func isTotal(c *grid.Cell) bool {
	return c.Kind == grid.Text && totals[strings.Trim(spelling.Fold(spelling.Lower(c.Text)), " :.")]
}

var totals = map[string]bool{"tong": true, "tong cong": true, "cong": true, "tong so": true, "cong cong": true, "x": true, "-": true, "khong": true, "khong co": true}

// words are how headings begin, folded, or what they have in them after a blank.
// A heading of a count begins with none of them.
var words = []struct {
	kind  office.MaskKind
	whole bool // the heading says nothing else
	text  string
}{
	{office.MaskName, false, "ho va ten"}, {office.MaskName, false, "ho ten"}, {office.MaskName, false, "ho, ten"}, {office.MaskName, false, "ten cong dan"}, {office.MaskName, false, "ten nguoi"}, {office.MaskName, false, "ten chu ho"},
	{office.MaskName, false, "ten khach"}, {office.MaskName, false, "ten to chuc, ca nhan"}, {office.MaskName, false, "ten ca nhan"}, {office.MaskName, true, "cong dan"}, {office.MaskName, true, "nguoi dan"}, {office.MaskName, true, "chu ho"},
	{office.MaskName, true, "nguoi nop"}, {office.MaskName, true, "nguoi nop ho so"}, {office.MaskName, true, "nguoi yeu cau"}, {office.MaskName, true, "nguoi lam thu tuc"}, {office.MaskName, true, "nguoi duoc huong dan"}, {office.MaskName, true, "nguoi duoc ho tro"}, {office.MaskName, false, "full name"},
	{office.MaskPhone, false, "so dien thoai"}, {office.MaskPhone, false, "dien thoai"}, {office.MaskPhone, false, "so dt"}, {office.MaskPhone, true, "sdt"}, {office.MaskPhone, false, "sdt "}, {office.MaskPhone, true, "dt"}, {office.MaskPhone, true, "dtdd"}, {office.MaskPhone, false, "so di dong"},
	{office.MaskPhone, true, "di dong"}, {office.MaskPhone, true, "zalo"}, {office.MaskPhone, false, "so zalo"}, {office.MaskPhone, true, "lien he"}, {office.MaskPhone, true, "phone"},
	{office.MaskIdentity, true, "cccd"}, {office.MaskIdentity, true, "cmnd"}, {office.MaskIdentity, true, "cmt"}, {office.MaskIdentity, false, "so cccd"}, {office.MaskIdentity, false, "so cmnd"}, {office.MaskIdentity, false, "cccd/"}, {office.MaskIdentity, false, "cmnd/"}, {office.MaskIdentity, false, "so can cuoc"},
	{office.MaskIdentity, true, "can cuoc"}, {office.MaskIdentity, false, "can cuoc cong dan"}, {office.MaskIdentity, false, "so dinh danh"}, {office.MaskIdentity, true, "dinh danh"}, {office.MaskIdentity, false, "ma dinh danh"}, {office.MaskIdentity, false, "so ho chieu"}, {office.MaskIdentity, false, "so bhyt"}, {office.MaskIdentity, false, "so the bhyt"},
	{office.MaskBirth, false, "ngay sinh"}, {office.MaskBirth, false, "nam sinh"}, {office.MaskBirth, false, "ngay, thang, nam sinh"}, {office.MaskBirth, false, "ngay thang nam sinh"}, {office.MaskBirth, false, "sinh ngay"}, {office.MaskBirth, true, "ns"},
	{office.MaskAddress, false, "dia chi"}, {office.MaskAddress, false, "noi o"}, {office.MaskAddress, false, "cho o"}, {office.MaskAddress, false, "noi thuong tru"}, {office.MaskAddress, false, "thuong tru"}, {office.MaskAddress, false, "ho khau"}, {office.MaskAddress, false, "noi cu tru"}, {office.MaskAddress, false, "so nha"},
}

// counts are how headings begin of what is counted: "Số người dân", "Lượt …".
var counts = []string{"so luot", "luot", "so nguoi", "tong", "so ho so", "so luong", "so cong dan", "so truong hop", "so ca"}

// heading tells what a heading or a label names; "" for nothing that is masked.
func heading(text string) office.MaskKind {
	if len(text) > 120 {
		return ""
	}
	folded := strings.Trim(spelling.Fold(spelling.Lower(text)), " :.*()")
	for _, c := range counts {
		if strings.HasPrefix(folded, c) {
			return ""
		}
	}
	for _, w := range words {
		if folded == strings.TrimSpace(w.text) || !w.whole && strings.HasPrefix(folded, w.text) {
			return w.kind
		}
	}
	return ""
}

// numbered finds the columns of plain numbers that are telephone or identity
// numbers whose leading 0 was lost, and gives their cells. A single number is left
// alone: it may be money.
func numbered(t *grid.Tab) map[place]office.MaskKind {
	type column struct {
		fits, others int
		cells        []place
		kinds        []office.MaskKind
	}
	columns := map[int]*column{}
	for r, row := range t.Rows {
		for c := range row {
			if row[c].Kind != grid.Number || row[c].Formula {
				continue
			}
			if columns[c] == nil {
				columns[c] = &column{}
			}
			col := columns[c]
			if kind := kindOfNumber(row[c].Number); kind != "" {
				col.fits++
				col.cells, col.kinds = append(col.cells, place{r, c}), append(col.kinds, kind)
			} else {
				col.others++
			}
		}
	}
	found := map[place]office.MaskKind{}
	for _, col := range columns {
		if col.fits >= 2 && col.fits >= 4*col.others {
			for i, at := range col.cells {
				found[at] = col.kinds[i]
			}
		}
	}
	return found
}

// kindOfNumber is kindOf for a number that lost its 0. Round ones are money.
func kindOfNumber(n float64) office.MaskKind {
	if n != math.Trunc(n) || n < 1e8 || n >= 1e12 || math.Mod(n, 1000) == 0 {
		return ""
	}
	text := strconv.FormatFloat(n, 'f', 0, 64)
	switch {
	case len(text) == 9:
		return kindOf("0" + text)
	case len(text) == 10 || len(text) == 11:
		if padded := strings.Repeat("0", 12-len(text)) + text; isIdentity(padded) {
			return office.MaskIdentity
		}
	}
	return ""
}
