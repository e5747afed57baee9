package gsheets

import (
	"testing"

	"tonghop/model/grid"
	"tonghop/sync/gsheets/sheetsim"
)

// What is kept of a source is read again years later: it has to be the same
// grid, and to be known by the same content.
func TestAKeptSpreadsheetIsTheGridThatWasFetched(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	err := sim.LoadSpreadsheet("tan-khai", []byte(`{"properties":{"title":"Tân Khai","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},"sheets":[
	 {"properties":{"sheetId":0,"title":"Tháng 6","gridProperties":{"rowCount":50,"columnCount":10}},
	  "merges":[{"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2}],
	  "data":[{"rowMetadata":[{},{"hiddenByUser":true}],"rowData":[
	   {"values":[{"userEnteredValue":{"stringValue":"Ngày"},"effectiveValue":{"stringValue":"Ngày"}},{}]},
	   {"values":[{"userEnteredValue":{"numberValue":43983},"effectiveValue":{"numberValue":43983},"effectiveFormat":{"numberFormat":{"type":"DATE","pattern":"d/m/yyyy"}}},
	              {"userEnteredValue":{"formulaValue":"=5+7"},"effectiveValue":{"numberValue":12}},
	              {"userEnteredValue":{"numberValue":0},"effectiveValue":{"numberValue":0}},
	              {"userEnteredValue":{"stringValue":""},"effectiveValue":{"stringValue":""}},
	              {"userEnteredValue":{"boolValue":false},"effectiveValue":{"boolValue":false}}]}]}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := serve(t, sim)
	snap, err := c.Fetch(t.Context(), testRef)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := snap.Raw()
	if err != nil || raw.Name != "tan-khai"+RawEnding {
		t.Fatalf("%q, %v", raw.Name, err)
	}
	b, err := DecodeRaw(raw.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if got := contentOf(&b); got != snap.Content {
		t.Errorf("decoded again it is another content: %+v", b)
	}
	if got := b.Tabs[0].At(1, 2); got != (grid.Cell{Kind: grid.Number}) {
		t.Errorf("a zero has become %+v", got)
	}
	if _, err := DecodeRaw([]byte("not JSON")); err == nil {
		t.Error("what is no spreadsheet is decoded")
	}
}

func TestAKeptOfficeFileIsTheVeryBytes(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	sim.AddOfficeFile("tan-khai", "T6.xlsx", []byte("PK the workbook"))
	c, _ := serve(t, sim, withOffice)
	snap, err := c.Fetch(t.Context(), "https://drive.google.com/file/d/tan-khai/view")
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := snap.Raw(); err != nil || string(raw.Bytes) != "PK the workbook" || raw.Name != "T6.xlsx" {
		t.Errorf("got %q of %q, %v", raw.Bytes, raw.Name, err)
	}
}
