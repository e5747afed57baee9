package ledger_test

import (
	"testing"

	"tonghop/model/office"
	"tonghop/model/record"
)

func decisions(_ *testing.T, f fixture) {
	entered := office.Decision{Kind: office.DecisionEnter, Unit: "an", From: june24, To: june24, Indicator: "people", Value: office.Stated(0),
		Received: clock(16, 0), Manner: office.Phoned, By: "văn phòng", At: clock(18, 0), Reason: "báo qua điện thoại"}
	excused := office.Decision{Kind: office.DecisionExcuse, From: june24, To: june24, By: "văn phòng", At: clock(17, 0), Reason: "bão"}
	var ids []int64
	for _, d := range []office.Decision{entered, excused} {
		id, err := f.Decide(f.Context(), d)
		if err != nil {
			f.Fatal(err)
		}
		ids = append(ids, id)
	}
	accepted := office.Decision{Kind: office.DecisionAccept, Unit: "an", Finding: "an\x1fa\x1fT6\x1foutlier", Raw: "150", By: "văn phòng", At: clock(18, 30)}
	received := office.Decision{Kind: office.DecisionReceive, Unit: "an", Period: "2020-06", Received: clock(12, 0), By: "văn phòng", At: clock(18, 45)}
	proposed := office.Decision{Kind: office.DecisionPropose, Unit: "an", From: june24, To: june24, By: "văn phòng", At: clock(18, 50), Reason: "mất điện"}
	for _, d := range []*office.Decision{&accepted, &received, &proposed} {
		var err error
		if d.ID, err = f.Decide(f.Context(), *d); err != nil {
			f.Fatal(err)
		}
	}
	confirmed := office.Confirmation(&proposed, "bí thư")
	confirmed.At = clock(18, 55)
	var err error
	if confirmed.ID, err = f.Decide(f.Context(), confirmed); err != nil {
		f.Fatal(err)
	}
	undo := office.Decision{Kind: office.DecisionUndo, Undoes: ids[1], By: "văn phòng", At: clock(19, 0)}
	if _, err := f.Decide(f.Context(), undo); err != nil {
		f.Fatal(err)
	}
	entered.ID, excused.ID, undo.ID = ids[0], ids[1], confirmed.ID+1
	f.equal("at 20:00", f.state(clock(20, 0)).Decisions, []office.Decision{entered, excused, accepted, received, proposed, confirmed, undo})
	f.equal("at 17:30", f.state(clock(17, 30)).Decisions, []office.Decision{excused})
	for _, bad := range []office.Decision{
		{Kind: office.DecisionUndo, Undoes: 99, At: clock(20, 0)}, {At: clock(20, 0)}, {Kind: office.DecisionExcuse},
	} {
		if id, err := f.Decide(f.Context(), bad); err == nil {
			f.Errorf("recorded %+v as %d, want an error", bad, id)
		}
	}
}

func revision(_ *testing.T, f fixture) {
	last := int64(0)
	moves := func(what string, want bool, do func() error) {
		f.Helper()
		if err := do(); err != nil {
			f.Fatal(err)
		}
		now := f.revision()
		if (now != last) != want || now < last {
			f.Errorf("%s: got revision %d after %d, want moved = %v", what, now, last, want)
		}
		last = now
	}
	ctx := f.Context()
	at := func(hour int, l record.OldLook) func() error {
		l.Source, l.Asked, l.Answered = "a", clock(hour, 0), clock(hour, 1)
		return func() error { return f.Append(ctx, l) }
	}
	readable := func(content string, r *office.Reading) record.OldLook {
		return record.OldLook{Content: content, Reader: "1", Reading: r}
	}
	broken := func(c office.FaultCode) record.OldLook { return record.OldLook{Fault: &office.Fault{Code: c}} }
	moves("a first look that says nothing", true, at(1, readable("x", &office.Reading{})))
	moves("an unchanged look", false, at(2, readable("x", nil)))
	moves("figures", true, at(3, readable("y", said(24, 1))))
	moves("a fault", true, at(4, broken(office.FaultNetwork)))
	moves("the same fault", false, at(5, broken(office.FaultNetwork)))
	moves("another fault", true, at(6, broken(office.FaultNotShared)))
	moves("readable again", true, at(7, readable("y", nil)))
	moves("a decision", true, func() error {
		_, err := f.Decide(ctx, office.Decision{Kind: office.DecisionExcuse, At: clock(8, 0)})
		return err
	})
	moves("a configuration", true, func() error { return f.SnapshotConfig(ctx, clock(8, 0), "h", nil) })
	moves("the same configuration", false, func() error { return f.SnapshotConfig(ctx, clock(9, 0), "h", nil) })
	june := closed("111", clock(9, 0))
	moves("a draft", true, func() (err error) { june.ID, _, err = f.KeepDraft(ctx, june, nil, document, settings); return err })
	moves("the same draft again", false, func() error { _, _, err := f.KeepDraft(ctx, june, nil, document, settings); return err })
	moves("an issued report", true, func() error { return f.GiveNumber(ctx, numbered(*june, "1", clock(9, 30))) })
	moves("a published book", false, func() error { return f.SetPublished(ctx, "book", "x", clock(9, 0)) })
}

func configs(_ *testing.T, f fixture) {
	for _, c := range []struct {
		hour int
		text string
	}{{8, "one"}, {9, "one"}, {10, "two"}, {11, "one"}} {
		if err := f.SnapshotConfig(f.Context(), clock(c.hour, 0), "hash of "+c.text, []byte(c.text)); err != nil {
			f.Fatal(err)
		}
	}
	for hour, want := range map[int]string{7: "", 8: "one", 9: "one", 10: "two", 11: "one"} {
		got, err := f.Config(f.Context(), clock(hour, 30))
		if err != nil || string(got) != want {
			f.Errorf("at %d:30: got %q, %v; want %q", hour, got, err, want)
		}
	}
}

func published(_ *testing.T, f fixture) {
	for i, want := range []string{"", "one", "two"} {
		if i > 0 {
			if err := f.SetPublished(f.Context(), "book", want, clock(8, i)); err != nil {
				f.Fatal(err)
			}
		}
		if got, err := f.Published(f.Context(), "book"); err != nil || got != want {
			f.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
	if got, err := f.Published(f.Context(), "other"); err != nil || got != "" {
		f.Errorf("other target: got %q, %v; want none", got, err)
	}
}
