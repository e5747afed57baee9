package office

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tonghop/model/calendar"
)

// The catalogue of sentences and the table of kinds know the same codes.
func TestEveryFindingHasAKindAndEveryKindItsSentences(t *testing.T) {
	files, err := filepath.Glob("../../templates/messages/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	told := map[string]bool{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range regexp.MustCompile(`(?m)^finding\.([a-z0-9-]+)\.`).FindAllStringSubmatch(string(raw), -1) {
			told[g[1]] = true
		}
	}
	for code := range told {
		if findingKinds[code] == nil {
			t.Errorf("%s has sentences and no row in the table of kinds: say there whose move it is", code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(findingKinds)) {
		if !told[code] {
			t.Errorf("%s has a row in the table of kinds and no sentences", code)
		}
	}
}

func TestWhatAFindingPointsAtIsCountedOrLeftOutByItsKind(t *testing.T) {
	for _, c := range []struct {
		f       Finding
		counted bool
	}{
		{Finding{Code: "number-sum", Severity: SeverityWarning}, true},
		{Finding{Code: "number-sum", Severity: SeverityError}, false},
		{Finding{Code: "column-unknown", Severity: SeverityWarning}, false},
		{Finding{Code: CodeDateFuture, Severity: SeverityWarning}, false},
		{Finding{Code: CodeColumnsChanged, Severity: SeverityWarning, Args: map[string]string{"lost": NoColumns}}, true},
		{Finding{Code: CodeColumnsChanged, Severity: SeverityWarning, Args: map[string]string{"lost": "Tuyên truyền"}}, false},
		{Finding{Code: CodeRowsGone, Severity: SeverityWarning}, true},
	} {
		if got := c.f.Counted(); got != c.counted {
			t.Errorf("%s as %s %v is counted: %v, want %v", c.f.Code, c.f.Severity, c.f.Args, got, c.counted)
		}
	}
}

func TestWhatHasNoDayMayBeAReportOfAnyDay(t *testing.T) {
	for _, c := range []struct {
		name string
		f    Finding
		want bool
	}{
		{"a row without a date", Finding{Code: "date-missing", Severity: SeverityError, Origin: Origin{Cell: "A7"}}, true},
		{"one whose day is known", Finding{Code: "date-range", Severity: SeverityError, Origin: Origin{Cell: "A7"}, Day: 1}, false},
		{"a warning about a date", Finding{Code: "date-swapped", Severity: SeverityWarning, Origin: Origin{Cell: "A7"}}, false},
		{"a figure", Finding{Code: "number-invalid", Severity: SeverityError, Origin: Origin{Cell: "B7"}}, false},
		{"a tab without a header", Finding{Code: CodeHeaderNotFound, Severity: SeverityError}, true},
		{"an empty tab", Finding{Code: CodeHeaderNotFound, Severity: SeverityError, Args: map[string]string{"empty": "yes"}}, false},
		{"a tab that is gone", Finding{Code: "tab-gone", Severity: SeverityError}, false},
	} {
		if got := c.f.Dateless(); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestACommuneHasTheMoveOnlyWhereItCouldHaveWrittenOtherwise(t *testing.T) {
	for code, want := range map[string]Turn{
		"number-invalid": TurnCommune, "date-missing": TurnCommune, CodeRuleBroken: TurnCommune,
		"column-unknown": TurnOffice, CodeHeaderNotFound: TurnOffice, "unit-unknown": TurnOffice, "no-such-code": TurnOffice,
		CodePeriodStated: TurnNobody,
	} {
		if got := (&Finding{Code: code, Severity: SeverityError}).Turn(); got != want {
			t.Errorf("%s: it is %q's move, want %q's", code, got, want)
		}
	}
	if got := (&Finding{Code: "number-invalid", Severity: SeverityNotice}).Turn(); got != TurnNobody {
		t.Errorf("a notice is %q's move", got)
	}
}

func TestTheKeyTellsFindingsOfOnePlaceApart(t *testing.T) {
	base := Finding{Unit: "an", Origin: Origin{Source: "an.xlsx", Tab: "Tháng 6", Cell: "C7"}, Day: calendar.Date(2020, 6, 24), Indicator: "people"}
	with := func(code, arg, value string) string {
		f := base
		f.Code, f.Args = code, map[string]string{arg: value}
		return f.Key()
	}
	for _, pair := range [][2]string{
		{with(CodeRuleBroken, "rule", "a"), with(CodeRuleBroken, "rule", "b")},
		{with(CodePeriodDiffers, "period", "2020-06"), with(CodePeriodDiffers, "period", "2020-Q2")},
		{with("number-invalid", "period", "2020-06"), with("number-invalid", "period", "2020-Q2")},
	} {
		if pair[0] == pair[1] {
			t.Errorf("two findings have one key %q", strings.ReplaceAll(pair[0], "\x1f", "|"))
		}
	}
	moved := base
	moved.Cell = "C9"
	if moved.Key() != base.Key() {
		t.Error("a sheet that was sorted makes a new finding of an old one")
	}
}

func TestAnAcceptanceLastsAsLongAsWhatItRestsOn(t *testing.T) {
	at := time.Date(2020, 6, 24, 10, 0, 0, 0, time.UTC)
	before, after := at.Add(-time.Hour), at.Add(time.Hour)
	for _, c := range []struct {
		name  string
		f     Finding
		now   func(*Finding)
		since time.Time
		want  bool
	}{
		{"the same text", Finding{Code: "number-sum", Raw: "3+2"}, nil, after, true},
		{"another text", Finding{Code: "number-sum", Raw: "3+2"}, func(f *Finding) { f.Raw = "3+4" }, before, false},
		{"no text, as it was", Finding{Code: "hidden-row"}, nil, before, true},
		{"no text, made anew", Finding{Code: "hidden-row"}, nil, after, false},
		{"an entry, as it was", Finding{Code: CodeEntryDiffers, Raw: "12"}, nil, before, true},
		{"an entry, made anew", Finding{Code: CodeEntryDiffers, Raw: "12"}, nil, after, false},
		{"rows that are gone, which are settled", Finding{Code: CodeRowsGone, Args: map[string]string{"n": "3"}}, nil, before, false},
		{"a broken rule, which its reviewer judges", Finding{Code: CodeRuleBroken, Raw: "5"}, nil, before, false},
	} {
		d := AcceptanceOf(&c.f)
		d.At = at
		f := c.f
		if c.now != nil {
			c.now(&f)
		}
		if got := d.Accepts(&f, c.since); got != c.want {
			t.Errorf("%s: it holds: %v, want %v", c.name, got, c.want)
		}
	}
}
