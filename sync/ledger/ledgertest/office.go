package ledgertest

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

func decisions(f *fixture) {
	var first office.Decision
	fill(&first)
	first.ID, first.Undoes, first.Value = 0, 0, office.Stated(5)
	first.Taught.Decision = 0 // which the decision itself does not say
	first = f.decide(first)
	f.equal("its id", first.ID, int64(1))
	second := f.decide(office.Decision{Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: 1}, At: clock(10, 0).UTC()})
	all, err := f.Decisions(f.Context())
	f.ok(err)
	f.equal("decisions", all, []office.Decision{first, second})
	f.equal("in the commits", append(f.since(0)[0].Decisions, f.since(0)[1].Decisions...), all)
}

func refusedDecision(f *fixture) {
	no := errors.New("no")
	for name, d := range map[string]office.Decision{"no kind": {At: clock(8, 0)}, "no instant": {Kind: office.DecisionExcuse}} {
		if _, err := f.Decide(f.Context(), func(record.View) (office.Decision, error) { return d, nil }); err == nil {
			f.Errorf("%s: recorded", name)
		}
	}
	_, err := f.Decide(f.Context(), func(record.View) (office.Decision, error) {
		return office.Decision{Kind: office.DecisionExcuse, At: clock(8, 0)}, no
	})
	if err != no {
		f.Errorf("got %v, want the very refusal", err)
	}
	f.equal("head", f.head(), record.Revision{})
}

func undoing(f *fixture) {
	for _, undoes := range []int64{1, 7, -1} {
		_, err := f.Decide(f.Context(), func(record.View) (office.Decision, error) {
			return office.Decision{Kind: office.DecisionUndo, Undoing: office.Undoing{Undoes: undoes}, At: clock(8, 0)}, nil
		})
		if err == nil {
			f.Errorf("decision %d is taken back, which is not there", undoes)
		}
	}
	f.equal("head", f.head(), record.Revision{})
}

func decidedOnce(f *fixture) {
	stores := []Store{f.Store}
	for range 7 {
		stores = append(stores, f.m.Beside(f.T, f.place, "", f.clock))
	}
	already := errors.New("already")
	var wait sync.WaitGroup
	for _, s := range stores {
		wait.Go(func() {
			_, err := s.Decide(f.Context(), func(v record.View) (office.Decision, error) {
				all, err := v.Decisions(f.Context())
				if len(all) > 0 {
					err = already
				}
				return office.Decision{Kind: office.DecisionExcuse, At: clock(9, 0)}, err
			})
			if err != nil && err != already {
				f.Error(err)
			}
		})
	}
	wait.Wait()
	all, err := f.Decisions(f.Context())
	f.ok(err)
	f.equal("decisions", len(all), 1)
}

func configs(f *fixture) {
	var ids []int64
	for i, text := range []string{"a: 1", "a: 1", "a: 2", "a: 1", ""} {
		id, err := f.SnapshotConfig(f.Context(), clock(8, i), text, []byte(text))
		f.ok(err)
		ids = append(ids, id)
	}
	f.equal("ids", ids, []int64{1, 1, 2, 3, 4})
	all, err := f.Configs(f.Context())
	f.ok(err)
	want := []record.Config{{ID: 1, At: clock(8, 0).UTC(), Hash: "a: 1", Text: []byte("a: 1")}, {ID: 2, At: clock(8, 2).UTC(), Hash: "a: 2", Text: []byte("a: 2")},
		{ID: 3, At: clock(8, 3).UTC(), Hash: "a: 1", Text: []byte("a: 1")}, {ID: 4, At: clock(8, 4).UTC(), Text: []byte{}}}
	f.equal("configurations", all, want)
	f.equal("in the commits", f.since(3)[0].Configs, want[3:])
}

func told(f *fixture) {
	f.record(saw("a", clock(8, 0), "1", book("x")))
	one := record.Told{Look: 1, Reader: "r", Days: []record.UnitDay{{Unit: "an", Day: june24}, {Unit: "an", Day: june24 + 1}, {Unit: "binh", Day: june24}}}
	f.ok(f.Tell(f.Context(), clock(9, 0), one))
	f.equal("told", f.since(1)[0].Told, []record.Told{one})
	if err := f.Tell(f.Context(), clock(9, 0), record.Told{Look: 2}); err == nil {
		f.Error("it was told from a look that there is not")
	}
}

func reminder() office.Reminder {
	return office.Reminder{Key: "before-day/2020-06-24/an", Unit: "an", Channel: "email", Recipient: "an@example.vn",
		Covers: []string{"3fa0c1d2"}, Subject: "Nhắc báo cáo", Text: "Kính gửi Xã An", Marked: clock(16, 0)}
}

func remindedOnce(f *fixture) {
	var ids []int64
	var mu sync.Mutex
	var wait sync.WaitGroup
	for _, s := range []Store{f.Store, f.m.Beside(f.T, f.place, "", f.clock)} {
		for range 5 {
			wait.Go(func() {
				id, ok, err := s.MarkReminder(f.Context(), reminder())
				if err != nil {
					f.Error(err)
				}
				if mu.Lock(); ok {
					ids = append(ids, id)
				}
				mu.Unlock()
			})
		}
	}
	wait.Wait()
	if len(ids) != 1 {
		f.Fatalf("it was marked %d times", len(ids))
	}
	want := reminder()
	want.ID, want.Attempt, want.Outcome, want.Marked, want.Subject, want.Text = ids[0], 1, office.Doubtful, want.Marked.UTC(), "", ""
	f.equal("before it is settled", f.reminders(time.Time{}), []office.Reminder{want})
	f.ok(f.SettleReminder(f.Context(), ids[0], office.Sent, "why", clock(16, 1)))
	if err := f.SettleReminder(f.Context(), ids[0], office.Refused, "", clock(16, 2)); err == nil {
		f.Error("it was settled twice")
	}
	want.Outcome, want.Why, want.Settled = office.Sent, "why", clock(16, 1).UTC()
	f.equal("settled", f.reminders(clock(16, 0)), []office.Reminder{want})
	f.equal("after it", f.reminders(clock(16, 1)), []office.Reminder(nil))
	nobody := reminder()
	nobody.Recipient = ""
	if _, ok, err := f.MarkReminder(f.Context(), nobody); ok || err == nil {
		f.Errorf("one that does not say to whom is marked: %v", err)
	}
}

