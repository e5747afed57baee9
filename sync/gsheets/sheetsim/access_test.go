package sheetsim_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"

	"tonghop/sync/gsheets/sheetsim"
)

func TestAFileIsSeenOnlyByTheAccountsItIsSharedWith(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.sim.Share("s", "one")
	for user, want := range map[string]string{"one": "200 200 1", "two": "403 404 0"} {
		list, _ := b.as(user, "GET", "/drive/v3/files", "").at("files").([]any)
		got := fmt.Sprint(b.as(user, "GET", "/v4/spreadsheets/s", "").status, " ",
			b.as(user, "GET", "/drive/v3/files/s", "").status, " ", len(list))
		if got != want {
			t.Errorf("%s: got %s, want %s", user, got, want)
		}
	}
}

func TestAViewerMayReadButNotWrite(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.sim.ReadOnly("s")
	got := b.batch("s", `{"addSheet":{}}`)
	if got.status != 403 || got.message() != "The caller does not have permission" {
		t.Errorf("got %d %s", got.status, got.message())
	}
	if got := b.do("GET", "/v4/spreadsheets/s", ""); got.status != 200 {
		t.Errorf("got %d", got.status)
	}
	if got := b.do("GET", "/drive/v3/files/s?fields=capabilities.canEdit", ""); got.at("capabilities", "canEdit") != false {
		t.Errorf("got %s", got.text)
	}
	if err := b.sim.Type("s", "Sheet1", "A1", "the owner may"); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoSpreadsheetIsRefusedInItsOwnWay(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.sim.AddOtherFile("doc", "Công văn", "application/vnd.google-apps.document")
	b.sim.AddOtherFile("dir", "Báo cáo", "application/vnd.google-apps.folder")
	for id, want := range map[string]string{"doc": "404 NOT_FOUND", "dir": "400 INVALID_ARGUMENT"} {
		got := b.do("GET", "/v4/spreadsheets/"+id, "")
		if text := fmt.Sprint(got.status, " ", got.at("error", "status")); text != want {
			t.Errorf("%s: got %s, want %s", id, text, want)
		}
		if f, err := b.drive.Files.Get(id).Do(); err != nil || f.Name == "" {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestFilesByLinkAndOnSharedDrivesAreListedOnlyToThoseWhoAsk(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("link")
	b.load("drive")
	b.sim.LinkOnly("link")
	b.sim.OnSharedDrive("drive")
	const all = "supportsAllDrives=true&includeItemsFromAllDrives=true"
	for query, want := range map[string]string{"": `[]`, all: `[{"id":"drive"}]`} {
		if got := compact(b.do("GET", "/drive/v3/files?fields=files.id&"+query, "").at("files")); got != want {
			t.Errorf("listing with %q: got %s, want %s", query, got, want)
		}
	}
	for path, want := range map[string]int{"link": 200, "drive": 404, "drive?supportsAllDrives=true": 200} {
		if got := b.do("GET", "/drive/v3/files/"+path, ""); got.status != want {
			t.Errorf("%s: got %d, want %d", path, got.status, want)
		}
	}
	if got := b.do("GET", "/v4/spreadsheets/drive", ""); got.status != 200 {
		t.Errorf("Sheets does not mind drives: got %d", got.status)
	}
	b.sim.Delete("link")
	if got := b.do("GET", "/v4/spreadsheets/link", ""); got.status != 404 {
		t.Errorf("deleted: got %d", got.status)
	}
}

func TestTheClientNeverTriesTwice(t *testing.T) {
	for _, f := range []sheetsim.Fault{{Status: 429}, {Status: 503}, {Status: 502, Body: "<html>"}, {Truncate: true}} {
		b := newBench(t, sheetsim.Options{})
		b.load("s")
		f.Times = -1
		b.sim.Inject(f)
		_, err := b.sheets.Spreadsheets.Get("s").Do()
		if n := b.sim.Requests()["sheets.spreadsheets.get"]; err == nil || n != 1 {
			t.Errorf("%d: %d calls, %v", f.Status, n, err)
		}
	}
}

func TestTheDriveClientNeedsTheServicePathInItsEndpoint(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	d, err := drive.NewService(t.Context(), option.WithEndpoint(b.url), option.WithoutAuthentication())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Files.List().Do(); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("got %v", err)
	}
	if b.sim.Requests()["unknown"] != 1 {
		t.Errorf("got %v", b.sim.Requests())
	}
}

func TestTheDateOfAReplyIsTheSimulatedOne(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	if got := b.do("GET", "/drive/v3/files", "").header.Get("Date"); got != "Mon, 01 Jun 2026 08:00:00 GMT" {
		t.Errorf("got %s", got)
	}
}

func TestAMaskCutsEveryReply(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	for _, c := range []struct{ verb, path, body, want string }{
		{"PUT", "/v4/spreadsheets/s/values/A1?valueInputOption=RAW&fields=updatedCells", `{"values":[[1]]}`, `{"updatedCells":1}`},
		{"GET", "/v4/spreadsheets/s/values/A1?fields=values", "", `{"values":[["1"]]}`},
		{"POST", "/v4/spreadsheets/s:batchUpdate?fields=spreadsheetId", `{"requests":[{"addSheet":{}}]}`, `{"spreadsheetId":"s"}`},
		{"POST", "/v4/spreadsheets/s/values/A1:clear?fields=clearedRange", "", `{"clearedRange":"Sheet1!A1"}`},
	} {
		if got := compact(b.do(c.verb, c.path, c.body).json); got != c.want {
			t.Errorf("%s: got %s, want %s", c.path, got, c.want)
		}
	}
	got := b.do("PUT", "/v4/spreadsheets/s/values/A1?valueInputOption=RAW&fields=nope", `{"values":[[2]]}`)
	if _, values := b.get("s", "A1"); got.status != 400 || values != "null" {
		t.Errorf("a bad mask writes nothing: got %d, the cell holds %s", got.status, values)
	}
	if got := b.do("GET", "/v4/spreadsheets/s?alt=proto", ""); got.status != 501 {
		t.Errorf("alt=proto: got %d", got.status)
	}
}

func TestManyReadersAndWritersAtOnce(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 10 {
				if err := b.sim.Type("s", "Sheet1", fmt.Sprintf("A%d", i+1), j); err != nil {
					t.Error(err)
				}
				if got := b.do("GET", "/v4/spreadsheets/s?includeGridData=true", ""); got.status != 200 {
					t.Errorf("got %d", got.status)
				}
			}
		})
	}
	wg.Wait()
	if _, got := b.get("s", "A1:A8"); got != "[[9],[9],[9],[9],[9],[9],[9],[9]]" {
		t.Errorf("got %s", got)
	}
}

func TestAPageShowsEachSheetsCells(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	if got := b.do("GET", "/", ""); !strings.Contains(got.text, "There are no files.") {
		t.Errorf("got %s", got.text)
	}
	b.load("s")
	b.put("s", "B2", []any{"<b>Ngày</b>", 1.5})
	b.sim.AddOfficeFile("x", "An Lộc.xlsx", []byte("PK"))
	list := b.do("GET", "/", "").text
	if !strings.Contains(list, `<a href="/view/s">T</a>`) || !strings.Contains(list, "<td>An Lộc.xlsx<td>Office file") {
		t.Errorf("got %s", list)
	}
	view := b.do("GET", "/view/s", "").text
	if !strings.Contains(view, "<th>2<td><td>&lt;b&gt;Ngày&lt;/b&gt;<td>1.5</tr>") {
		t.Errorf("got %s", view)
	}
	if got := b.do("GET", "/view/none", ""); got.status != 404 {
		t.Errorf("got %d", got.status)
	}
	if n := b.sim.Requests()["sheets.spreadsheets.get"]; n != 0 {
		t.Errorf("the page counts as %d API reads", n)
	}
}
