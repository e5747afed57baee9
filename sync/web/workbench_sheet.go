package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/workbench"
)

// A sheetPage is one tab of a workbook as a picture of its cells, with what all of
// it was understood as.
type sheetPage struct {
	Unit    unitLink
	Tab     string
	Link    string // the sheet itself
	Tabs    []sheetTab
	Blocks  []sheetBlock
	Legend  []cellKind
	Columns []sheetColumn
	Lines   []sheetLine
	Moves   []sheetTab // to the other parts of the tab
	Shown   string     // which part this is
	Whole   []sheetTab // questions about the tab as such
	May     bool       // headings may be answered
}

type sheetTab struct {
	Name, Href string
	Here       bool
}

type sheetBlock struct {
	Place  string
	Fields []sheetField
}

// A sheetField is what a column or a row of a block was taken for.
type sheetField struct{ At, Says, Meaning, Class string }

// A cellKind is what became of a cell: a colour by its class, and a sign that
// reads without colours.
type cellKind struct{ Class, Sign, Label string }

type sheetColumn struct {
	Letters string
	Means   []cellKind
}

type sheetLine struct {
	Number int
	Means  []cellKind
	Cells  []sheetCell
}

type sheetCell struct {
	Text   string
	Kind   *cellKind
	Answer string // the page where the heading is answered; "" for no heading
	Asks   string
}

func (s *Server) sheetPage(w http.ResponseWriter, r *http.Request) {
	v, err := s.viewOf(r)
	if err != nil {
		s.unavailable(w, r, err)
		return
	}
	asked := r.URL.Query()
	source := asked.Get("source")
	units := v.programme.UnitsOf(source)
	if len(units) == 0 {
		s.problem(w, r, http.StatusNotFound)
		return
	}
	book, reading, err := s.Workbench.Workbook(r.Context(), source)
	switch {
	case err != nil:
		s.unavailable(w, r, err)
		return
	case book == nil:
		s.problem(w, r, http.StatusNotFound)
		return
	}
	questions := office.QuestionsOf(source, reading)
	row, _ := strconv.Atoi(asked.Get("row"))
	col, _ := strconv.Atoi(asked.Get("col"))
	picture := workbench.PictureOf(book, reading, questions, asked.Get("tab"), row, col)
	p := v.sheet(&picture, source)
	p.Unit = linkTo(units[0])
	s.show(w, r, http.StatusOK, "sheet.html", p)
}

// The kinds of cells, each with its sign.
var cellSigns = []struct {
	as    office.AccountedAs
	class string
	sign  string
}{
	{office.AsTally, "is-read", "✓"}, {office.AsProposed, "is-asked", "?"}, {office.AsFinding, "is-told", "!"}, {office.AsCompared, "is-sum", "Σ"}, {office.AsKnown, "is-known", "·"},
}

func (v *view) cellKinds() map[office.AccountedAs]*cellKind {
	kinds := map[office.AccountedAs]*cellKind{}
	for _, k := range cellSigns {
		kinds[k.as] = &cellKind{k.class, k.sign, v.text("account." + string(k.as))}
	}
	return kinds
}

func (v *view) sheet(p *workbench.Picture, source string) sheetPage {
	kinds := v.cellKinds()
	out := sheetPage{Tab: p.Tab, Link: v.link(office.Origin{Source: source, Tab: p.Tab}), May: v.may(Office)}
	for _, k := range cellSigns {
		out.Legend = append(out.Legend, *kinds[k.as])
	}
	for _, tab := range p.Tabs {
		out.Tabs = append(out.Tabs, sheetTab{tab, sheetAt(source, tab, 0, 0), tab == p.Tab})
	}
	for _, q := range p.Whole {
		out.Whole = append(out.Whole, sheetTab{Name: v.text("web.bench.whole", "says", v.quoted(q.Says)), Href: questionPath(q)})
	}
	for i := range p.Blocks {
		out.Blocks = append(out.Blocks, v.sheetBlock(p.Tab, &p.Blocks[i]))
	}
	for i := range p.Columns {
		c := &p.Columns[i]
		out.Columns = append(out.Columns, sheetColumn{c.Letters, v.meanings(c.Means, shortDay(c.Day))})
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		line := sheetLine{Number: l.Number, Means: v.meanings(l.Means, shortDay(l.Day))}
		for k := range l.Cells {
			c := &l.Cells[k]
			cell := sheetCell{Text: v.messages.Shown(c.Text), Kind: kinds[c.As]}
			if q := c.Question; q != nil && c.Text != "" {
				cell.Answer, cell.Asks, cell.Kind = questionPath(q), v.askedOf(q), nil
			}
			line.Cells = append(line.Cells, cell)
		}
		out.Lines = append(out.Lines, line)
	}
	out.Moves, out.Shown = v.moves(p, source), v.text("web.sheet.shown", "first", strconv.Itoa(min(p.Row+1, p.Rows)), "last", strconv.Itoa(p.Row+len(p.Lines)), "rows", strconv.Itoa(p.Rows))
	return out
}

