package official

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

// longDate writes a day as documents do: a leading zero for days below 10 and
// for the months 1 and 2 only (Nghị định 30/2020/NĐ-CP, Phụ lục I).
func longDate(d calendar.Day) string {
	_, _, dd := d.Date()
	return fmt.Sprintf("ngày %02d %s", dd, longMonth(d))
}

func longMonth(d calendar.Day) string {
	y, m, _ := d.Date()
	if m <= time.February {
		return fmt.Sprintf("tháng %02d năm %d", int(m), y)
	}
	return fmt.Sprintf("tháng %d năm %d", int(m), y)
}

// dayMonth writes a day in a list or over a column: 02/6.
func dayMonth(d calendar.Day) string {
	_, m, dd := d.Date()
	return fmt.Sprintf("%02d/%d", dd, int(m))
}

// weekday names a day of the week as tables do.
func weekday(d calendar.Day) string {
	if w := d.Weekday(); w != time.Sunday {
		return fmt.Sprintf("Thứ %d", int(w)+1)
	}
	return "Chủ nhật"
}

// date is the document's: as given, else the report's own day in the office.
func (d *data) date() calendar.Day {
	if d.Dated != 0 {
		return d.Dated
	}
	return calendar.DayOf(d.local(d.AsOf))
}

// dateText is the document's date; without a number it is not given out yet, and
// there is room for the day and the month.
func (d *data) dateText() string {
	if d.Dated == 0 && d.Number == "" {
		y, _, _ := d.date().Date()
		return fmt.Sprintf("ngày%stháng%snăm %d", blank, blank, y)
	}
	return longDate(d.date())
}

// note is what stands beside a unit's figures. A small count in prose has a
// leading zero, as offices write it. What we could not open or understand, or a
// unit has to mend, is not called unreported: it is not in yet. Lateness is told
// only where the letterhead tells timeliness. Each remark has a line of its own.
func (d *data) note(l *report.Line) string {
	var parts []string
	days := " %02d ngày"
	if d.Window.Period.Kind == calendar.KindDay {
		days = "" // one day is not counted
	}
	add := func(n int, format string) {
		switch {
		case n > 0 && strings.Contains(format, "%"):
			parts = append(parts, fmt.Sprintf(format, n))
		case n > 0:
			parts = append(parts, format)
		}
	}
	add(l.Rate.Missing, "Chưa BC"+days)
	if text := d.notIn(l.Unit.ID, mostNoted); text != "" {
		parts = append(parts, "Chưa gồm số liệu"+text+" (đang đối chiếu)")
	}
	if d.Programme.Letterhead.Timeliness {
		add(l.Rate.Late, "Trễ hạn"+days)
	}
	return strings.Join(parts, ";\n")
}

// notIn words the days of a unit that are not in the totals, " ngày 12/6, 15/6",
// or how many they are where there are more than so many; "" for none.
func (d *data) notIn(unit string, most int) string {
	days := d.waiting[unit]
	switch {
	case len(days) > 0 && d.Window.Period.Kind == calendar.KindDay:
		return " trong ngày"
	case len(days) > most:
		return fmt.Sprintf(" %02d ngày", len(days))
	case len(days) > 0:
		return " ngày " + daysList(days)
	}
	return ""
}

const (
	// mostDays bounds a list of days in a cell, mostNoted one beside figures.
	mostDays, mostNoted = 15, 5
)

// daysWith lists the days on which a unit stood so, in short where it was
// never otherwise.
func (d *data) daysWith(l *report.Line, status office.Status) string {
	var days []string
	for _, s := range d.standings[l.Unit.ID] {
		if s.Status == status {
			days = append(days, dayMonth(s.Period.First))
		}
	}
	switch {
	case len(days) > 3 && len(days) == l.Rate.Expected:
		return "Cả kỳ"
	case len(days) > mostDays:
		return fmt.Sprintf("%s và %02d ngày khác", strings.Join(days[:mostDays], ", "), len(days)-mostDays)
	}
	return strings.Join(days, ", ")
}

func daysList(days []calendar.Day) string {
	shown := make([]string, 0, len(days))
	for _, day := range slices.Compact(slices.Sorted(slices.Values(days))) {
		shown = append(shown, dayMonth(day))
	}
	if len(shown) > mostDays {
		shown = append(shown[:mostDays], "…")
	}
	return strings.Join(shown, ", ")
}

// heading is an indicator or group with its unit of measure, which is left out
// where it stands over the whole table or in the text already.
func (d *data) heading(text, unit string) string {
	if unit == "" || unit == d.oneUnit || strings.HasSuffix(text, "("+unit+")") {
		return text
	}
	return text + " (" + unit + ")"
}

// addressees and copies follow the custom of documents: one stands alone,
// several each on a line of its own.
func addressees(names []string) string {
	if len(names) == 1 {
		return clean(names[0]) + "."
	}
	return dashed(names)
}

// copies are the recipients under the signature, first the addressees of the
// heading as "Như trên": none is named twice.
func copies(l *office.Letterhead) []string {
	if len(l.Addressee) == 0 {
		return l.Copies
	}
	all := []string{asAbove}
	for _, c := range l.Copies {
		named := slices.ContainsFunc(l.Addressee, func(a string) bool { return sameBody(a, c) })
		if !named && foldedBody(c) != foldedBody(asAbove) {
			all = append(all, c)
		}
	}
	return all
}

const asAbove = "Như trên"

// sameBody reports whether an addressee and a copy are one body: "Ban Thường vụ
// Tỉnh Đoàn Bình Phước" and "Tỉnh Đoàn" are, "Ban Tuyên giáo Tỉnh ủy" and "Tỉnh
// ủy" are not.
func sameBody(addressee, copied string) bool {
	a, c := foldedBody(addressee)+" ", foldedBody(copied)+" "
	return strings.HasPrefix(a, c) || strings.HasPrefix(c, a)
}

// foldedBody is a body's name without its standing committee, in small letters,
// its usual abbreviations written out.
func foldedBody(s string) string {
	s = " " + strings.ToLower(norm.NFC.String(clean(s))) + " "
	s = strings.NewReplacer(" ubnd ", " ủy ban nhân dân ", " uỷ ", " ủy ", " btv ", " ban thường vụ ").Replace(s)
	s = strings.TrimSpace(s)
	for _, part := range []string{"ban thường vụ ", "thường trực "} {
		s = strings.TrimPrefix(s, part)
	}
	return s
}

func dashed(names []string) string {
	lines := make([]string, len(names))
	for i, n := range names {
		end := ";"
		if i == len(names)-1 {
			end = "."
		}
		lines[i] = "- " + clean(n) + end
	}
	return strings.Join(lines, "\n")
}

// roman numbers sections.
func roman(n int) string {
	steps := []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}
	var b strings.Builder
	for _, st := range steps {
		for ; n >= st.n; n -= st.n {
			b.WriteString(st.s)
		}
	}
	return b.String()
}

// clean makes one line of a text that came from outside: control and invisible
// formatting characters would print as boxes or turn text round.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u00a0':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

var escape = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// escaped keeps a text such as _x000D_ as it is: a workbook would take it for
// a control character, and the library does not escape it.
func escaped(s string) string { return escape.ReplaceAllString(s, "_x005F_${1}") }
