package config

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"tonghop/model/calendar"
)

func sampleText(t testing.TB) []byte {
	t.Helper()
	raw, err := os.ReadFile("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func anOffice() Starter {
	return Starter{
		Language: "en", Title: `Đề án "số": 100 %`, Starts: calendar.Date(2026, 3, 2),
		Superior: "TỈNH ĐOÀN", Issuer: "BCH ĐOÀN HUYỆN", Place: "An Bình", Endpoint: "http://127.0.0.1:9090",
		Units: []StarterUnit{
			{ID: "an", Name: "Xã An", Type: "xa", Code: "025327", Source: "https://docs.google.com/spreadsheets/d/1AbC"},
			{ID: "no", Name: `Xã "No": # không`},
		},
	}
}

func TestAStartedConfigurationSaysWhatWasAnsweredAndElseTheSample(t *testing.T) {
	raw, err := Start(sampleText(t), anOffice())
	if err != nil {
		t.Fatal(err)
	}
	c := mustParse(t, string(raw))
	p, want := c.Programme, sample(t).Programme
	if c.Language != "en" || p.Title != `Đề án "số": 100 %` || p.Starts != calendar.Date(2026, 3, 2) || p.Ends != 0 || c.Google.Endpoint != "http://127.0.0.1:9090" {
		t.Errorf("language %s, title %s, %s to %s, Google at %s", c.Language, p.Title, p.Starts, p.Ends, c.Google.Endpoint)
	}
	if l := p.Letterhead; l.Superior != "TỈNH ĐOÀN" || l.Issuer != "BCH ĐOÀN HUYỆN" || l.Place != "An Bình" {
		t.Errorf("letterhead %+v", l)
	}
	if len(p.Units) != 2 || p.Units[0].Code != "025327" || p.Units[1].ID != "no" || p.Units[1].Name != `Xã "No": # không` || len(p.Units[1].Sources) != 0 {
		t.Errorf("units %+v", p.Units)
	}
	for i := range want.Indicators {
		want.Indicators[i].Targets = nil // those of the example's plan
	}
	if diff := cmp.Diff(want.Indicators, p.Indicators); diff != "" {
		t.Errorf("the indicators are not the sample's: %s", diff)
	}
	if diff := cmp.Diff(want.Calendar, p.Calendar); diff != "" {
		t.Errorf("the calendar is not the sample's: %s", diff)
	}
	if len(p.Rules) != len(want.Rules) || !bytes.Contains(raw, []byte("# Rules between the figures of one unit's day")) {
		t.Error("rules or comments of the sample are lost")
	}
}

func TestNothingOfTheExamplesOfficeStandsForAnother(t *testing.T) {
	raw, err := Start(sampleText(t), Starter{Language: "vi", Starts: calendar.Date(2026, 3, 2), Credentials: "khóa #1.json", Units: anOffice().Units})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "khóa #1.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Parse(raw, filepath.Join(dir, "config.yaml"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if blanks := c.Programme.Blanks(); len(blanks) != 10 {
		t.Errorf("blank are %q, want all that was not said", blanks)
	}
	if len(c.Programme.Duties) > 0 || len(c.Google.Credentials) != 1 {
		t.Errorf("duties %v, credentials %q", c.Programme.Duties, c.Google.Credentials)
	}
	for i := range c.Programme.Indicators {
		if x := &c.Programme.Indicators[i]; len(x.Targets) > 0 {
			t.Errorf("%s has a target of the example's plan", x.ID)
		}
	}
	for _, name := range []string{"Hớn Quản", "HĐTĐN", "Bình Phước", "Huyện Đoàn", "huyen-uy:", "# III."} {
		if strings.Contains(string(raw), name) {
			t.Errorf("%q stands there", name)
		}
	}
	for _, name := range []string{"Thanh An", "thanh-an", "data/"} {
		for line := range strings.Lines(string(raw)) {
			if strings.Contains(line, name) && !strings.HasPrefix(strings.TrimSpace(line), "#") {
				t.Errorf("%q still stands there: %s", name, line)
			}
		}
	}
}

