package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// counted is a configuration with four indicators and the rules given.
func counted(rules string) string {
	return with(`indicators:
  - {id: total, label: "Tổng hồ sơ"}
  - {id: level3, label: "Mức độ 3"}
  - {id: level-4, label: "Mức độ 4"}
  - {id: lượt, label: "Lượt"}
  - {id: hotline, label: "Đường dây nóng", enabled: false}
rules:
` + rules)
}

// rule is a configuration with one rule of a check.
func rule(check string) string {
	return counted(`  - {id: r, check: "` + check + `", message: "…"}`)
}

func TestARuleIsReadWithItsDefaults(t *testing.T) {
	c := mustParse(t, counted(`  - id: sums
    severity: error
    check: "total == level3 + level-4"
    missing: zero
    message: {vi: "Tổng phải bằng mức 3 cộng mức 4.", en: "The total is the sum of its levels."}
    indicators: [total]
  - {id: plain, check: "lượt >= total and lượt > 0", message: "Lượt không ít hơn hồ sơ."}`))
	for i := range c.Programme.Rules {
		c.Programme.Rules[i].Holds = nil
	}
	want := []office.Rule{
		{ID: "sums", Severity: office.SeverityError, Check: "total == level3 + level-4", Missing: office.AsZero,
			Sentence: "Tổng phải bằng mức 3 cộng mức 4", English: "The total is the sum of its levels",
			Operands: []string{"total", "level3", "level-4"}, Indicators: []string{"total"}},
		{ID: "plain", Severity: office.SeverityWarning, Check: "lượt >= total and lượt > 0", Missing: office.SkipAny,
			Sentence: "Lượt không ít hơn hồ sơ", English: "Lượt không ít hơn hồ sơ",
			Operands: []string{"lượt", "total"}, Indicators: []string{"lượt", "total"}},
	}
	if diff := cmp.Diff(want, c.Programme.Rules); diff != "" {
		t.Error(diff)
	}
}

func TestAChecksArithmeticIsThatOfWholeNumbers(t *testing.T) {
	for _, c := range []struct {
		check  string
		values []int64 // in the order in which the check names them
		want   bool
	}{
		{"total == level3 + level-4", []int64{5, 2, 3}, true},
		{"total == level3 + level-4", []int64{6, 2, 3}, false},
		{"level-4 - level3 <= total", []int64{9, 2, 7}, true},
		{"level-4 -level3 <= total", []int64{9, 2, 6}, false},
		{"total <= 3 * lượt or total < 20", []int64{19, 0}, true},
		{"total <= 3 * lượt or total < 20", []int64{21, 7}, true},
		{"total <= 3 * lượt or total < 20", []int64{22, 7}, false},
		{"2 * (level3 + level-4) != total", []int64{1, 2, 6}, false},
		{"not (total > 10) && !(lượt > 10) || level3 == 0", []int64{10, 11, 1}, false},
		{"not (total > 10) && !(lượt > 10) || level3 == 0", []int64{10, 10, 1}, true},
		{"1 <= total", []int64{0}, false},
		{"total - 1000000 * level3 < 0", []int64{maxFigure, maxFigure}, true},
		{"total <= 3 * lượt", []int64{1, maxFigure + 1}, false}, // nobody counts that many
	} {
		p := mustParse(t, rule(c.check)).Programme
		if got := p.Rules[0].Holds(c.values); got != c.want {
			t.Errorf("%s with %v: %v, want %v", c.check, c.values, got, c.want)
		}
	}
}

func TestACheckMayOnlyCompareWholeNumbers(t *testing.T) {
	for _, c := range []struct{ name, check, want string }{
		{"a mistyped id", "totla == level3", `"totla" is not the id of an indicator; for example total`},
		{"an indicator that is switched off", "hotline > 0", `"hotline" is switched off`},
		{"no condition", "total + level3", "is no condition: expected bool, but got int"},
		{"one equals sign", "total = level3", "is no condition: "},
		{"a side left out", "total ==", "is no condition: unexpected token EOF"},
		{"a bracket left open", "(total == level3", "is no condition: "},
		{"a condition added to a number", "(total > 1) + level3 > 2", "is no condition: invalid operation: +"},
		{"a division", "total / 2 == level3", "may not have /"},
		{"a remainder", "total % 2 == 0", "may not have %"},
		{"a power", "total ** 2 > level3", "may not have **"},
		{"a fraction", "total > 1.5 * level3", "may have whole numbers only"},
		{"a fraction with a comma", "total > 1,5", "is no condition: "},
		{"an exponent", "total > 1e3", `"1e3" is not the id`},
		{"two indicators multiplied", "total == level3 * lượt", "may multiply indicators only by one whole number"},
		{"two factors", "total == 2 * 3 * level3", "may multiply indicators only by one whole number"},
		{"a factor beyond a million", "total < 1000001", "may not have numbers above a million"},
		{"a text", "total == 'x'", `"x" is not the id of an indicator`},
		{"a text of digits", "total == '1'", "may only have whole numbers"},
		{"a list", "total in [1, 2]", `"in" is not the id of an indicator`},
		{"a choice", "total > 1 ? level3 > 0 : level3 == 0", "may only have whole numbers"},
		{"a function", "abs(total) > 1", `"abs" is not the id of an indicator`},
		{"no indicator at all", "1 < 2", "names no indicator"},
		{"the mathematical sign", "total ≥ level3", "is no condition: "},
		{"a check that is too long", "total > 0" + strings.Repeat(" or total > 0", 50), "is longer than 500 letters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse([]byte(rule(c.check)), at(t), Options{})
			var faults Errors
			if !errors.As(err, &faults) || len(faults) != 1 {
				t.Fatalf("got %v, want one fault", err)
			}
			f := faults[0]
			if got := f.Error(); !strings.Contains(got, c.want) || f.Path != "rules[0].check" || f.Line != 8 {
				t.Errorf("got  %s\nwant %s in line 8", got, c.want)
			}
			if f.Example == "" && !strings.Contains(f.Why, "switched off") {
				t.Error("no example")
			}
		})
	}
}

