package sheetsim_test

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"tonghop/sync/gsheets/sheetsim"
)

// modified is what Drive says about a file's last change.
func (b *bench) modified(id string) string {
	b.t.Helper()
	f, err := b.drive.Files.Get(id).Fields("modifiedTime,version").Do()
	if err != nil {
		b.t.Fatal(err)
	}
	return fmt.Sprintf("%s v%d", f.ModifiedTime[11:19], f.Version)
}

func TestModifiedTimeLagsCellEditsByThreeMinutesAndTakesThemTogether(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.clock.pass(time.Hour) // 9:00
	b.put("s", "A1", []any{1})
	b.clock.pass(14 * time.Second)
	if got := b.modified("s"); got != "08:00:00 v1" {
		t.Errorf("after 14 s: got %s", got)
	}
	b.clock.pass(time.Minute)
	if err := b.sim.Type("s", "Sheet1", "A2", "later"); err != nil {
		t.Fatal(err)
	}
	b.clock.pass(time.Minute)
	if got := b.modified("s"); got != "08:00:00 v1" {
		t.Errorf("after two minutes: got %s", got)
	}
	b.clock.pass(time.Minute)
	if got := b.modified("s"); got != "09:01:14 v2" {
		t.Errorf("after three minutes both edits are seen: got %s", got)
	}
}

func TestANewEditLagsEvenWhenNobodyLookedAfterTheLastOne(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.put("s", "A1", []any{1}) // 8:00
	b.clock.pass(time.Hour)
	b.put("s", "A1", []any{2}) // 9:00
	if got := b.modified("s"); got != "08:00:00 v2" {
		t.Errorf("got %s", got)
	}
	b.clock.pass(3 * time.Minute)
	if got := b.modified("s"); got != "09:00:00 v3" {
		t.Errorf("got %s", got)
	}
}

func TestATitleChangeMovesModifiedTimeAtOnce(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.clock.pass(time.Hour)
	b.must("s", `{"updateSpreadsheetProperties":{"properties":{"title":"New"},"fields":"title"}}`)
	f, err := b.drive.Files.Get("s").Fields("name,modifiedTime").Do()
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, "file", []string{f.Name, f.ModifiedTime}, []string{"New", "2026-06-01T09:00:00.000Z"})
}

func TestTheLagCanBeSwitchedOff(t *testing.T) {
	b := newBench(t, sheetsim.Options{ModifiedLag: -1})
	b.load("s")
	b.clock.pass(time.Hour)
	b.put("s", "A1", []any{1})
	if got := b.modified("s"); got != "09:00:00 v2" {
		t.Errorf("got %s", got)
	}
}

func TestListingPagesThroughAllFiles(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	for i := range 250 {
		b.load(fmt.Sprintf("s%03d", i))
	}
	first := b.do("GET", "/drive/v3/files", "")
	files, _ := first.at("files").([]any)
	if len(files) != 100 {
		t.Errorf("by default a page has %d files, want 100", len(files))
	}
	seen, token, pages := map[string]bool{}, "", 0
	for {
		l, err := b.drive.Files.List().PageSize(120).PageToken(token).Fields("nextPageToken", "files(id)").Do()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range l.Files {
			seen[f.Id] = true
		}
		pages++
		if token = l.NextPageToken; token == "" {
			break
		}
	}
	if len(seen) != 250 || pages != 3 {
		t.Errorf("got %d files on %d pages, want 250 on 3", len(seen), pages)
	}
	l, err := b.drive.Files.List().PageSize(5000).Do()
	if err != nil || len(l.Files) != 250 {
		t.Errorf("a page size past 1000 counts as 1000: got %v %v", err, len(l.Files))
	}
}

