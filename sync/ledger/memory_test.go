package ledger

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/record"
)

func TestWhatIsRememberedOfLooksIsWhatTheFileSays(t *testing.T) {
	l := openHere(t)
	at := func(minutes ...int) {
		for _, m := range minutes {
			look := lookAtAll(noon.Add(time.Duration(m) * time.Minute))
			if m > 0 {
				look.Reading = nil
			}
			if err := l.Append(t.Context(), look); err != nil {
				t.Fatal(err)
			}
		}
	}
	seen := func(l *Ledger, until int) (minutes []int) {
		s, err := l.State(t.Context(), noon.Add(time.Duration(until)*time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		for _, look := range s.Seen["a"] {
			minutes = append(minutes, int(look.Answered.Sub(noon)/time.Minute))
		}
		return minutes
	}
	at(0, 10, 20)
	before, err := l.State(t.Context(), noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	kept := slices.Clone(before.Seen["a"])
	at(15, 30, 5) // the clock was set back, twice
	reader, err := Open(t.Context(), l.path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for until, want := range map[int][]int{60: {0, 5, 10, 15, 20, 30}, 17: {0, 5, 10, 15}, -1: nil} {
		if got := seen(l, until); !slices.Equal(got, want) {
			t.Errorf("by minute %d: remembered %v, want %v", until, got, want)
		}
		if got := seen(reader, until); !slices.Equal(got, want) {
			t.Errorf("by minute %d: read anew %v, want %v", until, got, want)
		}
	}
	if diff := cmp.Diff(kept, before.Seen["a"]); diff != "" {
		t.Errorf("a state that was handed out has changed:\n%s", diff)
	}
}

// Pages are made from States while a round records looks; what one of them was
// given is never written to again. The race detector sees to the rest.
func TestStatesAreSharedWhileLooksAreRecorded(t *testing.T) {
	l := openHere(t)
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			var last *record.State
			for n := 0; n < 20; n++ {
				s, err := l.State(t.Context(), noon.Add(time.Hour))
				if err != nil {
					t.Error(err)
					return
				}
				if last != nil && len(s.Versions()) < len(last.Versions()) {
					t.Errorf("%d versions, and there were %d before", len(s.Versions()), len(last.Versions()))
				}
				_ = cmp.Equal(s, last) // reads all of both
				last = s
			}
		})
	}
	for m := range 20 {
		look := lookAtAll(noon.Add(time.Duration(m) * time.Minute))
		for i := range look.Reading.Tallies {
			look.Reading.Tallies[i].Value += int64(m)
		}
		look.Content += string(rune('a' + m))
		if err := l.Append(t.Context(), look); err != nil {
			t.Fatal(err)
		}
	}
	readers.Wait()
}
