package official

import (
	"fmt"
	"strings"

	"tonghop/model/calendar"
)

// The sentences of a report's sections, made of its figures alone. Each stands
// in a paragraph of its own, which the office edits.

// opening: "Trong tháng 6 năm 2020 (từ ngày …), có 12/13 đơn vị báo cáo số liệu".
func (d *data) opening() string {
	period := d.periodName()
	if d.Window.Period.Kind != calendar.KindDay {
		period = fmt.Sprintf("%s (từ ngày %s đến hết ngày %s)", period, d.firstDay().Short(), d.lastDay().Short())
	}
	return fmt.Sprintf("Trong %s, có %s đơn vị báo cáo số liệu", period, d.reported())
}

// results are one sentence for each printed indicator, with what it comes to
// beside the period before where both are covered, and a last one where none can
// be compared.
func (d *data) results() []string {
	var all []string
	compared, lacking := 0, 0
	for _, i := range d.ownPrinted() {
		sum := d.Window.Total.Figures[i]
		if !sum.Stated {
			continue
		}
		x := d.indicator(i)
		text := fmt.Sprintf("- %s: %s %s", clean(x.Label), number(sum.N).inProse(), clean(x.Unit))
		if against := d.against(i); against != "" {
			text += ", " + against
			compared++
		} else {
			lacking++
		}
		if more := d.toDate(i); len(more) > 0 {
			text += "; " + strings.Join(more, ", ")
		}
		all = append(all, text+".")
	}
	switch {
	case len(all) == 0:
		return []string{"- Chưa có số liệu."}
	case !d.comparing():
	case compared == 0:
		all = append(all, "Chưa đủ số liệu để so sánh với "+d.before()+".")
	case lacking > 0:
		all = append(all, "Các chỉ tiêu không nêu tăng, giảm: chưa đủ số liệu để so sánh với "+d.before()+".")
	}
	return all
}

// comparing reports whether reports of this kind are told beside the period
// before: not those of a day or of one of the office's own periods, nor one that
// is cut short, nor the first.
func (d *data) comparing() bool {
	prior, ok := d.Programme.Windows.Of(d.Window.Period.Kind, d.Window.Period.First-1)
	return ok && d.Window.Period.Kind != calendar.KindDay && prior.Last >= d.Programme.Starts
}

func (d *data) before() string {
	prior, _ := d.Programme.Windows.Of(d.Window.Period.Kind, d.Window.Period.First-1)
	return d.nameOf(prior)
}

// against: "tăng 12,5% so với tháng 5 năm 2020 (1.097 lượt)".
func (d *data) against(i int) string {
	if i >= d.own {
		return ""
	}
	c, ok := d.Report.AgainstBefore(i)
	if !ok {
		return ""
	}
	was := c.Then
	unit := clean(d.indicator(i).Unit)
	diff := d.Window.Total.Figures[i].N - was.N
	word := "tăng"
	switch {
	case diff == 0:
		return "bằng " + d.before()
	case diff < 0:
		word, diff = "giảm", -diff
	}
	by := number(diff).inProse() + " " + unit
	if was.N > 0 && diff*1000 >= was.N {
		by = tenths((diff*2000+was.N)/(2*was.N)).shown + "%"
	}
	return fmt.Sprintf("%s %s so với %s (%s %s)", word, by, d.before(), number(was.N).inProse(), unit)
}

// toDate is what the year has come to, where the period is not the year, and how
// far that is of its target.
func (d *data) toDate(i int) (more []string) {
	x := d.indicator(i)
	if year := d.Year.Total.Figures[i]; year.Stated && x.AddsUp() && d.Window.Period.Kind != calendar.KindYear {
		more = append(more, fmt.Sprintf("lũy kế từ đầu năm %s %s", number(year.N).inProse(), clean(x.Unit)))
	}
	if v := percentValue(d.progress[x.ID]); v.isNum {
		more = append(more, "đạt "+v.shown+"% chỉ tiêu năm")
	}
	return more
}

// assessment says how far the figures can be relied on and how the year's targets
// stand.
func (d *data) assessment() []string {
	var all []string
	if d.whole() {
		all = append(all, fmt.Sprintf("- Tất cả %02d đơn vị đã báo cáo số liệu trong kỳ.", len(d.lines)))
	} else {
		all = append(all, "- Có "+d.reported()+" đơn vị báo cáo số liệu trong kỳ; số liệu tổng hợp chưa gồm các đơn vị còn lại.")
		for _, line := range strings.Split(d.absentUnits(), "\n") {
			all = append(all, "- "+line)
		}
	}
	if text := strings.TrimPrefix(d.notInYet(), "* "); text != "" {
		all = append(all, "- "+text)
	}
	if r := d.Window.Total.Rate; d.Programme.Letterhead.Timeliness && r.Judged() > 0 {
		all = append(all, fmt.Sprintf("- Số ngày báo cáo đúng hạn: %s ngày được xét.", timely(r)))
	}
	for _, g := range d.goals {
		if text := attained(g); percentValue(g).isNum {
			all = append(all, fmt.Sprintf("- %s: %s.", clean(g.Indicator.Label), lowered(text)))
		}
	}
	return all
}

// outlook is what the figures themselves leave to be done.
func (d *data) outlook() []string {
	var all []string
	for _, g := range d.goals {
		if rest := g.Goal.N - g.Done.N; g.Goal.Stated && g.Done.Stated && rest > 0 {
			all = append(all, fmt.Sprintf("- Tiếp tục thực hiện chỉ tiêu năm “%s”: còn %s %s.", clean(g.Indicator.Label), number(rest).inProse(), clean(g.Indicator.Unit)))
		}
	}
	absent, waiting := 0, 0
	for _, l := range d.lines {
		switch {
		case len(d.waiting[l.Unit.ID]) > 0:
			waiting++
		case d.silent(l) && l.Rate.Missing > 0:
			absent++
		}
	}
	if absent > 0 {
		all = append(all, fmt.Sprintf("- Đôn đốc %02d đơn vị chưa có số liệu hoàn thành báo cáo.", absent))
	}
	if waiting > 0 {
		all = append(all, fmt.Sprintf("- Hoàn thành đối chiếu số liệu của %02d đơn vị, bổ sung vào báo cáo kỳ sau.", waiting))
	}
	return append(all, "- Duy trì chế độ báo cáo của các đơn vị theo quy định.")
}

// sentences are the words of those paragraphs.
func (v vocabulary) sentences() {
	v.text(0, "mo_dau", func(p *place) string { return p.opening() })
	for _, of := range []struct {
		mark, word string
		list       func(*data) []string
	}{{markResult, "kq_cau", (*data).results}, {markAssessment, "dg_cau", (*data).assessment}, {markOutlook, "ph_cau", (*data).outlook}} {
		v.entryText(of.mark, of.word, func(p *place) string { return of.list(p.data)[p.entry] })
	}
	v.optional("tieu_de_thay_the", func(d *data) string {
		if d.Replaces == "" {
			return ""
		}
		return "SỐ LIỆU THAY ĐỔI SO VỚI BÁO CÁO ĐÃ PHÁT HÀNH"
	})
}
