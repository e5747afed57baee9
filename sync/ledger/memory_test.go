package ledger

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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
