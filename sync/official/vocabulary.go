package official

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"tonghop/model"
)

const (
	markUnit      = "lap:don_vi"
	markIndicator = "lap:chi_tieu"
)

// needs tells what a cell must stand for before a word means anything in it.
type needs uint8

const (
	needUnit needs = 1 << iota
	needIndicator
	needDay
)

// A word is one placeholder's meaning.
type word struct {
	name  string
	needs needs
	value func(*place) value
}

type vocabulary map[string]*word

func (v vocabulary) names() []string { return slices.Sorted(maps.Keys(v)) }

// A place is one cell of the filled sheet and what it stands for.
type place struct {
	*data
	plan     *plan
	row, col int         // in the filled sheet, from 1
	line     *model.Line // the row's unit; nil outside the rows of units
	item     int         // index of the indicator; -1 for none
	day      model.Day   // of the column; 0 for none
	adds     span        // the rows of units that a total here adds up
}

// newVocabulary is the table of all placeholders; doc.go is its other half.
func newVocabulary() vocabulary {
	v := vocabulary{}
	add := func(n needs, name string, f func(*place) value) { v[name] = &word{name, n, f} }
	text := func(n needs, name string, f func(*place) string) {
		add(n, name, func(p *place) value { return textValue(f(p)) })
	}
	letterhead(func(name string, f func(*place) string) { text(0, name, f) })

	text(needUnit, "stt", func(p *place) string { return strconv.Itoa(p.plan.ordinal(p.row)) })
	text(needUnit, "don_vi", func(p *place) string { return clean(p.line.Unit.Name) })
	text(needUnit, "ghi_chu", func(p *place) string { return p.note(p.line) })
	text(needUnit, "dung_han", func(p *place) string { return timely(p.line.Rate) })
	text(0, "tong:dung_han", func(p *place) string { return timely(p.Window.Total.Rate) })
	text(needUnit, "ty_le_dung_han", func(p *place) string { return timely(p.line.Rate) })
	text(0, "tong:ty_le_dung_han", func(p *place) string { return timely(p.Window.Total.Rate) })
	for name, of := range dayCounts() {
		add(needUnit, name, func(p *place) value { return number(int64(of(p.line.Rate))) })
		add(0, "tong:"+name, func(p *place) value { return p.sum(model.Stated(int64(of(p.Window.Total.Rate)))) })
	}
	text(needUnit, "cac_ngay_tre_han", func(p *place) string { return p.daysWith(p.line, model.Late) })
	text(needUnit, "cac_ngay_chua_bao_cao", func(p *place) string { return p.daysWith(p.line, model.Missing) })

	add(needUnit|needIndicator, "so_lieu", (*place).figure)
	add(needUnit|needIndicator|needDay, "so_lieu_ngay", (*place).dayFigure)
	text(needIndicator, "nhom", func(p *place) string { return p.plan.upperHeading(p) })
	text(needIndicator, "chi_tieu", func(p *place) string { return p.plan.lowerHeading(p) })
	text(needIndicator, "ten_chi_tieu", func(p *place) string { return p.fullName(p.item) })
	add(needIndicator, "tong:so_lieu", func(p *place) value { return p.sum(p.Window.Total.Figures[p.item].Count) })
	add(needIndicator, "luy_ke", func(p *place) value { return counted(p.Year.Total.Figures[p.item].Count) })
	add(needIndicator, "chi_tieu_nam", (*place).goal)
	add(needIndicator, "ty_le", (*place).percent)

	text(0, "so_cot", func(p *place) string { return p.plan.columnNumber(p) })
	text(needIndicator, "so_la_ma", func(p *place) string { return roman(1 + slices.Index(p.printed, p.item)) })
	text(needDay, "ngay", func(p *place) string { return dayMonth(p.day) })
	return v
}

// letterhead adds what stands round the table.
func letterhead(add func(string, func(*place) string)) {
	words := func(name string, f func(*model.Letterhead) string) {
		add(name, func(p *place) string { return clean(f(&p.Programme.Letterhead)) })
	}
	words("co_quan_cap_tren", func(l *model.Letterhead) string { return l.Superior })
	words("co_quan_ban_hanh", func(l *model.Letterhead) string { return l.Issuer })
	words("dia_danh", func(l *model.Letterhead) string { return l.Place })
	words("ky_hieu", func(l *model.Letterhead) string { return l.Code })
	words("trich_yeu", func(l *model.Letterhead) string { return l.Subject })
	words("tham_quyen", func(l *model.Letterhead) string { return l.Authority })
	words("chuc_vu", func(l *model.Letterhead) string { return l.Position })
	words("nguoi_ky", func(l *model.Letterhead) string { return l.Signer })
	// Văn thư writes the number in by hand.
	add("so_van_ban", func(*place) string { return strings.Repeat(" ", 6) })
	add("ngay_thang", func(p *place) string { return longDate(p.date()) })
	add("ky_bao_cao", func(p *place) string { return p.periodName() })
	add("tu_ngay", func(p *place) string { return p.Window.Period.First.Short() })
	add("den_ngay", func(p *place) string { return p.lastDay().Short() })
	add("kinh_gui", func(p *place) string { return addressees(p.Programme.Letterhead.Addressee) })
	add("noi_nhan", func(p *place) string { return dashed(p.Programme.Letterhead.Copies) })
	add("don_vi_tinh", func(p *place) string {
		if p.oneUnit == "" {
			return ""
		}
		return "Đơn vị tính: " + clean(p.oneUnit)
	})
}

// dayCounts are the counts of days that a Rate holds. In time includes what no
// look proves late (model.Unproven).
func dayCounts() map[string]func(model.Rate) int {
	return map[string]func(model.Rate) int{
		"so_ngay_phai_bao_cao":   func(r model.Rate) int { return r.Expected },
		"so_ngay_dung_han":       model.Rate.Timely,
		"so_ngay_tre_han":        func(r model.Rate) int { return r.Late },
		"so_ngay_chua_bao_cao":   func(r model.Rate) int { return r.Missing },
		"so_ngay_can_sua":        func(r model.Rate) int { return r.Invalid },
		"so_ngay_khong_doc_duoc": func(r model.Rate) int { return r.Unreadable },
		"so_ngay_duoc_mien":      func(r model.Rate) int { return r.Excused },
		"so_ngay_chua_den_han":   func(r model.Rate) int { return r.Pending },
	}
}

func timely(r model.Rate) string {
	return strconv.Itoa(r.Timely()) + "/" + strconv.Itoa(r.Judged())
}

func (d *data) fullName(i int) string {
	x := d.indicator(i)
	return d.heading(clean(x.Label), clean(x.Unit))
}
