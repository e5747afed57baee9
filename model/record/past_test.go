package record_test

import (
	"testing"
	"time"

	"tonghop/model/record"
)

func TestASlowSheetTakesNoProofFromLooksThatWereRecordedWhileItWasWaitedFor(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2020, 6, 24, 10, minute, 0, 0, time.UTC) }
	p := record.NewPast([]record.Commit{
		{Looks: []record.Look{{ID: 1, Source: "chin", Asked: at(2), Answered: at(2)}}},
		{Looks: []record.Look{{ID: 2, Source: "slow", Asked: at(0), Answered: at(6)}}},
	})
	if s := p.Events["chin"][0].Seen; s.Doubt != "" || !s.Asked.Equal(at(2)) || !s.Answered.Equal(at(2)) {
		t.Errorf("the look is %+v, want it to prove its own time", s)
	}
	p = record.NewPast([]record.Commit{
		{Looks: []record.Look{{ID: 1, Source: "chin", Asked: at(40), Answered: at(40)}}}, // the clock was ahead, and was set right
		{Looks: []record.Look{{ID: 2, Source: "slow", Asked: at(0), Answered: at(6)}}},
	})
	if s := p.Events["chin"][0].Seen; s.Doubt != record.DoubtClock || s.Answered.After(at(6)) {
		t.Errorf("the look of a clock that was ahead is %+v", s)
	}
}
