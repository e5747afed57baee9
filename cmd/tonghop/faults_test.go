package main

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"tonghop/sync/gsheets/sheetsim"
)

// The methods of Google that a round calls.
const (
	readOne  = "sheets.spreadsheets.get"
	writeOne = "sheets.spreadsheets.batchUpdate"
	askToken = "oauth2.token"
	atAn     = "/spreadsheets/xa-an"
	atDung   = "/files/xa-dung"
	captive  = "<html><body>Xin chào, mời đăng nhập Wi-Fi</body></html>"
)

// A faultCase is one thing that goes wrong with Google while the round at the
// due instant runs. It is mended before the next round.
type faultCase struct {
	name   string
	script []sheetsim.Fault
	do     func(w *faultWorld) // for what no script can do
	mend   func(w *faultWorld) // for what cannot simply be undone

	exit   int
	faults string // by unit, as recorded
	// told is what the error of the round says, where it ends with one.
	told string
	// for good: the sheet of Xã An cannot be read afterwards either.
	forGood bool
}

// always plays a fault until it is mended.
func always(f sheetsim.Fault) []sheetsim.Fault {
	f.Times = -1
	return []sheetsim.Fault{f}
}

func once(f sheetsim.Fault) []sheetsim.Fault { return []sheetsim.Fault{f} }

// all names every unit with one fault.
func all(code string) string {
	return fmt.Sprintf("an=%[1]s binh=%[1]s chin=%[1]s dung=%[1]s", code)
}

// threeSheets names those that the Sheets API is asked for.
func threeSheets(code string) string { return fmt.Sprintf("an=%[1]s binh=%[1]s chin=%[1]s", code) }

// ofProject is a refusal of our project, as Google gives it to every call.
func ofProject(reason, message string) []sheetsim.Fault {
	return always(sheetsim.Fault{Status: 403, Body: `{"error":{"code":403,"message":"` + message + `","status":"PERMISSION_DENIED","errors":[{"message":"x","domain":"global","reason":"forbidden"}],` +
		`"details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"` + reason + `","domain":"googleapis.com"}]}}`})
}

