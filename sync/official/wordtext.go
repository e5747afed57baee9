package official

import (
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// nowhere is a place outside tables and lists.
func (w *wording) nowhere() *place {
	p := &plan{sheet: &sheet{cells: map[at]*cell{}, lists: map[int]string{}}, data: w.data, footnotes: w.notes,
		outRows: []outRow{plainRow(0)}, outCols: []outCol{{item: -1}}, rowsOf: map[int]span{}, colsOf: map[int]span{}}
	return &place{data: w.data, plan: p, total: &w.Window.Total, item: -1, entry: -1}
}

// at is the place of an entry of a list.
func (p *place) at(mark string, entry int) *place {
	q := *p
	row := plainRow(len(q.plan.outRows))
	row.entry = entry
	q.plan.lists[row.src] = mark
	q.plan.outRows = append(q.plan.outRows, row)
	q.row, q.entry = len(q.plan.outRows)-1, entry
	return &q
}

// blocks fills the paragraphs and tables that stand in an element, one after the
// other.
func (w *wording) blocks(e *etree.Element, p *place) {
	for _, child := range e.ChildElements() {
		switch child.FullTag() {
		case "w:p":
			w.repeated(e, child, p)
		case "w:tbl":
			if w.table(child, p) {
				e.RemoveChild(child)
			}
		case "w:sdt", "w:sdtContent", "w:ins", "w:smartTag":
			w.blocks(child, p)
		}
	}
}

// repeated fills a paragraph, once an entry where it is marked as a list's.
func (w *wording) repeated(parent, para *etree.Element, p *place) {
	r := w.read(joined(piecesOf(para)))
	i := slices.IndexFunc(r.marks, isList)
	if i < 0 || p.entry >= 0 && p.plan.lists[p.plan.outRows[p.row].src] == r.marks[i] { // its row repeats already
		if w.paragraph(para, p) {
			parent.RemoveChild(para)
		}
		return
	}
	mark := r.marks[i]
	index := para.Index()
	parent.RemoveChildAt(index)
	for n := range p.plan.entries(mark) {
		again := para.Copy()
		w.paragraph(again, p.at(mark, n))
		parent.InsertChildAt(index+n, again)
	}
}

// paragraph fills a paragraph's placeholders and reports whether it has nothing
// to say. What breaks a section is never dropped.
func (w *wording) paragraph(para *etree.Element, p *place) (idle bool) {
	pieces := piecesOf(para)
	text := joined(pieces)
	r := w.read(text)
	if len(r.tokens) == 0 && len(r.marks) == 0 {
		w.within(para, p)
		return false
	}
	if w.saysNothing(r.tokens) && para.FindElement("w:pPr/w:sectPr") == nil {
		return true
	}
	whole := len(r.tokens) == 1
	for _, at := range slices.Backward(braces.FindAllStringSubmatchIndex(text, -1)) {
		name := strings.TrimSpace(text[at[2]:at[3]])
		put(pieces, at[0], at[1], w.value(name, p, whole))
	}
	breakLines(para)
	return false
}

// saysNothing reports whether a word of a text has nothing to say in this report.
func (w *wording) saysNothing(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.word != nil && t.word.idle != nil && t.word.idle(w.data) })
}

// within fills what stands in a paragraph's own text boxes.
func (w *wording) within(para *etree.Element, p *place) {
	for _, box := range para.FindElements(".//w:txbxContent") {
		w.blocks(box, p)
	}
}

// value is what a placeholder says; a mark says nothing.
func (w *wording) value(name string, p *place, whole bool) string {
	base, id, pinned := strings.Cut(name, ":")
	word := w.words[name]
	if word == nil && pinned {
		word = w.words[base]
	}
	if word == nil {
		return ""
	}
	t := token{word: word}
	if pinned && w.words[name] == nil {
		t.id = id
		if p.indexOf(id) < 0 {
			w.fault(newFault(faultIndicator, id, w.indicators()))
			return ""
		}
	}
	if f := misplaced(t, p); f != nil {
		w.fault(f)
		return ""
	}
	v := t.valueAt(p)
	if whole {
		return v.shown
	}
	return v.inProse()
}

func (w *wording) fault(f *FormError) {
	f.Sheet = "Văn bản"
	if !slices.ContainsFunc(w.faults, func(e error) bool { return e.Error() == f.Error() }) {
		w.faults = append(w.faults, f)
	}
}

// misplaced is the fault of a word that stands where it means nothing.
func misplaced(t token, p *place) *FormError {
	n := t.word.needs
	if t.id != "" {
		n &^= needIndicator
	}
	switch {
	case t.word.list != "" && (p.entry < 0 || listOf(p.plan.lists[p.plan.outRows[p.row].src]) != t.word.list):
		return newFault(faultOutsideList, braced(t.word.name), braced(t.word.list))
	case n&needUnit != 0 && p.line == nil:
		return newFault(faultOutsideUnits, braced(t.word.name), braced(markUnit))
	case n&needPart != 0 && p.part == nil:
		return newFault(faultOutsidePart, braced(t.word.name))
	case n&needIndicator != 0 && p.item < 0:
		return newFault(faultOutsideItem, braced(t.word.name), braced(markIndicator))
	}
	return nil
}

// A piece is one run's text within a paragraph: Word cuts a placeholder into
// several where it was edited.
type piece struct {
	e    *etree.Element
	text string
}

// piecesOf gives a paragraph's texts in order, without those of paragraphs that
// stand within it.
func piecesOf(para *etree.Element) (all []*piece) {
	for _, child := range para.ChildElements() {
		switch child.FullTag() {
		case "w:t":
			all = append(all, &piece{child, child.Text()})
		case "w:p", "w:pPr", "w:rPr", "w:del", "w:txbxContent":
		default:
			all = append(all, piecesOf(child)...)
		}
	}
	return all
}

func joined(pieces []*piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// put replaces a stretch of a paragraph's text, in the look in which the stretch
// begins.
func put(pieces []*piece, from, to int, text string) {
	at := 0
	for _, p := range pieces {
		n := len(p.text)
		if first, last := max(from-at, 0), min(to-at, n); first < last {
			p.text = p.text[:first] + text + p.text[last:]
			p.e.SetText(p.text)
			p.e.CreateAttr("xml:space", "preserve")
			text = ""
		}
		at += n
	}
}

// breakLines makes the line breaks of texts those of Word.
func breakLines(para *etree.Element) {
	for _, p := range piecesOf(para) {
		lines := strings.Split(p.text, "\n")
		if len(lines) == 1 {
			continue
		}
		p.e.SetText(lines[0])
		run, index := p.e.Parent(), p.e.Index()
		for _, line := range lines[1:] {
			t := etree.NewElement("w:t")
			t.CreateAttr("xml:space", "preserve")
			t.SetText(line)
			run.InsertChildAt(index+1, etree.NewElement("w:br"))
			run.InsertChildAt(index+2, t)
			index += 2
		}
	}
}

// indicators lists the programme's, for whoever named another.
func (w *wording) indicators() string {
	var ids []string
	for i := range w.Programme.Indicators {
		ids = append(ids, w.Programme.Indicators[i].ID)
	}
	return strings.Join(ids, ", ")
}
