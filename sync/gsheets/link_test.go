package gsheets

import (
	"testing"

	"tonghop/model/office"
)

func TestALinkOpensTheVeryCell(t *testing.T) {
	const ref = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcd/edit#gid=0"
	got := Link(office.Origin{Source: ref, TabID: 42, Cell: "C7"})
	if want := "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-abcd/edit#gid=42&range=C7"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := Link(office.Origin{Source: "data/an.xlsx", Cell: "C7"}); got != "" {
		t.Errorf("a file's cell links to %s", got)
	}
}
