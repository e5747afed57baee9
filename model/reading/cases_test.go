package reading

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// Each case under testdata/cases is one behaviour: a comment that says it, the
// sheets that go in, and the tallies and findings that come out.
//
//	-- context --            only where it differs from the usual one
//	locale en_US
//	programme 2020-06-01 2020-12-31
//	unit thanh-an | Xã Thanh An | xa | aliases: A; B | tabs: T6 | same_day: sum | month_row: yes | values: cumulative | columns: people_guided=C
//	indicator ID | label | short | unit | aggregate | alias; alias
//	text note | Ghi chú
//	-- tab Tháng 6 --        a sheet; its cells are divided by |
//	! hidden                 the tab is hidden; also: ! id 7, ! hide 3 5, ! damaged WHY
//
// A cell is blank, or
//
//	12  -1.5   a number                '12     the text 12
//	@2020-06-01  a date                =12     a formula and its result
//	=            a formula, no result  #REF!   an error        TRUE  a truth value
//	<            merged with its left  ^       merged with the cell above
//	{struck}12   a cell with marks; also {percent}, {scaled}, {unseen}, {untrusted}, {volatile},
//	             {pending}, {kept 150}12150, {raised 12}121, {note số này sai}12,
//	             {fill FFFF00}12, {f SUM(B2:C2)}=3
//	anything else is text; \n, \t and \u00a0 are what they are in Go
//
// A cell that begins with » is at fault: a warning or an error must point at it
// (or at its row or column), and none may point anywhere else.
var update = flag.Bool("update", false, "rewrite the wanted results of the cases")

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases found: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { runCase(t, name) })
	}
}

func runCase(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	book, c, marks := parseCase(t, a)
	got := Read(&book, c)
	checkMarks(t, got.Findings, marks)
	sections := map[string]string{"want/tallies": printTallies(got.Tallies), "want/findings": printFindings(got.Findings),
		"want/notes": printNotes(got.Notes), "want/tables": printTables(got.Tables), "want/totals": printTotals(got.Totals)}
	if *update {
		rewrite(t, name, a, sections)
		return
	}
	for _, f := range a.Files {
		if want, ok := sections[f.Name]; ok && want != string(f.Data) {
			t.Errorf("%s: %s\ngot:\n%swant:\n%s", name, f.Name, want, f.Data)
		}
	}
}

