package config

// What every key means, and what may stand there: the one place from which
// editors learn it. The order of functions is that of the file.

func schemaKeys() *shape {
	return fixed("Who reports, what is counted, when it is due. A slip is never guessed at: tonghop check names the line.", keys{
		"language":     choice("What the program prints and writes (ngôn ngữ).", "vi", "en"),
		"timezone":     text("The IANA name of the time zone in which days and hours are meant.", DefaultTimezone),
		"ledger":       text("The file of the ledger (sổ lưu): everything that was ever read. Back it up.", DefaultLedger),
		"backup":       backupKeys(),
		"programme":    programmeKeys(),
		"units":        some("Who reports (đơn vị báo cáo), in the order in which reports list them.", unitKeys()),
		"indicators":   some("What is counted (chỉ tiêu thống kê).", indicatorKeys()),
		"text_fields":  list("What units write beside their figures: kept for the report's text, never demanded.", textFieldKeys()),
		"rules":        list("What must hold between the figures of one unit's day (quy tắc đối chiếu).", ruleKeys()),
		"deadlines":    deadlineKeys(),
		"periods":      periodKeys(),
		"dues":         list("What the office itself has to send upward (báo cáo của chính văn phòng).", dueKeys()),
		"calendar":     calendarKeys(),
		"schedule":     scheduleKeys(),
		"consolidated": consolidatedKeys(),
		"report":       reportKeys(),
		"web":          webKeys(),
		"notify":       notifyKeys(),
		"google":       googleKeys(),
		"network":      networkKeys(),
		"watch":        watchKeys(),
	}, "programme", "units", "indicators")
}

func programmeKeys() *shape {
	return fixed("The programme (chương trình, đề án) that the reports are of.", keys{
		"title":  text("As the report prints it.", "Đề án …"),
		"starts": date("The first day on which a report is expected.", "2020-05-29"),
		"ends":   date("The last one; leave it out while no end is set.", "2020-12-31"),
	}, "starts")
}

func unitKeys() *shape {
	return fixed("A unit that reports.", keys{
		"id":           idText("The program's own name for the unit: never change it.", "thanh-an"),
		"name":         text("As the report prints it.", "Xã Thanh An"),
		"aliases":      texts("Other names of it in workbooks.", "UBND xã Thanh An"),
		"type":         text("xa, thi_tran, phuong, chi_doan, truong, doi, huyen, thi_xa, thanh_pho, dac_khu or cum.", "xa"),
		"code":         text("Mã đơn vị hành chính, for information.", "25327"),
		"parent":       text("The id of the unit that stands above it.", "thanh-an"),
		"since":        date("The day from which it reports, if later than the programme.", "2020-06-01"),
		"from":         date("The day from which it exists.", "2020-06-01"),
		"to":           date("The last day on which it exists.", "2025-06-30"),
		"succeeded_by": texts("The ids of the units that follow it (sáp nhập).", "thanh-an"),
		"formerly":     texts("The ids that it had in this file before: its figures and the office's decisions follow it.", "thanh-an-cu"),
		"source":       text("Where its figures stand: a Google link as copied from the address bar, or a path that starts at this file's folder.", "data/thanh-an.xlsx"),
		"sources": list("Several workbooks, each from a day on.", fixed("A workbook from a day on.", keys{
			"ref":  text("A Google link, or a path that starts at this file's folder.", "data/2021.xlsx"),
			"from": date("The day from which it counts.", "2021-01-01"),
		}, "ref")),
		"tabs": texts(`Only these tabs are read: titles, ids of Google tabs ("id:123") or patterns ("/^T[0-9]+$/").`, "Tháng 6"),
		"columns": mapping("Which column is which indicator, by letter or heading; tonghop check --write fills it in.",
			text("A column's letters or its heading.", "C"), map[string]any{"people_guided": "C"}),
		"values": either("Whether figures are the day's own or running totals (số lũy kế): for all columns, or by indicator.",
			choice("For all columns.", "daily", "cumulative"),
			mapping("By indicator; * stands for all others.", choice("", "daily", "cumulative"), map[string]any{"people_guided": "daily"})),
		"judge":    judgeKeys(),
		"same_day": choice("Several rows of one day: compare them, or add them up.", "compare", "sum"),
	}, "id", "name")
}

