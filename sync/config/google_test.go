package config

import (
	"strings"
	"testing"
)

const oneLink = "units: [{id: a, name: A, source: \"https://docs.google.com/spreadsheets/d/1A\"}]\n"

func TestLinksWithoutAnAccountAreReadByTheLinkAlone(t *testing.T) {
	for yaml, want := range map[string]bool{
		"":                                 true,
		"google: {credentials: link}":      true,
		"google: {credentials: [default]}": false,
		"google: {endpoint: \"http://127.0.0.1:9090\"}":                    false,
		"google: {endpoint: \"http://127.0.0.1:9090\", credentials: link}": true,
	} {
		c := mustParse(t, with(oneLink+yaml))
		if pace := c.Google.ReadsPerMinute; want && pace != LinksPerMinute || !want && pace != DefaultReadsPerMinute {
			t.Errorf("%q: %d reads a minute", yaml, pace)
		}
		if c.Google.ByLink != want || len(c.Warnings) > 0 {
			t.Errorf("%q: by link %v, warnings %q", yaml, c.Google.ByLink, c.Warnings)
		}
	}
}

func TestWithoutAnAccountNoSpreadsheetIsWritten(t *testing.T) {
	for yaml, want := range map[string]string{
		"consolidated: {target: \"https://docs.google.com/spreadsheets/d/1B\"}": "no account is named, and the consolidated book is a spreadsheet",
		"google: {credentials: [link, default]}":                                "says link, which is no account, beside an account",
	} {
		_, err := Parse([]byte(with(oneLink+yaml)), "config.yaml", Options{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", yaml, err, want)
		}
	}
}
