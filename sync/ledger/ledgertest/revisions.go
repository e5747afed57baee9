package ledgertest

import (
	"fmt"
	"sync"
	"time"

	"pgregory.net/rapid"

	"tonghop/model/office"
	"tonghop/model/record"
)

func revisions(f *fixture) {
	f.record(saw("a", clock(8, 0), "1", book("x")), saw("b", clock(8, 1), "1", book("x")))
	f.now = clock(12, 0)
	f.decide(office.Decision{Kind: office.DecisionExcuse, At: clock(9, 0)})
	all := f.since(0)
	if len(all) != 2 || len(all[0].Looks) != 2 || len(all[1].Decisions) != 1 {
		f.Fatalf("got %+v", all)
	}
	first, second := all[0].Revision, all[1].Revision
	f.equal("the first", first, record.Revision{Number: 1, Asserted: clock(8, 1).Add(2 * time.Second).UTC(), Recorded: clock(8, 0).UTC(), Change: 1, Chain: first.Chain})
	f.equal("the second", second, record.Revision{Number: 2, Asserted: clock(9, 0).UTC(), Recorded: clock(12, 0).UTC(), Change: 2, Chain: second.Chain})
	if first.Chain == second.Chain || first.Chain == (record.Hash{}) {
		f.Errorf("the chain is %s, %s", first.Chain, second.Chain)
	}
	f.equal("head", f.head(), second)
}

func changes(f *fixture) {
	moves := func(what string, want int64, do func()) {
		f.Helper()
		before := f.head()
		do()
		after := f.head()
		if after.Change-before.Change != want || after.Number == before.Number {
			f.Errorf("%s: the change moved by %d in revision %d after %d, want %d", what, after.Change-before.Change, after.Number, before.Number, want)
		}
	}
	moves("a first look", 1, func() { f.record(saw("a", clock(8, 0), "1", book("x"))) })
	moves("a look that saw the same", 0, func() { f.record(saw("a", clock(9, 0), "1", nil)) })
	moves("equal cells in another answer", 0, func() { f.record(saw("a", clock(9, 0), "2", book("x"))) })
	moves("a fault", 1, func() { f.record(failed("a", clock(10, 0), office.FaultNetwork)) })
	moves("the same fault", 0, func() { f.record(failed("a", clock(11, 0), office.FaultNetwork)) })
	moves("readable again", 1, func() { f.record(saw("a", clock(12, 0), "2", nil)) })
	moves("other cells", 1, func() { f.record(saw("a", clock(13, 0), "3", book("y"))) })
	moves("a decision", 1, func() { f.decide(office.Decision{Kind: office.DecisionExcuse, At: clock(14, 0)}) })
	moves("a reminder", 0, func() {
		_, _, err := f.MarkReminder(f.Context(), reminder())
		f.ok(err)
	})
	before := f.head()
	_, err := f.Record(f.Context())
	f.ok(err)
	f.ok(f.SetSlot(f.Context(), "look", clock(8, 0)))
	f.equal("head after nothing was recorded", f.head(), before)
}

func tails(f *fixture) {
	for i := range 6 {
		f.record(saw("a", clock(8, i), fmt.Sprint(i/2), book(fmt.Sprint(i/2))), failed("b", clock(8, i), office.FaultNetwork))
		f.decide(office.Decision{Kind: office.DecisionExcuse, Unit: fmt.Sprint(i), At: clock(8, i)})
	}
	all := f.since(0)
	again := f.m.Beside(f.T, f.place, "", f.clock) // which remembers nothing
	for after := range len(all) + 1 {
		got := sinceIn(f, again, int64(after))
		f.equal(fmt.Sprintf("after %d", after), append([]record.Commit{}, got...), append([]record.Commit{}, all[after:]...))
	}
}

func byInstant(f *fixture) {
	f.record(saw("a", clock(8, 0), "1", book("x")))
	f.decide(office.Decision{Kind: office.DecisionExcuse, At: clock(9, 0)})
	f.record(saw("a", clock(10, 0), "1", nil))
	for _, c := range []struct {
		at   time.Time
		want int64
	}{{clock(7, 0), 0}, {clock(8, 0).Add(time.Second), 0}, {clock(8, 0).Add(2 * time.Second), 1}, {clock(9, 0), 2}, {clock(9, 59), 2}, {clock(23, 0), 3}} {
		r, err := f.By(f.Context(), c.at)
		f.ok(err)
		f.equal("by "+c.at.Format("15:04:05"), r.Number, c.want)
	}
}

