package main

import (
	"bytes"
	"encoding/csv"
	"testing"
)

func TestNothingInAnExportedCSVIsRunAsAFormula(t *testing.T) {
	want := map[string]string{
		`=HYPERLINK("http://x.vn","bấm")`: `'=HYPERLINK("http://x.vn","bấm")`,
		"@SUM(A1)":                        "'@SUM(A1)",
		"+84 9":                           "'+84 9",
		"-2+3+cmd|' /C calc'!A0":          "'-2+3+cmd|' /C calc'!A0",
		"\t=1+1":                          "'\t=1+1",
		"\n=1+1":                          "'\n=1+1",
		"＝1+1":                            "'＝1+1",
		"-5":                              "-5",
		"+1.280":                          "+1.280",
		"10-15":                           "10-15",
		"'=1":                             "'=1",
		"Xã An":                           "Xã An",
		"":                                "",
	}
	table := &table{header: []string{"raw", "unit"}}
	var order []string
	for s := range want {
		order = append(order, s)
		table.add(s, "an")
	}
	var out bytes.Buffer
	if err := table.csv(&out); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range order {
		if got := rows[i+1][0]; got != want[s] {
			t.Errorf("%q is exported as %q, want %q", s, got, want[s])
		}
	}
}
