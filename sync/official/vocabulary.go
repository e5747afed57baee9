package official

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tonghop/model/office"
	"tonghop/model/report"
)

// needs tells what a cell must stand for before a word means anything in it.
type needs uint8

const (
	needUnit needs = 1 << iota
	needIndicator
	needPart
)

// A word is one placeholder's meaning.
type word struct {
	name  string
	needs needs
	list  string // the mark of the list's rows in which it stands; "" for none
	value func(*place) value
	// idle reports that the word has nothing to say in this report, so that its
	// row is left out; nil where it always stands.
	idle func(*data) bool
}

type vocabulary map[string]*word

func (v vocabulary) names() []string { return slices.Sorted(maps.Keys(v)) }

func (v vocabulary) add(n needs, name string, f func(*place) value) *word {
	v[name] = &word{name: name, needs: n, value: f}
	return v[name]
}

func (v vocabulary) text(n needs, name string, f func(*place) string) *word {
	return v.add(n, name, func(p *place) value { return textValue(f(p)) })
}

// optional is a text whose row is left out where it is empty.
func (v vocabulary) optional(name string, f func(*data) string) {
	v.text(0, name, func(p *place) string { return f(p.data) }).idle = func(d *data) bool { return f(d) == "" }
}

// A place is one cell of the filled sheet and what it stands for.
type place struct {
	*data
	plan     *plan
	row, col int          // in the filled sheet, from 1
	line     *report.Line // the row's unit; nil outside the rows of units
	total    *report.Line // what totals here tell of: all units, or a section's
	section  *section     // the row's type of units; nil for none
	item     int          // index of the indicator; -1 for none
	part     *part        // the column's day or month; nil for none
	entry    int          // index in the row's list; -1 for none
}

// newVocabulary is the table of all placeholders; doc.go is its other half.
func newVocabulary() vocabulary {
	v := vocabulary{}
	v.letterhead()
	v.occasion()
	v.units()
	v.indicators()
	v.lists()
	v.changes()
	v.sentences()
	v.papers()
	v.internal()
	return v
}

// units are the words of the row of units and of its totals.
func (v vocabulary) units() {
	v.text(needUnit, "stt", func(p *place) string { return strconv.Itoa(p.plan.ordinal(p.row)) })
	v.text(needUnit, "don_vi", func(p *place) string { return clean(p.line.Unit.Name) })
	v.text(needUnit, "ghi_chu", func(p *place) string { return p.note(p.line) })
	for _, name := range []string{"dung_han", "ty_le_dung_han"} {
		v.text(needUnit, name, func(p *place) string { return timely(p.line.Rate) })
		v.text(0, "tong:"+name, func(p *place) string { return timely(p.total.Rate) })
	}
	for name, of := range dayCounts() {
		v.add(needUnit, name, func(p *place) value { return number(int64(of(p.line.Rate))) })
		v.add(0, "tong:"+name, func(p *place) value { return p.sum("tong:"+name, office.Stated(int64(of(p.total.Rate)))) })
	}
	v.text(needUnit, "cac_ngay_tre_han", func(p *place) string { return p.daysWith(p.line, office.Late) })
	v.text(needUnit, "cac_ngay_chua_bao_cao", func(p *place) string { return p.daysWith(p.line, office.Missing) })
	v.text(0, "ten_loai", func(p *place) string {
		if p.section == nil {
			return ""
		}
		return p.section.name
	})
	v.text(0, "nhan_tong", func(p *place) string { return p.totalLabel() })
}

// indicators are the words of a column or section of an indicator.
func (v vocabulary) indicators() {
	v.add(needUnit|needIndicator, "so_lieu", (*place).figure)
	v.add(needUnit|needIndicator|needPart, "so_lieu_ngay", (*place).partFigure)
	v.text(needIndicator, "nhom", func(p *place) string { return p.plan.upperHeading(p) })
	v.text(needIndicator, "chi_tieu", func(p *place) string { return p.plan.lowerHeading(p) })
	v.text(needIndicator, "ten_chi_tieu", func(p *place) string {
		if p.plan.outRows[p.row].again {
			return p.fullName(p.item) + " (tiếp theo)"
		}
		return p.fullName(p.item)
	})
	v.add(needIndicator, "tong:so_lieu", func(p *place) value { return p.sum("tong:so_lieu", p.total.Figures[p.item].Count) })
	v.add(needIndicator, "luy_ke", (*place).cumulative)
	before := v.add(needIndicator, "luy_ke_truoc", func(p *place) value {
		return p.carriedOver(func(c *report.Carried) []office.Count { return c.Before }, number)
	})
	adjusted := v.add(needIndicator, "dieu_chinh", func(p *place) value {
		return p.carriedOver(func(c *report.Carried) []office.Count { return c.Adjusted }, change)
	})
	before.idle = func(d *data) bool { return !d.adjusted() }
	adjusted.idle = before.idle
	v.add(needIndicator, "chi_tieu_nam", (*place).goal)
	v.add(needIndicator, "ty_le", (*place).percent)
	v.add(needIndicator, "uoc_ca_nam", func(p *place) value { return counted(p.estimate.Counts[p.item]) }).idle =
		func(d *data) bool { return !d.estimates() }
	v.text(0, "so_cot", func(p *place) string { return p.plan.columnNumber(p) })
	v.text(0, "so_la_ma", func(p *place) string {
		if p.section != nil {
			return roman(1 + slices.IndexFunc(p.sections, func(s section) bool { return s.first == p.section.first }))
		}
		return roman(1 + slices.Index(p.annexed, p.item))
	})
	v.text(needPart, "ngay", func(p *place) string { return p.part.label })
}