func (f *fixture) reminders(since time.Time) []office.Reminder {
	f.Helper()
	all, err := f.Reminders(f.Context(), since)
	f.ok(err)
	return all
}

func markedAgain(f *fixture) {
	for outcome, want := range map[office.Outcome]int{office.Sent: 1, office.Refused: 1, office.Doubtful: 1, "": 1, office.Unsent: office.MaxAttempts} {
		r := reminder()
		r.Key += string(outcome)
		marked := 0
		for range office.MaxAttempts + 2 {
			id, ok, err := f.MarkReminder(f.Context(), r)
			f.ok(err)
			if !ok {
				continue
			}
			if marked++; outcome != "" { // else cut short before it was settled
				f.ok(f.SettleReminder(f.Context(), id, outcome, "why", clock(16, 1)))
			}
		}
		if marked != want {
			f.Errorf("%q: marked %d times, want %d", outcome, marked, want)
		}
	}
}

func notes(f *fixture) {
	for _, fingerprint := range []string{"one", "two"} {
		f.ok(f.SetPublished(f.Context(), "book", fingerprint, clock(9, 0)))
	}
	got, err := f.Published(f.Context(), "book")
	f.ok(err)
	f.equal("published", got, "two")
	none, err := f.Published(f.Context(), "elsewhere")
	f.ok(err)
	f.equal("published elsewhere", none, "")
	f.ok(f.SetSlot(f.Context(), "look", clock(8, 0)))
	f.ok(f.SetSlot(f.Context(), "look", clock(9, 0)))
	slots, err := f.Slots(f.Context())
	f.ok(err)
	f.equal("slots", slots, map[string]time.Time{"look": clock(9, 0).UTC()})
}

// strange are texts that one database or another does not take.
var strange = []string{"", "a\x00b", "\x00", "\xff\xfe", "cụt \xc3", "␛", "␛00", "␛␛", "a␛\x00␛", "\ufffd", "\U0010ffff", "dòng\r\nmới\t", "'; DROP TABLE look; --"}

func anyText(f *fixture) {
	for i, text := range strange {
		a := saw("s"+text, clock(8, i), "c"+text, book("x"))
		a.Doubt, a.Cells.Title, a.Cells.Locale, a.Cells.TimeZone = text, text, text, text
		l := f.record(a)[0]
		f.equal("look", [...]string{l.Source, l.Content, l.Doubt, l.Book.Title, l.Book.Locale, l.Book.TimeZone}, [...]string{a.Source, a.Content, text, text, text, text})
		bad := failed("s"+text, clock(9, i), office.FaultNetwork)
		bad.Fault.Detail = text
		f.record(bad)
		d := f.decide(texts(office.Decision{Kind: office.DecisionExcuse, At: clock(10, i).UTC()}, text))
		all, err := f.Decisions(f.Context())
		f.ok(err)
		f.equal("decision", all[len(all)-1], d)
		r := reminder()
		r.Key, r.Recipient, r.Covers = fmt.Sprint(i, text), "r"+text, []string{text}
		_, ok, err := f.MarkReminder(f.Context(), r)
		f.ok(err)
		if got := f.reminders(time.Time{}); !ok || got[len(got)-1].Key != r.Key || got[len(got)-1].Covers[0] != text {
			f.Errorf("%q: the reminder is %+v", text, got[len(got)-1])
		}
		f.ok(f.SetPublished(f.Context(), "t"+text, text, clock(9, 0)))
		got, err := f.Published(f.Context(), "t"+text)
		f.ok(err)
		f.equal("published", got, text)
		_, err = f.SnapshotConfig(f.Context(), clock(11, i), fmt.Sprint(i, text), []byte(text))
		f.ok(err)
		f.ok(f.Tell(f.Context(), clock(12, i), record.Told{Look: 1, Reader: text, Days: []record.UnitDay{{Unit: text, Day: june24}}}))
	}
	again := f.m.Beside(f.T, f.place, "", f.clock)
	all := sinceIn(f, again, 0)
	f.equal("all of it, by another", all, f.since(0))
	for i, text := range strange {
		c := all[6*i : 6*i+6]
		if got := c[1].Looks[0].Fault.Detail; got != text {
			f.Errorf("the fault's detail is %q, want %q", got, text)
		}
		if got := c[5].Told[0]; got.Reader != text || got.Days[0].Unit != text {
			f.Errorf("told is %+v, want %q", got, text)
		}
	}
}

// texts puts a text into every field of a decision that may hold any.
func texts(d office.Decision, text string) office.Decision {
	kind := d.Kind
	putText(reflect.ValueOf(&d).Elem(), text)
	d.Kind = kind
	return d
}

func putText(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				putText(v.Field(i), text)
			}
		}
	}
}
