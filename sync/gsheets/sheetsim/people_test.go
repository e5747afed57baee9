package sheetsim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tonghop/sync/gsheets/sheetsim"
)

const oneTab = `{"properties":{"title":"An"},"sheets":[{"properties":{"sheetId":0,"title":"T"},"data":[{"rowData":[{"values":[{"userEnteredValue":{"numberValue":1},"effectiveValue":{"numberValue":1}}]}]}]}]}`

// reply asks for a spreadsheet's cells.
func reply(t *testing.T, sim *sheetsim.Server, path string) (int, string, http.Header) {
	t.Helper()
	rec := httptest.NewRecorder()
	sim.ServeHTTP(rec, httptest.NewRequest("GET", path, nil))
	return rec.Code, rec.Body.String(), rec.Header()
}

const cellsOf = "/v4/spreadsheets/an?prettyPrint=false&fields=sheets.data.rowData.values(userEnteredValue,effectiveValue)"

func TestAnEditMadeOfflineArrivesWhenTheConnectionIsBack(t *testing.T) {
	now := time.Date(2020, 6, 24, 10, 0, 0, 0, time.UTC)
	sim := sheetsim.New(sheetsim.Options{Now: func() time.Time { return now }})
	if err := sim.LoadSpreadsheet("an", []byte(oneTab)); err != nil {
		t.Fatal(err)
	}
	sim.TypeOffline(now.Add(time.Hour), "an", "T", "A1", 40)
	sim.TypeOffline(now.Add(time.Hour), "an", "gone", "A1", 41)
	if _, body, _ := reply(t, sim, cellsOf); !strings.Contains(body, `"numberValue":1}`) {
		t.Errorf("before it holds %s", body)
	}
	now = now.Add(time.Hour)
	if _, body, _ := reply(t, sim, cellsOf); !strings.Contains(body, `"numberValue":40}`) {
		t.Errorf("then it holds %s", body)
	}
}

func TestACellMayBeComputingAndAnAnswerHollow(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	if err := sim.LoadSpreadsheet("an", []byte(oneTab)); err != nil {
		t.Fatal(err)
	}
	if err := sim.Computing("an", "T", "A1", `=IMPORTRANGE("x","y")`, "LOADING"); err != nil {
		t.Fatal(err)
	}
	if _, body, _ := reply(t, sim, cellsOf); !strings.Contains(body, `"type":"LOADING"`) || !strings.Contains(body, "IMPORTRANGE") {
		t.Errorf("it holds %s", body)
	}
	if err := sim.Type("an", "T", "A1", 7); err != nil {
		t.Fatal(err)
	}
	sim.Inject(sheetsim.Fault{Hollow: true})
	if code, body, _ := reply(t, sim, cellsOf); code != 200 || strings.Contains(body, "rowData") {
		t.Errorf("a hollow answer is %d %s", code, body)
	}
	if _, body, _ := reply(t, sim, cellsOf); !strings.Contains(body, `"numberValue":7}`) {
		t.Errorf("and then it holds %s", body)
	}
}

func TestRepliesAreDatedByAClockOfTheirOwn(t *testing.T) {
	now := time.Date(2020, 6, 24, 10, 0, 0, 0, time.UTC)
	sim := sheetsim.New(sheetsim.Options{Now: func() time.Time { return now }, Date: func() time.Time { return now.Add(-12 * time.Minute) }})
	if _, _, h := reply(t, sim, "/v4/spreadsheets/none"); h.Get("Date") != "Wed, 24 Jun 2020 09:48:00 GMT" {
		t.Errorf("it is dated %s", h.Get("Date"))
	}
}

func TestARefusalOfTheProjectNamesItsReason(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	sim.Inject(sheetsim.Fault{Status: 403, Reason: "CONSUMER_SUSPENDED"})
	code, body, _ := reply(t, sim, "/v4/spreadsheets/an")
	var said struct {
		Error struct{ Details []struct{ Reason string } }
	}
	if err := json.Unmarshal([]byte(body), &said); err != nil || code != 403 || said.Error.Details[0].Reason != "CONSUMER_SUSPENDED" {
		t.Errorf("%d %s", code, body)
	}
}

func TestAShortcutIsNoSpreadsheetAndDriveSaysWhereItLeads(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	sim.AddShortcut("short", "An", "an")
	if code, _, _ := reply(t, sim, "/v4/spreadsheets/short"); code != 404 {
		t.Errorf("Sheets gives %d", code)
	}
	if _, body, _ := reply(t, sim, "/drive/v3/files/short?prettyPrint=false&fields=mimeType,shortcutDetails(targetId)"); !strings.Contains(body, `"targetId":"an"`) {
		t.Errorf("Drive gives %s", body)
	}
}
