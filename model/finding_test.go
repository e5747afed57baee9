package model

import "testing"

// A warning was called counted whatever it said, also where it said that the
// figures are not read.
func TestAWarningCountsUnlessItSaysOtherwise(t *testing.T) {
	for _, c := range []struct {
		f    Finding
		want bool
	}{
		{Finding{Code: CodeOutlier, Severity: SeverityWarning}, true},
		{Finding{Code: CodeRuleBroken, Severity: SeverityWarning}, true},
		{Finding{Code: CodeRuleBroken, Severity: SeverityError}, false},
		{Finding{Code: "column-unknown", Severity: SeverityWarning}, false},
		{Finding{Code: "total-disagrees", Severity: SeverityWarning}, false},
		{Finding{Code: CodeEntryDiffers, Severity: SeverityWarning}, false},
		{(&changes{moved: []string{"A"}}).finding("an", "an.csv", &Table{}), true},
		{(&changes{lost: []string{"A"}}).finding("an", "an.csv", &Table{}), false},
	} {
		if got := c.f.Counted(); got != c.want {
			t.Errorf("%s as %s %v: counted is %v", c.f.Code, c.f.Severity, c.f.Args, got)
		}
	}
}