func idText(says, example string) *shape {
	s := text(says, example)
	s.Pattern = `^\s*[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}\s*$`
	return s
}

func indicatorKeys() *shape {
	return fixed("An indicator.", keys{
		"id":        idText("The program's own name for it: never change it.", "people_guided"),
		"label":     text("In full, as the report prints it.", "Số lượt người dân được hướng dẫn"),
		"short":     text("For narrow columns.", "Hướng dẫn"),
		"unit":      text("Đơn vị tính. Lượt (visits) and người (persons) are not the same.", "lượt"),
		"group":     text("The upper line of a two-line heading.", "Hồ sơ trực tuyến"),
		"aliases":   texts("How communes head the column; case, tone placement and the words Số, Tổng số need not be repeated.", "lượt HD"),
		"aggregate": choice("sum: days add up. latest: a stock (số hiện có), of which the last figure stands.", "sum", "latest"),
		"formula":   text("Fills the figure only where it is not stated and all its parts are: ids joined by + and -.", "people_guided"),
		"required":  flag("A day's report without it does not count.", true),
		"enabled":   flag("false: not counted here, and kept for those who do.", true),
		"from":      date("The day from which it is valid.", "2020-06-01"),
		"to":        date("The last day on which it is valid.", "2020-12-31"),
		"replaces":  text("The id of the indicator that it takes the place of.", "people_guided"),
		"target":    targetKeys(),
		"targets":   list("Several targets.", targetKeys()),
	}, "id", "label")
}

func targetKeys() *shape {
	return fixed("What is to be reached in a year (chỉ tiêu của năm).", keys{
		"op":      choice("At least, more than, or a share of another indicator.", ">=", ">", "ratio"),
		"value":   integer("The figure to reach.", 0, maxTarget, 3000),
		"percent": integer("Of a ratio: how many per cent.", 1, 100, 100),
		"of":      text("Of a ratio: the id of the whole.", "people_guided"),
		"scope":   choice("Whom it binds: the district, or each unit.", "district", "unit"),
		"unit":    text("With scope: unit, the one unit that it binds.", "thanh-an"),
		"period":  choice("A year; there is no other yet.", "year"),
	})
}

func textFieldKeys() *shape {
	return fixed("A text.", keys{
		"id":      idText("The program's own name for it.", "difficulties"),
		"label":   text("As it is headed.", "Khó khăn, vướng mắc"),
		"aliases": texts("How communes head it.", "vướng mắc"),
	}, "id", "label")
}

func ruleKeys() *shape {
	return fixed("A rule.", keys{
		"id":       idText("The program's own name for it: never change it.", "sum_levels"),
		"check":    text("What holds: ids, whole numbers, + - *, comparisons, and, or, not, brackets; no division.", "people_guided >= 0"),
		"severity": choice("warning: merged and flagged. error: kept out of the totals until it agrees or the office accepts it.", "warning", "error"),
		"missing":  choice("Where a figure of the check is not stated: do not apply it, apply it unless none is stated, or take zero.", "skip_any", "skip_all", "zero"),
		"message": either("What the commune is told.", text("In Vietnamese.", "Số liệu không khớp."), fixed("By language.", keys{
			"vi": text("In Vietnamese.", "Số liệu không khớp."),
			"en": text("In English.", "The figures disagree."),
		}, "vi")),
		"indicators": texts("Those that the finding is about, if not all that the check names.", "people_guided"),
	}, "id", "check", "message")
}

