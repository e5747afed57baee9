package config

import (
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

const dutyExample = `{name: "Báo cáo tháng gửi Tỉnh Đoàn", every: month, before: 27}`

// readDuties reads what the office itself owes to the level above, in the
// order of the file.
func readDuties(f field, w calendar.Windows) []office.Duty {
	var all []office.Duty
	for _, item := range f.list("dues: [" + dutyExample + "]") {
		s := item.section(dutyExample)
		d := office.Duty{}
		if name := s.at("name"); name.needed(`name: "Báo cáo tháng gửi Tỉnh Đoàn"`) {
			d.Name = name.text(`name: "Báo cáo tháng gửi Tỉnh Đoàn"`)
		}
		if every := s.at("every"); every.needed("every: month") {
			d.Every = calendar.PeriodKind(every.choice("every: month", string(calendar.KindMonth), string(calendar.KindQuarter),
				string(calendar.KindHalf), string(calendar.KindYear), string(calendar.KindNamed)))
			readBefore(s, &d, w)
		}
		s.done()
		all = append(all, d)
	}
	return all
}

// readBefore reads when a duty is due, which is said differently for each kind.
func readBefore(s *section, d *office.Duty, w calendar.Windows) {
	before, of := s.at("before"), s.at("of")
	switch d.Every {
	case calendar.KindNamed:
		if before.given() {
			before.fail("", "has no place here: a named period is due as its own due says")
		}
		if len(w.Named) == 0 {
			s.at("every").fail("", "is of no use: no period is named under periods.named")
		}
	case calendar.KindYear:
		if before.needed(`before: "05/12"`) {
			d.YearMonth, d.YearDay = before.dayMonth(time.December, 1, `before: "05/12"`)
		}
	default:
		if before.needed("before: 27") {
			d.Before = int(before.whole(1, lastSafeStart, lastSafeStart, "before: 27"))
		}
		d.NextMonth = of.choice("of: next_month", "last_month", "next_month") == "next_month"
		if !d.NextMonth && before.given() {
			warnEarly(before, string(d.Every), d.Before, w)
		}
		return
	}
	if of.given() {
		of.fail("", "has a place only in what is due every month, quarter or half")
	}
}