// rewrite replaces the wanted sections, and adds tallies and findings where
// the case has none yet.
func rewrite(t *testing.T, name string, a *txtar.Archive, sections map[string]string) {
	have := map[string]bool{}
	for i, f := range a.Files {
		if s, ok := sections[f.Name]; ok {
			a.Files[i].Data = []byte(s)
			have[f.Name] = true
		}
	}
	for _, s := range []string{"want/tallies", "want/findings"} {
		if !have[s] {
			a.Files = append(a.Files, txtar.File{Name: s, Data: []byte(sections[s])})
		}
	}
	if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

// usualContext is one commune that reports six indicators.
func usualContext() Context {
	ind := func(id, label, short, unit string, aliases ...string) office.Indicator {
		return office.Indicator{ID: id, Label: label, Short: short, Unit: unit, Aliases: aliases, Aggregate: office.AggregateSum}
	}
	c := Context{
		Source: "nguon", Lexicon: usualLexicon(),
		Starts: calendar.Date(2020, 6, 1), Ends: calendar.Date(2020, 12, 31),
		Units: []*office.Unit{{ID: "thanh-an", Name: "Xã Thanh An", Type: "xa"}},
		Indicators: []office.Indicator{
			ind("informed", "Số lượt người dân được tuyên truyền", "Tuyên truyền", "lượt", "số lượt TT", "lượt TT"),
			ind("guided", "Số lượt người dân, doanh nghiệp được hướng dẫn", "Hướng dẫn", "lượt", "lượt người dân được hướng dẫn"),
			ind("level3", "Số hồ sơ trực tuyến mức độ 3", "HS mức độ 3", "hồ sơ", "mức độ 3"),
			ind("level4", "Số hồ sơ trực tuyến mức độ 4", "HS mức độ 4", "hồ sơ", "mức độ 4"),
			ind("dossiers", "Tổng số hồ sơ mức độ 3, mức độ 4", "Tổng hồ sơ", "hồ sơ", "số hồ sơ"),
			ind("leaflets", "Số tờ rơi đã phát", "Tờ rơi", "tờ"),
			ind("teams", "Số đội hình đang hoạt động", "Đội hình", "đội"),
		},
		TextFields: []office.TextField{{ID: "note", Label: "Ghi chú"}, {ID: "difficulties", Label: "Khó khăn, vướng mắc", Aliases: []string{"khó khăn"}}},
	}
	c.Indicators[4].Formula = []office.Term{{Sign: 1, Indicator: "level3"}, {Sign: 1, Indicator: "level4"}}
	c.Indicators[6].Aggregate = office.AggregateLatest
	return c
}

func parseCase(t *testing.T, a *txtar.Archive) (grid.Book, Context, map[string]bool) {
	t.Helper()
	book := grid.Book{Title: "Sổ", Locale: "vi_VN"}
	c := usualContext()
	marks := map[string]bool{}
	for _, f := range a.Files {
		switch kind, rest, _ := strings.Cut(f.Name, " "); kind {
		case "context":
			parseContext(t, string(f.Data), &c, &book)
		case "tab":
			book.Tabs = append(book.Tabs, parseTab(t, strings.Trim(rest, `"`), string(f.Data), marks))
		}
	}
	return book, c, marks
}

func parseContext(t *testing.T, text string, c *Context, book *grid.Book) {
	t.Helper()
	fresh := map[string]bool{}
	for line := range strings.Lines(text) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		parts := splitCells(rest)
		switch word {
		case "":
		case "locale":
			book.Locale = rest
			if rest == "none" {
				book.Locale = ""
			}
		case "programme":
			from, to, _ := strings.Cut(rest, " ")
			c.Starts, c.Ends = mustDay(t, from), mustDay(t, to)
		case "unit":
			if !fresh[word] {
				c.Units, fresh[word] = nil, true
			}
			c.Units = append(c.Units, parseUnit(t, parts))
		case "indicator":
			i := office.Indicator{ID: parts[0], Label: parts[1], Short: parts[2], Unit: parts[3], Aggregate: office.Aggregate(parts[4])}
			if len(parts) > 5 {
				i.Aliases = splitList(parts[5])
			}
			c.Indicators = append(c.Indicators, i)
		default:
			t.Fatalf("context: %q is not known", line)
		}
	}
}

func parseUnit(t *testing.T, parts []string) *office.Unit {
	t.Helper()
	u := &office.Unit{ID: parts[0], Name: parts[1], Type: parts[2]}
	for _, p := range parts[3:] {
		key, value, _ := strings.Cut(p, ": ")
		switch key {
		case "aliases":
			u.Aliases = splitList(value)
		case "tabs":
			u.Reading.Tabs = splitList(value)
		case "own_totals":
			for _, kind := range splitList(value) {
				u.Reading.OwnTotals = append(u.Reading.OwnTotals, calendar.PeriodKind(kind))
			}
		case "same_day":
			u.Reading.SumSameDay = value == "sum"
		case "values":
			u.Reading.Cumulative = map[string]bool{"*": value == "cumulative"}
		case "columns":
			u.Reading.Columns = map[string]string{}
			for _, pin := range splitList(value) {
				id, at, _ := strings.Cut(pin, "=")
				u.Reading.Columns[id] = at
			}
		default:
			t.Fatalf("unit: %q is not known", p)
		}
	}
	return u
}