func deadlineKeys() *shape {
	return fixed("When reports are due (hạn nộp).", keys{
		"day":     clockTime("The hour of each working day.", "17:00"),
		"month":   integer("Before this day of the month: the end of the day before.", 1, lastSafeStart, DefaultMonthlyDue),
		"quarter": integer("The like in the last month of a quarter; as month if it is left out.", 1, lastSafeStart, DefaultMonthlyDue),
		"half":    integer("The like in the last month of a half-year.", 1, lastSafeStart, DefaultMonthlyDue),
		"year":    dayMonth("Before this day of the year.", "30/11"),
		"grace":   duration("Added to each of them, such as 15m.", "0s"),
		"roll":    choice("A deadline on a day off: leave it, the next working day, the one before.", "none", "next", "previous"),
		"judge":   judgeKeys(),
	})
}

func judgeKeys() *shape {
	basis := func() *shape {
		return choice("By the daily reports, by the row in which the unit itself totals the period, or only by the written report that the office marks as received.", "days", "own", "received")
	}
	return fixed("By what a unit's month, quarter, half-year and year are judged.", keys{
		"month": basis(), "quarter": basis(), "half": basis(), "year": basis(),
	})
}

func dueKeys() *shape {
	return fixed("A report that the office itself owes to the level above.", keys{
		"name":  text("As the office calls it.", "Báo cáo tháng gửi Tỉnh Đoàn"),
		"every": choice("What it reports on.", "month", "quarter", "half", "year", "named"),
		"before": either("Before this day it is due: the end of the day before. A named period is due as its own due says.",
			integer("Of a month, a quarter or a half: the day of its last month.", 1, lastSafeStart, 27),
			dayMonth("Of a year.", "05/12")),
		"of": choice("Of which month that day is: the period's last one, or the one after.", "last_month", "next_month"),
	}, "name", "every")
}

func periodKeys() *shape {
	return fixed("Which days a report covers (kỳ số liệu).", keys{
		"month": either("When a month begins.", choice("Calendar months.", "calendar"), fixed("A month that begins on another day.", keys{
			"starts": integer("The day on which it begins.", 1, lastSafeStart, DefaultMonthStart),
			"ends":   integer("The day before, if it is written at all.", 1, 31, DefaultMonthStart-1),
		})),
		"year": either("When a year begins.", choice("Its twelve months, or calendar years.", "months", "calendar"), fixed("A year that begins on another day.", keys{
			"starts": dayMonth("The day on which it begins.", "30/11"),
			"ends":   dayMonth("The day before, if it is written at all.", "29/11"),
		})),
		"named": list("The office's own periods (Tháng Thanh niên, chiến dịch hè).", fixed("A period.", keys{
			"id":    idText("The program's own name for it: never change it.", "thang-thanh-nien-2021"),
			"label": text("As the report prints it.", "Tháng Thanh niên năm 2021"),
			"first": date("Its first day.", "2021-03-01"),
			"last":  date("Its last day.", "2021-03-31"),
			"due":   date("The last day on which its report is in time; its last day if it is left out.", "2021-04-02"),
		}, "id", "label", "first", "last")),
	})
}

func calendarKeys() *shape {
	return fixed("Working days (lịch làm việc). Holidays are decided anew each year.", keys{
		"weekdays": oneOrMore("The working week.", choice("", weekdayWords()...), "T2", "T3"),
		"days_off": list("Days without a report: one (date) or several (from, to).", fixed("Days off.", keys{
			"date":   date("One day.", "2020-09-02"),
			"from":   date("The first of several.", "2020-01-23"),
			"to":     date("The last of them.", "2020-01-29"),
			"reason": text("As it is shown.", "Quốc khánh"),
		})),
		"make_up": list("Days that are worked in their place (ngày làm bù).", fixed("A make-up day.", keys{
			"date":   date("The day.", "2024-05-04"),
			"reason": text("As it is shown.", "Làm bù ngày 29/4"),
		}, "date")),
	})
}

func weekdayWords() []string {
	var words []string
	for _, names := range weekdayNames {
		words = append(words, names[:]...)
	}
	return words
}
