package sheetsim_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tonghop/sync/gsheets/sheetsim"
)

// A recording is one cassette: real requests and responses in order.
type recording struct {
	Interactions []interaction
}

type interaction struct {
	Request struct {
		Method, URI string
		Body        *string
		Headers     map[string][]string
	}
	Response struct {
		Status  struct{ Code int }
		Headers map[string][]string
		Body    struct{ String string }
	}
}

// recordingsDir walks up to a folder that has shared/recordings beside the
// checkout; "" when there is none.
func recordingsDir(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if at := filepath.Join(dir, "shared", "recordings"); isDir(at) {
			return at
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// A tally counts the interactions of one kind.
type tally struct{ passed, failed, skipped int }

func TestTheSimulatorAnswersAsTheRecordingsDo(t *testing.T) {
	dir := recordingsDir(t)
	if dir == "" {
		t.Skip("no shared/recordings folder stands beside this checkout")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no recordings in %s: %v", dir, err)
	}
	counts, skips := map[string]*tally{}, map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var rec recording
		if err := json.Unmarshal(data, &rec); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		p := newPlayer(t, rec)
		for i, in := range rec.Interactions {
			kind := kindOf(in)
			if counts[kind] == nil {
				counts[kind] = &tally{}
			}
			skip, diffs := p.play(in)
			switch {
			case skip != "":
				counts[kind].skipped++
				skips[kind+": "+skip]++
			case len(diffs) > 0:
				counts[kind].failed++
				t.Errorf("%s, interaction %d, %s %s:\n  %s", filepath.Base(file), i, in.Request.Method,
					in.Request.URI, strings.Join(diffs[:min(len(diffs), 5)], "\n  "))
			default:
				counts[kind].passed++
			}
		}
	}
	logTable(t, counts, skips)
}

func logTable(t *testing.T, counts map[string]*tally, skips map[string]int) {
	t.Helper()
	var b strings.Builder
	var sum tally
	fmt.Fprintf(&b, "\n%-60s %8s %8s %8s\n", "kind", "covered", "passed", "skipped")
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		c := counts[kind]
		fmt.Fprintf(&b, "%-60s %8d %8d %8d\n", kind, c.passed+c.failed, c.passed, c.skipped)
		sum.passed, sum.failed, sum.skipped = sum.passed+c.passed, sum.failed+c.failed, sum.skipped+c.skipped
	}
	fmt.Fprintf(&b, "%-60s %8d %8d %8d\n", "all", sum.passed+sum.failed, sum.passed, sum.skipped)
	if all := sum.passed + sum.failed + sum.skipped; sum.skipped*20 > all {
		t.Errorf("%d of %d interactions are skipped, more than one in twenty", sum.skipped, all)
	}
	for _, s := range slices.Sorted(maps.Keys(skips)) {
		fmt.Fprintf(&b, "skipped %d of %s\n", skips[s], s)
	}
	t.Log(b.String())
}

var (
	recordedID = regexp.MustCompile(`[A-Za-z0-9_-]{40,}`)
	valuesPath = regexp.MustCompile(`/values/.*?(:append|:clear)?$`)
)

// kindOf names an interaction: its method, and the request kinds of a batch.
func kindOf(in interaction) string {
	u, err := url.Parse(in.Request.URI)
	if err != nil {
		return "unparsable"
	}
	path := recordedID.ReplaceAllString(u.EscapedPath(), "ID")
	if !strings.Contains(path, "/values:") {
		path = valuesPath.ReplaceAllString(path, "/values/RANGE$1")
	}
	kind := in.Request.Method + " " + path
	if strings.HasSuffix(path, "ID:batchUpdate") && in.Request.Body != nil {
		var body struct{ Requests []map[string]any }
		if json.Unmarshal([]byte(*in.Request.Body), &body) == nil {
			kinds := map[string]bool{}
			for _, r := range body.Requests {
				for k := range r {
					kinds[k] = true
				}
			}
			kind += " " + strings.Join(slices.Sorted(maps.Keys(kinds)), "+")
		}
	}
	if in.Response.Status.Code >= 400 {
		kind += fmt.Sprintf(" → %d", in.Response.Status.Code)
	}
	return kind
}

