package config

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tonghop/model/office"
)

func printed(terms []office.Term) string {
	var b strings.Builder
	for _, t := range terms {
		b.WriteString(map[int64]string{1: " + ", -1: " - "}[t.Sign] + t.Indicator)
	}
	return strings.TrimSpace(b.String())
}

func TestFormulasAreSumsOfSignedIDs(t *testing.T) {
	known := func(id string) bool { return id == "a" || id == "b" || id == "tk-dvc" || id == "tk" }
	for text, want := range map[string]string{
		"a":           "+ a",
		"a+b":         "+ a + b",
		" a  -  b ":   "+ a - b",
		"- a + b":     "- a + b",
		"a − b":       "+ a - b",
		"a - tk-dvc":  "+ a - tk-dvc",
		"tk-dvc-a":    "+ tk-dvc - a",
		"tk-a":        "+ tk - a",
		"a + unknown": "+ a + unknown",
	} {
		terms, why := parseFormula(text, known)
		if got := printed(terms); why != "" || got != want {
			t.Errorf("%q = %q (%s), want %q", text, got, why, want)
		}
	}
	for _, text := range []string{"", "+", "a b", "a + + b", "a * b", "(a)", "3 , a", "a ++"} {
		if terms, why := parseFormula(text, known); why == "" {
			t.Errorf("%q was taken as %q", text, printed(terms))
		}
	}
}

func FuzzFormula(f *testing.F) {
	for _, s := range []string{"a + b - c", "tk-dvc-a", "−a", "a +", "đ_1 + b", "a--b"} {
		f.Add(s)
	}
	known := func(id string) bool { return len(id) <= 2 }
	f.Fuzz(func(t *testing.T, s string) {
		terms, why := parseFormula(s, known)
		if (len(terms) == 0) == (why == "") {
			t.Fatalf("%q: %d terms and reason %q", s, len(terms), why)
		}
		if why != "" || !utf8.ValidString(s) {
			return
		}
		again, why := parseFormula(printed(terms), known)
		if why != "" || printed(again) != printed(terms) {
			t.Fatalf("%q printed as %q reads as %q (%s)", s, printed(terms), printed(again), why)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(least))
	for _, c := range faultCases {
		f.Add([]byte(c.yaml))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := Parse(raw, "config.yaml", Options{CheckCron: func(string) error { return nil }})
		if (c == nil) == (err == nil) {
			t.Fatalf("configuration %v and error %v", c, err)
		}
		if err == nil {
			return
		}
		errs, ok := err.(Errors)
		if !ok || len(errs) == 0 {
			t.Fatalf("error %T %v, want Errors", err, err)
		}
		for _, e := range errs {
			if e.Why == "" || strings.Contains(e.Error(), "\n") {
				t.Fatalf("fault %q is not one line with a reason", e.Error())
			}
		}
	})
}
