package people

import (
	"math"
	"strconv"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/reading/spelling"
)

type place struct{ row, col int }

// find gives the cells that stand under a heading, or beside a label, that names
// what they are.
func find(t *grid.Tab) map[place]Kind {
	found := map[place]Kind{}
	under := map[int]Kind{} // by column, as far down as the table goes
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
func headings(row []grid.Cell) map[int]Kind {
	all := map[int]Kind{}
	for c := range row {
		if _, value, _ := strings.Cut(row[c].Text, ":"); row[c].Kind == grid.Text && strings.TrimSpace(value) == "" { // else a label with its own value
			if kind := heading(row[c].Text); kind != "" {
				all[c] = kind
			}
		}
	}
	return all
}

func anyKind(heads map[int]Kind) bool {
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

// maskable reports whether a cell under a heading is one of what that names, and
// not the line that adds up.
func maskable(c *grid.Cell, kind Kind) bool {
	switch c.Kind {
	case grid.Text:
		text := spelling.Fold(spelling.Lower(c.Text))
		return strings.TrimSpace(text) != "" && !totals[strings.Trim(text, " :.")]
	case grid.Number:
		switch kind {
		case Phone:
			return c.Number >= 1e6
		case Identity:
			return c.Number >= 1e7
		case Birth:
			return c.Number >= 1900 && c.Number < 2100 || c.Number >= 1e4 && c.Number < 6e4
		}
	case grid.Date:
		return kind == Birth
	}
	return false
}

var totals = map[string]bool{"tong": true, "tong cong": true, "cong": true, "tong so": true, "cong cong": true, "x": true, "-": true, "khong": true, "khong co": true}

// words are how headings begin, folded, or what they have in them after a blank.
// A heading of a count begins with none of them.
var words = []struct {
	kind  Kind
	whole bool // the heading says nothing else
	text  string
}{
	{Name, false, "ho va ten"}, {Name, false, "ho ten"}, {Name, false, "ho, ten"}, {Name, false, "ten cong dan"}, {Name, false, "ten nguoi"}, {Name, false, "ten chu ho"},
	{Name, false, "ten khach"}, {Name, false, "ten to chuc, ca nhan"}, {Name, false, "ten ca nhan"}, {Name, true, "cong dan"}, {Name, true, "nguoi dan"}, {Name, true, "chu ho"},
	{Name, true, "nguoi nop"}, {Name, true, "nguoi nop ho so"}, {Name, true, "nguoi yeu cau"}, {Name, true, "nguoi lam thu tuc"}, {Name, true, "nguoi duoc huong dan"}, {Name, true, "nguoi duoc ho tro"}, {Name, false, "full name"},
	{Phone, false, "so dien thoai"}, {Phone, false, "dien thoai"}, {Phone, false, "so dt"}, {Phone, true, "sdt"}, {Phone, false, "sdt "}, {Phone, true, "dt"}, {Phone, true, "dtdd"}, {Phone, false, "so di dong"},
	{Phone, true, "di dong"}, {Phone, true, "zalo"}, {Phone, false, "so zalo"}, {Phone, true, "lien he"}, {Phone, true, "phone"},
	{Identity, true, "cccd"}, {Identity, true, "cmnd"}, {Identity, true, "cmt"}, {Identity, false, "so cccd"}, {Identity, false, "so cmnd"}, {Identity, false, "cccd/"}, {Identity, false, "cmnd/"}, {Identity, false, "so can cuoc"},
	{Identity, true, "can cuoc"}, {Identity, false, "can cuoc cong dan"}, {Identity, false, "so dinh danh"}, {Identity, true, "dinh danh"}, {Identity, false, "ma dinh danh"}, {Identity, false, "so ho chieu"}, {Identity, false, "so bhyt"}, {Identity, false, "so the bhyt"},
	{Birth, false, "ngay sinh"}, {Birth, false, "nam sinh"}, {Birth, false, "ngay, thang, nam sinh"}, {Birth, false, "ngay thang nam sinh"}, {Birth, false, "sinh ngay"}, {Birth, true, "ns"},
	{Address, false, "dia chi"}, {Address, false, "noi o"}, {Address, false, "cho o"}, {Address, false, "noi thuong tru"}, {Address, false, "thuong tru"}, {Address, false, "ho khau"}, {Address, false, "noi cu tru"}, {Address, false, "so nha"},
}

// counts are how headings begin of what is counted: "Số người dân", "Lượt …".
var counts = []string{"so luot", "luot", "so nguoi", "tong", "so ho so", "so luong", "so cong dan", "so truong hop", "so ca"}

// heading tells what a heading or a label names; "" for nothing that is masked.
func heading(text string) Kind {
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
func numbered(t *grid.Tab) map[place]Kind {
	type column struct {
		fits, others int
		cells        []place
		kinds        []Kind
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
	found := map[place]Kind{}
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
func kindOfNumber(n float64) Kind {
	if n != math.Trunc(n) || n < 1e8 || n >= 1e12 || math.Mod(n, 1000) == 0 {
		return ""
	}
	text := strconv.FormatFloat(n, 'f', 0, 64)
	switch {
	case len(text) == 9:
		return kindOf("0" + text)
	case len(text) == 10 || len(text) == 11:
		if padded := strings.Repeat("0", 12-len(text)) + text; isIdentity(padded) {
			return Identity
		}
	}
	return ""
}