func splitCells(s string) []string {
	parts := strings.Split(s, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func splitList(s string) []string {
	var out []string
	for _, p := range strings.Split(s, ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func mustDay(t *testing.T, s string) calendar.Day {
	t.Helper()
	if s == "" || s == "open" {
		return 0
	}
	d, err := calendar.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func parseTab(t *testing.T, title, text string, marks map[string]bool) grid.Tab {
	t.Helper()
	tab := grid.Tab{Title: title}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if option, ok := strings.CutPrefix(line, "! "); ok {
			tabOption(t, &tab, option)
			continue
		}
		row := len(tab.Rows)
		var cells []grid.Cell
		if strings.TrimSpace(line) != "" {
			for col, s := range splitCells(line) {
				if rest, ok := strings.CutPrefix(s, "»"); ok {
					marks[title+"!"+grid.Address(row, col)] = true
					s = rest
				}
				if s == "<" || s == "^" {
					mergeInto(&tab, row, col, s)
				}
				cells = append(cells, parseCell(t, s))
			}
		}
		tab.Rows = append(tab.Rows, cells)
	}
	return tab
}

func tabOption(t *testing.T, tab *grid.Tab, option string) {
	t.Helper()
	word, rest, _ := strings.Cut(option, " ")
	switch word {
	case "hidden":
		tab.Hidden = true
	case "damaged":
		tab.Damage = rest
	case "id":
		tab.ID, _ = strconv.ParseInt(rest, 10, 64)
	case "hide":
		for _, f := range strings.Fields(rest) {
			n, _ := strconv.Atoi(f)
			tab.HiddenRows = append(tab.HiddenRows, n-1)
		}
	default:
		t.Fatalf("tab option %q is not known", option)
	}
}

// mergeInto widens the merge that the neighbour belongs to, or starts one.
func mergeInto(tab *grid.Tab, row, col int, s string) {
	r, c := row, col-1
	if s == "^" {
		r, c = row-1, col
	}
	for i := range tab.Merges {
		if m := &tab.Merges[i]; m.Contains(r, c) {
			m.EndRow, m.EndCol = max(m.EndRow, row+1), max(m.EndCol, col+1)
			return
		}
	}
	tab.Merges = append(tab.Merges, grid.Range{Row: r, Col: c, EndRow: row + 1, EndCol: col + 1})
}

var plainNumber = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

func parseCell(t *testing.T, s string) grid.Cell {
	if rest, ok := strings.CutPrefix(s, "{"); ok {
		mark, rest, _ := strings.Cut(rest, "}")
		return marked(t, mark, parseCell(t, rest))
	}
	t.Helper()
	switch {
	case s == "" || s == "<" || s == "^":
		return grid.Cell{}
	case s == "TRUE" || s == "FALSE":
		return grid.Cell{Kind: grid.Bool, Number: map[string]float64{"TRUE": 1}[s]}
	case strings.HasPrefix(s, "="):
		c := parseCell(t, s[1:])
		c.Formula = true
		return c
	case strings.HasPrefix(s, "'"):
		return grid.Cell{Kind: grid.Text, Text: unescape(s[1:])}
	case strings.HasPrefix(s, "#"):
		return grid.Cell{Kind: grid.Error, Text: s}
	case strings.HasPrefix(s, "@"):
		return grid.Cell{Kind: grid.Date, Number: float64(mustDay(t, s[1:]))}
	case plainNumber.MatchString(s):
		n, _ := strconv.ParseFloat(s, 64)
		return grid.Cell{Kind: grid.Number, Number: n}
	}
	return grid.Cell{Kind: grid.Text, Text: unescape(s)}
}

// marked gives a cell what a person sees beside its value.
func marked(t *testing.T, mark string, c grid.Cell) grid.Cell {
	word, text, _ := strings.Cut(mark, " ")
	more := grid.More{}
	if c.More != nil {
		more = *c.More
	}
	switch word {
	case "struck":
		c.Marks |= grid.Struck
	case "percent":
		c.Marks |= grid.Percent
	case "scaled":
		c.Marks |= grid.Scaled
	case "unseen":
		c.Marks |= grid.Unseen
	case "untrusted":
		c.Marks |= grid.Untrusted
	case "pending":
		c.Marks |= grid.Pending
	case "volatile":
		c.Marks |= grid.Volatile
	case "kept":
		c.Marks |= grid.StruckPart
		more.Kept = text
	case "raised":
		c.Marks |= grid.Superscript
		more.Kept = text
	case "note":
		more.Note = text
	case "fill":
		more.Fill = text
	case "f":
		more.Formula = text
	default:
		t.Fatalf("no mark: %s", mark)
	}
	c.More = &more
	return c
}

func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	if u, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`); err == nil {
		return u
	}
	return s
}

// checkMarks compares the marked cells with the places of warnings and errors.
func checkMarks(t *testing.T, findings []office.Finding, marks map[string]bool) {
	t.Helper()
	hit := map[string]bool{}
	for _, f := range findings {
		if f.Severity == office.SeverityNotice || f.Cell == "" {
			continue
		}
		found := false
		for m := range marks {
			if i := strings.LastIndex(m, "!"); m[:i] == f.Tab && covers(f.Cell, m[i+1:]) {
				hit[m], found = true, true
			}
		}
		if !found {
			t.Errorf("%s %s at %s!%s: no marked cell there", f.Severity, f.Code, f.Tab, f.Cell)
		}
	}
	for m := range marks {
		if !hit[m] {
			t.Errorf("the marked cell %s has no finding", m)
		}
	}
}

// covers reports whether a finding's place (a cell, a row, a column) has the
// cell in it.
func covers(place, cell string) bool {
	if place == cell {
		return true
	}
	if from, to, ok := strings.Cut(place, ":"); ok {
		r1, c1, ok1 := grid.ParseAddress(from)
		r2, c2, ok2 := grid.ParseAddress(to)
		row, col, ok3 := grid.ParseAddress(cell)
		return ok1 && ok2 && ok3 && (grid.Range{Row: r1, Col: c1, EndRow: r2 + 1, EndCol: c2 + 1}).Contains(row, col)
	}
	i := strings.IndexAny(cell, "0123456789")
	return place == cell[:i] || place == cell[i:]
}

func printTallies(all []office.Tally) string {
	var b strings.Builder
	for _, x := range all {
		fmt.Fprintf(&b, "%s %s %s %d %s!%s\n", x.Unit, x.Day, x.Indicator, x.Value, x.Tab, x.Cell)
	}
	return b.String()
}

// printTotals marks those that were held against their days with a tick.
func printTotals(all []office.PeriodTotal) string {
	var b strings.Builder
	for _, x := range all {
		fmt.Fprintf(&b, "%s %s %s %d %s!%s %q", x.Unit, x.Period, x.Indicator, x.Value, x.Tab, x.Cell, x.Label)
		if x.Compared {
			b.WriteString(" ✓")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func printFindings(all []office.Finding) string {
	var lines []string
	for _, f := range all {
		var b strings.Builder
		fmt.Fprintf(&b, "%s %s %s!%s", f.Severity, f.Code, f.Tab, f.Cell)
		for _, s := range []string{f.Unit, f.Day.String(), f.Indicator} {
			if s != "" {
				b.WriteString(" " + s)
			}
		}
		if f.Raw != "" {
			fmt.Fprintf(&b, " %q", f.Raw)
		}
		keys := make([]string, 0, len(f.Args))
		for k := range f.Args {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			fmt.Fprintf(&b, " %s=%s", k, f.Args[k])
		}
		lines = append(lines, b.String()+"\n")
	}
	sort.Strings(lines)
	return strings.Join(lines, "")
}

func printNotes(all []office.Note) string {
	var b strings.Builder
	for _, n := range all {
		fmt.Fprintf(&b, "%s %s %s %s!%s %q\n", n.Unit, n.Day, n.Field, n.Tab, n.Cell, n.Text)
	}
	return b.String()
}

func printTables(all []office.Table) string {
	var b strings.Builder
	for _, x := range all {
		fmt.Fprintf(&b, "%s %s %s %s..%s %s\n", x.Tab, x.Layout, x.Header, x.First, x.Last, strings.Join(x.Units, ","))
		for _, c := range x.Columns {
			fmt.Fprintf(&b, "  %s %q %s %s %s\n", c.At, c.Header, c.Role, c.Indicator, c.How)
		}
	}
	return b.String()
}
