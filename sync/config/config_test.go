package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

// least is the smallest configuration that stands. Cases append to it.
const least = `programme: {starts: 2020-06-01, ends: 2020-12-31}
units:
  - {id: thanh-an, name: "Xã Thanh An", source: data/thanh-an.xlsx}
indicators:
  - {id: guided, label: "Số lượt hướng dẫn"}
calendar: {days_off: [{date: 2020-09-02, reason: "Quốc khánh"}]}
`

// at makes a path in a fresh folder for a configuration that is parsed from
// memory.
func at(t *testing.T) string { return filepath.Join(t.TempDir(), "config.yaml") }

func mustParse(t *testing.T, yaml string) *Config {
	t.Helper()
	c, err := Parse([]byte(yaml), at(t), Options{})
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	fitsSchema(t, []byte(yaml))
	return c
}

func TestTheLeastConfigurationGetsTheDefaultsOfThePlan(t *testing.T) {
	c := mustParse(t, least)
	p := c.Programme
	if got, want := p.Location.String(), "Asia/Ho_Chi_Minh"; got != want {
		t.Errorf("time zone %s, want %s", got, want)
	}
	wantDeadlines := office.Deadlines{Daily: 17 * time.Hour, Monthly: 25, YearMonth: time.November, YearDay: 30, Roll: office.RollNone}
	if p.Deadlines != wantDeadlines {
		t.Errorf("deadlines %+v, want %+v", p.Deadlines, wantDeadlines)
	}
	if got, want := p.Windows.Month(2020, time.June).First.String(), "2020-05-25"; got != want {
		t.Errorf("June begins %s, want %s", got, want)
	}
	if got, want := p.Windows.Year(2020).Last.String(), "2020-12-24"; got != want {
		t.Errorf("2020 ends %s, want %s", got, want)
	}
	if p.Calendar.Weekdays != calendar.MondayToFriday {
		t.Errorf("weekdays %v, want Monday to Friday", p.Calendar.Weekdays)
	}
	if i := p.Indicators[0]; i.Short != "Số lượt hướng dẫn" || i.Aggregate != office.AggregateSum {
		t.Errorf("indicator %+v, want its label as short name and the aggregate sum", i)
	}
	if c.Language != "vi" || c.Web.Listen != DefaultListen || c.Google.ReadsPerMinute != 60 {
		t.Errorf("language %q, web %q, reads %d", c.Language, c.Web.Listen, c.Google.ReadsPerMinute)
	}
	if got, want := c.Ledger, filepath.Join(c.Dir, "ledger.db"); got != want {
		t.Errorf("ledger %s, want %s", got, want)
	}
	if got, want := c.Consolidated.Target, filepath.Join(c.Dir, "out", "tong-hop.xlsx"); got != want {
		t.Errorf("consolidated book %s, want %s", got, want)
	}
	if !slices.Equal(c.Schedule.Nightly, []string{"30 22 * * *"}) {
		t.Errorf("nightly %v", c.Schedule.Nightly)
	}
	if len(c.Warnings) > 0 {
		t.Errorf("warnings %v, want none", c.Warnings)
	}
}

func TestTheFilesBytesAndTheirHashAreKept(t *testing.T) {
	c := mustParse(t, least)
	sum := sha256.Sum256([]byte(least))
	if string(c.Raw) != least || c.Hash != hex.EncodeToString(sum[:]) {
		t.Errorf("raw %d bytes, hash %s", len(c.Raw), c.Hash)
	}
}

func TestEveryKeyOfAUnitIsRead(t *testing.T) {
	c := mustParse(t, `programme: {starts: 2020-06-01, ends: 2020-12-31}
calendar: {days_off: [{date: 2020-09-02}]}
indicators:
  - {id: guided, label: Hướng dẫn}
  - {id: leaflets, label: Tờ rơi}
text_fields: [{id: note, label: Ghi chú}]
units:
  - {id: cum-1, name: Cụm 1, type: cum, source: cum.xlsx}
  - id: thanh-an
    name: "  Xã Thanh An "
    type: xa
    code: 25327
    aliases: [Thanh An]
    parent: cum-1
    since: 2020-06-15
    from: 2020-06-01
    to: 2020-11-30
    succeeded_by: [cum-1]
    tabs: ["Tháng 6", "id:12", "/^T[0-9]+$/"]
    values: {guided: cumulative, leaflets: daily}
    same_day: sum
    columns: {guided: C, leaflets: "Tờ rơi", note: H}
    sources:
      - {ref: "https://docs.google.com/spreadsheets/d/1AbC/edit?usp=sharing#gid=5", from: 2020-09-01}
      - {ref: ./data//a.xlsx}
`)
	want := office.Unit{
		ID: "thanh-an", Name: "Xã Thanh An", Type: "xa", Code: "25327", Aliases: []string{"Thanh An"}, Parent: "cum-1",
		Since: calendar.Date(2020, 6, 15), From: calendar.Date(2020, 6, 1), To: calendar.Date(2020, 11, 30), SucceededBy: []string{"cum-1"},
		Sources: []office.SourceFrom{
			{Ref: "data/a.xlsx"},
			{Ref: "https://docs.google.com/spreadsheets/d/1AbC", From: calendar.Date(2020, 9, 1)},
		},
		Reading: office.ReadingOptions{
			Tabs:       []string{"Tháng 6", "id:12", "/^T[0-9]+$/"},
			Cumulative: map[string]bool{"guided": true, "leaflets": false},
			SumSameDay: true,
			Columns:    map[string]string{"guided": "C", "leaflets": "Tờ rơi", "note": "H"},
		},
	}
	if diff := cmp.Diff(want, c.Programme.Units[1]); diff != "" {
		t.Errorf("unit (-want +got):\n%s", diff)
	}
}

