package notify

import (
	"testing"
	"time"

	"tonghop/model/office"
)

// A run of many messages with a slow server may last into the hours without
// messages: what is left of it waits, unmarked, and is planned anew after them.
func TestARunEndsWhereTheQuietHoursBegin(t *testing.T) {
	for name, tt := range map[string]struct {
		now, quiet time.Time
		from, to   time.Duration
	}{
		"in the evening":           {at(24, 19, 58), at(24, 20, 0), 20 * time.Hour, 7 * time.Hour},
		"at noon":                  {at(24, 11, 30), at(24, 12, 0), 12 * time.Hour, 13 * time.Hour},
		"after noon":               {at(24, 19, 0), at(25, 12, 0), 12 * time.Hour, 13 * time.Hour},
		"at midnight":              {at(24, 23, 50), at(25, 0, 0), 0, 7 * time.Hour},
		"in another zone's clock":  {at(24, 19, 58).UTC(), at(24, 20, 0), 20 * time.Hour, 7 * time.Hour},
		"without hours to be kept": {at(24, 19, 58), time.Time{}, 0, 0},
	} {
		s := lastMonth(situation(t))
		s.Now, s.Rules.QuietFrom, s.Rules.QuietTo, s.Rules.Before = tt.now, tt.from, tt.to, 0
		for _, id := range []string{"an", "binh", "chau"} {
			s.look(id, tt.now)
			s.find(id, "C23", "10-15")
		}
		s.Contacts.Office = nil
		due := Plan(*s).Due
		if len(due) != 3 || !due[0].Until.Equal(tt.quiet) {
			t.Errorf("%s: %d are due, until %v", name, len(due), due)
			continue
		}
		if tt.quiet.IsZero() {
			continue
		}
		l := &memory{}
		p := post(t, s, l, taken)
		p.Now = func() time.Time { // the second message meets the hour
			if len(l.past) > 0 {
				return tt.quiet
			}
			return tt.now
		}
		tally, err := p.Deliver(t.Context(), due)
		if err != nil || tally[office.Sent] != 1 || len(l.past) != 1 {
			t.Errorf("%s: %v, %v, %d marked", name, tally, err, len(l.past))
		}
	}
}
