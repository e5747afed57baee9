package judge

import (
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAMonthMayBeJudgedByTheUnitsOwnRow(t *testing.T) {
	row := func(seen string) []record.OpenTotal {
		return []record.OpenTotal{{Since: modeltest.At(seen), PeriodTotal: office.PeriodTotal{Unit: "an", Period: "2020-06", Origin: office.Origin{Source: "an.xlsx", Tab: "T6", Cell: "C30"}}}}
	}
	evening, next := modeltest.Looks("24 23:00", "24 23:00:02"), modeltest.Looks("25 00:00", "25 00:00:02", "25 08:00", "25 08:00:02")
	other := row("24 23:00:02")
	other[0].Period = "2020-05"
	left := row("24 23:00:02")
	left[0].Until = modeltest.At("25 00:00:02")
	for _, c := range []struct {
		name   string
		looks  []record.Seen
		totals []record.OpenTotal
		asOf   string
		want   office.Status
	}{
		{"seen before it is due", evening, row("24 23:00:02"), "25 12:00", office.OnTime},
		{"seen before it is due, and taken out since", append(evening, next...), left, "25 12:00", office.OnTime},
		{"absent when it is due, there in the morning", next, row("25 08:00:02"), "25 12:00", office.Late},
		{"first seen after it was due, with no look between", append(evening, next[1]), row("25 08:00:02"), "25 12:00", office.Unproven},
		{"absent in a look since", next, nil, "25 12:00", office.Missing},
		{"of another month", next, other, "25 12:00", office.Missing},
		{"no look since it is due", evening, nil, "25 12:00", office.Unreadable},
		{"not due yet", evening, nil, "24 23:30", office.Pending},
	} {
		p := modeltest.ThreeDays()
		p.Deadlines.Judged.Month = office.ByOwnRow
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": c.looks}, Totals: c.totals}
		got := Periods(p, s, calendar.KindMonth, modeltest.June(24), modeltest.June(24), modeltest.At(c.asOf))[0]
		if got.Status != c.want || got.DaysOwed != 3 {
			t.Errorf("%s: %s over %d days, want %s over 3", c.name, got.Status, got.DaysOwed, c.want)
		}
	}
}

func TestQuartersHalvesAndYearsMayBeJudgedByTheUnitsOwnRowToo(t *testing.T) {
	total := func(period, seen string) record.OpenTotal {
		return record.OpenTotal{Since: modeltest.At(seen), PeriodTotal: office.PeriodTotal{Unit: "an", Period: period, Origin: office.Origin{Source: "an.xlsx"}}}
	}
	own := office.Judged{Quarter: office.ByOwnRow, Half: office.ByOwnRow, Year: office.ByOwnRow}
	for _, c := range []struct {
		name   string
		kind   calendar.PeriodKind
		totals []record.OpenTotal
		want   office.Status
	}{
		{"a quarter's row in time", calendar.KindQuarter, []record.OpenTotal{total("2020-Q2", "24 23:00:02")}, office.OnTime},
		{"the row of another quarter", calendar.KindQuarter, []record.OpenTotal{total("2020-Q1", "24 23:00:02")}, office.Missing},
		{"the month's row is not the quarter's", calendar.KindQuarter, []record.OpenTotal{total("2020-06", "24 23:00:02")}, office.Missing},
		{"a half's row too late", calendar.KindHalf, []record.OpenTotal{total("2020-H1", "25 08:00:02")}, office.Late},
		{"in time, and written anew elsewhere since", calendar.KindHalf, []record.OpenTotal{total("2020-H1", "25 08:00:02"), total("2020-H1", "24 23:00:02")}, office.OnTime},
		{"a year's row before it is due", calendar.KindYear, []record.OpenTotal{total("2020", "24 23:00:02")}, office.OnTime},
		{"no year's row yet", calendar.KindYear, []record.OpenTotal{total("2020-H1", "24 23:00:02")}, office.Pending},
	} {
		p := modeltest.ThreeDays()
		p.Deadlines.Judged = own
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("24 23:00", "24 23:00:02", "25 00:00", "25 00:00:02", "25 08:00", "25 08:00:02")}, Totals: c.totals}
		if got := Periods(p, s, c.kind, modeltest.June(24), modeltest.June(24), modeltest.At("25 12:00"))[0]; got.Status != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Status, c.want)
		}
	}
}

