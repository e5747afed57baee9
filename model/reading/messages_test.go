package reading

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tonghop/model/office"
)

var (
	catalogueKey = regexp.MustCompile(`(?m)^finding\.([a-z0-9-]+)\.(message|hint):\n  vi: "(.*)"\n  en: "(.*)"$`)
	blank        = regexp.MustCompile(`\{([a-z_]+)\}`)
)

// Whatever the cases make the reader say has a sentence and a hint in both
// languages, and every blank in them is filled.
func TestEveryFindingHasItsSentences(t *testing.T) {
	raw, err := os.ReadFile("../../templates/messages/findings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]string{}
	for _, g := range catalogueKey.FindAllStringSubmatch(string(raw), -1) {
		texts[g[1]] = append(texts[g[1]], g[3], g[4])
	}
	if len(texts) < 30 {
		t.Fatalf("only %d codes found in the catalogue", len(texts))
	}
	seen := map[string]bool{}
	for _, f := range findingsOfCases(t) {
		seen[f.Code] = true
		if len(texts[f.Code]) != 4 {
			t.Errorf("%s has %d of its four texts", f.Code, len(texts[f.Code]))
		}
		have := []string{"cell", "tab", "raw", "day", "indicator"}
		for k := range f.Args {
			have = append(have, k)
		}
		for _, text := range texts[f.Code] {
			for _, g := range blank.FindAllStringSubmatch(text, -1) {
				if !slices.Contains(have, g[1]) {
					t.Errorf("%s: nothing fills {%s} in %q", f.Code, g[1], text)
				}
				if g[1] == "day" && f.Day == 0 || g[1] == "indicator" && f.Indicator == "" {
					t.Errorf("%s at %s has no %s for %q", f.Code, f.Cell, g[1], text)
				}
			}
		}
	}
	for _, f := range faults {
		if f.code != "" && !seen[f.code] {
			t.Errorf("no case makes the reader say %s", f.code)
		}
	}
}

func findingsOfCases(t *testing.T) []office.Finding {
	t.Helper()
	var all []office.Finding
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		book, c, _ := parseCase(t, a)
		all = append(all, Read(&book, c).Findings...)
	}
	return all
}

func TestFindingsCarryTheirOrigin(t *testing.T) {
	for _, f := range findingsOfCases(t) {
		if f.Source != "nguon" || f.Code == "" || f.Severity == "" {
			t.Errorf("%+v lacks its source, code or severity", f)
		}
		if f.Tab == "" && !strings.HasPrefix(f.Code, "header-") {
			t.Errorf("%+v stands in no tab", f)
		}
	}
}