func TestARulesOtherKeysAreChecked(t *testing.T) {
	for _, c := range []struct{ name, rules, want string }{
		{"no check", `  - {id: r, message: "…"}`, "rules[0].check: is missing"},
		{"no message", `  - {id: r, check: "total > 0"}`, "rules[0].message: is missing"},
		{"no Vietnamese", `  - {id: r, check: "total > 0", message: {en: "…"}}`, "rules[0].message.vi: is missing"},
		{"an id twice", "  - {id: r, check: \"total > 0\", message: m}\n  - {id: r, check: \"total > 0\", message: m}", `rules[1].id: "r": is used twice`},
		{"a severity that findings have and rules have not", `  - {id: r, severity: notice, check: "total > 0", message: m}`, "must be one of warning, error"},
		{"an unknown strategy", `  - {id: r, missing: ignore, check: "total > 0", message: m}`, "must be one of skip_any, skip_all, zero"},
		{"an accused that the check does not name", `  - {id: r, check: "total > 0", message: m, indicators: [level3]}`, `rules[0].indicators[0]: "level3": "level3" does not stand in the check`},
		{"an unknown key", `  - {id: r, expr: "total > 0", check: "total > 0", message: m}`, "rules[0].expr: is not a known key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse([]byte(counted(c.rules)), at(t), Options{})
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want one fault with %s", err, c.want)
			}
		})
	}
}

func TestAnySumOfMultiplesIsComputedExactly(t *testing.T) {
	config := t.TempDir() + "/config.yaml"
	rapid.Check(t, func(t *rapid.T) {
		factor, value := rapid.Int64Range(0, maxFactor), rapid.Int64Range(0, maxFigure)
		f := rapid.SliceOfN(factor, 4, 4).Draw(t, "factors")
		v := rapid.SliceOfN(value, 4, 4).Draw(t, "values")
		c, err := Parse([]byte(rule(fmt.Sprintf("%d * total + %d*level3 -%d * level-4 <= lượt*%d", f[0], f[1], f[2], f[3]))), config, Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := f[0]*v[0]+f[1]*v[1]-f[2]*v[2] <= f[3]*v[3]
		if got := c.Programme.Rules[0].Holds(v); got != want {
			t.Fatalf("%s with %v: %v, want %v", c.Programme.Rules[0].Check, v, got, want)
		}
	})
}

// scalar is a text as it stands in a document.
func scalar(d *document, text string) field {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Line: 1}
	return field{node: n, near: n, doc: d}
}

// No text makes the reader panic, and what it takes is a condition that can be
// asked.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"total == level3 + level-4", "not (total > 1) and 2 * lượt <= 3", "((((", "total == 'x' ? 1", "total[0] | map", "#.x", "let a = 1; a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, check string) {
		d := newDocument("rules.yaml")
		for _, id := range []string{"total", "level3", "level-4", "lượt"} {
			d.indicators.lines[id] = 1
		}
		var r office.Rule
		readCheck(scalar(d, check), &r)
		if (r.Holds == nil) != (len(d.errs) > 0) {
			t.Fatalf("%q: %v with faults %v", check, r.Operands, d.errs)
		}
		if r.Holds != nil {
			r.Holds(make([]int64, len(r.Operands)))
		}
	})
}

// A year of a district's days, with every rule of the sample configuration.
func BenchmarkMergeUnderRules(b *testing.B) {
	c, err := Load("../../config.yaml", Options{})
	if err != nil {
		b.Fatal(err)
	}
	p, s := c.Programme, &record.State{}
	for _, u := range p.Units {
		for d := range calendar.Day(250) {
			v := record.Version{Source: u.Sources[0].Ref, Unit: u.ID, Day: p.Starts + d}
			for i, ind := range p.Indicators {
				v.Figures = append(v.Figures, record.Figure{Indicator: ind.ID, Value: int64(60 + (int(d)*7+i*13)%40), Cell: "B5"})
			}
			s.Say(v)
		}
	}
	for _, with := range []struct {
		name  string
		rules []office.Rule
	}{{"rules", p.Rules}, {"none", nil}} {
		b.Run(with.name, func(b *testing.B) {
			p.Rules = with.rules
			for b.Loop() {
				merge.Merge(p, s, p.Starts.At(0, p.Location).AddDate(1, 0, 0))
			}
		})
	}
}