func TestAQueryChoosesByTypeNameTrashAndTime(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.loadJSON("a", `{"properties":{"title":"Báo cáo tháng 6"}}`)
	b.clock.pass(time.Hour)
	b.loadJSON("b", `{"properties":{"title":"It's ours"}}`)
	b.sim.AddOfficeFile("x", "An Lộc.xlsx", []byte("PK"))
	b.loadJSON("t", `{"properties":{"title":"old"}}`)
	b.sim.Trash("t")
	for q, want := range map[string]string{
		"":                             "t b a x", // trashed files are listed too
		"trashed=false":                "b a x",
		"trashed = true":               "t",
		"sharedWithMe and not-a-field": "400 Invalid Value",
		"mimeType='application/vnd.google-apps.spreadsheet' and trashed=false": "b a",
		`mimeType != "application/vnd.google-apps.spreadsheet"`:                "x",
		`name = 'It\'s ours'`:                    "b",
		"name contains 'tháng'":                  "a",
		"name contains 'háng'":                   "",
		"modifiedTime > '2026-06-01T08:30:00'":   "t b x",
		"modifiedTime <= '2026-06-01T08:00:00Z'": "a",
		"'root' in parents":                      "501 sheetsim: not simulated: the query \"'root' in parents\"",
		"name = 'a' or name = 'b'":               "501 sheetsim: not simulated: the query \"name = 'a' or name = 'b'\"",
	} {
		got := b.do("GET", "/drive/v3/files?orderBy=name+desc&fields=files(id)&q="+url.QueryEscape(q), "")
		var ids []string
		files, _ := got.at("files").([]any)
		for _, f := range files {
			ids = append(ids, f.(map[string]any)["id"].(string))
		}
		text := strings.Join(ids, " ")
		if got.status != 200 {
			text = fmt.Sprintf("%d %s", got.status, got.message())
		}
		if text != want {
			t.Errorf("%q: got %q, want %q", q, text, want)
		}
	}
}

func TestOfficeFilesAreDownloadedAndNativeOnesAreNot(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	data := []byte("PK\x03\x04 a workbook")
	b.sim.AddOfficeFile("x", "An Lộc.xlsx", data)
	sum := md5.Sum(data)
	got := b.do("GET", "/drive/v3/files/x?fields=name,mimeType,size,md5Checksum,version", "")
	wantEqual(t, "file", got.json, map[string]any{"name": "An Lộc.xlsx", "size": fmt.Sprint(len(data)), "version": "1",
		"mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "md5Checksum": hex.EncodeToString(sum[:])})
	if got := b.do("GET", "/drive/v3/files/x?alt=media", ""); got.text != string(data) {
		t.Errorf("got %q", got.text)
	}
	native := b.do("GET", "/drive/v3/files/s?alt=media", "")
	if native.status != 403 || native.at("error", "errors", 0, "reason") != "fileNotDownloadable" ||
		native.message() != "Only files with binary content can be downloaded. Use Export with Docs Editors files." {
		t.Errorf("got %s", native.text)
	}
	b.sim.AddOfficeFile("x", "An Lộc.xlsx", []byte("PK new"))
	again := b.do("GET", "/drive/v3/files/x?fields=md5Checksum,version,headRevisionId", "")
	if again.at("md5Checksum") == got.at("md5Checksum") || again.at("version") != "2" {
		t.Errorf("a new revision: got %s", again.text)
	}
}

func TestSpreadsheetsAreCreatedTrashedCopiedAndDeleted(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	made := b.do("POST", "/drive/v3/files", `{"name":"Tổng hợp","mimeType":"application/vnd.google-apps.spreadsheet"}`)
	id, _ := made.at("id").(string)
	wantEqual(t, "created", made.json, map[string]any{"kind": "drive#file", "id": id, "name": "Tổng hợp",
		"mimeType": "application/vnd.google-apps.spreadsheet"})
	b.sim.Trash(id)
	if got := b.do("GET", "/v4/spreadsheets/"+id+"?fields=properties.title", "").at("properties", "title"); got != "Tổng hợp" {
		t.Errorf("a trashed file can be read: got %v", got)
	}
	b.sim.Restore(id)
	b.put(id, "A1", []any{"x"})
	twin, _ := b.do("POST", "/drive/v3/files/"+id+"/copy", `{}`).at("id").(string)
	if _, got := b.get(twin, "A1"); got != `[["x"]]` {
		t.Errorf("the copy holds %s", got)
	}
	if got := b.do("DELETE", "/drive/v3/files/"+id, ""); got.status != 204 || got.text != "" {
		t.Errorf("got %d %q", got.status, got.text)
	}
	if got := b.do("GET", "/v4/spreadsheets/"+id, ""); got.status != 404 {
		t.Errorf("deleted: got %d", got.status)
	}
	if got := b.do("POST", "/drive/v3/files", `{"name":"f","mimeType":"application/vnd.google-apps.folder"}`); got.status != 501 {
		t.Errorf("a folder: got %d", got.status)
	}
}

func TestAboutTellsWhoWeAre(t *testing.T) {
	b := newBench(t, sheetsim.Options{Email: "robot@example.com"})
	a, err := b.drive.About.Get().Fields("user(emailAddress)").Do()
	if err != nil || a.User.EmailAddress != "robot@example.com" {
		t.Errorf("got %v %v", a, err)
	}
}
