package office

import (
	"strings"

	"tonghop/model/calendar"
)

// Everyone stands for all units where an officer names one, and no unit may be
// called so.
const Everyone = "all"

// A Unit is who reports: a commune, a township, an agency branch, a school, a
// district team. Its ID is its identity; codes and names change with reforms.
type Unit struct {
	ID      string
	Code    string // the state's code, for information only
	Name    string // as the report prints it: "Xã Thanh An"
	Type    string // xa, thi_tran, phuong, chi_doan, truong, doi
	Aliases []string
	Parent  string // ID of the unit above; "" for the office itself
	// Since is the day from which daily reports are expected (adoption); zero
	// means from the programme's start.
	Since calendar.Day
	// From and To bound the unit's validity, both inclusive; zero is open.
	From, To    calendar.Day
	SucceededBy []string
	// Formerly are IDs that earlier configurations knew it by.
	Formerly []string
	// Sources are where its figures stand, in ascending order of From.
	Sources []SourceFrom
	Reading ReadingOptions
	// Judged is by what its periods are judged, where that is another basis than
	// the programme's.
	Judged Judged
}

// A SourceFrom is a source that serves a unit from a day on; zero means from
// the beginning. Ref is a Google link or a path as the config resolved it.
type SourceFrom struct {
	Ref  string
	From calendar.Day
	// Past: an earlier configuration named it. It is not looked at any more, and
	// what was seen in it counts.
	Past bool
}

// ReadingOptions are what the config says about reading one unit's workbook.
type ReadingOptions struct {
	// Tabs names the tabs to read: by title, by "id:123" (Google's sheetId) or
	// by "/pattern/"; empty means all that look like reports.
	Tabs []string
	// Cumulative says that figures are running totals, for every column ("*")
	// or for the indicators named; false says that they are daily although
	// they look like running totals.
	Cumulative map[string]bool
	// SumSameDay adds up the rows of one day instead of comparing them.
	SumSameDay bool
	// Columns pins indicators to columns, by letters ("C") or by header text.
	Columns map[string]string
	// OwnTotals are the kinds of periods that the unit totals by hand and that
	// are judged by those rows, which the reader then notes.
	OwnTotals []calendar.PeriodKind
}

// ValidOn reports whether the unit exists on a day.
func (u *Unit) ValidOn(d calendar.Day) bool {
	return (u.From == 0 || d >= u.From) && (u.To == 0 || d <= u.To)
}

// SourceOn gives the source in effect on a day: the last that began by then,
// else the first.
func (u *Unit) SourceOn(d calendar.Day) (SourceFrom, bool) {
	if len(u.Sources) == 0 {
		return SourceFrom{}, false
	}
	s := u.Sources[0]
	for _, next := range u.Sources[1:] {
		if next.From <= d {
			s = next
		}
	}
	return s, true
}

// SourcesIn lists the sources that are in effect on some day of a period.
func (u *Unit) SourcesIn(period calendar.Period) []SourceFrom {
	in, ok := u.SourceOn(period.First)
	if !ok {
		return nil
	}
	all := []SourceFrom{in}
	for _, s := range u.Sources[1:] {
		if s.From > period.First && s.From <= period.Last {
			all = append(all, s)
		}
	}
	return all
}

// ShortName is the name without the word that tells the unit's type, for
// narrow columns: "Thanh An" for "Xã Thanh An".
func (u *Unit) ShortName() string {
	for _, p := range []string{"Xã ", "Thị trấn ", "Phường ", "TT. ", "TT "} {
		if s, ok := strings.CutPrefix(u.Name, p); ok {
			return s
		}
	}
	return u.Name
}
