package official

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// entry adds a word of a list's rows.
func (v vocabulary) entry(list, name string, f func(*place) value) {
	v.add(0, name, f).list = list
}

func (v vocabulary) entryText(list, name string, f func(*place) string) {
	v.entry(list, name, func(p *place) value { return textValue(f(p)) })
}

// lists are the words of footnotes, targets, remarks and the ranking; tt numbers
// the rows of any list.
func (v vocabulary) lists() {
	v.text(0, "tt", func(p *place) string {
		if p.entry < 0 {
			return ""
		}
		return strconv.Itoa(p.plan.ordinal(p.row))
	})
	v.entryText(markDay, "ng_ngay", func(p *place) string { return dayMonth(p.Totals[p.entry].Day) })
	v.entryText(markDay, "ng_thu", func(p *place) string { return weekday(p.Totals[p.entry].Day) })
	v.entryText(markDay, "ng_so_don_vi", func(p *place) string {
		return fmt.Sprintf("%d/%d", p.Totals[p.entry].Reported, len(p.lines))
	})
	v.entry(markDay, "tong:so_lieu_ngay", (*place).dayTotal)
	v["tong:so_lieu_ngay"].needs = needIndicator

	v.entryText(markFootnote, "chu_thich", func(p *place) string { return p.plan.footnotes[p.entry] })

	goal := func(p *place) *report.Progress { return p.goals[p.entry] }
	v.entryText(markGoal, "mt_chi_tieu", func(p *place) string { return clean(goal(p).Indicator.Label) })
	v.entryText(markGoal, "mt_don_vi_tinh", func(p *place) string { return clean(goal(p).Indicator.Unit) })
	v.entry(markGoal, "mt_ke_hoach", func(p *place) value { return goalValue(goal(p)) })
	v.entry(markGoal, "mt_ket_qua", func(p *place) value { return counted(goal(p).Done) })
	v.entry(markGoal, "mt_ty_le", func(p *place) value { return percentValue(goal(p)) })
	v.entryText(markGoal, "mt_danh_gia", func(p *place) string { return attained(goal(p)) })
	v.remarks()
	v.ranking()
}

// remarks are the words of what units wrote beside their figures.
func (v vocabulary) remarks() {
	said := func(p *place) remark { return p.remarks[p.plan.lists[p.plan.outRows[p.row].src]][p.entry] }
	v.entryText(markRemark, "yk_don_vi", func(p *place) string {
		if said(p).unit == "" {
			return ""
		}
		return p.unitName(said(p).unit)
	})
	v.entryText(markRemark, "yk_ngay", func(p *place) string { return daysList(said(p).days) })
	v.entryText(markRemark, "yk_muc", func(p *place) string { return p.fieldLabel(said(p).field) })
	v.entryText(markRemark, "yk_noi_dung", func(p *place) string { return said(p).text })
	v.entryText(markRemark, "yk_cau", func(p *place) string {
		if r := said(p); r.unit != "" {
			return "- " + p.unitName(r.unit) + ": " + r.text
		}
		return said(p).text
	})
}

func (v vocabulary) ranking() {
	ranked := func(p *place) report.Ranked { return p.ranked[p.entry] }
	v.entryText(markRank, "xh_hang", func(p *place) string {
		if ranked(p).Rank == 0 {
			return notStated
		}
		return strconv.Itoa(ranked(p).Rank)
	})
	v.entryText(markRank, "xh_don_vi", func(p *place) string {
		name := clean(ranked(p).Line.Unit.Name)
		switch { // ranked among themselves, and not yet
		case ranked(p).Apart:
			name += " (khối cơ quan, trường học)"
		case ranked(p).Unsettled:
			name += " (còn ngày chờ đối chiếu, chưa xếp hạng)"
		}
		return name
	})
	v.entry(markRank, "xh_diem", func(p *place) value {
		if ranked(p).Rank == 0 {
			return counted(office.Count{})
		}
		return tenths(ranked(p).Tenths)
	})
	v.entryText(markRank, "xh_dung_han", func(p *place) string { return timely(ranked(p).Line.Rate) })
	v.entryText(markRank, "xh_day_du", func(p *place) string {
		r := ranked(p).Line.Rate
		return strconv.Itoa(r.Complete()) + "/" + strconv.Itoa(r.Judged())
	})
}

