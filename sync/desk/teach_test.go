package desk

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
	"tonghop/model/record"
	"tonghop/sync/config"
	"tonghop/templates"
)

// What waits for an answer on the tests' desk: headings of two units' workbooks,
// of which two cannot both be right, and a tab.
const (
	idMark  = "00000001"
	idOther = "00000002" // contradicts idRival
	idRival = "00000003"
	idTab   = "00000004"
)

var lexicon = sync.OnceValue(func() *meaning.Lexicon {
	l, err := config.Lexicon(templates.Builtin())
	if err != nil {
		panic(err)
	}
	return l
})

func proposals(p *office.Programme) []office.Proposal {
	first, second := p.Units[0].Sources[0].Ref, p.Units[1].Sources[0].Ref
	heading := func(id, unit, source, cell, says, indicator string, against ...string) office.Proposal {
		at := office.Origin{Source: source, Tab: "T6", Cell: cell}
		return office.Proposal{ID: id, Unit: unit, Origin: at, Places: []office.Origin{at}, Says: says, Meaning: office.Meaning{Indicator: indicator}, Why: office.WhyGloss, Against: against,
			Tallies: []office.Tally{{Unit: unit, Day: calendar.Date(2020, 6, 24), Indicator: indicator, Value: 7, Origin: at}}}
	}
	tab := heading(idTab, "don-vi-2", second, "", "KH tháng 6", "")
	tab.Meaning, tab.Why = office.Meaning{}, office.WhyTab
	return []office.Proposal{
		heading(idMark, "don-vi-1", first, "C4", "Hướng dẫn (tại chốt)", "people_guided"),
		heading(idOther, "don-vi-1", first, "D4", "TT trực tiếp", "people_informed", idRival),
		heading(idRival, "don-vi-1", first, "E4", "TT lưu động", "people_informed", idOther),
		tab,
	}
}

// unanswered leaves out what was answered, as the reader does.
func unanswered(all []office.Proposal, decisions []office.Decision) []office.Proposal {
	return slices.DeleteFunc(all, func(p office.Proposal) bool {
		return slices.ContainsFunc(office.AnswersOf(decisions, p.Source), func(a office.Answer) bool { return a.Proposal == p.ID })
	})
}

func teach(l office.Lesson, names ...string) func(context.Context, *Desk) error {
	return func(ctx context.Context, k *Desk) (err error) {
		for _, name := range names {
			_, _, err = k.Teach(ctx, duty, l, name)
		}
		return err
	}
}

func idsOf(open []office.Question) (ids []string) {
	for i := range open {
		ids = append(ids, open[i].ID)
	}
	return ids
}

func TestYesTeachesWhatWasProposed(t *testing.T) {
	k, b := workplace()
	p := proposals(k.Programme)[0]
	taught, open, err := k.Teach(t.Context(), duty, office.Lesson{}, p.ID+"."+p.Stamp())
	if err != nil || len(taught) != 1 || len(open) != 0 {
		t.Fatalf("got %+v, %+v, %v", taught, open, err)
	}
	want := office.Decision{ID: 1, Kind: office.DecisionTeach, Unit: "don-vi-1", Indicator: "people_guided", Ruling: office.Ruling{By: "Trực ban", Reason: "báo qua điện thoại"}, At: now,
		Teaching: office.Teaching{Taught: office.Answer{Proposal: p.ID, Source: p.Source, Says: p.Says, Meaning: p.Meaning}}}
	if taught[0].Decision != want || len(b.all) != 1 || b.all[0] != want {
		t.Errorf("recorded\n%+v, want\n%+v", b.all, want)
	}
}

func TestAnAnswerMayBeNoOrSomethingElse(t *testing.T) {
	for as, want := range map[string]office.Meaning{
		"people_informed":   {Indicator: "people_informed"},
		" people_informed ": {Indicator: "people_informed"},
		"TUYÊN truyền":      {Indicator: "people_informed"},
		"Lượt người dân được tuyên truyền": {Indicator: "people_informed"},
		office.RolePlan:     {Role: office.RolePlan},
		"kế hoạch":          {Role: office.RolePlan},
		"cùng kỳ năm trước": {Role: office.RoleEarlier},
		office.RoleRunning:  {Role: office.RoleRunning},
		"lũy kế":            {Role: office.RoleRunning},
		"sáng":              {Indicator: "people_guided", Part: "sáng"},
		"nữ":                {Indicator: "people_guided", Part: "nữ"},
	} {
		k, b := workplace()
		if err := teach(office.Lesson{As: as}, idMark)(t.Context(), k); err != nil || b.all[0].Taught.Meaning != want || b.all[0].Taught.No {
			t.Errorf("--as %s gives %+v, %v", as, b.all, err)
		}
	}
	k, b := workplace()
	if err := teach(office.Lesson{No: true}, idMark)(t.Context(), k); err != nil || !b.all[0].Taught.No || b.all[0].Taught.Meaning != (office.Meaning{}) {
		t.Errorf("no gives %+v, %v", b.all, err)
	}
}

