package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/workbook"
)

const (
	soakUnits = 12
	soakDays  = 20 // before today, which have figures at the beginning
	soakTable = "tong-hop"
	soakTitle = "Bảng theo dõi" // of the communes' sheets
)

var soakIndicators = []string{"people_informed", "people_guided", "people_supported"}

// A soak is a real serve, as a process of its own on the true clock, over a
// local Google in this one.
type soak struct {
	t      *testing.T
	dir    string
	bin    string
	whole  time.Duration
	start  time.Time
	zone   *time.Location
	google *sheetsim.Server
	at     string       // the local Google's address
	skew   atomic.Int64 // by how much Google's clock is ahead of ours
	beats  atomic.Int64
	random *rand.Rand

	// sheets is what each commune's sheet says: the days' figures in the order of rows.
	sheets map[string][]soakRow
	edits  int
	dues   []time.Time

	child *exec.Cmd
	url   string
	log   soakLog
}

type soakRow struct {
	day     string // as typed
	figures [3]int
}

// soakLog counts what the daemon says.
type soakLog struct {
	mu    sync.Mutex
	text  bytes.Buffer
	lines int
}

func (l *soakLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines += bytes.Count(p, []byte("\n"))
	return l.text.Write(p)
}

func (l *soakLog) counted() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines
}

func (l *soakLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func unitName(i int) string { return fmt.Sprintf("xa-%02d", i) }

// Of the communes the first four have reported today before all begins, the last
// four never do, those between some time; xa-05 keeps an Office file.
func early(i int) bool { return i < 4 }
func tardy(i int) bool { return i >= 8 }

const officeFile = 5

func newSoak(t *testing.T, whole time.Duration) *soak {
	t.Helper()
	s := &soak{t: t, dir: t.TempDir(), bin: os.Getenv("TONGHOP_SOAK_BINARY"), whole: whole, start: time.Now(), sheets: map[string][]soakRow{}, random: rand.New(rand.NewPCG(1, 2))}
	if s.bin == "" {
		s.bin = built(t)
	}
	// In a zone in which it is about noon, so that no midnight comes between.
	ahead := 12 - s.start.UTC().Hour()
	zone, err := time.LoadLocation(fmt.Sprintf("Etc/GMT%+d", -ahead))
	s.must(err)
	s.zone = zone
	s.google = sheetsim.New(sheetsim.Options{
		Date:       func() time.Time { return time.Now().Add(time.Duration(s.skew.Load())) },
		DecodeXLSX: workbook.Decode, Quota: sheetsim.TrueQuota(), ModifiedLag: whole / 30, Seed: 3,
	})
	heart := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { s.beats.Add(1) })
	mux := http.NewServeMux()
	mux.Handle("/heart", heart)
	mux.Handle("/", s.google)
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	s.at = srv.URL
	s.must(s.google.LoadSpreadsheet(soakTable, []byte(`{"properties":{"title":"Tổng hợp","locale":"vi_VN"},"sheets":[{"properties":{"sheetId":0,"title":"Trang tính1"}}]}`)))
	for i := range soakUnits {
		s.begin(i)
	}
	return s
}

func (s *soak) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// day is the one that lies some days before today, as communes write it.
func (s *soak) day(ago int) string { return s.start.In(s.zone).AddDate(0, 0, -ago).Format("2/1/2006") }

// begin puts a commune's sheet on the Drive.
func (s *soak) begin(i int) {
	s.t.Helper()
	last := 1
	if early(i) {
		last = 0
	}
	for ago := soakDays; ago >= last; ago-- {
		s.sheets[unitName(i)] = append(s.sheets[unitName(i)], soakRow{s.day(ago), [3]int{5 + s.random.IntN(30), 5 + s.random.IntN(30), 5 + s.random.IntN(30)}})
	}
	if i == officeFile {
		s.saveOffice()
		return
	}
	s.must(s.google.LoadXLSX(unitName(i), soakTitle+".csv", s.csv(unitName(i))))
}

func (s *soak) csv(unit string) []byte {
	var b bytes.Buffer
	b.WriteString("Ngày,Tuyên truyền,Hướng dẫn,Hỗ trợ\n")
	for _, r := range s.sheets[unit] {
		fmt.Fprintf(&b, "%s,%d,%d,%d\n", r.day, r.figures[0], r.figures[1], r.figures[2])
	}
	return b.Bytes()
}

// saveOffice saves the Office file anew, as its commune would.
func (s *soak) saveOffice() {
	s.t.Helper()
	unit := unitName(officeFile)
	b, err := workbook.Decode(soakTitle+".csv", s.csv(unit))
	s.must(err)
	s.google.AddOfficeFile(unit, soakTitle+".xlsx", asXLSX(s.t, b))
}

// edit is somebody typing: mostly another figure for a day that has one, now and
// then the day's row.
func (s *soak) edit() {
	s.t.Helper()
	i := s.random.IntN(soakUnits)
	rows := s.sheets[unitName(i)]
	if fresh := rows[len(rows)-1].day != s.day(0); fresh && !tardy(i) && s.random.IntN(10) == 0 {
		s.report(i)
		return
	}
	r, c := s.random.IntN(len(rows)), s.random.IntN(3)
	rows[r].figures[c] = 5 + s.random.IntN(30)
	s.typed(i, r, c)
}