// attained says how a target stands, and nothing where that cannot be said. A
// year's target is not missed before the year is over: until then it is told
// against its share of the working days gone by, and held against the units only
// where every one of their days is counted.
func attained(g *report.Progress) string {
	gap, known := g.Gap()
	switch {
	case !known:
		return "Chưa có số liệu"
	case g.Met():
		return "Đạt"
	case g.DaysRemaining == 0:
		return "Chưa đạt"
	case !g.Indicator.AddsUp() || g.Target.Op == office.RatioOf:
		return "Đang thực hiện"
	case gap > 0:
		return "Đang thực hiện, vượt tiến độ"
	case gap == 0:
		return "Đang thực hiện, đúng tiến độ"
	case g.Coverage.StatedDays < g.Coverage.ExpectedDays:
		return "Đang thực hiện, chưa đủ số liệu"
	}
	return "Đang thực hiện, chậm tiến độ"
}

// changes are the words of a replacing report's list.
func (v vocabulary) changes() {
	of := func(p *place) restated { return p.data.changes[p.entry] }
	v.entryText(markChange, "cu_don_vi", func(p *place) string {
		if of(p).unit == "" {
			return "TỔNG CỘNG"
		}
		return p.unitName(of(p).unit)
	})
	v.entryText(markChange, "cu_chi_tieu", func(p *place) string { return p.fullName(of(p).item) })
	v.entry(markChange, "cu_so_cu", func(p *place) value { return counted(of(p).old) })
	v.entry(markChange, "cu_so_moi", func(p *place) value { return counted(of(p).now) })
	v.entry(markChange, "cu_chenh_lech", func(p *place) value { return change(of(p).now.N - of(p).old.N) })
}

// internal are the words of the workbook that stays in the office.
func (v vocabulary) internal() {
	of := func(p *place) *record.OpenFinding { return &p.Findings[p.entry] }
	v.entryText(markFinding, "cs_don_vi", func(p *place) string { return p.unitName(of(p).Unit) })
	v.entryText(markFinding, "cs_noi", func(p *place) string {
		return clean(strings.Trim(of(p).Tab+"!"+of(p).Cell, "!"))
	})
	v.entryText(markFinding, "cs_da_ghi", func(p *place) string { return clean(of(p).Raw) })
	v.entryText(markFinding, "cs_noi_dung", func(p *place) string { m, _ := p.worded(of(p)); return m })
	v.entryText(markFinding, "cs_cach_sua", func(p *place) string { _, h := p.worded(of(p)); return h })
	v.entryText(markFinding, "cs_muc", func(p *place) string {
		switch f := of(p); {
		case f.Severity == office.SeverityError:
			return "Chưa cộng"
		case f.Severity == office.SeverityWarning && f.Counted():
			return "Đã cộng, cần xem"
		case f.Severity == office.SeverityWarning:
			return "Không cộng, cần xem"
		}
		return "Để biết"
	})

	in := func(p *place) entered { return p.data.entered[p.entry] }
	v.entryText(markEntered, "nt_don_vi", func(p *place) string { return clean(in(p).line.Unit.Name) })
	v.entryText(markEntered, "nt_ngay", func(p *place) string { return in(p).line.Day.Short() })
	v.entryText(markEntered, "nt_chi_tieu", func(p *place) string { return p.fullName(in(p).item) })
	v.entry(markEntered, "nt_so", func(p *place) value { return counted(in(p).line.Figures[in(p).item].Count) })
	v.entryText(markEntered, "nt_cach", func(p *place) string { return sentence(in(p).manner()) })
	v.entryText(markEntered, "nt_nguoi", func(p *place) string { return clean(in(p).decision.By) })
	v.entryText(markEntered, "nt_ly_do", func(p *place) string { return clean(in(p).decision.Reason) })
	v.entryText(markEntered, "nt_luc", func(p *place) string { return p.local(in(p).decision.At).Format("15:04 02/01/2006") })
}

// worded puts a finding into the office's words.
func (d *data) worded(f *record.OpenFinding) (message, hint string) {
	label := f.Indicator
	if x, ok := d.Programme.Indicator(f.Indicator); ok {
		label = x.Label
	}
	message, hint = d.Messages.Finding(&f.Finding, label)
	return clean(message), clean(hint)
}

func (d *data) local(t time.Time) time.Time {
	if loc := d.Programme.Location; loc != nil {
		return t.In(loc)
	}
	return t
}
