package config

import (
	"time"

	"tonghop/model"
)

const dutyExample = `{name: "Báo cáo tháng gửi Tỉnh Đoàn", every: month, before: 27}`

// readDuties reads what the office itself owes to the level above, in the
// order of the file.
func readDuties(f field, w model.Windows) []model.Duty {
	var all []model.Duty
	for _, item := range f.list("dues: [" + dutyExample + "]") {
		s := item.section(dutyExample)
		d := model.Duty{}
		if name := s.at("name"); name.needed(`name: "Báo cáo tháng gửi Tỉnh Đoàn"`) {
			d.Name = name.text(`name: "Báo cáo tháng gửi Tỉnh Đoàn"`)
		}
		if every := s.at("every"); every.needed("every: month") {
			d.Every = model.PeriodKind(every.choice("every: month", string(model.KindMonth), string(model.KindQuarter),
				string(model.KindHalf), string(model.KindYear), string(model.KindNamed)))
			readBefore(s, &d, w)
		}
		s.done()
		all = append(all, d)
	}
	return all
}

// readBefore reads when a duty is due, which is said differently for each kind.
func readBefore(s *section, d *model.Duty, w model.Windows) {
	before, of := s.at("before"), s.at("of")
	switch d.Every {
	case model.KindNamed:
		if before.given() {
			before.fail("", "has no place here: a named period is due as its own due says")
		}
		if len(w.Named) == 0 {
			s.at("every").fail("", "is of no use: no period is named under periods.named")
		}
	case model.KindYear:
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