// A player replays one recording against a simulator that starts empty. It
// learns which of the simulator's ids stands for which recorded one.
type player struct {
	t       *testing.T
	sim     *sheetsim.Server
	clock   *clock
	rec     recording
	handler http.Handler
	ids     map[string]string // recorded → minted
	tainted map[string]bool   // recorded file ids whose edits were skipped
	created map[string]bool
}

func newPlayer(t *testing.T, rec recording) *player {
	t.Helper()
	c := newClock()
	sim := sheetsim.New(sheetsim.Options{Locale: "en_US", TimeZone: "Etc/GMT", Now: c.now})
	p := &player{t: t, sim: sim, clock: c, rec: rec, handler: checking(t, sim), ids: map[string]string{},
		tainted: map[string]bool{}, created: map[string]bool{}}
	for _, in := range rec.Interactions {
		// A file that the recorded account may not see exists all the same.
		if id := recordedID.FindString(in.Request.URI); in.Response.Status.Code == http.StatusForbidden && id != "" {
			if err := sim.LoadSpreadsheet(id, []byte(`{}`)); err != nil {
				t.Fatal(err)
			}
			sim.Deny(id)
			p.ids[id], p.created[id] = id, true
		}
	}
	return p
}

// play sends one recorded request and compares the replies.
func (p *player) play(in interaction) (skip string, diffs []string) {
	u, err := url.Parse(in.Request.URI)
	if err != nil {
		return err.Error(), nil
	}
	file := recordedID.FindString(u.EscapedPath())
	if strings.HasSuffix(u.Path, "/files") && in.Request.Method == "GET" {
		p.seed(in, !strings.Contains(u.Query().Get("q"), "name"))
	}
	switch {
	case file != "" && !p.created[file]:
		return "a file that the recorded account had before", nil
	case p.tainted[file]:
		return "follows an edit that is not simulated", nil
	}
	if date := in.Response.Headers["Date"]; len(date) > 0 {
		if at, err := http.ParseTime(date[0]); err == nil {
			p.clock.set(at)
		}
	}
	body := ""
	if in.Request.Body != nil {
		body = p.translate(*in.Request.Body)
	}
	req := httptest.NewRequest(in.Request.Method, p.translate(u.RequestURI()), strings.NewReader(body))
	for _, k := range []string{"X-Goog-Api-Client", "User-Agent"} {
		if v := in.Request.Headers[strings.ToLower(k)]; len(v) > 0 {
			req.Header.Set(k, v[0])
		}
	}
	rec := httptest.NewRecorder()
	p.handler.ServeHTTP(rec, req)
	if rec.Code == http.StatusNotImplemented {
		p.tainted[file] = in.Request.Method != "GET"
		return rec.Body.String(), nil
	}
	if rec.Code != in.Response.Status.Code {
		return "", []string{fmt.Sprintf("status %d, recorded %d: %s", rec.Code, in.Response.Status.Code, rec.Body)}
	}
	return "", p.compare(in.Response.Body.String, rec.Body.String())
}

// seed gives the simulator the files that the recorded account had when it
// listed them: in the order of their times, with the contents that the
// recording reads later. A full list also tells which files are gone.
func (p *player) seed(in interaction, full bool) {
	var listed struct {
		Files []struct {
			ID, Name     string
			ModifiedTime time.Time
		}
	}
	if err := json.Unmarshal([]byte(in.Response.Body.String), &listed); err != nil {
		p.t.Fatal(err)
	}
	there := map[string]bool{}
	for _, f := range slices.Backward(listed.Files) {
		there[f.ID] = true
		if p.created[f.ID] {
			continue
		}
		p.clock.set(f.ModifiedTime)
		if err := p.sim.LoadSpreadsheet(f.ID, p.contents(f.ID, f.Name)); err != nil {
			p.t.Fatal(err)
		}
		p.ids[f.ID], p.created[f.ID] = f.ID, true
	}
	for id, own := range p.ids {
		if full && recordedID.MatchString(id) && id == own && !there[id] {
			p.handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("DELETE", "/drive/v3/files/"+id, nil))
			delete(p.ids, id)
			delete(p.created, id)
		}
	}
}

