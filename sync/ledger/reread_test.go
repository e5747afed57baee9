package ledger_test

import (
	"path/filepath"
	"strings"
	"testing"

	"tonghop/model/office"
	"tonghop/model/record"
)

func TestAReadingIsHeldAgainstWhatWasRecorded(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	f := fixture{t, l}
	f.append(look(clock(8, 0), "one", said(1, 10, 2, 20)), look(clock(9, 0), "two", said(1, 10, 2, 21)))
	for _, c := range []struct {
		name    string
		hour    int
		reading *office.Reading
		want    string // what it tells, in part; "" for nothing
	}{
		{"the same", 10, said(1, 10, 2, 21), ""},
		{"the same as of an earlier instant", 8, said(1, 10, 2, 20), ""},
		{"another figure", 10, said(1, 10, 2, 22), "an on 2020-06-02: "},
		{"a day less", 10, said(1, 10), "an on 2020-06-02: [["},
		{"a day more", 10, said(1, 10, 2, 21, 3, 30), "an on 2020-06-03: nothing was recorded"},
	} {
		differ, err := l.Reread(t.Context(), "a", clock(c.hour, 30), c.reading)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(differ, "\n"); (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	many := make([]int64, 0, 60)
	for d := range int64(30) {
		many = append(many, d+1, 99)
	}
	if differ, err := l.Reread(t.Context(), "a", clock(10, 0), said(many...)); err != nil || len(differ) != 11 || differ[10] != "and 20 more" {
		t.Errorf("got %d lines, %v: %q", len(differ), err, differ)
	}
}

func TestTheContentThatALookSawIsKnownAsOfAnInstant(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	f := fixture{t, l}
	f.append(look(clock(8, 0), "one", said(1, 10)), look(clock(9, 0), "two", said(1, 11)),
		record.OldLook{Source: "a", Asked: clock(10, 0), Answered: clock(10, 0), Fault: &office.Fault{Code: office.FaultNetwork}})
	for hour, want := range map[int]string{7: "", 8: "one", 9: "two", 11: "two"} {
		seen, err := l.ContentAt(t.Context(), clock(hour, 30))
		if err != nil || seen["a"].Content != want || want != "" && seen["a"].Reader != "1" {
			t.Errorf("at %d:30: got %+v, %v; want %q", hour, seen["a"], err, want)
		}
	}
}
