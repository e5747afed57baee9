package config

import (
	"path/filepath"
	"slices"
	"strings"

	"tonghop/model/office"
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
	// half, year, named) or by name (so-ket, tong-ket, phu-luc, noi-bo); one that
	// is not there uses that of the program.
	Forms map[string]string
	// Letterheads are what differs from the letterhead for a form, by the same
	// keys, or for a recipient, by a name of the office's choice.
	Letterheads map[string]office.Letterhead
	// Templates is a folder whose files stand before those in the program;
	// empty means none.
	Templates string
}

// Consolidated says where the consolidated book goes: a Google link or the
// absolute path of an .xlsx file.
type Consolidated struct {
	Target string
	// Communes is a second book, to be shared with the communes: what each has
	// to mend and nothing else; "" for none.
	Communes string
}

// Remote reports whether the target is a Google spreadsheet.
func (c Consolidated) Remote() bool { return remote(c.Target) }

// Google reports whether either book is a Google spreadsheet.
func (c Consolidated) Google() bool { return remote(c.Target) || remote(c.Communes) }

// Files are the books that are files on disk.
func (c Consolidated) Files() []string {
	return slices.DeleteFunc([]string{c.Target, c.Communes}, func(ref string) bool { return ref == "" || remote(ref) })
}

var formKinds = []string{"day", "month", "quarter", "half", "year", "named", "so-ket", "tong-ket", "phu-luc", "noi-bo"}

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
	c.Programme.Scoring = readScoring(s.at("ranking"))
	r.Letterheads = map[string]office.Letterhead{}
	s.at("letterheads").section(`letterheads: {huyen-uy: {addressee: ["Ban Thường vụ Huyện ủy"]}}`).each(func(key string, f field) {
		if !ValidID(key) {
			f.fail("huyen-uy: {…}", "the name must be of small letters, digits and hyphens: it is a part of file names")
		}
		r.Letterheads[key] = readHead(f)
	})
	s.done()
	return r
}

// Letterhead lays over a letterhead what differs for a form and a recipient;
// keys of which nothing is said change nothing.
func (r Report) Letterhead(base office.Letterhead, keys ...string) office.Letterhead {
	for _, key := range keys {
		own := r.Letterheads[key]
		for _, text := range []struct{ to, from *string }{
			{&base.Superior, &own.Superior}, {&base.Issuer, &own.Issuer}, {&base.Place, &own.Place}, {&base.Code, &own.Code},
			{&base.Subject, &own.Subject}, {&base.Authority, &own.Authority}, {&base.Position, &own.Position}, {&base.Signer, &own.Signer},
		} {
			if *text.from != "" {
				*text.to = *text.from
			}
		}
		if own.Addressee != nil {
			base.Addressee = own.Addressee
		}
		if own.Copies != nil {
			base.Copies = own.Copies
		}
	}
	return base
}

// readScoring reads how units are ranked for commendation.
func readScoring(f field) office.Scoring {
	if !f.given() {
		return office.DefaultScoring()
	}
	const example = "ranking: {on_time: 60, complete: 40}"
	s := f.section(example)
	score := office.Scoring{OnTime: s.at("on_time").whole(0, 100, 0, "on_time: 60"), Complete: s.at("complete").whole(0, 100, 0, "complete: 40")}
	all := score.OnTime + score.Complete
	s.at("figures").section("figures: {people_supported: 20}").each(func(id string, points field) {
		points.indicator(id, onOnly)
		w := office.Weight{Indicator: id, Points: points.whole(1, 100, 1, id+": 20")}
		score.Figures, all = append(score.Figures, w), all+w.Points
	})
	s.done()
	if all != 100 {
		f.fail(example, "the points add up to %d, and must to 100", all)
	}
	return score
}

// readLetterhead reads what the official report prints round its figures.
func readLetterhead(report *section) office.Letterhead {
	l := readHead(report.at("letterhead"))
	l.Profile = office.Profile(report.at("profile").choice("profile: doan", string(office.ProfileDoan), string(office.ProfileND30)))
	l.Timeliness = report.at("timeliness").flag(false, "timeliness: false")
	l.Estimate = report.at("estimate").flag(false, "estimate: true")
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

// readHead reads the words of a letterhead, all of which may be left out.
func readHead(f field) office.Letterhead {
	s := f.section(`letterhead: {superior: "TỈNH ĐOÀN BÌNH PHƯỚC", issuer: "BCH ĐOÀN HUYỆN HỚN QUẢN"}`)
	l := office.Letterhead{
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
	if addressee := s.at("addressee"); addressee.barren() {
		l.Addressee = []string{} // no one, also where the base names somebody
	}
	s.done()
	return l
}

func (c *Config) readConsolidated(f field) Consolidated {
	s := f.section("consolidated: {target: out/tong-hop.xlsx}")
	target, communes := s.at("target"), s.at("communes")
	s.done()
	out := Consolidated{Target: filepath.Join(c.Report.Dir, DefaultConsolidatedXLS)}
	if target.given() {
		out.Target = c.bookPlace(target, "target: out/tong-hop.xlsx")
	}
	if communes.given() {
		const example = "communes: out/can-sua.xlsx"
		if out.Communes = c.bookPlace(communes, example); out.Communes != "" && out.Communes == out.Target {
			communes.fail(example, "is the consolidated book itself, which tells every unit's standing")
		}
	}
	return out
}

// bookPlace reads where a book is written; "" where that is faulty.
func (c *Config) bookPlace(target field, example string) string {
	ref := c.ref(target, example)
	if ref == "" {
		return ""
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
	return where
}