// report is a commune typing the day's row.
func (s *soak) report(i int) {
	s.t.Helper()
	unit := unitName(i)
	s.sheets[unit] = append(s.sheets[unit], soakRow{s.day(0), [3]int{7, 8, 9}})
	r := len(s.sheets[unit]) - 1
	if i != officeFile {
		s.must(s.google.Type(unit, s.tab(unit), "A"+strconv.Itoa(r+2), s.day(0)))
	}
	for c := range 3 {
		s.typed(i, r, c)
	}
}

// typed brings a figure into the sheet.
func (s *soak) typed(i, r, c int) {
	s.t.Helper()
	s.edits++
	unit := unitName(i)
	if i == officeFile {
		s.saveOffice()
		return
	}
	s.must(s.google.Type(unit, s.tab(unit), string(rune('B'+c))+strconv.Itoa(r+2), s.sheets[unit][r].figures[c]))
}

func (s *soak) tab(unit string) string {
	s.t.Helper()
	ss, ok := s.google.Spreadsheet(unit)
	if !ok {
		s.t.Fatalf("%s is not there", unit)
	}
	return ss.Sheets[0].Properties.Title
}

// configure writes the configuration with the day's due instant and, as a name,
// a file beside it.
func (s *soak) configure(name, table string, due time.Time) string {
	s.t.Helper()
	var units strings.Builder
	for i := range soakUnits {
		fmt.Fprintf(&units, "  - {id: %[1]s, name: \"Xã Số %[2]d\", type: xa, source: \"https://docs.google.com/spreadsheets/d/%[1]s\"}\n", unitName(i), i)
	}
	text := fmt.Sprintf(`timezone: %s
programme: {title: "Thử nghiệm", starts: %s}
ledger: ledger.db
calendar: {weekdays: [T2, T3, T4, T5, T6, T7, CN], days_off: [{date: %s}]}
consolidated: {target: "https://docs.google.com/spreadsheets/d/%s"}
google: {endpoint: "%s"}
watch: {heartbeat: "%s/heart"}
web: {listen: "127.0.0.1:0"}
deadlines: {day: "%s"}
schedule: {looks: "* * * * *", nightly: "*/7 * * * *"}
units:
%sindicators:
  - {id: people_informed, label: "Tuyên truyền", short: "Tuyên truyền", unit: lượt}
  - {id: people_guided, label: "Hướng dẫn", short: "Hướng dẫn", unit: lượt}
  - {id: people_supported, label: "Hỗ trợ", short: "Hỗ trợ", unit: lượt}
`, s.zone, s.start.In(s.zone).AddDate(0, 0, -soakDays).Format(time.DateOnly), s.start.In(s.zone).AddDate(0, 0, 40).Format(time.DateOnly), table, s.at, s.at, due.In(s.zone).Format("15:04"), units.String())
	path := filepath.Join(s.dir, name)
	s.must(os.WriteFile(path, []byte(text), 0o600))
	return path
}

func (s *soak) config() string { return filepath.Join(s.dir, "config.yaml") }

// serve starts the daemon and waits for its page.
func (s *soak) serve() {
	s.t.Helper()
	s.child = exec.Command(s.bin, "serve", "--config", s.config())
	out, err := s.child.StdoutPipe()
	s.must(err)
	s.child.Stderr = &s.log
	s.must(s.child.Start())
	s.t.Cleanup(func() { _ = s.child.Process.Kill() })
	said := make([]byte, 4096)
	n, err := out.Read(said)
	s.must(err)
	go func() { _, _ = io.Copy(io.Discard, out) }()
	if s.url = regexp.MustCompile(`http://[0-9.:]+/`).FindString(string(said[:n])); s.url == "" {
		s.t.Fatalf("serve said %q, want its address", said[:n])
	}
}

// move gives the day another due instant, which a running daemon takes up.
func (s *soak) move(due time.Time) {
	s.t.Helper()
	s.dues = append(s.dues, due)
	s.configure("config.yaml", soakTable, due)
	if s.child != nil {
		s.must(s.child.Process.Signal(syscall.SIGHUP))
	}
}

// export gives what the program exports of the ledger while the daemon lives.
func (s *soak) export(what string) []map[string]string {
	s.t.Helper()
	out, err := exec.Command(s.bin, "export", what, "--json", "--config", s.config()).Output()
	if err != nil {
		s.t.Fatalf("export %s: %v\n%s", what, err, out)
	}
	var rows []map[string]string
	s.must(json.Unmarshal(out, &rows))
	return rows
}

// wrong lists the figures that the ledger has otherwise than the sheets.
func (s *soak) wrong() []string {
	s.t.Helper()
	has := map[string]string{}
	for _, r := range s.export("tallies") {
		has[r["unit"]+" "+r["day"]+" "+r["indicator"]] = r["value"]
	}
	var out []string
	for unit, rows := range s.sheets {
		for _, r := range rows {
			day, err := time.Parse("2/1/2006", r.day)
			s.must(err)
			for c, id := range soakIndicators {
				key := unit + " " + day.Format(time.DateOnly) + " " + id
				if got, want := has[key], strconv.Itoa(r.figures[c]); got != want {
					out = append(out, fmt.Sprintf("%s: %q, want %s", key, got, want))
				}
				delete(has, key)
			}
		}
	}
	for key := range has {
		out = append(out, key+" is in no sheet")
	}
	return out
}

// book gives the cells of a consolidated spreadsheet, but for the time of day.
func (s *soak) book(id string) string {
	s.t.Helper()
	ss, ok := s.google.Spreadsheet(id)
	if !ok {
		s.t.Fatalf("%s is not there", id)
	}
	return cellsOf(ss)
}
