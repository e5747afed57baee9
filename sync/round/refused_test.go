package round

import (
	"fmt"
	"testing"

	"tonghop/model/office"
	"tonghop/model/record"
)

func TestThatEveryFileIsRefusedInOneRoundIsOursAndThatOneIsItsUnits(t *testing.T) {
	const link = "https://docs.google.com/spreadsheets/d/"
	for name, tc := range map[string]struct {
		faults []office.FaultCode // "" for a look that saw the sheet
		file   bool
		want   []office.FaultCode
	}{
		"all refused":                   {faults: []office.FaultCode{"not-shared", "not-shared"}, want: []office.FaultCode{"all-refused", "all-refused"}},
		"all refused or not found":      {faults: []office.FaultCode{"not-shared", "not-found"}, want: []office.FaultCode{"all-refused", "all-refused"}},
		"all refused, a file read":      {faults: []office.FaultCode{"not-shared", "not-shared"}, file: true, want: []office.FaultCode{"all-refused", "all-refused"}},
		"one of two":                    {faults: []office.FaultCode{"not-shared", ""}, want: []office.FaultCode{"not-shared"}},
		"one in the trash":              {faults: []office.FaultCode{"not-shared", "trashed"}, want: []office.FaultCode{"not-shared"}},
		"the only one":                  {faults: []office.FaultCode{"not-shared"}, want: []office.FaultCode{"not-shared"}},
		"refused while Google was down": {faults: []office.FaultCode{"not-shared", "not-shared", "google-down"}, want: []office.FaultCode{"all-refused", "all-refused"}},
	} {
		var h refusals
		for i, code := range tc.faults {
			look := record.Answer{Look: record.Look{Source: link + fmt.Sprint(i)}}
			if code != "" {
				look.Fault = &office.Fault{Code: code}
			}
			h.hold(&look)
		}
		if tc.file {
			h.hold(&record.Answer{Look: record.Look{Source: "data/xa.xlsx"}})
		}
		var got []office.FaultCode
		for _, look := range h.judged() {
			got = append(got, look.Fault.Code)
		}
		if fmt.Sprint(got) != fmt.Sprint(tc.want) {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}