// contents is the resource that a recording reads of a file, else an empty one.
func (p *player) contents(id, name string) []byte {
	for _, in := range p.rec.Interactions {
		if strings.HasSuffix(in.Request.URI, "/v4/spreadsheets/"+id+"?includeGridData=false") {
			return []byte(in.Response.Body.String)
		}
	}
	return fmt.Appendf(nil, `{"properties":{"title":%q}}`, name)
}

// translate puts the simulator's ids in the place of the recorded ones.
func (p *player) translate(s string) string {
	for old, minted := range p.ids {
		s = strings.ReplaceAll(s, old, minted)
	}
	return s
}

func (p *player) compare(recorded, got string) []string {
	var r, g any
	if json.Unmarshal([]byte(recorded), &r) != nil {
		if recorded != got {
			return []string{fmt.Sprintf("got %q, recorded %q", got, recorded)}
		}
		return nil
	}
	if err := json.Unmarshal([]byte(got), &g); err != nil {
		return []string{err.Error()}
	}
	var diffs []string
	p.same(r, g, "", &diffs)
	return diffs
}

// learned are the fields that hold ids; free those whose values are not
// compared, and ignored those that are left out altogether.
var (
	learned = []string{"id", "sheetId", "namedRangeId", "protectedRangeId"}
	free    = []string{"createdTime", "modifiedTime"}
	ignored = []string{"spreadsheetTheme", "defaultFormat"}
)

func (p *player) same(r, g any, path string, diffs *[]string) {
	switch r := r.(type) {
	case map[string]any:
		g, ok := g.(map[string]any)
		if !ok {
			break
		}
		for k := range g {
			if _, ok := r[k]; !ok {
				*diffs = append(*diffs, fmt.Sprintf("%s.%s: not in the recording", path, k))
			}
		}
		for k, v := range r {
			if _, ok := g[k]; !ok {
				*diffs = append(*diffs, fmt.Sprintf("%s.%s: missing, recorded %s", path, k, compact(v)))
				continue
			}
			p.sameField(k, v, g[k], path+"."+k, diffs)
		}
		return
	case []any:
		g, ok := g.([]any)
		if !ok || len(g) != len(r) {
			break
		}
		for i := range r {
			p.same(r[i], g[i], fmt.Sprintf("%s[%d]", path, i), diffs)
		}
		return
	default:
		if r == g {
			return
		}
	}
	if text, ok := r.(string); ok && (p.translate(text) == g || strings.HasSuffix(text, "gserviceaccount.com")) {
		return
	}
	*diffs = append(*diffs, fmt.Sprintf("%s: got %s, recorded %s", path, compact(g), compact(r)))
}

func (p *player) sameField(key string, r, g any, path string, diffs *[]string) {
	switch {
	case slices.Contains(ignored, key), slices.Contains(free, key) && fmt.Sprintf("%T", r) == fmt.Sprintf("%T", g):
		return
	case slices.Contains(learned, key):
		if recorded, minted, ok := idPair(r, g); ok && p.ids[recorded] == "" {
			p.ids[recorded] = minted
			p.created[recorded] = true
			return
		} else if ok && p.ids[recorded] == minted {
			return
		}
	}
	p.same(r, g, path, diffs)
}

// idPair gives two ids as texts; small numbers such as the first sheet's 0 are
// compared as they are.
func idPair(r, g any) (string, string, bool) {
	switch r := r.(type) {
	case string:
		minted, ok := g.(string)
		return r, minted, ok
	case float64:
		minted, ok := g.(float64)
		return strconv.FormatFloat(r, 'f', -1, 64), strconv.FormatFloat(minted, 'f', -1, 64), ok && r >= 100_000
	}
	return "", "", false
}
