package round

import (
	"fmt"
	"testing"

	"tonghop/model"
	"tonghop/model/record"
)

func TestThatEveryFileIsRefusedInOneRoundIsOursAndThatOneIsItsUnits(t *testing.T) {
	const link = "https://docs.google.com/spreadsheets/d/"
	for name, tc := range map[string]struct {
		faults []model.FaultCode // "" for a look that saw the sheet
		file   bool
		want   []model.FaultCode
	}{
		"all refused":                   {faults: []model.FaultCode{"not-shared", "not-shared"}, want: []model.FaultCode{"all-refused", "all-refused"}},
		"all refused or not found":      {faults: []model.FaultCode{"not-shared", "not-found"}, want: []model.FaultCode{"all-refused", "all-refused"}},
		"all refused, a file read":      {faults: []model.FaultCode{"not-shared", "not-shared"}, file: true, want: []model.FaultCode{"all-refused", "all-refused"}},
		"one of two":                    {faults: []model.FaultCode{"not-shared", ""}, want: []model.FaultCode{"not-shared"}},
		"one in the trash":              {faults: []model.FaultCode{"not-shared", "trashed"}, want: []model.FaultCode{"not-shared"}},
		"the only one":                  {faults: []model.FaultCode{"not-shared"}, want: []model.FaultCode{"not-shared"}},
		"refused while Google was down": {faults: []model.FaultCode{"not-shared", "not-shared", "google-down"}, want: []model.FaultCode{"all-refused", "all-refused"}},
	} {
		var h refusals
		for i, code := range tc.faults {
			look := record.Answer{Look: record.Look{Source: link + fmt.Sprint(i)}}
			if code != "" {
				look.Fault = &model.Fault{Code: code}
			}
			h.hold(&look)
		}
		if tc.file {
			h.hold(&record.Answer{Look: record.Look{Source: "data/xa.xlsx"}})
		}
		var got []model.FaultCode
		for _, look := range h.judged() {
			got = append(got, look.Fault.Code)
		}
		if fmt.Sprint(got) != fmt.Sprint(tc.want) {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}
