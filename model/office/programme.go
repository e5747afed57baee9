package office

import (
	"slices"
	"time"

	"tonghop/model/calendar"
)

// A Programme is what one office runs: its units, what they count, when they
// report and against what they are measured. It is the config as the model
// sees it, and never changes while a round runs.
type Programme struct {
	Title  string
	Starts calendar.Day // the first day of the programme
	Ends   calendar.Day // its last day; zero is open
	// Location is the zone in which deadlines are told: Asia/Ho_Chi_Minh.
	Location   *time.Location
	Units      []Unit // in the order in which reports list them
	Groups     []Group
	Indicators []Indicator
	TextFields []TextField
	Rules      []Rule
	Calendar   calendar.Calendar
	Deadlines  Deadlines
	// Duties are what the office itself owes to the level above.
	Duties     []Duty
	Windows    calendar.Windows
	Letterhead Letterhead
	Scoring    Scoring // of the ranking for commendation
	// Eras are the configurations that were in force before this one, which
	// judges the days from InForce on; none and 0 for the first.
	Eras    []Era
	InForce calendar.Day
	// Since is the instant at which it came; zero for the first.
	Since time.Time
}

// A Group (cụm, khối) lists units under its name, with a subtotal; it reports
// nothing itself. A unit of it has its ID as its Parent.
type Group struct{ ID, Name string }

// GroupOf is the group of a unit; nil for none.
func (p *Programme) GroupOf(u *Unit) *Group {
	i := slices.IndexFunc(p.Groups, func(g Group) bool { return u.Parent != "" && g.ID == u.Parent })
	if i < 0 {
		return nil
	}
	return &p.Groups[i]
}

// A Letterhead is what the official report prints round its figures. The
// office's own words; nothing of it is computed.
type Letterhead struct {
	Profile   Profile
	Superior  string   // TỈNH ĐOÀN BÌNH PHƯỚC
	Issuer    string   // BCH ĐOÀN HUYỆN HỚN QUẢN
	Place     string   // Hớn Quản
	Code      string   // HĐTĐN: what stands after "-BC/"
	Subject   string   // Kết quả thực hiện Đề án …
	Addressee []string // Kính gửi
	Copies    []string // Nơi nhận, without the "- " and ";"
	Authority string   // TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN
	Position  string   // PHÓ BÍ THƯ
	Signer    string
	// Indicators are the IDs that the report prints, in order; empty means all.
	Indicators []string
	// Timeliness adds the column "Ngày báo cáo đúng hạn".
	Timeliness bool
	// Estimate adds the row "Ước thực hiện cả năm".
	Estimate bool
}

// A Profile is the guidance that a document's form follows.
type Profile string

const (
	ProfileDoan Profile = "doan" // Hướng dẫn 29-HD/TWĐTN-VP
	ProfileND30 Profile = "nd30" // Nghị định 30/2020/NĐ-CP
)

// Blanks names what the official report leaves blank, by the keys of the
// configuration.
func (p *Programme) Blanks() (keys []string) {
	l := &p.Letterhead
	for _, b := range []struct {
		key   string
		blank bool
	}{{"title", p.Title == ""}, {"superior", l.Superior == ""}, {"issuer", l.Issuer == ""}, {"place", l.Place == ""}, {"code", l.Code == ""}, {"subject", l.Subject == ""},
		{"addressee", len(l.Addressee) == 0}, {"copies", len(l.Copies) == 0}, {"authority", l.Authority == ""}, {"position", l.Position == ""}} {
		if b.blank {
			keys = append(keys, b.key)
		}
	}
	return keys
}

// Unit finds a unit by its ID.
func (p *Programme) Unit(id string) (*Unit, bool) {
	i := slices.IndexFunc(p.Units, func(u Unit) bool { return u.ID == id })
	if i < 0 {
		return nil, false
	}
	return &p.Units[i], true
}

// Indicator finds an indicator by its ID.
func (p *Programme) Indicator(id string) (*Indicator, bool) {
	i := slices.IndexFunc(p.Indicators, func(x Indicator) bool { return x.ID == id })
	if i < 0 {
		return nil, false
	}
	return &p.Indicators[i], true
}

// Sources lists every source that is looked at once, in the units' order.
func (p *Programme) Sources() []string {
	var refs []string
	seen := map[string]bool{}
	for _, u := range p.Units {
		for _, s := range u.Sources {
			if !seen[s.Ref] && !s.Past {
				seen[s.Ref] = true
				refs = append(refs, s.Ref)
			}
		}
	}
	return refs
}

// UnitsOf lists the units that a source serves, in the units' order.
func (p *Programme) UnitsOf(source string) []*Unit {
	var units []*Unit
	for i := range p.Units {
		if slices.ContainsFunc(p.Units[i].Sources, func(s SourceFrom) bool { return s.Ref == source }) {
			units = append(units, &p.Units[i])
		}
	}
	return units
}
