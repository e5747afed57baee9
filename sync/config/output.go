package config

import (
	"path/filepath"
	"slices"
	"strings"

	"tonghop/model"
)

// Defaults of what is written.
const (
	DefaultReportDir       = "out"
	DefaultConsolidatedXLS = "tong-hop.xlsx" // in the report's folder
)

// Report says where reports are written and from which forms.
type Report struct {
	Dir string
	// Forms are the office's own forms by kind of period (day, month, quarter,
	// half, year); a kind that is not there uses the one in the program.
	Forms map[string]string
	// Templates is a folder whose files stand before those in the program;
	// empty means none.
	Templates string
}

// Consolidated says where the consolidated book goes: a Google link or the
// absolute path of an .xlsx file.
type Consolidated struct {
	Target string
}

// Remote reports whether the target is a Google spreadsheet.
func (c Consolidated) Remote() bool { return remote(c.Target) }

var formKinds = []string{"day", "month", "quarter", "half", "year"}

func (c *Config) readReport(f field) Report {
	s := f.section("report: {dir: out}")
	r := Report{
		Dir:       c.path(s.at("dir"), DefaultReportDir, "dir: out"),
		Templates: c.existing(s.at("templates"), true, "templates: my-templates"),
		Forms:     map[string]string{},
	}
	forms := s.at("forms").section("forms: {month: my-form.xlsx}")
	for _, kind := range formKinds {
		if form := forms.at(kind); form.given() {
			r.Forms[kind] = c.existing(form, false, kind+": my-form.xlsx")
		}
	}
	forms.done()
	c.Programme.Letterhead = readLetterhead(s)
	s.done()
	return r
}

// readLetterhead reads what the official report prints round its figures.
func readLetterhead(report *section) model.Letterhead {
	s := report.at("letterhead").section(`letterhead: {superior: "TỈNH ĐOÀN BÌNH PHƯỚC", issuer: "BCH ĐOÀN HUYỆN HỚN QUẢN"}`)
	l := model.Letterhead{
		Superior:  s.at("superior").text(`superior: "TỈNH ĐOÀN BÌNH PHƯỚC"`),
		Issuer:    s.at("issuer").text(`issuer: "BCH ĐOÀN HUYỆN HỚN QUẢN"`),
		Place:     s.at("place").text(`place: "Hớn Quản"`),
		Code:      s.at("code").text(`code: "HĐTĐN"`),
		Subject:   s.at("subject").text(`subject: "Kết quả thực hiện Đề án …"`),
		Addressee: s.at("addressee").texts(`addressee: ["Ban Thường vụ Tỉnh Đoàn"]`),
		Copies:    s.at("copies").texts(`copies: ["Tỉnh Đoàn", "Lưu: VP"]`),
		Authority: s.at("authority").text(`authority: "TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN"`),
		Position:  s.at("position").text(`position: "PHÓ BÍ THƯ"`),
		Signer:    s.at("signer").text(`signer: "Họ và tên"`),
	}
	s.done()
	l.Timeliness = report.at("timeliness").flag(true, "timeliness: false")
	printed := report.at("indicators")
	l.Indicators = printed.texts("indicators: [people_informed, dossiers_total]")
	for i, id := range l.Indicators {
		printed.indicator(id, onOnly)
		if slices.Contains(l.Indicators[:i], id) {
			printed.fail("", "%q is listed twice", id)
		}
	}
	return l
}

func (c *Config) readConsolidated(f field) Consolidated {
	const example = "target: out/tong-hop.xlsx"
	s := f.section("consolidated: {" + example + "}")
	target := s.at("target")
	s.done()
	if !target.given() {
		return Consolidated{filepath.Join(c.Report.Dir, DefaultConsolidatedXLS)}
	}
	ref := c.ref(target, example)
	if ref == "" {
		return Consolidated{}
	}
	if !remote(ref) && !strings.EqualFold(filepath.Ext(ref), ".xlsx") {
		target.fail(example, "must be a Google link or a file that ends in .xlsx")
	}
	where := c.locate(ref)
	for _, source := range c.Programme.Sources() {
		if c.locate(source) == where {
			target.fail(example, "is the source of unit %s, whose own sheet must never be written to", c.Programme.UnitsOf(source)[0].ID)
		}
	}
	return Consolidated{where}
}
