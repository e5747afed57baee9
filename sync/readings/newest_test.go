package readings

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
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

func TestWhatWasReadOtherwiseIsRememberedUntilItsSourceIsForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache")
	c, err := OpenCache(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	one := record.Reread{Source: "an.xlsx", Unit: "an", Day: calendar.Date(2020, 6, 1), Indicator: "people", Old: office.Stated(5), New: office.Stated(7), Tab: "T6", Cell: "B2", Reader: "2", At: time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)}
	other := one
	other.Source, other.New = "binh.xlsx", office.Count{}
	if err := c.reread(t.Context(), []record.Reread{one, other}); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if c, err = OpenCache(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if got := c.rereads(t.Context()); !slices.Equal(got, []record.Reread{one, other}) {
		t.Errorf("remembered is %+v", got)
	}
	if err := c.Forget(t.Context(), "an.xlsx"); err != nil {
		t.Fatal(err)
	}
	if got := c.rereads(t.Context()); !slices.Equal(got, []record.Reread{other}) {
		t.Errorf("after it is forgotten: %+v", got)
	}
}