var readCases = []faultCase{
	{name: "401 once", script: once(sheetsim.Fault{Method: readOne, Status: 401})},
	{name: "401: every token has run out", do: func(w *faultWorld) { w.sim.ExpireTokens() }},
	{name: "401 for good", script: always(sheetsim.Fault{Method: "sheets.", Status: 401}), exit: 1, faults: threeSheets("credentials"), told: "credentials"},
	{name: "403 not shared any more", do: func(w *faultWorld) { w.sim.Deny("xa-an") }, faults: "an=not-shared"},
	{name: "403 the API switched off", script: always(sheetsim.Fault{Method: "sheets.", Status: 403, Reason: sheetsim.ReasonServiceDisabled}), exit: 1, faults: threeSheets("api-disabled"), told: "api-disabled"},
	{name: "403 of every file at once", do: func(w *faultWorld) {
		for _, id := range []string{"xa-an", "xa-binh", "xa-chin", "xa-dung"} {
			w.sim.Deny(id)
		}
	}, exit: 1, faults: all("all-refused")},
	{name: "403 CONSUMER_SUSPENDED", script: ofProject("CONSUMER_SUSPENDED", "Permission denied: Consumer 'project_number:1' has been suspended."), exit: 1, faults: all("project"), told: "project"},
	{name: "403 CONSUMER_INVALID", script: ofProject("CONSUMER_INVALID", "Project #1 has been deleted."), exit: 1, faults: all("project"), told: "project"},
	{name: "403 BILLING_DISABLED", script: ofProject("BILLING_DISABLED", "This API method requires billing to be enabled."), exit: 1, faults: all("project"), told: "project"},
	{name: "403 USER_PROJECT_DENIED", script: ofProject("USER_PROJECT_DENIED", "Caller does not have required permission to use project x."), exit: 1, faults: all("project"), told: "project"},
	{name: "403 SECURITY_POLICY_VIOLATED", script: ofProject("SECURITY_POLICY_VIOLATED", "Request is prohibited by organization's policy."), exit: 1, faults: all("project"), told: "project"},
	{name: "403 for a reason of tomorrow", script: ofProject("TOMORROW", "The caller does not have permission"), exit: 1, faults: all("unclear"), told: "unclear"},
	{name: "409 of every call", script: always(sheetsim.Fault{Method: readOne, Path: "xa-", Status: 409}), exit: 1, faults: threeSheets("conflict")},
	{name: "a filter's page with 403", script: always(sheetsim.Fault{Status: 403, Body: captive}), exit: 1, faults: all("captive"), told: "captive"},
	{name: "a shortcut in place of the sheet", do: func(w *faultWorld) {
		w.load("an2", []int{12, 13, 40})
		w.sim.AddShortcut("xa-an", "an", "xa-an2")
	}},
	{name: "a form in place of the sheet", do: func(w *faultWorld) { w.sim.AddOtherFile("xa-an", "an", "application/vnd.google-apps.form") },
		mend: func(w *faultWorld) { w.load("an", []int{12, 13, 40}) }, faults: "an=form"},
	{name: "a folder in place of the sheet", do: func(w *faultWorld) { w.sim.AddOtherFile("xa-an", "an", "application/vnd.google-apps.folder") },
		mend: func(w *faultWorld) { w.load("an", []int{12, 13, 40}) }, faults: "an=folder"},
	{name: "an answer without cells once", script: once(sheetsim.Fault{Method: readOne, Path: "xa-an", Hollow: true})},
	{name: "answers without cells", script: always(sheetsim.Fault{Method: readOne, Path: "xa-", Hollow: true})},
	{name: "an import that is being computed", do: func(w *faultWorld) { w.computing("LOADING") }, mend: (*faultWorld).computed},
	{name: "an import that failed", do: func(w *faultWorld) { w.computing("REF") }, mend: (*faultWorld).computed},
	{name: "a clock that is fast", do: func(w *faultWorld) { w.skew.Store(int64(12 * time.Minute)) }},
	{name: "a clock that is slow", do: func(w *faultWorld) { w.skew.Store(-int64(12 * time.Minute)) }},
	{name: "403 too little granted", script: always(sheetsim.Fault{Method: readOne, Path: "xa-", Status: 403, Reason: sheetsim.ReasonScope}), exit: 1, faults: threeSheets("credentials")},
	{name: "403 Drive's rate limit", script: always(sheetsim.Fault{Method: "drive.", Status: 403, Reason: sheetsim.ReasonUserRate}), exit: 1, faults: "dung=quota"},
	{name: "404 once", script: once(sheetsim.Fault{Method: readOne, Path: atAn, Status: 404})},
	{name: "404 for good, and Drive still shows it", script: always(sheetsim.Fault{Method: readOne, Path: atAn, Status: 404}), exit: 1, faults: "an=google-down"},
	{name: "deleted", do: func(w *faultWorld) { w.sim.Delete("xa-an") }, faults: "an=not-found", forGood: true},
	{name: "put into the trash", do: func(w *faultWorld) { w.sim.Trash("xa-an") }, faults: "an=trashed"},
	{name: "429 three times", script: []sheetsim.Fault{{Method: readOne, Times: 3, Status: 429}}},
	{name: "429 for good", script: always(sheetsim.Fault{Method: readOne, Path: "xa-", Status: 429}), exit: 1, faults: threeSheets("quota")},
	{name: "429 as an HTML page of Drive's", script: always(sheetsim.Fault{Method: "drive.", Status: 429, Reason: sheetsim.ReasonAutomatedQueries}), exit: 1, faults: "dung=quota"},
	{name: "500 once", script: once(sheetsim.Fault{Method: readOne, Status: 500})},
	{name: "500 for good", script: always(sheetsim.Fault{Method: readOne, Path: "xa-", Status: 500}), exit: 1, faults: threeSheets("google-down")},
	{name: "503 twice", script: []sheetsim.Fault{{Method: readOne, Times: 2, Status: 503}}},
	{name: "503 of everything", script: always(sheetsim.Fault{Method: "", Status: 503}), exit: 1, faults: all("google-down"), told: "google-down"},
	{name: "the listing fails", script: always(sheetsim.Fault{Method: "drive.files.list", Status: 500})},
	{name: "connection cut once", script: once(sheetsim.Fault{Method: readOne, Cut: true})},
	{name: "connection cut for good", script: always(sheetsim.Fault{Method: "", Cut: true}), exit: 1, faults: all("network"), told: "network"},
	{name: "body cut off once", script: once(sheetsim.Fault{Method: readOne, Truncate: true})},
	{name: "body cut off for good", script: always(sheetsim.Fault{Method: readOne, Path: atAn, Truncate: true}), exit: 1, faults: "an=network"},
	{name: "HTML where JSON is due", script: always(sheetsim.Fault{Method: "", Body: captive}), exit: 1, faults: all("captive"), told: "captive"},
	{name: "a body too large", script: always(sheetsim.Fault{Method: readOne, Path: atAn, Body: strings.Repeat(" ", 17<<20)}), faults: "an=too-large"},
	{name: "no answer in time", do: func(w *faultWorld) { w.late(atAn) }, exit: 1, faults: "an=timeout"},
	{name: "token service 503 twice", do: expire, script: []sheetsim.Fault{{Method: askToken, Times: 2, Status: 503}}},
	{name: "token service 503 for good", do: expire, script: always(sheetsim.Fault{Method: askToken, Status: 503}), exit: 1, faults: all("google-down"), told: "google-down"},
	{name: "token service: the key is revoked", do: expire, script: always(sheetsim.Fault{Method: askToken, Status: 400, Reason: sheetsim.ReasonInvalidGrant}), exit: 1, faults: all("credentials"), told: "credentials"},
	{name: "token service cut", do: expire, script: always(sheetsim.Fault{Method: askToken, Cut: true}), exit: 1, faults: all("network"), told: "network"},
	{name: "token service: HTML", do: expire, script: always(sheetsim.Fault{Method: askToken, Body: captive}), exit: 1, faults: all("captive"), told: "captive"},
	{name: "Office file cut off once", script: []sheetsim.Fault{{Method: "drive.files.get", Path: atDung, From: 2, Truncate: true}}},
	{name: "Office file cut off for good", script: always(sheetsim.Fault{Method: "drive.files.get", Path: atDung, Truncate: true}), exit: 1, faults: "dung=network"},
	{name: "Office file damaged", do: func(w *faultWorld) { w.damage("dung") }, mend: func(w *faultWorld) { w.load("dung", []int{21, 22, 40}) }, faults: "dung=truncated"},
	{name: "Office file shared no more", do: func(w *faultWorld) { w.sim.Deny("xa-dung") }, faults: "dung=not-shared"},
	{name: "an Excel 95 file", do: func(w *faultWorld) {
		w.sim.AddOfficeFile("xa-dung", "dung.xls", []byte("\x09\x08\x08\x00\x00\x05\x05\x00\x00\x00\x00\x00"))
	},
		mend: func(w *faultWorld) { w.load("dung", []int{21, 22, 40}) }, faults: "dung=old-xls"},
	{name: "a Word file in place of the sheet", do: func(w *faultWorld) { w.sim.AddOtherFile("xa-an", "an", "application/vnd.google-apps.document") },
		mend: func(w *faultWorld) { w.load("an", []int{12, 13, 40}) }, faults: "an=document"},
}

