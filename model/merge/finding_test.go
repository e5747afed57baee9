package merge

import (
	"testing"

	"tonghop/model/office"
)

// A warning was called counted whatever it said, also where it said that the
// figures are not read.
func TestAWarningCountsUnlessItSaysOtherwise(t *testing.T) {
	for _, c := range []struct {
		f    office.Finding
		want bool
	}{
		{office.Finding{Code: office.CodeOutlier, Severity: office.SeverityWarning}, true},
		{office.Finding{Code: office.CodeRuleBroken, Severity: office.SeverityWarning}, true},
		{office.Finding{Code: office.CodeRuleBroken, Severity: office.SeverityError}, false},
		{office.Finding{Code: "column-unknown", Severity: office.SeverityWarning}, false},
		{office.Finding{Code: "total-disagrees", Severity: office.SeverityWarning}, false},
		{office.Finding{Code: office.CodeEntryDiffers, Severity: office.SeverityWarning}, false},
		{(&changes{moved: []string{"A"}}).finding("an", "an.csv", &office.Table{}), true},
		{(&changes{lost: []string{"A"}}).finding("an", "an.csv", &office.Table{}), false},
	} {
		if got := c.f.Counted(); got != c.want {
			t.Errorf("%s as %s %v: counted is %v", c.f.Code, c.f.Severity, c.f.Args, got)
		}
	}
}
