package readings

import (
	"slices"
	"testing"
	"time"

	"tonghop/model/record"
)

func TestSourcesThatWereLookedAtLastAreReadFirst(t *testing.T) {
	look := func(day int) record.Event {
		return record.Event{Look: &record.Look{Answered: time.Date(2020, 6, day, 8, 0, 0, 0, time.UTC)}}
	}
	got := newestFirst(map[string][]record.Event{"a": {look(1), look(3)}, "b": {look(5), {}}, "c": {{}}, "d": {look(4), look(2)}, "e": {look(3)}})
	if !slices.Equal(got, []string{"b", "d", "a", "e", "c"}) {
		t.Errorf("in the order %q", got)
	}
}