func TestValuesAsOneWordHoldForEveryColumn(t *testing.T) {
	c := mustParse(t, strings.Replace(least, "source: data", "values: cumulative, source: data", 1))
	if diff := cmp.Diff(map[string]bool{"*": true}, c.Programme.Units[0].Reading.Cumulative); diff != "" {
		t.Error(diff)
	}
}

func TestEveryKeyOfAnIndicatorIsRead(t *testing.T) {
	c := mustParse(t, `programme: {starts: 2020-06-01, ends: 2020-12-31}
calendar: {days_off: [{date: 2020-09-02}]}
units: [{id: a, name: A, source: a.csv}]
indicators:
  - {id: l3, label: Mức 3}
  - {id: l4, label: Mức 4}
  - {id: old, label: Cũ, enabled: false}
  - id: total
    label: Tổng hồ sơ
    short: HS
    unit: hồ sơ
    group: Hồ sơ trực tuyến
    aggregate: latest
    aliases: [số HS]
    formula: "l3 + l4"
    required: true
    from: 2020-06-01
    to: 2020-11-30
    replaces: old
    targets:
      - {op: ">=", value: 3000}
      - {op: ">", value: 200, scope: unit, unit: a}
      - {op: ratio, of: l3, percent: 95}
`)
	want := office.Indicator{
		ID: "total", Label: "Tổng hồ sơ", Short: "HS", Unit: "hồ sơ", Group: "Hồ sơ trực tuyến", Aggregate: office.AggregateLatest,
		Aliases: []string{"số HS"}, Formula: []office.Term{{Sign: 1, Indicator: "l3"}, {Sign: 1, Indicator: "l4"}}, Required: true,
		From: calendar.Date(2020, 6, 1), To: calendar.Date(2020, 11, 30), Replaces: "old",
		Targets: []office.Target{
			{Scope: office.ScopeDistrict, Op: office.AtLeast, Value: 3000},
			{Scope: office.ScopeUnit, Op: office.MoreThan, Value: 200, Unit: "a"},
			{Scope: office.ScopeDistrict, Op: office.RatioOf, Value: 95, Of: "l3"},
		},
	}
	if diff := cmp.Diff(want, c.Programme.Indicators[2]); diff != "" {
		t.Errorf("indicator (-want +got):\n%s", diff)
	}
	if len(c.Programme.Indicators) != 3 {
		t.Errorf("%d indicators, want 3: the one that is switched off is left out", len(c.Programme.Indicators))
	}
}

func TestCalendarDeadlinesAndPeriodsAreRead(t *testing.T) {
	c := mustParse(t, strings.Replace(least, "calendar: {", `deadlines: {day: 16h30, month: 5, year: "15/12", grace: 1h30m, roll: next}
periods: {month: {starts: 5, ends: 4}, year: {starts: 15/12, ends: 14/12}}
calendar: {weekdays: [T2, sat, CN], make_up: [{date: 2020-06-03, reason: bù}], `, 1))
	p := c.Programme
	want := office.Deadlines{Daily: 16*time.Hour + 30*time.Minute, Monthly: 5, YearMonth: time.December, YearDay: 15, Grace: 90 * time.Minute, Roll: office.RollNext}
	if p.Deadlines != want {
		t.Errorf("deadlines %+v, want %+v", p.Deadlines, want)
	}
	if want := (calendar.Windows{MonthStart: 5, YearStartMonth: time.December, YearStartDay: 15}); !reflect.DeepEqual(p.Windows, want) {
		t.Errorf("windows %+v, want %+v", p.Windows, want)
	}
	if want := [7]bool{time.Monday: true, time.Saturday: true, time.Sunday: true}; p.Calendar.Weekdays != want {
		t.Errorf("weekdays %v, want %v", p.Calendar.Weekdays, want)
	}
	if p.Calendar.MakeUp[calendar.Date(2020, 6, 3)] != "bù" || p.Calendar.DaysOff[calendar.Date(2020, 9, 2)] != "Quốc khánh" {
		t.Errorf("make-up %v, days off %v", p.Calendar.MakeUp, p.Calendar.DaysOff)
	}
}

