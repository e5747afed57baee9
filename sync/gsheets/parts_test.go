package gsheets

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

// swollen loads a spreadsheet whose tabs hold a figure in each row, and format
// that shows nothing in hundreds of columns beside it.
func swollen(t *testing.T, sim *sheetsim.Server, tabs, rows int) {
	t.Helper()
	format := strings.Repeat(`{"userEnteredFormat":{"numberFormat":{"type":"NUMBER"}},"effectiveFormat":{"numberFormat":{"type":"NUMBER"}}},`, 100)
	var all []string
	for i := range tabs {
		var data []string
		for row := range rows {
			n := i*10_000 + row
			data = append(data, fmt.Sprintf(`{"values":[{"userEnteredValue":{"numberValue":%d},"effectiveValue":{"numberValue":%d}},%s{}]}`, n, n, format))
		}
		all = append(all, fmt.Sprintf(`{"properties":{"sheetId":%d,"title":"Tháng %d","gridProperties":{"rowCount":%d,"columnCount":110}},"data":[{"rowData":[%s]}]}`,
			i, i+1, rows, strings.Join(data, ",")))
	}
	raw := `{"properties":{"title":"Phình"},"sheets":[` + strings.Join(all, ",") + `]}`
	if !json.Valid([]byte(raw)) {
		t.Fatal("no JSON")
	}
	if err := sim.LoadSpreadsheet("tan-khai", []byte(raw)); err != nil {
		t.Fatal(err)
	}
}

// small lets an answer be no larger than a tab and a half.
func small(o *Options) { o.MaxAnswer = 200 << 10 }

func TestABigAnswerIsAskedForInParts(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	swollen(t, sim, 4, 20)
	c, _ := serve(t, sim, small)
	for want := range 2 {
		before := reads(sim)
		snap, err := c.Fetch(t.Context(), testRef)
		if err != nil {
			t.Fatal(err)
		}
		b, err := snap.Decode()
		if err != nil || len(b.Tabs) != 4 || snap.Doubt != grid.NoDoubt {
			t.Fatalf("%d tabs, doubt %q, %v", len(b.Tabs), snap.Doubt, err)
		}
		for i, tab := range b.Tabs {
			if len(tab.Rows) != 20 || tab.At(19, 0).Number != float64(i*10_000+19) || tab.At(0, 0).Number != float64(i*10_000) {
				t.Errorf("tab %d has %d rows, the last of which holds %v", i, len(tab.Rows), tab.At(19, 0))
			}
		}
		if n := reads(sim) - before; want == 1 && n != 6 {
			t.Errorf("the second time it took %d reads, want the outline, four tabs and the first again", n)
		}
	}
}

func TestASheetThatChangesBetweenItsPartsProvesNothing(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	swollen(t, sim, 4, 20)
	n := 0
	c, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n++; n%4 == 0 {
			if err := sim.Type("tan-khai", "Tháng 1", "A1", float64(n)); err != nil {
				t.Error(err)
			}
		}
		sim.ServeHTTP(w, r)
	}), func(o *Options) { o.Frozen = true }, small)
	snap, err := c.Fetch(t.Context(), testRef)
	if err != nil || snap.Doubt != grid.Computing {
		t.Errorf("doubt %q, %v", snap.Doubt, err)
	}
}

func TestWhatNeverFitsIsTooLargeAfterABoundedNumberOfCalls(t *testing.T) {
	calls := 0
	c, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if calls++; strings.Contains(r.URL.RawQuery, "rowData") {
			w.Write([]byte(`{"properties":{"title":"`))
			chunk := []byte(strings.Repeat("a", 1<<20))
			for range 17 {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
			return
		}
		w.Write([]byte(`{"sheets":[{"properties":{"sheetId":1,"title":"A","gridProperties":{"rowCount":900000,"columnCount":10}}}]}`))
	}))
	if _, err := c.Fetch(t.Context(), testRef); !isFault(err, office.FaultTooLarge) || calls > maxParts+1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}
