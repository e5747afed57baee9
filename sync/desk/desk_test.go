package desk

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A paper is a ledger of one sheet.
type paper struct {
	mu   sync.Mutex
	all  []office.Decision
	fail error
	// since is what was recorded after what stands was computed.
	since []record.Commit
}

func (b *paper) Decisions(context.Context) ([]office.Decision, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]office.Decision{}, b.all...), b.fail
}

func (b *paper) Decide(_ context.Context, make func(record.View) (office.Decision, error)) (office.Decision, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	d, err := make(seenOn{b})
	if err != nil {
		return d, err
	}
	d.ID = int64(len(b.all) + 1)
	b.all = append(b.all, d)
	return d, b.fail
}

func (b *paper) DecideAll(_ context.Context, make func(record.View) ([]office.Decision, error)) ([]office.Decision, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	all, err := make(seenOn{b})
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].ID = int64(len(b.all) + 1)
		b.all = append(b.all, all[i])
	}
	return all, b.fail
}

// A seenOn is a paper while somebody decides on it.
type seenOn struct{ *paper }

func (b seenOn) Decisions(context.Context) ([]office.Decision, error) {
	return append([]office.Decision{}, b.all...), b.fail
}
func (seenOn) Head(context.Context) (record.Revision, error)          { return record.Revision{}, nil }
func (seenOn) By(context.Context, time.Time) (record.Revision, error) { return record.Revision{}, nil }
func (b seenOn) Since(context.Context, int64) ([]record.Commit, error) {
	return b.since, nil
}
func (seenOn) Cells(context.Context, int64) (grid.Tab, error) { return grid.Tab{}, nil }

var (
	now  = time.Date(2020, 6, 24, 18, 0, 0, 0, booktest.Zone)
	duty = office.Ruling{By: " Trực ban ", Reason: " báo qua điện thoại "}
)

// office gives a desk with three units, and its ledger.
func workplace() (*Desk, *paper) {
	p := booktest.Programme(3)
	p.Ends = calendar.Date(2020, 12, 31)
	p.Units[2].To = calendar.Date(2020, 6, 10)
	p.Indicators[5].From = calendar.Date(2020, 6, 15)
	b := &paper{}
	k := &Desk{Programme: p, Ledger: b, Lexicon: lexicon(), Now: func() time.Time { return now }}
	k.Proposals = func(context.Context, int64) ([]office.Proposal, error) {
		return unanswered(proposals(p), b.all), nil
	}
	k.Standing = func(context.Context) (*record.State, time.Time, error) {
		s := &record.State{AsOf: now, Decisions: b.all}
		for i, code := range []string{"number-invalid", "outlier"} {
			s.Findings = append(s.Findings, record.OpenFinding{Since: now.Add(-time.Hour), Finding: office.Finding{
				Unit: "don-vi-1", Code: code, Severity: []office.Severity{office.SeverityError, office.SeverityWarning}[i], Raw: "10-15", Day: calendar.Date(2020, 6, 24), Indicator: "people_guided",
				Origin: office.Origin{Source: p.Units[0].Sources[0].Ref, Tab: "T6", Cell: "C7"}}})
		}
		s.Findings = append(s.Findings, unknownHeading(p))
		return s, now, nil
	}
	return k, b
}

func TestADecisionIsRecordedWithWhoWhenAndWhy(t *testing.T) {
	k, b := workplace()
	d, err := k.Enter(t.Context(), duty, "don-vi-1", "24/6/2020", "people_guided", office.Phoned, " 40 ", "2020-06-24T16:40")
	if err != nil {
		t.Fatal(err)
	}
	want := office.Decision{ID: 1, Kind: office.DecisionEnter, Unit: "don-vi-1", From: calendar.Date(2020, 6, 24), To: calendar.Date(2020, 6, 24), Indicator: "people_guided",
		Entry: office.Entry{Manner: office.Phoned, Value: office.Stated(40)}, Ruling: office.Ruling{By: "Trực ban", Reason: "báo qua điện thoại"}, At: now, Received: time.Date(2020, 6, 24, 16, 40, 0, 0, booktest.Zone)}
	if !d.Received.Equal(want.Received) {
		t.Errorf("received at %v, want %v", d.Received, want.Received)
	}
	d.Received = want.Received
	if d != want || len(b.all) != 1 {
		t.Errorf("recorded\n%+v, want\n%+v", d, want)
	}
}