func clockAhead(f *fixture) {
	f.record(saw("a", clock(20, 0), "1", book("x")))
	f.record(saw("a", clock(9, 0), "2", book("y")))
	r, err := f.By(f.Context(), clock(10, 0))
	f.ok(err)
	f.equal("the revision of the true clock", r.Number, int64(2))
	last, err := f.Last(f.Context())
	f.ok(err)
	f.equal("the last content", last["a"].Content, "2")
	f.equal("what was seen after the clock was set back is doubtful", last["a"].Doubtful, false)
	f.record(saw("b", clock(8, 58), "3", book("z")))
	last, err = f.Last(f.Context())
	f.ok(err)
	f.equal("what was seen before another that was in a minute earlier is doubtful", last["a"].Doubtful, true)
	f.equal("that other one is doubtful", last["b"].Doubtful, false)
	f.record(failed("c", clock(8, 59), office.FaultQuota))
	f.record(saw("b", clock(9, 1), "3", nil), saw("a", clock(9, 1), "2", nil))
	last, err = f.Last(f.Context())
	f.ok(err)
	f.equal("what was looked at again is doubtful", []bool{last["a"].Doubtful, last["b"].Doubtful}, []bool{false, false})
}

func openedAgain(f *fixture) {
	f.record(saw("a", clock(8, 0), "1", book("x", "y")))
	f.decide(office.Decision{Kind: office.DecisionExcuse, At: clock(9, 0)})
	f.record(saw("a", clock(9, 0), "1", nil))
	f.equal("what another reads", sinceIn(f, f.m.Beside(f.T, f.place, "", f.clock), 0), f.since(0))
}

func offices(f *fixture) {
	other := f.m.Beside(f.T, f.place, "tinh", f.clock)
	f.record(saw("a", clock(8, 0), "1", book("x")))
	f.decide(office.Decision{Kind: office.DecisionExcuse, At: clock(9, 0), Ruling: office.Ruling{Reason: "của văn phòng"}})
	f.equal("what the other sees", sinceIn(f, other, 0), []record.Commit(nil))
	last, err := other.Last(f.Context())
	f.ok(err)
	f.equal("what it saw last", last, map[string]record.Last{})
	if _, err := other.Cells(f.Context(), 1); err == nil {
		f.Error("it reads our tab")
	}
	d, err := other.Decide(f.Context(), func(v record.View) (office.Decision, error) {
		all, err := v.Decisions(f.Context())
		f.equal("decisions", all, []office.Decision(nil))
		return office.Decision{Kind: office.DecisionExcuse, At: clock(10, 0)}, err
	})
	f.ok(err)
	f.equal("its first decision", d.ID, int64(1))
	f.ok(other.SetSlot(f.Context(), "look", clock(8, 0)))
	slots, err := f.Slots(f.Context())
	f.ok(err)
	f.equal("our slots", slots, map[string]time.Time{})
	f.equal("our head", f.head().Number, int64(2))
}

func wholeRevisions(f *fixture) {
	reader := f.m.Beside(f.T, f.place, "", f.clock)
	var wait sync.WaitGroup
	done := make(chan struct{})
	wait.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			for _, c := range sinceIn(f, reader, 0) {
				if len(c.Looks) != 3 {
					f.Errorf("revision %d has %d looks, want 3", c.Number, len(c.Looks))
				}
			}
		}
	})
	for i := range 40 {
		f.record(saw("a", clock(8, i), fmt.Sprint(i), book(fmt.Sprint(i))), saw("b", clock(8, i), fmt.Sprint(i), book("x")), failed("c", clock(8, i), office.FaultQuota))
	}
	close(done)
	wait.Wait()
}

// twins are drawn, and recorded in two stores.
func twins(f *fixture) {
	n := 0
	rapid.Check(f.T, func(t *rapid.T) {
		n++
		var stores [2]Store
		for i := range stores {
			stores[i] = f.m.Open(f.T, fmt.Sprint(f.place, "/", n, "/", i), "", f.clock)
		}
		for i := range rapid.IntRange(1, 12).Draw(t, "steps") {
			text := rapid.SampledFrom([]string{"x", "y", "z", "a\x00b"}).Draw(t, "text")
			step := rapid.IntRange(0, 3).Draw(t, "what")
			for _, s := range stores {
				var err error
				switch step {
				case 0, 1:
					_, err = s.Record(f.Context(), saw(fmt.Sprint("s", step), clock(8, i), text, book(text, "y")))
				case 2:
					_, err = s.Record(f.Context(), failed("s0", clock(8, i), office.FaultNetwork), failed("s1", clock(8, i), office.FaultNetwork))
				case 3:
					_, err = s.Decide(f.Context(), func(record.View) (office.Decision, error) {
						return office.Decision{Kind: office.DecisionExcuse, At: clock(8, i), Ruling: office.Ruling{Reason: text}}, nil
					})
				}
				f.ok(err)
			}
		}
		f.equal("what the second has", sinceIn(f, stores[1], 0), sinceIn(f, stores[0], 0))
	})
}