var writeCases = []faultCase{
	{name: "write: 503 before", script: once(sheetsim.Fault{Method: writeOne, Status: 503})},
	{name: "write: 503 after it landed", script: once(sheetsim.Fault{Method: writeOne, Status: 503, AfterApply: true})},
	{name: "write: 500 after it landed", script: once(sheetsim.Fault{Method: writeOne, Status: 500, AfterApply: true})},
	{name: "write: cut before", script: once(sheetsim.Fault{Method: writeOne, Cut: true})},
	{name: "write: cut after it landed", script: once(sheetsim.Fault{Method: writeOne, Cut: true, AfterApply: true})},
	{name: "write: answer cut off", script: once(sheetsim.Fault{Method: writeOne, Truncate: true})},
	{name: "write: answer cut off each time", script: always(sheetsim.Fault{Method: writeOne, Truncate: true})},
	{name: "write: HTML after it landed", script: once(sheetsim.Fault{Method: writeOne, Body: captive, AfterApply: true})},
	{name: "write: HTML for good", script: always(sheetsim.Fault{Method: writeOne, Body: captive}), exit: 1, told: "captive"},
	{name: "write: 503 for good", script: always(sheetsim.Fault{Method: writeOne, Status: 503}), exit: 1, told: "google-down"},
	{name: "write: 429 once", script: once(sheetsim.Fault{Method: writeOne, Status: 429, Reason: sheetsim.ReasonWriteQuota})},
	{name: "write: 429 for good", script: always(sheetsim.Fault{Method: writeOne, Status: 429, Reason: sheetsim.ReasonWriteQuota}), exit: 1, told: "quota"},
	{name: "write: no answer in time", do: func(w *faultWorld) { w.late(":batchUpdate") }, exit: 1, told: "timeout"},
	{name: "write: no answer in time, yet it landed", do: func(w *faultWorld) { w.lateAfter(":batchUpdate") }},
	{name: "write: viewers only", do: func(w *faultWorld) { w.sim.ReadOnly(faultTable) }, exit: 1, told: "read-only"},
	{name: "write: access withdrawn", do: func(w *faultWorld) { w.sim.Deny(faultTable) }, exit: 1, told: "not-shared"},
	{name: "write: the table deleted", do: func(w *faultWorld) { w.sim.Delete(faultTable) }, mend: func(w *faultWorld) { w.loadTable(faultTable) }, exit: 1, told: "not-found"},
	{name: "write: the table in the trash", do: func(w *faultWorld) { w.sim.Trash(faultTable) }, exit: 1, told: "trashed"},
	{name: "write: reading back fails", script: []sheetsim.Fault{{Method: writeOne, Status: 503, AfterApply: true}, {Method: readOne, Path: faultTable, From: 3, Times: -1, Status: 503}}, exit: 1, told: "google-down"},
}