func TestAnHourThatWasLeftOutMayBeToldLater(t *testing.T) {
	k, b := workplace()
	for i, received := range []string{"", "2020-06-24 16:40", "2020-06-24 16:40", ""} {
		_, err := k.Enter(t.Context(), duty, "don-vi-1", "2020-06-24", "people_guided", office.Phoned, "40", received)
		if taken := err == nil; taken != (i < 2) {
			t.Errorf("entered for the %d. time with the hour %q: %v", i+1, received, err)
		}
	}
	if len(b.all) != 2 || b.all[1].Received.Hour() != 16 {
		t.Errorf("recorded %+v", b.all)
	}
}

func TestEachKindOfDecisionIsRecorded(t *testing.T) {
	k, b := workplace()
	ctx := t.Context()
	if d, err := k.Enter(ctx, duty, "don-vi-1", "2020-06-24", "people_guided", office.SetAside, "not read", ""); err != nil || d.Value.Stated || !d.Received.Equal(now) {
		t.Errorf("setting aside gives %+v, %v", d, err)
	}
	if d, err := k.Excuse(ctx, duty, office.Everyone, "2020-06-23", ""); err != nil || d.Unit != "" || d.From != d.To {
		t.Errorf("excusing everyone gives %+v, %v", d, err)
	}
	if d, err := k.Excuse(ctx, duty, "don-vi-2", "22/6/2020", "2020-06-24"); err != nil || d.Unit != "don-vi-2" || d.To-d.From != 2 {
		t.Errorf("excusing three days gives %+v, %v", d, err)
	}
	if d, err := k.Receive(ctx, duty, "don-vi-1", "2020-06", "16:00 23/6/2020"); err != nil || d.Period != "2020-06" || d.Received.Hour() != 16 {
		t.Errorf("receiving gives %+v, %v", d, err)
	}
	undo, undone, err := k.Undo(ctx, duty, "2", nil)
	if err != nil || undo.Undoes != 2 || undone.Kind != office.DecisionExcuse || undo.By != "Trực ban" {
		t.Errorf("taking back gives %+v of %+v, %v", undo, undone, err)
	}
	if len(b.all) != 5 {
		t.Errorf("%d decisions are recorded, want 5", len(b.all))
	}
}

