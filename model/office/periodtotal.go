package office

// A PeriodTotal is a figure that a unit itself states as its total of a month,
// quarter, half or year ("Tổng tháng 6: 120"). It is no tally: it is held against
// the unit's days, and is evidence of when the unit totalled the period.
type PeriodTotal struct {
	Unit      string
	Indicator string
	Period    string // the period's name: "2020-06", "2020-Q2", "2020-H1" or "2020"
	Value     int64
	Label     string // the text by which it is told as one: "Cộng tháng 6"
	// Compared tells that it was held against its days while reading: it adds up
	// days of its own table, and what it differs by was found there.
	Compared bool
	Origin
}
