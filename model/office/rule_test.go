package office_test

import (
	"strings"
	"testing"

	"tonghop/model/office"
)

func TestALongListOfFiguresIsGivenWhole(t *testing.T) {
	long := strings.Repeat("Tổng = 9 (E5), ", 20) + "cuối"
	m := office.Messages{Lang: "vi", Texts: map[string]string{"finding.rule-broken.message": "{figures}", "finding.columns-changed.message": "{figures}"}}
	for _, code := range []string{office.CodeRuleBroken, office.CodeColumnsChanged} {
		if got, _ := m.Finding(&office.Finding{Code: code, Args: map[string]string{"figures": long}}, ""); got != long {
			t.Errorf("%s: cut to %q", code, got)
		}
	}
}
