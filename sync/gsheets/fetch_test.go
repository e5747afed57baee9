package gsheets

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

func TestOneReadBringsAllThatAGridIsMadeOf(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	err := sim.LoadSpreadsheet("tan-khai", []byte(`{"properties":{"title":"Tân Khai","locale":"en_US","timeZone":"America/Los_Angeles"},"sheets":[
	 {"properties":{"sheetId":7,"title":"Tháng 6","gridProperties":{"rowCount":50,"columnCount":10}},
	  "merges":[{"sheetId":7,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2}],
	  "data":[{"rowMetadata":[{},{"hiddenByUser":true}],"rowData":[
	   {"values":[{"userEnteredValue":{"stringValue":"Ngày"},"effectiveValue":{"stringValue":"Ngày"}}]},
	   {"values":[{"userEnteredValue":{"numberValue":43983},"effectiveValue":{"numberValue":43983},"effectiveFormat":{"numberFormat":{"type":"DATE","pattern":"d/m/yyyy"}}},
	              {"userEnteredValue":{"formulaValue":"=5+7"},"effectiveValue":{"numberValue":12}}]}]}]},
	 {"properties":{"sheetId":8,"title":"nháp","hidden":true,"gridProperties":{"rowCount":50,"columnCount":10}}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := serve(t, sim)
	snap, err := c.Fetch(t.Context(), testRef)
	if err != nil {
		t.Fatal(err)
	}
	b, err := snap.Decode()
	if err != nil {
		t.Fatal(err)
	}
	if b.Title != "Tân Khai" || b.Locale != "en_US" || b.TimeZone != "America/Los_Angeles" || len(b.Tabs) != 2 {
		t.Fatalf("got %q %q %q with %d tabs", b.Title, b.Locale, b.TimeZone, len(b.Tabs))
	}
	tab := b.Tabs[0]
	if tab.ID != 7 || tab.Title != "Tháng 6" || tab.Hidden || len(tab.Merges) != 1 || len(tab.HiddenRows) != 1 || tab.HiddenRows[0] != 1 {
		t.Errorf("got the tab %+v", tab)
	}
	if got, want := tab.At(1, 0), (grid.Cell{Kind: grid.Date, Number: 43983, More: &grid.More{Format: "d/m/yyyy"}}); !got.Equal(want) {
		t.Errorf("A2 is %+v, want %+v", got, want)
	}
	if got, want := tab.At(1, 1), (grid.Cell{Kind: grid.Number, Number: 12, Formula: true, More: &grid.More{Formula: "5+7"}}); !got.Equal(want) {
		t.Errorf("B2 is %+v, want %+v", got, want)
	}
	if !b.Tabs[1].Hidden {
		t.Error("the hidden tab is not told to be hidden")
	}
	if r := sim.Requests(); r["sheets.spreadsheets.get"] != 1 || len(r) != 1 {
		t.Errorf("it took %v, want one read", r)
	}
}

func TestContentMovesWithTheSheetAndOnlyWithIt(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	if err := sim.LoadSpreadsheet("tan-khai", []byte(oneCell)); err != nil {
		t.Fatal(err)
	}
	c, _ := serve(t, sim)
	content := func() string {
		snap, err := c.Fetch(t.Context(), testRef)
		if err != nil {
			t.Fatal(err)
		}
		return snap.Content
	}
	first := content()
	if again := content(); again != first {
		t.Errorf("an untouched sheet has the contents %q and %q", first, again)
	}
	if err := sim.Type("tan-khai", "Tháng 6", "A1", 13.0); err != nil {
		t.Fatal(err)
	}
	if after := content(); after == first {
		t.Error("a new figure did not change the content")
	}
	if err := sim.Type("tan-khai", "Tháng 6", "A1", 12.0); err != nil {
		t.Fatal(err)
	}
	if back := content(); back != first {
		t.Error("the old figure did not bring the old content back")
	}
}

func TestAccessWithdrawnAndGivenBack(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	if err := sim.LoadSpreadsheet("tan-khai", []byte(oneCell)); err != nil {
		t.Fatal(err)
	}
	c, _ := serve(t, sim)
	sim.Deny("tan-khai")
	for range 2 {
		if _, err := c.Fetch(t.Context(), testRef); !isFault(err, office.FaultNotShared) {
			t.Errorf("got %v, want %s", err, office.FaultNotShared)
		}
	}
	sim.Restore("tan-khai")
	if _, err := c.Fetch(t.Context(), testRef); err != nil {
		t.Errorf("access was given back, and yet: %v", err)
	}
	if _, err := c.Fetch(t.Context(), "https://docs.google.com/spreadsheets/d/nowhere/edit"); !isFault(err, office.FaultNotFound) {
		t.Errorf("got %v, want %s", err, office.FaultNotFound)
	}
	if _, err := c.Fetch(t.Context(), "nowhere.xlsx"); !isFault(err, office.FaultNotFound) {
		t.Errorf("got %v, want %s", err, office.FaultNotFound)
	}
}

// yearReply is what Fetch gets of a tab with a row a day and 15 columns.
func yearReply() []byte {
	var b strings.Builder
	b.WriteString(`{"properties":{"title":"Tân Khai","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},"sheets":[{"properties":{"sheetId":7,"title":"2020"},"data":[{"rowData":[`)
	for day := range 366 {
		if day > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"values":[{"userEnteredValue":{"numberValue":%d},"effectiveValue":{"numberValue":%[1]d},"effectiveFormat":{"numberFormat":{"type":"DATE"}}}`, 43831+day)
		for col := range 13 {
			fmt.Fprintf(&b, `,{"userEnteredValue":{"numberValue":%d},"effectiveValue":{"numberValue":%[1]d}}`, day*col%37)
		}
		b.WriteString(`,{"userEnteredValue":{"stringValue":"không có khó khăn"},"effectiveValue":{"stringValue":"không có khó khăn"}}]}`)
	}
	b.WriteString(`],"rowMetadata":[` + strings.Repeat(`{},`, 999) + `{}]}]}]}`)
	return []byte(b.String())
}

// BenchmarkYear measures what making a grid and its content adds to decoding
// the JSON of a 366 × 15 reply, which no client can avoid.
func BenchmarkYear(b *testing.B) {
	raw := yearReply()
	decode := func() *sheets.Spreadsheet {
		var ss sheets.Spreadsheet
		if err := json.Unmarshal(raw, &ss); err != nil {
			b.Fatal(err)
		}
		return &ss
	}
	b.Run("json", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(raw)))
		for b.Loop() {
			decode()
		}
	})
	b.Run("json+grid", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(raw)))
		for b.Loop() {
			book, err := convert(decode())
			if err != nil || contentOf(&book) == "" {
				b.Fatal(err)
			}
		}
	})
}
