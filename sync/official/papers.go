package official

import (
	"fmt"
	"strings"

	"tonghop/model/office"
	"tonghop/model/report"
)

// The papers that go with a period besides its report, for Word alone.
const (
	// PaperNotice tells all units how each has kept to its reporting.
	PaperNotice = "thong-bao"
	// PaperReminder asks the units of which days are missing for them.
	PaperReminder = "cong-van-don-doc"
	// PaperUnit is one unit's own report, drafted for it from its own figures.
	PaperUnit = "bao-cao-don-vi"
)

// Papers are those papers.
func Papers() []Kind {
	return []Kind{{Name: PaperNotice}, {Name: PaperReminder}, {Name: PaperUnit}}
}

// proved are the units with days of one status that looks prove, in order: a day
// that we did not open, have not understood or cannot date is nobody's fault.
func (d *data) proved(of func(office.Rate) int) (lines []*report.Line) {
	for _, l := range d.lines {
		if of(l.Rate) > 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

func missing(r office.Rate) int { return r.Missing }
func late(r office.Rate) int    { return r.Late }

// Missed reports whether some unit has a day that is proved to be unreported: else
// there is nobody to remind.
func Missed(r *report.Report) bool { return r.Window.Total.Rate.Missing > 0 }

// keeping says how the units have kept to their reporting.
func (d *data) keeping() []string {
	whole := 0
	for _, l := range d.lines {
		if l.Rate.Judged() > 0 && l.Rate.Timely() == l.Rate.Judged() {
			whole++
		}
	}
	r := d.Window.Total.Rate
	all := []string{
		fmt.Sprintf("- Số ngày báo cáo đúng hạn của các đơn vị: %s ngày được xét.", timely(r)),
		fmt.Sprintf("- Báo cáo đủ và đúng hạn tất cả các ngày được xét: %02d/%02d đơn vị.", whole, len(d.lines)),
	}
	add := func(text string, lines []*report.Line) {
		if len(lines) > 0 {
			all = append(all, fmt.Sprintf("- %s: %02d đơn vị.", text, len(lines)))
		}
	}
	add("Có ngày báo cáo trễ hạn", d.proved(late))
	add("Có ngày chưa báo cáo", d.proved(missing))
	waiting := 0
	for _, l := range d.lines {
		if l.Rate.Under(office.HeadOffice)+l.Rate.Invalid > 0 {
			waiting++
		}
	}
	if waiting > 0 {
		all = append(all, fmt.Sprintf("- Có số liệu đang đối chiếu: %02d đơn vị; những ngày đó không tính là chưa báo cáo.", waiting))
	}
	return all
}

// otherNumber is the number of a paper that is no report: 05-TB/HĐTĐN, under
// Nghị định 30 05/TB-HĐTĐN; an official letter has no name of a kind there.
func (d *data) otherNumber(kind string) string {
	code := clean(d.Programme.Letterhead.Code)
	switch {
	case d.Programme.Letterhead.Profile != office.ProfileND30:
		return d.serial() + "-" + kind + "/" + code
	case kind == "CV":
		return d.serial() + "/" + code + "-VP"
	}
	return d.serial() + "/" + kind + "-" + code
}

// papers are the words of those papers.
func (v vocabulary) papers() {
	v.text(0, "so_thong_bao", func(p *place) string { return p.otherNumber("TB") })
	v.text(0, "so_cong_van", func(p *place) string { return p.otherNumber("CV") })
	// A notice is addressed to nobody in its heading, a letter to the units in it.
	v.text(0, "noi_nhan_thong_bao", func(p *place) string { return dashed(p.Programme.Letterhead.Copies) })
	v.text(0, "noi_nhan_cong_van", func(p *place) string { return dashed(append([]string{asAbove}, p.Programme.Letterhead.Copies...)) })
	v.text(0, "so_don_vi_thieu", func(p *place) string { return fmt.Sprintf("%02d", len(p.proved(missing))) })
	v.entryText(markKeeping, "th_cau", func(p *place) string { return p.keeping()[p.entry] })
	absent := func(p *place) *report.Line { return p.proved(missing)[p.entry] }
	v.entryText(markMissing, "cb_don_vi", func(p *place) string { return clean(absent(p).Unit.Name) })
	v.entryText(markMissing, "cb_so_ngay", func(p *place) string { return fmt.Sprintf("%02d", absent(p).Rate.Missing) })
	v.entryText(markMissing, "cb_cac_ngay", func(p *place) string { return p.daysWith(absent(p), office.Missing) })

	item := func(p *place) int { return p.ownPrinted()[p.entry] }
	v.entryText(markItem, "bc_chi_tieu", func(p *place) string { return clean(p.indicator(item(p)).Label) })
	v.entryText(markItem, "bc_don_vi_tinh", func(p *place) string { return clean(p.indicator(item(p)).Unit) })
	v.entry(markItem, "bc_trong_ky", func(p *place) value { return counted(p.Window.Total.Figures[item(p)].Count) })
	v.entry(markItem, "bc_luy_ke", func(p *place) value { return counted(p.Year.Total.Figures[item(p)].Count) })
}

// UnitHead is the heading under which a unit reports to the office: the office
// is its superior and its addressee.
func UnitHead(l office.Letterhead, u *office.Unit) office.Letterhead {
	issuer := strings.ToUpper(clean(u.Name))
	switch typeKey(u.Type) {
	case "xa", "huyen":
		issuer = "BCH ĐOÀN " + issuer
	}
	return office.Letterhead{
		Profile: l.Profile, Superior: l.Issuer, Issuer: issuer, Place: clean(u.ShortName()), Code: "ĐTN", Subject: l.Subject,
		Addressee: []string{inSentence(l.Issuer)}, Copies: []string{"Lưu: VP"},
		Authority: "TM. BAN CHẤP HÀNH", Position: "BÍ THƯ", Indicators: l.Indicators,
	}
}
