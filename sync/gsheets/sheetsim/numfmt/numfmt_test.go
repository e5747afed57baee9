package numfmt

import "testing"

func TestANumberShowsAsItsFormatAndLocaleHaveIt(t *testing.T) {
	day, ok := SerialOf(2020, 6, 24)
	if _, wrong := SerialOf(2020, 6, 31); !ok || wrong {
		t.Errorf("24 June is a day: %v, 31 June is one: %v", ok, wrong)
	}
	for _, c := range []struct {
		kind, pattern string
		n             float64
		vi, en        string
	}{
		{"", "", 1234.5, "1234,5", "1234.5"},
		{"", "", -0.1, "-0,1", "-0.1"},
		{"TEXT", "", 5, "5", "5"},
		{"NUMBER", "", 1234567.891, "1.234.567,89", "1,234,567.89"},
		{"NUMBER", "#,##0", 2.5, "3", "3"},
		{"NUMBER", "0000", 12, "0012", "0012"},
		{"PERCENT", "", 0.125, "12,50%", "12.50%"},
		{"NUMBER", `0" hs"`, 12, "12 hs", "12 hs"},
		{"NUMBER", `0;(0);"-"`, -3, "(3)", "(3)"},
		{"NUMBER", `0;(0);"-"`, 0, "-", "-"},
		{"DATE", "", day, "24/06/2020", "6/24/2020"},
		{"DATE", "d-m-yy", day, "24-6-20", "24-6-20"},
		{"DATE_TIME", "", day + 0.75, "24/06/2020 18:00:00", "6/24/2020 6:00:00 PM"},
	} {
		for locale, want := range map[string]string{"vi_VN": c.vi, "en_US": c.en} {
			l, _ := LocaleOf(locale)
			if got, err := Show(c.kind, c.pattern, c.n, l); err != nil || got != want {
				t.Errorf("%s %q of %g in %s: %q, %v; want %q", c.kind, c.pattern, c.n, locale, got, err, want)
			}
		}
	}
}

func TestWhatWasNotSeenOfGoogleIsRefused(t *testing.T) {
	if _, ok := LocaleOf("de_DE"); ok {
		t.Error("de_DE is known")
	}
	l, _ := LocaleOf("vi_VN")
	for _, c := range []struct {
		kind, pattern string
		n             float64
	}{{"CURRENCY", "", 1}, {"", "", 1e15}, {"NUMBER", "[red]0", 1}, {"NUMBER", `0"x`, 1}, {"DATE", "", -1}, {"DATE", "mmmm", 44000}} {
		if got, err := Show(c.kind, c.pattern, c.n, l); err == nil {
			t.Errorf("%s %q of %g shows %q", c.kind, c.pattern, c.n, got)
		}
	}
}