func TestASampleWithoutItsPlacesIsAnError(t *testing.T) {
	for _, part := range []string{"\nlanguage:", "\nunits:", "  title:", "  letterhead:", "\ndues:"} {
		broken := bytes.Replace(sampleText(t), []byte(part), []byte("\n#"), 1)
		if _, err := Start(broken, anOffice()); err == nil {
			t.Errorf("it starts from a sample without %q", part)
		}
	}
}

// Whatever an office is called, YAML reads the very same text.
func TestAnyTextIsWrittenAsItself(t *testing.T) {
	raw := sampleText(t)
	rapid.Check(t, func(t *rapid.T) {
		name := strings.TrimSpace(rapid.StringMatching(`[\pL\pN "'#:{}\[\],&*!|>%@\\-]{0,20}[\pL]`).Draw(t, "name"))
		s := anOffice()
		s.Units[0].Name, s.Issuer = name, name
		out, err := Start(raw, s)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Parse(out, "config.yaml", Options{})
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if want := norm.NFC.String(name); c.Programme.Units[0].Name != want || c.Programme.Letterhead.Issuer != want {
			t.Errorf("%q became %q", want, c.Programme.Units[0].Name)
		}
	})
}

func TestALinkIsTakenInItsPlainForm(t *testing.T) {
	for text, want := range map[string]string{
		"https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0": "https://docs.google.com/spreadsheets/d/1AbC",
		" docs.google.com/spreadsheets/d/1AbC ":                  "https://docs.google.com/spreadsheets/d/1AbC",
		"data/an.xlsx":                                           "data/an.xlsx",
	} {
		if got, why := Ref(text); got != want || why != "" {
			t.Errorf("%q is %q (%s), want %q", text, got, why, want)
		}
	}
	for _, text := range []string{"https://zalo.me/g/abc", "https://drive.google.com/drive/folders/1XyZ", ""} {
		if got, why := Ref(text); got != "" || why == "" {
			t.Errorf("%q is taken as %q", text, got)
		}
	}
}

func TestAProvinceCountsWhatIsCountedToday(t *testing.T) {
	counted, err := os.ReadFile("../../templates/catalogues/hai-cap-2025.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, entries, _ := strings.Cut(string(counted), "\nindicators:\n")
	s := anOffice()
	s.Profile, s.Catalogue = ProfileProvince2025, "indicators:\n"+entries
	s.Units = append(s.Units, StarterUnit{ID: "cum-1", Name: "Cụm 1", Type: "cum"})
	s.Units[0].Parent, s.Units[0].Aliases = "cum-1", []string{"Xã Cũ"}
	raw, err := Start(sampleText(t), s)
	if err != nil {
		t.Fatal(err)
	}
	p := mustParse(t, string(raw)).Programme
	if x, ok := p.Indicator("dossiers_level4"); !ok || !strings.Contains(x.Label, "toàn trình") {
		t.Errorf("indicator %+v", x)
	}
	if _, ok := p.Indicator("vneid_activated"); !ok || !slices.Contains(p.Letterhead.Indicators, "vneid_activated") {
		t.Error("VNeID is not counted, or not reported")
	}
	for _, word := range []string{"mức độ 3", "mức độ 4", "huyện"} {
		for i := range p.Indicators {
			if strings.Contains(p.Indicators[i].Label+p.Indicators[i].Short, word) {
				t.Errorf("%q stands in %s", word, p.Indicators[i].Label)
			}
		}
	}
	if len(p.Units) != 2 || len(p.Groups) != 1 || p.GroupOf(&p.Units[0]) == nil || p.GroupOf(&p.Units[1]) != nil || p.Units[0].Aliases[0] != "Xã Cũ" {
		t.Errorf("units %+v, groups %+v", p.Units, p.Groups)
	}
}
