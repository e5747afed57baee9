package office

import (
	"time"

	"tonghop/model/calendar"
)

// A Duty is a report that the office itself owes to the level above: its own
// month report to Tỉnh Đoàn, the quarter's to the district's Party committee.
type Duty struct {
	Name string // as the office calls it: "Báo cáo tháng gửi Tỉnh Đoàn"
	// Every is the kind of period reported on: month, quarter, half, year or
	// named.
	Every calendar.PeriodKind
	// Before is the day of the period's last month before which a report of a
	// month, a quarter or a half-year is due: 27 means the end of the 26th. With
	// NextMonth it is that of the month after.
	Before    int
	NextMonth bool
	// YearMonth and YearDay are the day before which a year's report is due:
	// the first such day that does not leave the year unfinished.
	YearMonth time.Month
	YearDay   int
}