func TestWhatContradictsStaysOpenWhereAllAreConfirmed(t *testing.T) {
	for name, want := range map[string][2][]string{
		office.Everyone: {{idMark, idTab}, {idOther, idRival}},
		"don-vi-1":      {{idMark}, {idOther, idRival}},
		"don-vi-2":      {{idTab}, nil},
	} {
		k, b := workplace()
		taught, open, err := k.Teach(t.Context(), duty, office.Lesson{}, name)
		var ids []string
		for i := range taught {
			ids = append(ids, taught[i].ID)
		}
		if err != nil || !slices.Equal(ids, want[0]) || !slices.Equal(idsOf(open), want[1]) || len(b.all) != len(ids) {
			t.Errorf("%s: %v are taught and %v stay open, %v; want %v", name, ids, idsOf(open), err, want)
		}
		if taught, _, err := k.Teach(t.Context(), duty, office.Lesson{}, name); err != nil || len(taught) != 0 {
			t.Errorf("%s again: %v, %v; want nothing and no error", name, taught, err)
		}
	}
}

func TestNoIsNoContradiction(t *testing.T) {
	k, _ := workplace()
	taught, open, err := k.Teach(t.Context(), duty, office.Lesson{No: true}, "don-vi-1")
	if err != nil || len(taught) != 3 || len(open) != 0 {
		t.Errorf("got %d taught and %d open, %v", len(taught), len(open), err)
	}
}