// computing lets a commune's figure of the day be one that is not there yet.
func (w *faultWorld) computing(errType string) {
	w.must(w.sim.Computing("xa-an", w.firstTab("xa-an"), "B4", `=IMPORTRANGE("x";"y")`, errType))
}

func (w *faultWorld) computed() { w.must(w.sim.Type("xa-an", w.firstTab("xa-an"), "B4", 40)) }

func (w *faultWorld) firstTab(id string) string {
	ss, ok := w.sim.Spreadsheet(id)
	if !ok {
		w.t.Fatalf("%s is not there", id)
	}
	return ss.Sheets[0].Properties.Title
}

// expire makes every token worthless, so that new ones are asked for.
func expire(w *faultWorld) { w.sim.ExpireTokens() }

// late lets no request whose path holds a text have its answer in time.
func (w *faultWorld) late(path string) {
	f := func(r *http.Request) bool { return strings.Contains(r.URL.Path, path) }
	w.wire.late.Store(&f)
}

// lateAfter is late for requests that are carried out all the same.
func (w *faultWorld) lateAfter(path string) {
	f := func(r *http.Request) bool { return strings.Contains(r.URL.Path, path) }
	w.wire.lateAfter.Store(&f)
}

// An outcome is a line of the table.
type outcome struct {
	exit, exitAfter int
	faults          string
	standing        string
	lost, blamed    []string
	writes          int
	twice           string
}

