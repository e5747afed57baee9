package ledger

import (
	"database/sql"
	"time"
)

// endOfTime is later than every look.
var endOfTime = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// micros is how instants are stored. Cutting off what is less than a
// microsecond makes no look later than it was.
func micros(t time.Time) int64 { return t.UnixMicro() }

// microsOrNull is micros, and NULL for the zero Time.
func microsOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return micros(t)
}

// instant reads what microsOrNull stored.
func instant(v sql.NullInt64) time.Time {
	if !v.Valid {
		return time.Time{}
	}
	return time.UnixMicro(v.Int64).UTC()
}
