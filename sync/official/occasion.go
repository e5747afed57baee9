package official

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// periodName is the period in words: tháng 6 năm 2020, quý II năm 2020. A
// window is called by its name, since it may begin in the month before.
func (d *data) periodName() string { return d.nameOf(d.Window.Period) }

func (d *data) nameOf(p calendar.Period) string {
	year, rest, _ := strings.Cut(p.Name, "-")
	switch p.Kind {
	case calendar.KindDay:
		return longDate(p.First)
	case calendar.KindMonth:
		if t, err := time.Parse("2006-01", p.Name); err == nil {
			return longMonth(calendar.DayOf(t))
		}
	case calendar.KindQuarter:
		if n, err := strconv.Atoi(strings.TrimPrefix(rest, "Q")); err == nil {
			return "quý " + roman(n) + " năm " + year
		}
	case calendar.KindHalf:
		if rest == "H1" {
			return "6 tháng đầu năm " + year
		}
		return "6 tháng cuối năm " + year
	case calendar.KindYear:
		return "năm " + p.Name
	case calendar.KindNamed:
		if n, ok := d.Programme.Windows.NamedPeriod(p.Name); ok {
			return clean(n.Label)
		}
	}
	return "từ " + p.First.Short() + " đến " + min(p.Last, d.lastDay()).Short()
}

// unbroken keeps the name of a period on one line of a title, so that no "2020"
// stands there alone. A name of the office's own may be long, and breaks.
func unbroken(kind calendar.PeriodKind, name string) string {
	if kind == calendar.KindNamed {
		return name
	}
	return strings.ReplaceAll(name, " ", "\u00a0")
}

// blank is the room in which Văn thư writes a number by hand.
const blank = "      "

var leadingNumber = regexp.MustCompile(`^\d+`)

// serial is the running number alone; below ten it has a leading zero.
func (d *data) serial() string {
	n, err := strconv.Atoi(leadingNumber.FindString(strings.TrimSpace(d.Number)))
	if err != nil {
		return blank
	}
	return fmt.Sprintf("%02d", n)
}

// fullNumber is number and code as the profile joins them; a number that was
// given whole is printed as it was given.
func (d *data) fullNumber() string {
	given := clean(d.Number)
	if rest := leadingNumber.ReplaceAllString(given, ""); given != "" && rest != "" {
		if rest == given {
			return given
		}
		return d.serial() + rest
	}
	head := d.Programme.Letterhead
	if head.Profile == office.ProfileND30 {
		return d.serial() + "/BC-" + clean(head.Code)
	}
	return d.serial() + "-BC/" + clean(head.Code)
}

// moment is the instant of the figures: 16 giờ 30 ngày 24 tháng 6 năm 2020.
func (d *data) moment() string {
	at := d.local(d.AsOf)
	return fmt.Sprintf("%d giờ %02d %s", at.Hour(), at.Minute(), longDate(calendar.DayOf(at)))
}

func (d *data) provisionalLine() string {
	if !d.Provisional {
		return ""
	}
	return "(Số liệu sơ bộ đến " + d.moment() + ")"
}

// reported is how many units of all stated anything: 10/13.
func (d *data) reported() string {
	n := 0
	for _, l := range d.lines {
		if !d.silent(l) {
			n++
		}
	}
	return fmt.Sprintf("%02d/%02d", n, len(d.lines))
}

// whole reports whether every unit stated something.
func (d *data) whole() bool { return !slices.ContainsFunc(d.lines, d.silent) }

// totalLabel names the total with its coverage whenever that is not whole, also
// long after the period's end: a total of half the units is no total.
func (d *data) totalLabel() string {
	if d.Provisional || !d.whole() {
		return "TỔNG CỘNG (" + d.reported() + " đơn vị)"
	}
	return "TỔNG CỘNG"
}

// absentUnits names the units without figures. What we could not read and what
// the office waived are told apart: neither is the unit's fault.
func (d *data) absentUnits() string {
	var absent, unread, excused []string
	for _, l := range d.lines {
		switch {
		case !d.silent(l):
		case l.Rate.Under(office.HeadOffice) > 0 && l.Rate.Missing == 0:
			unread = append(unread, clean(l.Unit.Name))
		case l.Rate.Excused > 0 && l.Rate.Excused == l.Rate.Expected:
			excused = append(excused, clean(l.Unit.Name))
		default:
			absent = append(absent, clean(l.Unit.Name))
		}
	}
	var parts []string
	for _, of := range []struct {
		label string
		names []string
	}{{"Đơn vị chưa có số liệu", absent}, {"Đơn vị có số liệu đang đối chiếu", unread}, {"Đơn vị được miễn báo cáo", excused}} {
		if len(of.names) > 0 {
			parts = append(parts, fmt.Sprintf("%s (%02d): %s.", of.label, len(of.names), strings.Join(of.names, ", ")))
		}
	}
	return strings.Join(parts, "\n")
}

func (d *data) replacesLine() string {
	old := d.replaced()
	if old == nil {
		return ""
	}
	dated := old.Dated
	if dated == 0 {
		dated = calendar.DayOf(d.local(old.At))
	}
	return fmt.Sprintf("(Thay thế Báo cáo số %s %s)", clean(old.Number), longDate(dated))
}

// annexLimit says which indicators the annex shows where it does not show all.
func (d *data) annexLimit() string {
	all := d.ownPrinted()
	if len(d.annexed) == len(all) {
		return ""
	}
	return fmt.Sprintf("Phụ lục in %02d/%02d chỉ tiêu; các chỉ tiêu còn lại xem tại bảng tổng hợp.", len(d.annexed), len(all))
}

// prose is the period's figures as a paragraph to be copied into a report.
func (d *data) prose() string {
	head := d.opening() + ". Kết quả: "
	var parts []string
	for _, i := range d.ownPrinted() {
		if sum := d.Window.Total.Figures[i]; sum.Stated {
			parts = append(parts, d.phrase(i, sum.Count))
		}
	}
	if len(parts) == 0 {
		return head + "chưa có số liệu."
	}
	return head + strings.Join(parts, "; ") + "."
}

// ownPrinted are the printed indicators without those that were added.
func (d *data) ownPrinted() []int {
	return slices.DeleteFunc(slices.Clone(d.printed), func(i int) bool { return i >= d.own })
}

// phrase: "số lượt người dân được hướng dẫn là 1.234 lượt (lũy kế từ đầu năm
// 5.678 lượt, đạt 41,2% chỉ tiêu năm)".
func (d *data) phrase(i int, sum office.Count) string {
	x := d.indicator(i)
	unit := clean(x.Unit)
	text := fmt.Sprintf("%s là %s %s", lowered(clean(x.Label)), number(sum.N).inProse(), unit)
	var more []string
	if year := d.Year.Total.Figures[i]; year.Stated && x.AddsUp() && d.Window.Period.Kind != calendar.KindYear {
		more = append(more, fmt.Sprintf("lũy kế từ đầu năm %s %s", number(year.N).inProse(), unit))
	}
	if v := percentValue(d.progress[x.ID]); v.isNum {
		more = append(more, "đạt "+v.shown+"% chỉ tiêu năm")
	}
	if len(more) == 0 {
		return text
	}
	return text + " (" + strings.Join(more, ", ") + ")"
}

// lowered begins a text with a small letter, unless it is an abbreviation.
func lowered(s string) string {
	r := []rune(s)
	if len(r) < 2 || strings.ToUpper(string(r[1])) == string(r[1]) && r[1] != ' ' {
		return s
	}
	return strings.ToLower(string(r[0])) + string(r[1:])
}