func shortDay(d calendar.Day) string {
	if d == 0 {
		return ""
	}
	return dayMonth(d)
}

// questionPath leads to where a heading is answered.
func questionPath(q *office.Question) string {
	return workbenchPath + "?" + url.Values{"id": {q.ID}, "source": {q.Source}}.Encode()
}

// askedOf says of a heading in a few words what it was taken for.
func (v *view) askedOf(q *office.Question) string {
	switch {
	case q.Open:
		return v.text("web.sheet.unknown")
	case q.Taken:
		return v.words().Short(q.Meaning.Indicator)
	case q.Whole():
		return v.text("web.sheet.asked")
	}
	return v.text("web.sheet.asked-as", "meaning", v.words().Meaning(q.Meaning))
}

// meanings say what a column or a row was taken for, and its day.
func (v *view) meanings(all []workbench.Means, day string) (out []cellKind) {
	if day != "" {
		out = append(out, cellKind{"is-known", "", day})
	}
	for _, m := range all {
		if k := v.meaning(&m); k.Label != "" {
			out = append(out, k)
		}
	}
	return out
}

func (v *view) meaning(m *workbench.Means) cellKind {
	k := cellKind{Class: "is-known"}
	switch m.Role {
	case "indicator":
		k = cellKind{"is-read", "✓", v.words().Short(m.Indicator)}
	case "proposed":
		k = cellKind{"is-asked", "?", v.words().Short(m.Indicator)}
	case "unknown":
		k = cellKind{"is-told", "!", v.text("web.sheet.unknown")}
	case "text", "date", "unit":
		k.Label = v.text("web.sheet." + m.Role)
	case "ignored":
		k.Label = v.text("web.sheet.ignored")
	}
	if m.Taught {
		k.Label = v.text("web.sheet.taught", "meaning", k.Label)
	}
	return k
}

func (v *view) sheetBlock(tab string, b *workbench.Block) sheetBlock {
	out := sheetBlock{Place: v.text("web.mapping.table", "tab", tab, "layout", v.text("cli.check."+b.Layout), "header", b.Header, "first", b.First.Short(), "last", b.Last.Short())}
	for i := range b.Fields {
		f := &b.Fields[i]
		k := v.meaning(&f.Means)
		out.Fields = append(out.Fields, sheetField{f.At, v.quoted(f.Says), k.Sign + " " + k.Label, k.Class})
	}
	return out
}

// moves lead to the parts of a tab beside the one that is shown.
func (v *view) moves(p *workbench.Picture, source string) (all []sheetTab) {
	add := func(key string, row, col int, may bool) {
		if may {
			all = append(all, sheetTab{Name: v.text("web.sheet." + key), Href: sheetAt(source, p.Tab, row, col)})
		}
	}
	add("up", max(0, p.Row-workbench.WindowRows), p.Col, p.Row > 0)
	add("down", p.Row+workbench.WindowRows, p.Col, p.Row+workbench.WindowRows < p.Rows)
	add("left", p.Row, max(0, p.Col-workbench.WindowCols), p.Col > 0)
	add("right", p.Row, p.Col+workbench.WindowCols, p.Col+workbench.WindowCols < p.Cols)
	return slices.Clip(all)
}

// sheetAt is the picture of a tab from a row and a column on, which count from 0.
func sheetAt(source, tab string, row, col int) string {
	q := url.Values{"source": {source}, "tab": {tab}}
	if row > 0 {
		q.Set("row", strconv.Itoa(row))
	}
	if col > 0 {
		q.Set("col", strconv.Itoa(col))
	}
	return workbenchPath + "/sheet?" + q.Encode()
}
