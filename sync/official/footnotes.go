package official

import (
	"fmt"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// mostEntered bounds how many entries the footnotes tell one by one; the
// internal workbook has them all.
const mostEntered = 10

// A footnote explains a table; one about a row stands only where the form has
// that row.
type footnote struct {
	text string
	word string // the placeholder of the row; "" for the whole table
}

// writeFootnotes says under the table what a reader must know of its figures.
func (d *data) writeFootnotes() {
	about := func(word, text string) {
		if text != "" {
			d.footnotes = append(d.footnotes, footnote{text, word})
		}
	}
	add := func(text string) { about("", text) }
	add(d.notInYet())
	for _, note := range d.totalsBelowParts() {
		add(note)
	}
	for _, note := range d.enteredNotes() {
		add(note)
	}
	if d.Carried != nil && d.adjusted() {
		about("dieu_chinh", fmt.Sprintf("Điều chỉnh kỳ trước: số liệu thay đổi so với Báo cáo số %s.", clean(d.Carried.Report.Number)))
	}
	add(d.unaddable())
	if d.estimates() {
		about("uoc_ca_nam", fmt.Sprintf("Ước thực hiện cả năm = lũy kế × %d ngày làm việc của năm ÷ %d ngày làm việc đã qua; chỉ tiêu hiện có (không cộng dồn) giữ nguyên.", d.estimate.All, d.estimate.Gone))
	}
}

// estimates reports whether there is a year's result to foresee: not before its
// first working day has passed, nor after its last.
func (d *data) estimates() bool {
	return d.Programme.Letterhead.Estimate && d.estimate.Gone > 0 && d.estimate.Gone < d.estimate.All
}

// mostUnits bounds how many units one footnote names.
const mostUnits = 12

// notInYet: "* Chưa gồm số liệu đang đối chiếu: Tân Khai ngày 12/6; Đồng Nơ 08 ngày."
func (d *data) notInYet() string {
	var units []string
	for _, l := range d.lines {
		if text := d.notIn(l.Unit.ID, mostNoted); text != "" {
			units = append(units, clean(l.Unit.ShortName())+text)
		}
	}
	if len(units) == 0 {
		return ""
	}
	return "* Chưa gồm số liệu đang đối chiếu: " + few(units, "; ") + "."
}

// few joins names, the first of them where there are too many.
func few(names []string, by string) string {
	if n := len(names) - mostUnits; n > 0 {
		return fmt.Sprintf("%s và %02d đơn vị khác", strings.Join(names[:mostUnits], by), n)
	}
	return strings.Join(names, by)
}

// totalsBelowParts tells of totals that are less than their parts: a day's total
// waits, of which the parts are in.
func (d *data) totalsBelowParts() (notes []string) {
	for _, i := range d.ownPrinted() {
		var units []string
		for _, l := range d.lines {
			if d.Report.BelowParts(d.indicator(i), l) {
				units = append(units, clean(l.Unit.ShortName()))
			}
		}
		if len(units) > 0 {
			notes = append(notes, fmt.Sprintf("* %s của %s nhỏ hơn tổng các thành phần, vì chưa gồm tổng số của những ngày đang đối chiếu.", sentence(d.fullName(i)), few(units, ", ")))
		}
	}
	return notes
}

// enteredNotes tell who entered the marked figures, and why.
func (d *data) enteredNotes() []string {
	var notes []string
	told, left := map[int64]bool{}, 0
	for _, e := range d.entered {
		if told[e.decision.ID] || !slices.Contains(d.printed, e.item) {
			continue
		}
		told[e.decision.ID] = true
		if len(notes) == mostEntered {
			left++
			continue
		}
		notes = append(notes, fmt.Sprintf("%s %s, ngày %s, %s: %s (%s; người nhập: %s; lý do: %s).", strings.TrimSpace(officeMark),
			clean(e.line.Unit.Name), dayMonth(e.line.Day), d.fullName(e.item), office.Grouped(e.line.Figures[e.item].N), e.manner(), clean(e.decision.By), clean(e.decision.Reason)))
	}
	if left > 0 {
		notes = append(notes, fmt.Sprintf("%s Và %02d số liệu khác do Văn phòng ghi.", strings.TrimSpace(officeMark), left))
	}
	return notes
}

// adjusted reports whether any printed figure of earlier periods has changed.
func (d *data) adjusted() bool {
	for _, i := range d.printed {
		if d.Carried != nil && i < len(d.Carried.Adjusted) && d.Carried.Adjusted[i].Stated {
			return true
		}
	}
	return false
}

// unaddable tells why months do not add up to the year: the year begins and
// ends on other days than its months, and programme days lie between.
func (d *data) unaddable() string {
	if k := d.Window.Period.Kind; k == calendar.KindDay || k == calendar.KindNamed {
		return ""
	}
	year := d.Year.Period
	if first := d.Window.Period.First; first < year.First {
		return fmt.Sprintf("Lũy kế năm %s tính từ ngày %s nên không gồm các ngày từ %s đến %s của kỳ báo cáo (thuộc năm trước).",
			year.Name, year.First.Short(), first.Short(), (year.First - 1).Short())
	}
	y, _, _ := year.Last.Date()
	january, december := d.Programme.Windows.Month(y, 1), d.Programme.Windows.Month(y, 12)
	before := clipped(year.First, january.First-1, max(d.Programme.Starts, year.First), d.lastDay())
	after := clipped(year.Last+1, december.Last, d.Programme.Starts, december.Last)
	yearly := d.Window.Period.Kind == calendar.KindYear
	switch {
	case before != "" && (!yearly || after == ""):
		return fmt.Sprintf("Năm %s tính từ ngày %s: lũy kế gồm cả %s, không thuộc tháng nào của năm, nên không bằng tổng các tháng.", year.Name, year.First.Short(), before)
	case yearly && after != "":
		text := fmt.Sprintf("Năm %s tính từ ngày %s đến hết ngày %s nên không bằng tổng 12 tháng: không gồm %s (thuộc tháng 12, tính vào năm sau)", year.Name, year.First.Short(), year.Last.Short(), after)
		if before != "" {
			text += fmt.Sprintf("; có gồm %s (không thuộc tháng nào của năm)", before)
		}
		return text + "."
	}
	return ""
}

// clipped words the days from one to another as far as they lie within bounds;
// "" where none does.
func clipped(first, last, from, to calendar.Day) string {
	first, last = max(first, from), min(last, to)
	if first > last {
		return ""
	}
	return fmt.Sprintf("các ngày từ %s đến %s", first.Short(), last.Short())
}