// unsaid stands where the office has still to write something.
const unsaid = "…………"

// letterhead is what stands round the table whatever the period.
func (v vocabulary) letterhead() {
	words := func(name string, f func(*office.Letterhead) string) {
		v.text(0, name, func(p *place) string { return clean(f(&p.Programme.Letterhead)) })
	}
	words("co_quan_cap_tren", func(l *office.Letterhead) string { return l.Superior })
	// What the office has not said yet stays to be seen as blank.
	needed := func(name string, f func(*office.Letterhead) string) {
		words(name, func(l *office.Letterhead) string { return cmp.Or(f(l), unsaid) })
	}
	needed("co_quan_ban_hanh", func(l *office.Letterhead) string { return l.Issuer })
	words("co_quan", func(l *office.Letterhead) string { return inSentence(l.Issuer) })
	needed("dia_danh", func(l *office.Letterhead) string { return l.Place })
	words("ky_hieu", func(l *office.Letterhead) string { return l.Code })
	needed("trich_yeu", func(l *office.Letterhead) string { return l.Subject })
	v.text(0, "trich_yeu_tiep", func(p *place) string { return lowered(clean(p.Programme.Letterhead.Subject)) })
	needed("tham_quyen", func(l *office.Letterhead) string { return l.Authority })
	needed("chuc_vu", func(l *office.Letterhead) string { return l.Position })
	words("nguoi_ky", func(l *office.Letterhead) string { return l.Signer })
	v.optional("kinh_gui", func(d *data) string { return addressees(d.Programme.Letterhead.Addressee) })
	v.text(0, "noi_nhan", func(p *place) string { return dashed(copies(&p.Programme.Letterhead)) })
	v.text(0, "don_vi_tinh", func(p *place) string {
		if p.oneUnit == "" {
			return ""
		}
		return "Đơn vị tính: " + clean(p.oneUnit)
	})
}

// occasion is what this report is of, and how it is given out.
func (v vocabulary) occasion() {
	v.text(0, "so_van_ban", func(p *place) string { return p.serial() })
	v.text(0, "so_ky_hieu", func(p *place) string { return p.fullNumber() })
	v.text(0, "ngay_thang", func(p *place) string { return p.dateText() })
	v.text(0, "ky_bao_cao", func(p *place) string { return unbroken(p.Window.Period.Kind, p.periodName()) })
	v.text(0, "tu_ngay", func(p *place) string { return p.firstDay().Short() })
	v.text(0, "den_ngay", func(p *place) string { return p.lastDay().Short() })
	v.text(0, "nam", func(p *place) string { return p.Year.Period.Name })
	v.text(0, "thoi_diem", func(p *place) string { return p.moment() })
	v.text(0, "so_don_vi", func(p *place) string { return p.reported() })
	v.text(0, "ten_phan_ky", func(p *place) string {
		if p.byDay() {
			return "NGÀY"
		}
		return "THÁNG"
	})
	v.text(0, "loi_van", func(p *place) string { return p.prose() })
	v.optional("so_bo", (*data).provisionalLine)
	v.optional("chua_co_so_lieu", (*data).absentUnits)
	v.optional("ban_nhap", func(d *data) string {
		if d.Draft == "" {
			return ""
		}
		return "(Mã bản in: " + clean(d.Draft) + ")"
	})
	v.optional("thay_the", (*data).replacesLine)
	v.optional("ly_do_thay_the", func(d *data) string {
		if d.Replaces == "" {
			return ""
		}
		return clean(d.Reason)
	})
	v.optional("gioi_han_phu_luc", (*data).annexLimit)
	v.text(0, "cach_tinh_diem", func(p *place) string { return p.scoringText() })
}

// dayCounts are the counts of days that a Rate holds. In time includes what no
// look proves late (office.Unproven).
func dayCounts() map[string]func(office.Rate) int {
	return map[string]func(office.Rate) int{
		"so_ngay_phai_bao_cao":  func(r office.Rate) int { return r.Expected },
		"so_ngay_dung_han":      office.Rate.Timely,
		"so_ngay_tre_han":       func(r office.Rate) int { return r.Late },
		"so_ngay_chua_bao_cao":  func(r office.Rate) int { return r.Missing },
		"so_ngay_can_sua":       func(r office.Rate) int { return r.Invalid },
		"so_ngay_cho_doi_chieu": func(r office.Rate) int { return r.Unread },
		"so_ngay_khong_mo_duoc": func(r office.Rate) int { return r.Unreadable },
		"so_ngay_van_phong_xem": func(r office.Rate) int { return r.Under(office.HeadOffice) },
		"so_ngay_duoc_mien":     func(r office.Rate) int { return r.Excused },
		"so_ngay_chua_den_han":  func(r office.Rate) int { return r.Pending },
	}
}

func timely(r office.Rate) string {
	return office.Grouped(int64(r.Timely())) + "/" + office.Grouped(int64(r.Judged()))
}

func (d *data) fullName(i int) string {
	x := d.indicator(i)
	return d.heading(clean(x.Label), clean(x.Unit))
}

// sentence begins a text with a capital.
func sentence(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[0])) + string(r[1:])
}
