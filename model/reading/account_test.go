package reading

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// Nothing is lost in silence: every cell that bears a number, a date, an error or
// a formula is in the account once; what is a tally there is one of the tallies'
// cells or a part of one; and what is said to be told has a finding that points
// at it.
func TestEveryNumberIsAccountedFor(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, c, _ := parseCase(t, a)
		got := Read(&book, c)
		for _, fault := range unaccounted(&book, &c, &got) {
			t.Errorf("%s: %s", filepath.Base(name), fault)
		}
	}
}

// unaccounted lists what breaks the account of a reading.
func unaccounted(b *grid.Book, c *Context, got *office.Reading) (faults []string) {
	r := newReader(b, c)
	for i := range b.Tabs {
		tab := &b.Tabs[i]
		if units, _ := r.claimants(tab); len(units) == 0 {
			continue
		}
		if slices.ContainsFunc(b.Tabs[:i], func(o grid.Tab) bool { return o.Title == tab.Title }) {
			continue // one of two tabs of one name
		}
		sh := newSheet(tab, detectLegacy(tab))
		in := map[[2]int]office.AccountedAs{}
		for _, x := range got.Account {
			if x.Tab != tab.Title {
				continue
			}
			for _, cell := range cellsOf(x.Cell) {
				if in[cell] != "" {
					faults = append(faults, tab.Title+"!"+grid.Address(cell[0], cell[1])+" is accounted for twice")
				}
				in[cell] = x.As
			}
		}
		for _, row := range sh.rows {
			for col, class := range sh.class[row] {
				if !class.bearsNumber() {
					continue
				}
				at := tab.Title + "!" + grid.Address(row, col)
				switch as := in[[2]int{row, col}]; as {
				case "":
					faults = append(faults, at+" is not accounted for")
				case office.AsFinding:
					if !pointedAt(got.Findings, tab.Title, grid.Address(row, col)) {
						faults = append(faults, at+" has no finding")
					}
				}
			}
		}
	}
	return faults
}

// cellsOf are the cells of a range of one column.
func cellsOf(place string) (cells [][2]int) {
	from, to, ok := strings.Cut(place, ":")
	if !ok {
		to = from
	}
	row, col, _ := grid.ParseAddress(from)
	end, _, _ := grid.ParseAddress(to)
	for ; row <= end; row++ {
		cells = append(cells, [2]int{row, col})
	}
	return cells
}

func pointedAt(findings []office.Finding, tab, cell string) bool {
	i := strings.IndexAny(cell, "0123456789")
	return slices.ContainsFunc(findings, func(f office.Finding) bool {
		if f.Tab != tab || f.Severity == office.SeverityNotice {
			return false
		}
		if f.Cell == "" || f.Code == "date-outside-tab" && f.Day == 0 || covers(f.Cell, cell) {
			return true
		}
		// One of a row, a column, a heading or a date speaks for its line.
		j := strings.IndexAny(f.Cell, "0123456789")
		return j > 0 && !strings.Contains(f.Cell, ":") && (f.Cell[:j] == cell[:i] || f.Cell[j:] == cell[i:]) ||
			slices.Contains(strings.FieldsFunc(f.Args["rows"], func(r rune) bool { return r == ',' || r == ' ' }), cell[i:])
	})
}