// refusals are decisions that cannot be, each with the code that says why.
var refusals = []struct {
	code Code
	make func(context.Context, *Desk) error
}{
	{NoPerson, enter(func(e *entry) { e.r.By = "  " })},
	{NoReason, enter(func(e *entry) { e.r.Reason = "" })},
	{TooLong, enter(func(e *entry) { e.r.Reason = strings.Repeat("ă", maxReason+1) })},
	{TooLong, enter(func(e *entry) { e.r.By = strings.Repeat("ă", maxName+1) })},
	{UnitUnknown, enter(func(e *entry) { e.unit = "nobody" })},
	{IndicatorUnknown, enter(func(e *entry) { e.indicator = "cows" })},
	{DayInvalid, enter(func(e *entry) { e.day = "30/2/2020" })},
	{BeforeProgramme, enter(func(e *entry) { e.day = "2020-05-28" })},
	{AfterProgramme, enter(func(e *entry) { e.day = "2021-01-01" })},
	{NotCome, enter(func(e *entry) { e.day = "2020-06-25" })},
	{KindUnknown, enter(func(e *entry) { e.manner = "guessed" })},
	{UnitNotThen, enter(func(e *entry) { e.unit = "don-vi-3" })},
	{IndicatorNotThen, enter(func(e *entry) { e.indicator, e.day = "teams_active", "2020-06-12" })},
	{ValueInvalid, enter(func(e *entry) { e.value = "1.234" })},
	{ValueInvalid, enter(func(e *entry) { e.value = "-4" })},
	{ValueInvalid, enter(func(e *entry) { e.value = "" })},
	{ValueInvalid, enter(func(e *entry) { e.value = "99999999999999999999" })},
	{ReceivedInvalid, enter(func(e *entry) { e.received = "this morning" })},
	{ReceivedFuture, enter(func(e *entry) { e.received = "2020-06-24 18:01" })},
	{ReceivedEarly, enter(func(e *entry) { e.received = "2020-06-23 23:59" })},
	{SpanTurned, func(ctx context.Context, k *Desk) error {
		_, err := k.Excuse(ctx, duty, "don-vi-1", "2020-06-24", "2020-06-23")
		return err
	}},
	{NothingOwed, func(ctx context.Context, k *Desk) error {
		_, err := k.Excuse(ctx, duty, office.Everyone, "2020-06-20", "2020-06-21")
		return err
	}},
	{PeriodInvalid, func(ctx context.Context, k *Desk) error {
		_, err := k.Receive(ctx, duty, "don-vi-1", "June", "")
		return err
	}},
	{NotCome, func(ctx context.Context, k *Desk) error {
		_, err := k.Receive(ctx, duty, "don-vi-1", "2020-08", "")
		return err
	}},
	{PeriodNotOwed, func(ctx context.Context, k *Desk) error {
		k.Programme.Units[2].To = calendar.Date(2020, 5, 20)
		_, err := k.Receive(ctx, duty, "don-vi-3", "2020-06", "")
		return err
	}},
	{FindingUnknown, accept("ffffffff")},
	{FindingUnknown, accept("don-vi-2")},
	{FindingNone, accept()},
	{DecisionUnknown, undo("9")},
	{DecisionUnknown, undo("first")},
	{DecisionIsUndo, undo("1", "2")},
	{DecisionUndone, undo("1", "1")},
	{DecisionLater, func(ctx context.Context, k *Desk) error {
		k.Now = func() time.Time { return now.Add(-time.Minute) }
		_, _, err := k.Undo(ctx, duty, "1", nil)
		return err
	}},
	{NotProposed, confirm("Bí thư", "1")},
	{Erased, func(ctx context.Context, k *Desk) error {
		b := k.Ledger.(*paper)
		b.all[0].Kind = office.DecisionErase
		return undo("1")(ctx, k)
	}},
	{DecisionUnknown, confirm("Bí thư", "9")},
	{TeachOne, teach(office.Lesson{As: "people_guided"}, "don-vi-1")},
	{TeachBoth, teach(office.Lesson{No: true, As: "people_guided"}, idMark)},
	{TeachUnknown, teach(office.Lesson{}, "ffffffff")},
	{TeachChanged, teach(office.Lesson{}, idMark+".ffffffff")},
	{TeachOpen, teach(office.Lesson{}, idOpen())},
	{TeachBoth, teach(office.Lesson{Ask: true, Later: true}, idMark)},
	{TeachWhole, teach(office.Lesson{As: "people_guided"}, idTab)},
	{TeachWhole, teach(office.Lesson{PartOf: "people_guided", As: "nữ"}, idTab)},
	{TeachOne, teach(office.Lesson{PartOf: "people_guided"}, office.Everyone)},
	{IndicatorUnknown, teach(office.Lesson{PartOf: "cây xanh"}, idMark)},
	{TeachHere, teach(office.Lesson{No: true, Everywhere: true}, idTab)},
	{TeachHere, teach(office.Lesson{Everywhere: true}, idTab)},
	{TeachAs, teach(office.Lesson{As: "cây xanh"}, idMark)},
	{TeachPart, teach(office.Lesson{As: "sáng"}, idOpen())},
	{UnitUnknown, teach(office.Lesson{}, "Hội Nông dân")},
	{UnitNear, enter(func(e *entry) { e.unit = "don-vii-1" })},
	{IndicatorNear, enter(func(e *entry) { e.indicator = "teams_activ" })},
	{TeachNear, teach(office.Lesson{As: "members_traind"}, idMark)},
	{NoFigure, enterDay("don-vi-1", "2020-06-24", "", [2]string{"people_guided", " "})},
	{NothingStands, inTime("2020-06-24", "", "don-vi-2")},
	{HourInvalid, call(office.Promised, "sáng mai")},
	{OutcomeUnknown, call("gone", "")},
	{NoUnit, inTime("2020-06-24", "")},
	{Already, func(ctx context.Context, k *Desk) error {
		again := enter(func(*entry) {})
		return errors.Join(again(ctx, k), again(ctx, k))
	}},
}

type entry struct {
	r                    office.Ruling
	unit, day, indicator string
	manner               office.Manner
	value, received      string
}

