package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/gsheets/sheetsim/rehearse"
	"tonghop/sync/round"
	"tonghop/sync/workbook"
	"tonghop/templates"
)

// localGoogle serves a simulator and gives a client of it.
func localGoogle(t *testing.T, google *sheetsim.Server) *gsheets.Client {
	t.Helper()
	srv := httptest.NewServer(google)
	t.Cleanup(srv.Close)
	c, err := gsheets.New(t.Context(), gsheets.Options{Endpoint: srv.URL, ReadsPerMinute: -1, WritesPerMinute: -1, DecodeXLSX: workbook.Decode})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fetched gives the grid of a spreadsheet as the client sees it.
func fetched(t *testing.T, c *gsheets.Client, ref string) grid.Book {
	t.Helper()
	snap, err := c.Fetch(t.Context(), ref)
	if err != nil {
		t.Fatalf("%s: %v", ref, err)
	}
	b, err := snap.Decode()
	if err != nil {
		t.Fatalf("%s: %v", ref, err)
	}
	return b
}

// read gives what a book says, without what only Google's tabs have: their
// ids.
func read(b grid.Book, locale string, rc reading.Context) office.Reading {
	b.Locale = locale
	for i := range b.Tabs {
		b.Tabs[i].ID = 0
	}
	return reading.Read(&b, rc)
}

func TestTheSameWorkbookReadsTheSameThroughGoogleAndFromDisk(t *testing.T) {
	cfg, err := config.Parse(mustRead(t, "../../templates/demo/config.yaml"), "config.yaml", config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	loc := cfg.Programme.Location
	scripts, err := rehearse.Load(templates.Builtin(), "demo", loc)
	if err != nil {
		t.Fatal(err)
	}
	google := sheetsim.New(sheetsim.Options{Now: time.Now})
	stage, err := rehearse.NewStage(google, scripts)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stage.Until(time.Date(2020, 6, 19, 23, 0, 0, 0, loc)); err != nil {
		t.Fatal(err)
	}
	client := localGoogle(t, google)
	for _, ref := range cfg.Programme.Sources() {
		rc := round.Context(cfg.Programme, nil, ref)
		fromGoogle := fetched(t, client, ref)
		fromDisk, err := workbook.Decode("twin.xlsx", asXLSX(t, fromGoogle))
		if err != nil {
			t.Fatalf("%s: %v", ref, err)
		}
		want, got := read(fromGoogle, fromGoogle.Locale, rc), read(fromDisk, fromGoogle.Locale, rc)
		if len(want.Tallies) == 0 && !strings.Contains(ref, "dong-no") {
			t.Errorf("%s: nothing was read", ref)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s reads differently from disk (-Google +disk):\n%s", ref, diff)
		}
	}
}

// asXLSX writes a grid as an .xlsx file.
func asXLSX(t *testing.T, b grid.Book) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	pattern := "dd/mm/yyyy"
	dated, err := f.NewStyle(&excelize.Style{CustomNumFmt: &pattern})
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(err)
	for i := range b.Tabs {
		tab := &b.Tabs[i]
		if i == 0 {
			check(f.SetSheetName("Sheet1", tab.Title))
		} else {
			_, err := f.NewSheet(tab.Title)
			check(err)
		}
		for r, row := range tab.Rows {
			for c, cell := range row {
				at := grid.Address(r, c)
				switch {
				case cell.Formula:
					// excelize stores no number with a formula; its text twin
					// would read differently, so a formula goes in as its result.
					check(f.SetCellValue(tab.Title, at, cell.Number))
				case cell.Kind == grid.Text:
					check(f.SetCellStr(tab.Title, at, cell.Text))
				case cell.Kind == grid.Date:
					check(f.SetCellValue(tab.Title, at, cell.Number))
					check(f.SetCellStyle(tab.Title, at, at, dated))
				case cell.Kind == grid.Number:
					check(f.SetCellValue(tab.Title, at, cell.Number))
				}
			}
		}
		for _, m := range tab.Merges {
			check(f.MergeCell(tab.Title, grid.Address(m.Row, m.Col), grid.Address(m.EndRow-1, m.EndCol-1)))
		}
		for _, r := range tab.HiddenRows {
			check(f.SetRowVisible(tab.Title, r+1, false))
		}
	}
	var out bytes.Buffer
	check(f.Write(&out))
	return out.Bytes()
}

// TestCorpusTwinsReadTheSame holds the two forms of every workbook of the
// corpus against each other, where the corpus lies beside the checkout.
func TestCorpusTwinsReadTheSame(t *testing.T) {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	districts, _ := filepath.Glob(filepath.Join(corpus, "*", "config.yaml"))
	if len(districts) == 0 {
		t.Skip("the corpus of commune workbooks does not lie beside this checkout")
	}
	for _, path := range districts {
		dir := filepath.Dir(path)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			cfg, err := config.Load(path, config.Options{})
			if err != nil {
				t.Fatal(err)
			}
			google := sheetsim.New(sheetsim.Options{Now: time.Now})
			if err := google.LoadDir(os.DirFS(filepath.Join(dir, "sheets"))); err != nil {
				t.Fatal(err)
			}
			client := localGoogle(t, google)
			for _, ref := range cfg.Programme.Sources() {
				rc := round.Context(cfg.Programme, nil, ref)
				var twin struct{ SpreadsheetID string }
				name := strings.TrimSuffix(filepath.Base(ref), ".xlsx") + ".json"
				if err := json.Unmarshal(mustRead(t, filepath.Join(dir, "sheets", name)), &twin); err != nil {
					t.Fatal(err)
				}
				fromGoogle := fetched(t, client, "https://docs.google.com/spreadsheets/d/"+twin.SpreadsheetID)
				fromDisk, err := workbook.Decode(ref, mustRead(t, filepath.Join(dir, ref)))
				if err != nil {
					t.Fatalf("%s: %v", ref, err)
				}
				// Only the .xlsx lacks a locale, as the corpus' README says, and
				// with it what a locale alone decides.
				want, got := lines(read(fromGoogle, "", rc)), lines(read(fromDisk, "", rc))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-Google +disk):\n%s", ref, diff)
				}
			}
		})
	}
}

// lines lists what a reading says, one thing a line.
func lines(r office.Reading) []string {
	var out []string
	for _, x := range r.Tallies {
		out = append(out, fmt.Sprint("tally ", x.Unit, x.Day, x.Indicator, x.Value, x.Tab, x.Cell))
	}
	for _, f := range r.Findings {
		out = append(out, fmt.Sprint("finding ", f.Unit, f.Code, f.Severity, f.Tab, f.Cell, f.Raw))
	}
	slices.Sort(out)
	return out
}

func mustRead(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