func TestAnOwnTotalThatCannotBeReadIsInvalid(t *testing.T) {
	finding := func(code string, severity office.Severity, seen string, args map[string]string) record.OpenFinding {
		return record.OpenFinding{Since: modeltest.At(seen), Finding: office.Finding{Unit: "an", Code: code, Severity: severity, Indicator: "people", Origin: office.Origin{Source: "an.xlsx", Cell: "B3"}, Args: args}}
	}
	unclear := func(seen, kinds, in string) record.OpenFinding {
		return finding(office.CodePeriodUnclear, office.SeverityWarning, seen, map[string]string{"kinds": kinds, "in_year": in})
	}
	old := unclear("25 08:00:02", "month", "")
	old.Since = old.Since.AddDate(0, -2, 0)
	june20 := map[string]string{"period": "2020-06"}
	for _, c := range []struct {
		name    string
		finding record.OpenFinding
		want    office.Status
	}{
		{"a cell that is no number", finding("number-invalid", office.SeverityError, "25 08:00:02", june20), office.Invalid},
		{"of another month", finding("number-invalid", office.SeverityError, "25 08:00:02", map[string]string{"period": "2020-05"}), office.Missing},
		{"a day's cell", finding("number-invalid", office.SeverityError, "25 08:00:02", nil), office.Missing},
		{"in columns that are not read", finding(office.CodePeriodUnread, office.SeverityWarning, "25 08:00:02", june20), office.Invalid},
		{"of which the period cannot be told", unclear("25 08:00:02", "month quarter", ""), office.Invalid},
		{"of which the year cannot be told", unclear("25 08:00:02", "month", "-06"), office.Invalid},
		{"of some year's May", unclear("25 08:00:02", "month", "-05"), office.Missing},
		{"of a quarter that cannot be told", unclear("25 08:00:02", "quarter", ""), office.Missing},
		{"that stood before the month began", old, office.Missing},
	} {
		p := modeltest.ThreeDays()
		p.Deadlines.Judged.Month = office.ByOwnRow
		s := &record.State{Seen: map[string][]record.Seen{"an.xlsx": modeltest.Looks("20 08:00", "20 08:00:02", "25 08:00", "25 08:00:02")}, Findings: []record.OpenFinding{c.finding}}
		if got := Periods(p, s, calendar.KindMonth, modeltest.June(24), modeltest.June(24), modeltest.At("25 12:00"))[0]; got.Status != c.want || got.Status == office.Invalid && !got.SeenAt.Equal(c.finding.Since) {
			t.Errorf("%s: %s of %s, seen at %s; want %s", c.name, got.Status, got.Period.Name, got.SeenAt, c.want)
		}
	}
}

func TestOfTwoSourcesThatTellAtOnceTheMoreFavourableCounts(t *testing.T) {
	total := func(source string) record.OpenTotal {
		return record.OpenTotal{Since: modeltest.At("25 08:00:02"), PeriodTotal: office.PeriodTotal{Unit: "an", Period: "2020-06", Origin: office.Origin{Source: source}}}
	}
	p := modeltest.ThreeDays()
	p.Deadlines.Judged.Month = office.ByOwnRow
	for range 20 { // for the order of a map
		s := &record.State{Totals: []record.OpenTotal{total("an.xlsx"), total("cu.xlsx")}, Seen: map[string][]record.Seen{
			"an.xlsx": modeltest.Looks("25 07:00", "25 07:00:02", "25 08:00", "25 08:00:02"),
			"cu.xlsx": modeltest.Looks("25 00:30", "25 00:30:02", "25 08:00", "25 08:00:02"),
		}}
		got := Periods(p, s, calendar.KindMonth, modeltest.June(24), modeltest.June(24), modeltest.At("25 12:00"))[0]
		if got.Status != office.Late || !got.NotSeenAt.Equal(modeltest.At("25 00:30")) {
			t.Fatalf("%s, not seen at %s; want late, and not seen at 00:30", got.Status, got.NotSeenAt)
		}
	}
}