func TestCalendarPeriodsAreOneWord(t *testing.T) {
	c := mustParse(t, least+"periods: {month: calendar, year: calendar}\ndeadlines: {month: 1}\n")
	if want := (calendar.Windows{MonthStart: 1, YearStartMonth: time.January, YearStartDay: 1}); !reflect.DeepEqual(c.Programme.Windows, want) {
		t.Errorf("windows %+v, want %+v", c.Programme.Windows, want)
	}
}

func TestPathsStartAtTheFilesFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"key.json", "form.xlsx"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "mine"), 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "config.yaml")
	text := least + `ledger: so/luu.db
report: {dir: bao-cao, templates: mine, forms: {month: form.xlsx}}
google: {credentials: key.json}
`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{c.Ledger, c.Report.Dir, c.Report.Templates, c.Report.Forms["month"], c.Google.Credentials[0], c.Consolidated.Target}
	want := []string{
		filepath.Join(dir, "so", "luu.db"), filepath.Join(dir, "bao-cao"), filepath.Join(dir, "mine"),
		filepath.Join(dir, "form.xlsx"), filepath.Join(dir, "key.json"), filepath.Join(dir, "bao-cao", "tong-hop.xlsx"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if ref := c.Programme.Units[0].Sources[0].Ref; ref != "data/thanh-an.xlsx" {
		t.Errorf("source %s, want it relative, so that it stays the same source when the folder moves", ref)
	}
}

func TestAByteOrderMarkAndWindowsLineEndsDoNoHarm(t *testing.T) {
	c := mustParse(t, "\ufeff"+strings.ReplaceAll(least, "\n", "\r\n"))
	if got := c.Programme.Units[0].Name; got != "Xã Thanh An" {
		t.Errorf("name %q", got)
	}
}

func TestNamesAreComposed(t *testing.T) {
	decomposed := "Xa\u0303 Thanh An"
	c := mustParse(t, strings.Replace(least, "Xã Thanh An", decomposed, 1))
	if got := c.Programme.Units[0].Name; got != "Xã Thanh An" {
		t.Errorf("name %+q, want it in NFC", got)
	}
}

func TestUnitsOfDifferentTimesMayShareAName(t *testing.T) {
	mustParse(t, strings.Replace(least, "indicators:", `  - {id: a, name: Xã Tân Hưng, to: 2020-06-30, source: a.xlsx, succeeded_by: b}
  - {id: b, name: Xã Tân Hưng, from: 2020-07-01, source: b.xlsx}
indicators:`, 1))
}

func TestAFileThatCannotBeReadIsAClearFault(t *testing.T) {
	dir := t.TempDir()
	_, err := Load(filepath.Join(dir, "none.yaml"), Options{})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "there is no such file") {
		t.Errorf("missing file: %v", err)
	}
	_, err = Load(dir, Options{})
	if err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("folder: %v", err)
	}
}

func TestCronLinesAreJudgedByTheHandedInCheck(t *testing.T) {
	var asked []string
	opts := Options{CheckCron: func(line string) error {
		asked = append(asked, line)
		if line == "0 6 30 2 *" {
			return errors.New("this day never comes")
		}
		return nil
	}}
	_, err := Parse([]byte(least+"schedule: {looks: [\"0 8 * * *\", \"0 6 30 2 *\", \"TZ=Asia/Ho_Chi_Minh\"]}\n"), "c.yaml", opts)
	want := `c.yaml:7: schedule.looks[1]: "0 6 30 2 *": is not a cron line that can be kept: this day never comes; for example looks: ["0 8 * * *", "0 12 * * *"]
c.yaml:7: schedule.looks[2]: "TZ=Asia/Ho_Chi_Minh": names a time zone: that is what timezone is for; for example looks: ["0 8 * * *", "0 12 * * *"]`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	if !slices.Equal(asked, []string{"0 8 * * *", "0 6 30 2 *"}) {
		t.Errorf("the check was asked about %q", asked)
	}
}

func TestAPersonsSignInIsKeptBesideTheFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "config.yaml")
	for name, text := range map[string]string{"client.json": "{}", "config.yaml": least + "google: {oauth_client: client.json}\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Load(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Google.Token, filepath.Join(dir, DefaultToken); got != want || c.Google.OAuthClient != filepath.Join(dir, "client.json") {
		t.Errorf("client %q, token %q, want %q", c.Google.OAuthClient, got, want)
	}
}

func TestTheComputersOwnAccountStandsBesideKeys(t *testing.T) {
	c := mustParse(t, least+"google: {credentials: default}\n")
	if !c.Google.Default || len(c.Google.Credentials) != 0 {
		t.Errorf("got %+v", c.Google)
	}
	if c := mustParse(t, least); c.Google.Default || c.Google.Token != "" {
		t.Errorf("where nothing is said: %+v", c.Google)
	}
}
