package calendar

import (
	"fmt"
	"strings"
	"time"
)

// A Day is a civil date with no time zone, counted as spreadsheets count:
// days since 30 December 1899. The zero Day means "no day".
type Day int32

var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// Date gives the Day of a year, month and day of the month. Values out of
// range roll over as in time.Date.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Sub(epoch) / (24 * time.Hour))
}

// ValidDate is Date for what people typed: it refuses 30 February.
func ValidDate(year int, month time.Month, day int) (Day, bool) {
	d := Date(year, month, day)
	y, m, dd := d.Date()
	return d, y == year && m == month && dd == day
}

// DayOf gives the civil day of an instant in its own location.
func DayOf(t time.Time) Day { return Date(t.Year(), t.Month(), t.Day()) }

// ParseDay reads an ISO date such as 2020-06-24.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse("2006-01-02", strings.TrimSpace(s))
	if err != nil {
		return 0, fmt.Errorf("%q is not a date such as 2020-06-24", s)
	}
	return DayOf(t), nil
}

// Date gives the day's year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) { return d.utc().Date() }

func (d Day) utc() time.Time { return epoch.AddDate(0, 0, int(d)) }

// At gives the instant of a time of day (as an offset from midnight) on that
// day in a location.
func (d Day) At(offset time.Duration, loc *time.Location) time.Time {
	y, m, dd := d.Date()
	return time.Date(y, m, dd, 0, 0, 0, 0, loc).Add(offset)
}

// Weekday gives the day of the week; 30 December 1899 was a Saturday.
func (d Day) Weekday() time.Weekday { return time.Weekday((d%7 + 7 + Day(time.Saturday)) % 7) }

// String gives the day in ISO form, and nothing for the zero Day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format("2006-01-02")
}

// Short gives the day as the office writes it in a table: 24/6/2020.
func (d Day) Short() string {
	if d == 0 {
		return ""
	}
	y, m, dd := d.Date()
	return fmt.Sprintf("%d/%d/%d", dd, int(m), y)
}

// MarshalText and UnmarshalText keep days readable wherever they are stored.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Day) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDay(string(b))
	*d = v
	return err
}