func TestNoFaultOfGoogleLosesAFigurePublishesTwiceOrBlamesACommune(t *testing.T) {
	cases := slices.Concat(readCases, writeCases)
	rows := make([]outcome, len(cases))
	t.Run("cases", func(t *testing.T) {
		for i := range cases {
			t.Run(cases[i].name, func(t *testing.T) {
				t.Parallel()
				rows[i] = cases[i].play(t)
			})
		}
	})
	var b bytes.Buffer
	tw := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "what goes wrong at 17:00\texit\tfaults\tXã An on the day\tlost\tblamed\twrites\tpublished twice\texit when mended")
	for i, r := range rows {
		fmt.Fprintf(tw, "%s\t%d\t%s\t%s\t%s\t%s\t%d\t%s\t%d\n", cases[i].name, r.exit, orDash(r.faults), r.standing,
			nothing(r.lost), nobody(r.blamed), r.writes, orDash(r.twice), r.exitAfter)
	}
	tw.Flush()
	t.Logf("\n%s", b.String())
}

func nothing(s []string) string { return orDash(strings.Join(s, ", ")) }

// nobody leaves out Xã Chín, which did not report.
func nobody(s []string) string {
	return nothing(slices.DeleteFunc(slices.Clone(s), func(b string) bool { return b == chinMissing }))
}

const chinMissing = "chin 24/6/2020 missing"

// play lets the fault happen at the due instant and mends it a quarter of
// an hour later.
func (tc *faultCase) play(t *testing.T) (row outcome) {
	w := newFaultWorld(t)
	if got := len(w.figures()); got != 8 {
		t.Fatalf("%d figures are known before, want 8", got)
	}
	w.afternoon()
	before := w.figures()
	if tc.do != nil {
		tc.do(w)
	}
	w.sim.Inject(tc.script...)
	row.exit = w.round("17:00")
	row.faults, row.lost, row.blamed, row.standing = w.faults(), w.lost(before), w.blamed(), string(w.standing("an"))
	row.writes = w.sim.Requests()[writeOne]
	if row.exit != tc.exit || row.faults != tc.faults {
		t.Errorf("it ends with %d and the faults %q, want %d and %q: %s", row.exit, row.faults, tc.exit, tc.faults, w.stderr.String())
	}
	if said := w.stderr.String(); !strings.Contains(said, tc.told) || tc.told != "" && !strings.Contains(said, "hint: ") {
		t.Errorf("the error is %q, want %q and a hint", said, tc.told)
	}
	if len(row.lost) > 0 {
		t.Errorf("lost: %v", row.lost)
	}
	if nobody(row.blamed) != "—" || slices.Contains(row.blamed, chinMissing) && strings.Contains(row.faults, "chin=") {
		t.Errorf("blamed: %v", row.blamed)
	}
	tc.after(w, before, &row)
	return row
}

// after holds the rounds that follow to what a district without faults has.
func (tc *faultCase) after(w *faultWorld, before map[string]int64, row *outcome) {
	t := w.t
	w.mend()
	if tc.mend != nil {
		tc.mend(w)
	}
	if row.exitAfter = w.round("17:15"); row.exitAfter != 0 {
		t.Errorf("mended, it ends with %d: %s", row.exitAfter, w.stderr.String())
	}
	want := maps.Clone(before)
	for _, unit := range []string{"an", "binh", "dung"} {
		if unit != "an" || !tc.forGood {
			want[unit+" 24/6/2020"] = 40
		}
	}
	if got := w.figures(); !maps.Equal(got, want) {
		t.Errorf("mended, the figures are %v, want %v", got, want)
	}
	if got := w.blamed(); !slices.Equal(got, []string{chinMissing}) {
		t.Errorf("mended, %v are blamed, want Xã Chín alone, which did not report", got)
	}
	stands := w.published(faultTable)
	if !strings.Contains(stands, `"numberValue":40`) {
		t.Errorf("the consolidated spreadsheet lacks what was typed:\n%s", stands)
	}
	if anew := w.publishedAnew(); strings.Replace(stands, "Trang tính1", "", 1) != strings.Replace(anew, "Trang tính1", "", 1) {
		row.twice = "differs"
		t.Errorf("the consolidated spreadsheet is\n%s\nand would anew be\n%s", stands, anew)
	}
	if code := w.round("17:16"); code != 0 || w.sim.Requests()[writeOne] != 0 {
		row.twice = "again"
		t.Errorf("with nothing new it ends with %d after %d writes", code, w.sim.Requests()[writeOne])
	}
}