func enter(spoil func(*entry)) func(context.Context, *Desk) error {
	return func(ctx context.Context, k *Desk) error {
		e := entry{duty, "don-vi-1", "2020-06-24", "people_guided", office.Phoned, "40", ""}
		spoil(&e)
		_, err := k.Enter(ctx, e.r, e.unit, e.day, e.indicator, e.manner, e.value, e.received)
		return err
	}
}

func enterDay(unit, day, after string, figures ...[2]string) func(context.Context, *Desk) error {
	return func(ctx context.Context, k *Desk) error {
		_, err := k.EnterDay(ctx, duty, unit, day, figures, "", after)
		return err
	}
}

func inTime(first, last string, units ...string) func(context.Context, *Desk) error {
	return func(ctx context.Context, k *Desk) error {
		_, err := k.InTime(ctx, duty, units, first, last)
		return err
	}
}

func call(outcome office.CallOutcome, until string) func(context.Context, *Desk) error {
	return func(ctx context.Context, k *Desk) error {
		_, err := k.Call(ctx, duty, "don-vi-1", "2020-06-24", outcome, until)
		return err
	}
}

func accept(names ...string) func(context.Context, *Desk) error {
	return func(ctx context.Context, k *Desk) error {
		_, _, err := k.Accept(ctx, duty, names...)
		return err
	}
}

func undo(ids ...string) func(context.Context, *Desk) error {
	return func(ctx context.Context, k *Desk) (err error) {
		for _, id := range ids {
			_, _, err = k.Undo(ctx, duty, id, nil)
		}
		return err
	}
}

func confirm(by string, ids ...string) func(context.Context, *Desk) error {
	return func(ctx context.Context, k *Desk) (err error) {
		for _, id := range ids {
			_, err = k.Confirm(ctx, office.Ruling{By: by}, id)
		}
		return err
	}
}

// codeOf gives why an error refuses; "" where it is no refusal.
func codeOf(err error) Code {
	var r *office.Refusal
	if !errors.As(err, &r) {
		return ""
	}
	code, _ := r.Refused()
	return Code(code)
}

func TestWhatCannotBeIsRefusedAndNotRecorded(t *testing.T) {
	for _, c := range refusals {
		k, b := workplace()
		if _, err := k.Excuse(t.Context(), office.Ruling{By: "VP", Reason: "bão"}, office.Everyone, "2020-06-22", ""); err != nil {
			t.Fatal(err)
		}
		err := c.make(t.Context(), k)
		var r *office.Refusal
		if !errors.As(err, &r) {
			t.Errorf("%s: the error is %v, want a refusal", c.code, err)
			continue
		}
		if code, _ := r.Refused(); code != string(c.code) {
			t.Errorf("refused as %s (%v), want %s", code, err, c.code)
		}
		if strings.ContainsAny(r.Error()+r.Hint(), "{}") || r.Hint() == "" {
			t.Errorf("%s has blanks or no hint: %s — %s", c.code, r, r.Hint())
		}
		made := 0
		for _, d := range b.all[1:] {
			if d.Kind != office.DecisionUndo && c.code != Already {
				made++
			}
		}
		if made > 0 || c.code == Already && len(b.all) != 2 {
			t.Errorf("%s: something was recorded: %+v", c.code, b.all[1:])
		}
	}
}

func TestEveryRefusalIsTried(t *testing.T) {
	tried := map[Code]bool{FindingChanged: true, DayChanged: true, Confirmed: true, TeachAnswered: true, TeachContradicts: true, UnitMany: true} // by tests of their own
	for _, c := range refusals {
		tried[c.code] = true
	}
	for _, code := range Codes() {
		if !tried[code] {
			t.Errorf("nothing is refused as %s here", code)
		}
	}
}

func TestAFormSentTwiceAtOnceDecidesOnce(t *testing.T) {
	k, b := workplace()
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			_, _ = k.Enter(t.Context(), duty, "don-vi-1", "2020-06-24", "people_guided", office.Phoned, "40", "")
		})
	}
	wait.Wait()
	if len(b.all) != 1 {
		t.Errorf("%d decisions are recorded, want 1", len(b.all))
	}
}