func TestOneOfTwoThatContradictMayBeChosenAndThenTheOtherNot(t *testing.T) {
	k, b := workplace()
	if err := teach(office.Lesson{}, idOther)(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	if err := teach(office.Lesson{}, idRival)(t.Context(), k); codeOf(err) != TeachContradicts {
		t.Errorf("its rival is answered too: %v", err)
	}
	if err := teach(office.Lesson{As: "people_guided"}, idRival)(t.Context(), k); err != nil || len(b.all) != 2 {
		t.Errorf("its rival cannot be something else: %v", err)
	}
}

func TestWhatWasAnsweredIsAnsweredAnewOnlyAfterItWasTakenBack(t *testing.T) {
	k, b := workplace()
	again := teach(office.Lesson{No: true}, idMark)
	if err := again(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	if err := again(t.Context(), k); codeOf(err) != TeachAnswered || err.Error() != "00000001 was answered already by Trực ban at 18:00 24/6/2020 (decision 1)" {
		t.Errorf("answering twice gives %v", err)
	}
	if _, _, err := k.Undo(t.Context(), duty, "1", nil); err != nil {
		t.Fatal(err)
	}
	if err := again(t.Context(), k); err != nil || len(b.all) != 3 {
		t.Errorf("after it was taken back: %v", err)
	}
}

func TestAWordingIsTaughtEverywhereAsOneThing(t *testing.T) {
	k, b := workplace()
	if err := teach(office.Lesson{Everywhere: true}, idMark)(t.Context(), k); err != nil || b.all[0].Taught.Source != "" || b.all[0].Taught.Proposal != idMark {
		t.Fatalf("recorded %+v, %v", b.all, err)
	}
	elsewhere := proposals(k.Programme)[:1]
	elsewhere[0].ID, elsewhere[0].Source, elsewhere[0].Says = "0000000a", "another.xlsx", " hướng dẫn  (TẠI CHỐT) "
	k.Proposals = func(context.Context, int64) ([]office.Proposal, error) { return elsewhere, nil }
	if err := teach(office.Lesson{As: "people_informed", Everywhere: true}, "0000000a")(t.Context(), k); codeOf(err) != TeachContradicts {
		t.Errorf("the same wording means two things everywhere: %v", err)
	}
	if err := teach(office.Lesson{As: "people_informed"}, "0000000a")(t.Context(), k); err != nil {
		t.Errorf("a workbook's own heading means nothing else: %v", err)
	}
}

func TestAHeadingThatWasNotUnderstoodIsAnsweredByItsFinding(t *testing.T) {
	k, b := workplace()
	if err := teach(office.Lesson{As: "people_guided"}, idOpen())(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	want := office.Answer{Proposal: idOpen(), Source: k.Programme.Units[0].Sources[0].Ref, Says: "Người nghe loa", Meaning: office.Meaning{Indicator: "people_guided"}}
	if b.all[0].Taught != want {
		t.Errorf("recorded %+v, want %+v", b.all[0].Taught, want)
	}
}

func unknownHeading(p *office.Programme) record.OpenFinding {
	return record.OpenFinding{Since: now, Finding: office.Finding{Unit: "don-vi-1", Code: office.CodeColumnUnknown, Severity: office.SeverityWarning, Raw: "Người nghe loa",
		Origin: office.Origin{Source: p.Units[0].Sources[0].Ref, Tab: "T6", Cell: "F"}}}
}

var idOpen = func() string {
	p := booktest.Programme(3)
	f := unknownHeading(p)
	return f.ID()
}

func TestAnAnswerMayBeAPartOfSomething(t *testing.T) {
	for want, l := range map[office.Meaning]office.Lesson{
		{Indicator: "people_informed", Part: "nữ"}:                   {PartOf: "people_informed", As: "Nữ"},
		{Indicator: "people_guided", Part: "thôn 3"}:                 {PartOf: "people_guided", As: " thôn  3 "},
		{Indicator: "people_guided", Part: "hướng dẫn (tại chốt)"}:   {PartOf: "people_guided"},
		{Indicator: "people_guided", Part: "buổi tối ở nhà văn hóa"}: {PartOf: "people_guided", As: "Buổi tối ở nhà văn hóa"},
	} {
		k, b := workplace()
		if err := teach(l, idMark)(t.Context(), k); err != nil || b.all[0].Taught.Meaning != want {
			t.Errorf("%+v gives %+v, %v, want %+v", l, b.all, err, want)
		}
	}
	k, b := workplace()
	if err := teach(office.Lesson{PartOf: "people_guided", As: "nữ"}, idOpen())(t.Context(), k); err != nil || b.all[0].Taught.Meaning.Part != "nữ" {
		t.Errorf("a heading that was not understood is no part: %+v, %v", b.all, err)
	}
}

func TestARoleOfAWordingMayHoldEverywhere(t *testing.T) {
	k, b := workplace()
	if err := teach(office.Lesson{As: "lũy kế", Everywhere: true}, idMark)(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	want := office.Answer{Says: "Hướng dẫn (tại chốt)", Meaning: office.Meaning{Role: office.RoleRunning}, Decision: 1}
	if got := office.AnswersOf(b.all, "another.xlsx"); len(got) != 1 || got[0] != want {
		t.Errorf("another workbook is read by %+v, want %+v", got, want)
	}
}

// Putting a question off answers nothing, and says who has taken it on.
func TestAQuestionThatIsPutOffWaitsAndIsKnown(t *testing.T) {
	k, b := workplace()
	ask, later := teach(office.Lesson{Ask: true}, idMark), teach(office.Lesson{Later: true}, idMark)
	if err := later(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	if err := ask(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	if err := ask(t.Context(), k); codeOf(err) != Already {
		t.Errorf("asking twice gives %v", err)
	}
	p := proposals(k.Programme)[0]
	want := office.Deferred{Proposal: idMark, Stamp: p.Stamp(), Source: p.Source, Says: p.Says, Asked: true}
	if d := b.all[1]; d.Kind != office.DecisionDefer || d.Deferred != want || d.Taught != (office.Answer{}) || d.Unit != "don-vi-1" {
		t.Errorf("recorded %+v, want %+v", d, want)
	}
	if len(office.AnswersOf(b.all, p.Source)) != 0 {
		t.Error("putting off is taken for an answer")
	}
	questions, err := k.Questions(t.Context())
	if err != nil || questions[0].Deferred == nil || questions[0].Deferred.ID != 2 {
		t.Fatalf("the question is %+v, %v", questions[0], err)
	}
	if _, _, err := k.Undo(t.Context(), duty, "2", nil); err != nil {
		t.Fatal(err)
	}
	if questions, _ = k.Questions(t.Context()); questions[0].Deferred == nil || questions[0].Deferred.Deferred.Asked {
		t.Errorf("once that is taken back it is put off as before, not %+v", questions[0].Deferred)
	}
	if err := teach(office.Lesson{}, idMark)(t.Context(), k); err != nil {
		t.Errorf("what was put off cannot be answered: %v", err)
	}
}

func TestWhatIsPutOffIsAskedAnewOnceItReadsOtherwise(t *testing.T) {
	k, _ := workplace()
	if err := teach(office.Lesson{Later: true}, idMark)(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	changed := proposals(k.Programme)[:1]
	changed[0].Meaning.Indicator = "people_informed"
	k.Proposals = func(context.Context, int64) ([]office.Proposal, error) { return changed, nil }
	if questions, err := k.Questions(t.Context()); err != nil || questions[0].Deferred != nil {
		t.Errorf("it stays put off: %+v, %v", questions[0], err)
	}
}

func TestAHeadingThatWasReadWithoutDoubtMayBeCorrected(t *testing.T) {
	k, b := workplace()
	s, _, err := k.Standing(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	source := k.Programme.Units[0].Sources[0].Ref
	table := office.Table{Tab: "T6", Layout: "long", Units: []string{"don-vi-1"}, Columns: []office.Column{{At: "B", Header: "Tuyên truyền", Role: "indicator", Indicator: "people_informed"}}}
	s.Tables = map[string][]office.Table{source: {table}}
	k.Standing = func(context.Context) (*record.State, time.Time, error) {
		all := *s
		all.Decisions = b.all
		return &all, now, nil
	}
	q := office.TakenOf(source, &table)[0]
	if err := teach(office.Lesson{As: "people_guided"}, q.Named())(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	want := office.Answer{Proposal: q.ID, Source: source, Says: "Tuyên truyền", Meaning: office.Meaning{Indicator: "people_guided"}}
	if b.all[0].Taught != want {
		t.Errorf("recorded %+v, want %+v", b.all[0].Taught, want)
	}
	if err := teach(office.Lesson{No: true}, q.ID)(t.Context(), k); codeOf(err) != TeachAnswered {
		t.Errorf("answering it twice gives %v", err)
	}
}
