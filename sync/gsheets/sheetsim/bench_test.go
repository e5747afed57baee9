package sheetsim_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"tonghop/sync/gsheets/sheetsim"
)

// yearBook is a year of a commune: 366 rows of 15 columns.
func yearBook() string {
	var b strings.Builder
	b.WriteString(`{"properties":{"title":"T"},"sheets":[{"properties":{"title":"2020"},"data":[{"rowData":[`)
	for r := range 366 {
		if r > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"values":[{"userEnteredValue":{"numberValue":%d},"userEnteredFormat":{"numberFormat":{"type":"DATE","pattern":"dd/mm/yyyy"}}}`, 43831+r)
		for c := range 14 {
			fmt.Fprintf(&b, `,{"userEnteredValue":{"numberValue":%d}}`, r*c)
		}
		b.WriteString("]}")
	}
	b.WriteString("]}]}]}")
	return b.String()
}

const clientMask = "properties(title,locale,timeZone),sheets(properties(sheetId,title,hidden),merges,data(rowData(values" +
	"(userEnteredValue,effectiveValue,formattedValue,effectiveFormat.numberFormat)),rowMetadata(hiddenByUser,hiddenByFilter)," +
	"columnMetadata(hiddenByUser,hiddenByFilter)))"

func BenchmarkGetAYearOfACommune(b *testing.B) {
	sim := sheetsim.New(sheetsim.Options{})
	if err := sim.LoadSpreadsheet("s", []byte(yearBook())); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		rec := httptest.NewRecorder()
		sim.ServeHTTP(rec, httptest.NewRequest("GET", "/v4/spreadsheets/s?prettyPrint=false&fields="+clientMask, nil))
		if rec.Code != 200 {
			b.Fatal(rec.Body)
		}
	}
}

func BenchmarkTypeIntoAYearOfACommune(b *testing.B) {
	sim := sheetsim.New(sheetsim.Options{})
	if err := sim.LoadSpreadsheet("s", []byte(yearBook())); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := sim.Type("s", "2020", "C7", 5); err != nil {
			b.Fatal(err)
		}
	}
}