func TestTheSameAgainIsADecisionOnceAnotherStandsBetween(t *testing.T) {
	k, b := workplace()
	for _, value := range []string{"40", "41", "40"} {
		if _, err := k.Enter(t.Context(), duty, "don-vi-1", "2020-06-24", "people_guided", office.Phoned, value, ""); err != nil {
			t.Errorf("%s is refused: %v", value, err)
		}
	}
	if _, _, err := k.Undo(t.Context(), duty, "3", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Enter(t.Context(), duty, "don-vi-1", "2020-06-24", "people_guided", office.Phoned, "40", ""); err != nil {
		t.Errorf("what was taken back cannot be entered again: %v", err)
	}
	if len(b.all) != 5 {
		t.Errorf("%d decisions are recorded, want 5", len(b.all))
	}
}

func TestFindingsAreAcceptedAllOrNoneAndOnce(t *testing.T) {
	k, b := workplace()
	s, _, _ := k.Standing(t.Context())
	one, two := &s.Findings[0].Finding, &s.Findings[1].Finding
	if _, _, err := k.Accept(t.Context(), duty, one.ID(), "ffffffff"); err == nil || len(b.all) != 0 {
		t.Errorf("with one unknown: %v, and %d are recorded", err, len(b.all))
	}
	accepted, before, err := k.Accept(t.Context(), duty, one.ID()+"."+one.Stamp(), one.ID())
	if err != nil || len(accepted) != 1 || len(before) != 0 || accepted[0].Accepted.By != "Trực ban" || accepted[0].Accepted.ID != 1 {
		t.Fatalf("accepting one gives %+v, %+v, %v", accepted, before, err)
	}
	accepted, before, err = k.Accept(t.Context(), duty, one.ID(), two.ID())
	if err != nil || len(accepted) != 1 || len(before) != 1 || len(b.all) != 2 {
		t.Errorf("accepting both gives %d new and %d old, %v", len(accepted), len(before), err)
	}
}

func TestAFindingIsLookedAtAnewWhereItsSourceWasReadMeanwhile(t *testing.T) {
	k, b := workplace()
	s, _, _ := k.Standing(t.Context())
	one := &s.Findings[0].Finding
	b.since = []record.Commit{{Looks: []record.Look{{Source: one.Origin.Source, Book: &record.Book{}}}}}
	asked := 0
	standing := k.Standing
	k.Standing = func(ctx context.Context) (*record.State, time.Time, error) {
		if asked++; asked == 3 {
			b.since = nil
		}
		return standing(ctx)
	}
	if accepted, before, err := k.Accept(t.Context(), duty, one.ID()); err != nil || len(accepted) != 1 || len(before) != 0 || asked != 3 {
		t.Errorf("got %d new and %d old after %d looks at it: %v", len(accepted), len(before), asked, err)
	}
	b.since = []record.Commit{{Looks: []record.Look{{Source: "another", Book: &record.Book{}}}}}
	if _, _, err := k.Accept(t.Context(), duty, s.Findings[1].ID()); err != nil {
		t.Errorf("a look at another source keeps it from being accepted: %v", err)
	}
	b.since = []record.Commit{{Looks: []record.Look{{Source: one.Origin.Source, Book: &record.Book{}}}}}
	k.Standing = standing
	b.all = nil
	if _, _, err := k.Accept(t.Context(), duty, one.ID()); err == nil || len(b.all) != 0 {
		t.Errorf("a finding whose source changes all the time is accepted: %v", err)
	}
}

func TestAFindingThatReadsDifferentlyIsNotAcceptedUnseen(t *testing.T) {
	k, b := workplace()
	s, _, _ := k.Standing(t.Context())
	seen := s.Findings[0].Finding
	seen.Raw = "10-14"
	_, _, err := k.Accept(t.Context(), duty, seen.ID()+"."+seen.Stamp())
	if codeOf(err) != FindingChanged || len(b.all) != 0 {
		t.Errorf("a finding that changed meanwhile gives %v", err)
	}
}

func TestABrokenLedgerIsNoRefusal(t *testing.T) {
	k, b := workplace()
	b.fail = errors.New("disk full")
	_, err := k.Enter(t.Context(), duty, "don-vi-1", "2020-06-24", "people_guided", office.Phoned, "40", "")
	var r *office.Refusal
	if err == nil || errors.As(err, &r) {
		t.Errorf("a broken ledger gives %v", err)
	}
}
