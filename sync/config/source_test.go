package config

import "testing"

func TestEverySpellingOfALinkIsOneSource(t *testing.T) {
	const want = "https://docs.google.com/spreadsheets/d/1AbC-_9"
	for _, text := range []string{
		"https://docs.google.com/spreadsheets/d/1AbC-_9",
		"https://docs.google.com/spreadsheets/d/1AbC-_9/edit#gid=0",
		"https://docs.google.com/spreadsheets/d/1AbC-_9/edit?usp=sharing&ouid=1",
		"https://docs.google.com/spreadsheets/u/1/d/1AbC-_9/edit",
		"https://docs.google.com/a/example.vn/spreadsheets/d/1AbC-_9/edit",
		"https://drive.google.com/file/d/1AbC-_9/view?usp=sharing",
		"https://drive.google.com/open?id=1AbC-_9",
		"https://spreadsheets.google.com/ccc?key=1AbC-_9",
		"http://127.0.0.1:9090/spreadsheets/d/1AbC-_9",
	} {
		if got, why := googleLink(text); got != want {
			t.Errorf("%s = %q (%s), want %s", text, got, why, want)
		}
	}
	if got, _ := googleLink("http://localhost:1/spreadsheets/d/b%E1%BA%A3ng%20t%C3%ADnh"); got != spreadsheetLink+"b%E1%BA%A3ng%20t%C3%ADnh" {
		t.Errorf("an id of a local Google became %q", got)
	}
}

func TestNearKeysAreSuggestedAndFarOnesAreNot(t *testing.T) {
	known := []string{"aggregate", "aliases", "enabled", "from", "label"}
	for word, want := range map[string]string{
		"agg": "aggregate", "alias": "aliases", "enable": "enabled", "lable": "label", "valid_from": "from",
		"Label": "label", "colour": "", "x": "",
	} {
		if got, _ := nearest(word, known); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}
