package desk

import (
	"context"
	"errors"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// proposed gives a desk where one waiver is proposed, decision 1.
func proposed(t *testing.T) (*Desk, *paper) {
	t.Helper()
	k, b := workplace()
	d, err := k.Propose(t.Context(), duty, "don-vi-2", "22/6/2020", "2020-06-24")
	if err != nil || d.ID != 1 || d.Kind != office.DecisionPropose || d.By != "Trực ban" || d.To-d.From != 2 {
		t.Fatalf("proposing gives %+v, %v", d, err)
	}
	return k, b
}

func TestAProposalIsConfirmedInItsOwnWords(t *testing.T) {
	k, b := proposed(t)
	d, err := k.Confirm(t.Context(), office.Ruling{By: " Bí thư ", Channel: office.ByPage}, "1")
	if err != nil {
		t.Fatal(err)
	}
	want := office.Decision{ID: 2, Kind: office.DecisionExcuse, Unit: "don-vi-2", From: calendar.Date(2020, 6, 22), To: calendar.Date(2020, 6, 24),
		Ruling: office.Ruling{By: "Bí thư", Reason: "báo qua điện thoại", Channel: office.ByPage}, At: now, Waiver: office.Waiver{Confirms: 1}}
	if d != want || b.all[1] != want {
		t.Errorf("recorded\n%+v, want\n%+v", d, want)
	}
}

func TestAProposalIsCheckedLikeAWaiver(t *testing.T) {
	k, b := workplace()
	for _, c := range []struct {
		unit, first, last string
		r                 office.Ruling
		want              Code
	}{
		{"nobody", "2020-06-24", "", duty, UnitUnknown},
		{"don-vi-1", "soon", "", duty, DayInvalid},
		{"don-vi-1", "2020-06-24", "2020-06-23", duty, SpanTurned},
		{"don-vi-1", "2020-06-20", "2020-06-21", duty, NothingOwed},
		{"don-vi-1", "2020-06-24", "", office.Ruling{By: "VP"}, NoReason},
	} {
		if _, err := k.Propose(t.Context(), c.r, c.unit, c.first, c.last); codeOf(err) != c.want {
			t.Errorf("%s from %s to %q gives %v, want %s", c.unit, c.first, c.last, err, c.want)
		}
	}
	if len(b.all) > 0 {
		t.Errorf("something was recorded: %+v", b.all)
	}
}

// What became of a proposal is settled once.
func TestAProposalThatIsClosedStaysSo(t *testing.T) {
	for _, c := range []struct {
		name        string
		before      []func(context.Context, *Desk) error
		then, taken Code // of confirming, and of taking back
	}{
		{"confirmed", []func(context.Context, *Desk) error{confirm("Bí thư", "1")}, Confirmed, Confirmed},
		{"declined", []func(context.Context, *Desk) error{undo("1")}, DecisionUndone, DecisionUndone},
		{"confirmed, and the waiver taken back", []func(context.Context, *Desk) error{confirm("Bí thư", "1"), undo("2")}, Confirmed, Confirmed},
	} {
		k, b := proposed(t)
		for _, do := range c.before {
			if err := do(t.Context(), k); err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
		}
		n := len(b.all)
		if err := confirm("Bí thư", "1")(t.Context(), k); codeOf(err) != c.then {
			t.Errorf("%s: confirming it gives %v, want %s", c.name, err, c.then)
		}
		if err := undo("1")(t.Context(), k); codeOf(err) != c.taken {
			t.Errorf("%s: taking it back gives %v, want %s", c.name, err, c.taken)
		}
		if len(b.all) != n {
			t.Errorf("%s: something was recorded: %+v", c.name, b.all[n:])
		}
		if _, err := k.Propose(t.Context(), duty, "don-vi-2", "22/6/2020", "2020-06-24"); err != nil {
			t.Errorf("%s: it cannot be proposed anew: %v", c.name, err)
		}
	}
}

func TestWhoConfirmsIsNamedAndAProposalSentTwiceIsOne(t *testing.T) {
	k, b := proposed(t)
	if _, err := k.Confirm(t.Context(), office.Ruling{By: " "}, "1"); codeOf(err) != NoPerson {
		t.Errorf("nobody confirming gives %v", err)
	}
	if _, err := k.Propose(t.Context(), duty, "don-vi-2", "22/6/2020", "2020-06-24"); codeOf(err) != Already {
		t.Errorf("the same proposal again gives %v", err)
	}
	if len(b.all) != 1 {
		t.Errorf("%d decisions are recorded, want 1", len(b.all))
	}
}

func TestTheRightToTakeBackIsAskedOfTheDecisionThatIsMeant(t *testing.T) {
	k, b := workplace()
	if _, err := k.Excuse(t.Context(), duty, "don-vi-1", "2020-06-24", ""); err != nil {
		t.Fatal(err)
	}
	no := errors.New("not yours")
	for _, id := range []string{"1", " 1", "01", "+1"} {
		_, _, err := k.Undo(t.Context(), duty, id, func(d *office.Decision) error {
			if d.ID != 1 || d.Kind != office.DecisionExcuse {
				t.Errorf("%q: asked of %+v", id, d)
			}
			return no
		})
		if !errors.Is(err, no) || len(b.all) != 1 {
			t.Errorf("%q gives %v, and %d decisions", id, err, len(b.all))
		}
	}
}
