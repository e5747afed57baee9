package web

import (
	"net/url"
	"slices"
	"strconv"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/workbench"
)

// A card is one question as it is asked: what stands there, what it would come to,
// and the answers to choose from.
type card struct {
	ID       string // as an anchor
	Named    string // what the answer carries
	Asks     string
	Says     string
	Unit     unitLink
	Place    string
	Picture  string // the sheet as it was understood
	Link     string // the sheet itself
	Why      string
	Figures  string
	Others   []unitLink // the further units that write the same
	More     int        // those beyond
	Cut      workbench.Cut
	Sums     []string
	Against  []rival // what cannot be right together with it
	Deferred string
	Letter   string
	Answers  *answers // nil where the visitor may not answer
	// What was shown, which the answer carries, so that it can be told what was
	// there when it was given.
	Source, Tab, Cell string
}

// quoted is what a commune wrote, short, without names of citizens.
func (v *view) quoted(text string) string { return shortened(v.messages.Shown(text)) }

// cut puts words in the place of citizens' names.
func (v *view) cut(c workbench.Cut) workbench.Cut {
	rows := slices.Clone(c.Rows)
	for i := range rows {
		rows[i].Cells = slices.Clone(rows[i].Cells)
		for k := range rows[i].Cells {
			rows[i].Cells[k].Text = v.messages.Shown(rows[i].Cells[k].Text)
		}
	}
	c.Rows = rows
	return c
}

// A rival is a question that cannot be right together with another.
type rival struct{ Says, Href string }

// rivals name the questions that cannot be right together with one.
func (v *view) rivals(q *office.Question, all []office.Question) (list []rival) {
	for i := range all {
		if slices.Contains(q.Against, all[i].ID) {
			list = append(list, rival{v.quoted(all[i].Says), workbenchPath + "?id=" + all[i].ID})
		}
	}
	return list
}

// answers are what a card offers.
type answers struct {
	ruling  form
	Yes     bool
	Whole   bool
	Choices []option // the indicators
	Scope   bool     // for everywhere, or only here
	Many    bool     // several workbooks write the same
	Here    bool     // only here is chosen
	Part    string
	Later   bool // may be put off
}

// Typed, Person and the others are those of the form that asks who decides and why.
func (a *answers) Ruling() form { return a.ruling }

// othersShown is how many further units a card names.
const othersShown = 8

// card lays out one question, or one that several workbooks ask alike.
func (v *view) card(g *workbench.Group, evidence map[string]workbench.Evidence, all []office.Question) card {
	q := &g.Questions[0]
	e := evidence[q.ID]
	c := card{
		ID: q.ID, Named: q.Named(), Says: v.quoted(q.Says), Unit: v.unitOf(q), Place: v.placeOf(q), Picture: sheetPath(&q.Origin), Link: v.link(q.Origin),
		Against: v.rivals(q, all), Cut: v.cut(e.Cut), Letter: v.words().Asking(q), Source: q.Source, Tab: q.Tab, Cell: q.Cell,
	}
	figures := max(g.Figures, e.Figures)
	if figures > 0 {
		c.Figures = v.text("web.bench.figures", "n", office.Grouped(int64(figures)))
	}
	switch {
	case q.Taken:
		c.Asks = v.text("web.bench.taken", "says", c.Says, "meaning", v.words().Meaning(q.Meaning))
		c.Figures = v.text("web.bench.counted", "n", office.Grouped(int64(figures)))
	case q.Open:
		c.Asks = v.text("web.bench.open", "says", c.Says)
	case q.Whole():
		c.Asks = v.text("web.bench.whole", "says", c.Says)
	default:
		c.Asks = v.text("web.bench.asks", "says", c.Says, "meaning", v.words().Meaning(q.Meaning))
	}
	if q.Why != "" {
		c.Why = v.text("why." + q.Why)
	}
	for i := range e.Sums {
		c.Sums = append(c.Sums, v.sum(&e.Sums[i], q.Whole()))
	}
	for i := 1; i < len(g.Questions); i++ {
		if len(c.Others) == othersShown {
			c.More = len(g.Questions) - i
			break
		}
		c.Others = append(c.Others, v.unitOf(&g.Questions[i]))
	}
	if d := q.Deferred; d != nil {
		c.Deferred = v.words().Decision(d, "") + " — " + v.messages.By(d) + ", " + v.instant(d.At) + ": " + shortened(d.Reason)
	}
	if v.may(Office) {
		c.Answers = v.answers(q, len(g.Questions) > 1)
	}
	return c
}

// answers are those that fit a question.
func (v *view) answers(q *office.Question, many bool) *answers {
	a := &answers{Yes: !q.Open && !q.Taken, Whole: q.Whole(), Scope: !q.Whole(), Many: many, Here: !many, Later: !q.Taken}
	a.ruling = v.form(form{Reason: v.text("web.bench.reason")}, url.Values{"reason": {v.text("web.bench.reason")}})
	if a.Whole {
		return a
	}
	for i := range v.programme.Indicators {
		x := &v.programme.Indicators[i]
		a.Choices = append(a.Choices, option{Value: x.ID, Label: x.Label}) // none is chosen: a tap alone must not choose
	}
	return a
}

// sum says what a month would come to, beside the sheet's own total; of a whole table
// of which indicator.
func (v *view) sum(s *workbench.Sum, whole bool) string {
	of := v.text("web.bench.sum.tab", "tab", s.Tab)
	if s.Month != 0 {
		year, month, _ := s.Month.Date()
		of = v.text("web.bench.sum.month", "month", strconv.Itoa(int(month))+"/"+strconv.Itoa(year), "tab", s.Tab)
	}
	if whole && s.Indicator != "" {
		of = v.words().Short(s.Indicator) + ", " + of
	}
	key := "web.bench.sum.none"
	pairs := []string{"of", of, "total", office.Grouped(s.Total), "n", strconv.Itoa(s.Figures)}
	if s.Own != nil {
		key = "web.bench.sum.differs"
		if s.Agrees() {
			key = "web.bench.sum.agrees"
		}
		pairs = append(pairs, "label", s.Own.Label, "cell", s.Own.Cell, "own", office.Grouped(s.Own.Value))
	}
	return v.text(key, pairs...)
}

// placeOf names where a question's heading stands.
func (v *view) placeOf(q *office.Question) string {
	if q.Cell == "" {
		return v.text("web.bench.tab", "tab", q.Tab)
	}
	return v.place(q.Tab, q.Cell)
}

// sheetPath is the picture of a sheet where something stands.
func sheetPath(o *office.Origin) string {
	q := url.Values{"source": {o.Source}, "tab": {o.Tab}}
	letters, digits := office.SplitCell(o.Cell)
	if row, _ := strconv.Atoi(digits); row > workbench.WindowRows {
		q.Set("row", strconv.Itoa(row-5))
	}
	if col, ok := grid.ParseColumn(letters); ok && col >= workbench.WindowCols {
		q.Set("col", strconv.Itoa(col-3))
	}
	return workbenchPath + "/sheet?" + q.Encode()
}
