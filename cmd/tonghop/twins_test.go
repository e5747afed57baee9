package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

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
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s reads differently from disk (-Google +disk):\n%s", ref, diff)
		}
	}
}

// asXLSX writes a grid as an .xlsx file, formulas with their results: excelize
// stores no number with a formula.
func asXLSX(t *testing.T, b grid.Book) []byte {
	t.Helper()
	const (
		head = `<?xml version="1.0" encoding="UTF-8"?>`
		main = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
		kind = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
		rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name, content string) {
		t.Helper()
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, head+content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var sheets, links strings.Builder
	for i := range b.Tabs {
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="r%[2]d"/>`, html.EscapeString(b.Tabs[i].Title), i+1)
		fmt.Fprintf(&links, `<Relationship Id="r%d" Type="%sworksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, kind)
		add(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), "<worksheet"+main+">"+sheetXML(&b.Tabs[i])+"</worksheet>")
	}
	add("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)
	add("_rels/.rels", rels+`<Relationship Id="r1" Type="`+kind+`officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	add("xl/workbook.xml", "<workbook"+main+"><sheets>"+sheets.String()+"</sheets></workbook>")
	add("xl/_rels/workbook.xml.rels", rels+links.String()+"</Relationships>")
	add("xl/styles.xml", "<styleSheet"+main+`><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sheetXML is the content of a tab's part.
func sheetXML(tab *grid.Tab) string {
	var b strings.Builder
	b.WriteString("<sheetData>")
	for r, row := range tab.Rows {
		fmt.Fprintf(&b, `<row r="%d" hidden="%t">`, r+1, slices.Contains(tab.HiddenRows, r))
		for c, cell := range row {
			if cell.Empty() {
				continue
			}
			style, kind := 0, ""
			value := strconv.FormatFloat(cell.Number, 'g', -1, 64)
			switch cell.Kind {
			case grid.Date:
				style = 1
			case grid.Text:
				kind, value = "str", html.EscapeString(cell.Text)
			case grid.Error:
				kind, value = "e", html.EscapeString(cell.Text)
			case grid.Bool:
				kind = "b"
			}
			fmt.Fprintf(&b, `<c r="%s" s="%d" t="%s">`, grid.Address(r, c), style, cmp.Or(kind, "n"))
			if cell.Formula {
				b.WriteString("<f>" + html.EscapeString(cell.FormulaText()) + "</f>")
			}
			b.WriteString("<v>" + value + "</v></c>")
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData><mergeCells>")
	for _, m := range tab.Merges {
		fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, m)
	}
	b.WriteString("</mergeCells>")
	return b.String()
}

// What an .xlsx shows and a spreadsheet of Google's cannot: raised characters.
func TestTheCellsOfAnXLSXShowTheSameThroughGoogle(t *testing.T) {
	data := mustRead(t, "../../sync/workbook/cells/testdata/marks.xlsx")
	google := sheetsim.New(sheetsim.Options{Now: time.Now, DecodeXLSX: workbook.Decode})
	if err := google.LoadXLSX("marks", "marks.xlsx", data); err != nil {
		t.Fatal(err)
	}
	want, err := workbook.Decode("marks.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	got := fetched(t, localGoogle(t, google), "https://docs.google.com/spreadsheets/d/marks")
	for i := range got.Tabs {
		got.Tabs[i].ID = 0
		for _, row := range want.Tabs[i].Rows {
			for j := range row {
				if row[j].Has(grid.Superscript) {
					row[j].Marks, row[j].More = 0, nil
				}
			}
		}
	}
	if diff := gocmp.Diff(want.Tabs, got.Tabs); diff != "" {
		t.Errorf("(-disk +Google):\n%s", diff)
	}
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
				if diff := gocmp.Diff(want, got); diff != "" {
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
