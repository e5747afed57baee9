package app_test

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"tonghop/model/record"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
	"tonghop/sync/gsheets/sheetsim"
)

func TestAnAccountThatComesLaterReadsNothingTwice(t *testing.T) {
	clock := &apptest.Clock{At: time.Date(2020, 6, 24, 18, 0, 0, 0, apptest.Vietnam)}
	sim := sheetsim.New(sheetsim.Options{Now: clock.Now})
	if err := sim.LoadSpreadsheet("xa-an", []byte(`{"properties":{"title":"Xã An"},"sheets":[{"properties":{"sheetId":7,"title":"T6"}},{"properties":{"sheetId":9,"title":"T7"}}]}`)); err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{"A1": "Ngày", "B1": "Tuyên truyền", "A2": "22/06/2020", "B2": 12, "A3": "23/06/2020", "B3": 9, "A4": "24/06/2020", "B4": "x"} {
		if err := sim.Type("xa-an", "T6", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	google := httptest.NewServer(sim)
	defer google.Close()
	file := apptest.Small(t, "google: {endpoint: \""+google.URL+"\", credentials: link}\n")
	edit(t, file, "source: an.csv", `source: "https://docs.google.com/spreadsheets/d/xa-an/edit"`)

	round := func() (versions int, findings []string, total int64) {
		o := apptest.Open(t, clock, file, app.ToWrite)
		defer o.Close()
		if _, err := o.Round.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		s, err := o.Readings.Head(t.Context(), clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range s.Versions() {
			versions++
			if v.Vanished != "" {
				findings = append(findings, string(v.Vanished))
			}
			for _, f := range v.Figures {
				total += f.Value
			}
		}
		for _, f := range s.Findings {
			findings = append(findings, f.Code+" "+f.Since.Format("15:04"))
		}
		return versions, findings, total
	}
	versions, findings, total := round()
	if versions != 3 || total != 21 || len(findings) != 1 {
		t.Fatalf("by its link: %d versions, %d in all, findings %q", versions, total, findings)
	}
	clock.Advance(time.Hour)
	edit(t, file, ", credentials: link", "")
	if v, f, n := round(); v != versions || n != total || len(f) != 1 || f[0] != findings[0] {
		t.Errorf("by the account: %d versions, %d in all, findings %q; before %d, %d, %q", v, n, f, versions, total, findings)
	}
	if sim.Requests()["sheets.spreadsheets.get"] == 0 || sim.Requests()["docs.content"] == 0 {
		t.Errorf("it asked %v", sim.Requests())
	}
	// From then on a tab keeps its days whatever its title, and what leaves it is
	// told as before.
	clock.Advance(time.Hour)
	for _, cell := range []string{"A3", "B3"} {
		if err := sim.Type("xa-an", "T6", cell, nil); err != nil {
			t.Fatal(err)
		}
	}
	clock.Advance(time.Hour) // Drive takes notice after a while
	if _, f, _ := round(); len(f) != 2 || f[0] != string(record.Withdrawn) {
		t.Errorf("a day taken out is told as %q", f)
	}
}

// edit replaces a text in a file.
func edit(t *testing.T, file, old, text string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), old) {
		t.Fatalf("%q does not stand in %s", old, file)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(raw), old, text, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}
