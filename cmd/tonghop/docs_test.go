package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tonghop/model/office"
	"tonghop/sync/config"
	"tonghop/templates"
)

// manual reads one of the documents.
func manual(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// everyText is the catalogue in a language.
func everyText(t *testing.T, lang string) map[string]string {
	t.Helper()
	m, err := config.Messages(templates.Builtin(), lang)
	if err != nil {
		t.Fatal(err)
	}
	return m.Texts
}

var findingKey = regexp.MustCompile(`^finding\.([a-z0-9-]+)\.`)

func TestTheGuideExplainsEveryFinding(t *testing.T) {
	guide := manual(t, "docs/huong-dan.md")
	known := map[string]bool{}
	for key := range everyText(t, "vi") {
		if g := findingKey.FindStringSubmatch(key); g != nil {
			known[g[1]] = true
		}
	}
	for code := range known {
		if n := strings.Count(guide, "\n| `"+code+"` | "); n != 1 {
			t.Errorf("docs/huong-dan.md explains %s in %d rows, want one: say what it means and what to tell a unit", code, n)
		}
	}
	for _, g := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllStringSubmatch(guide, -1) {
		if !known[g[1]] {
			t.Errorf("docs/huong-dan.md explains %s, which no message tells any more", g[1])
		}
	}
	if len(known) < 40 {
		t.Errorf("only %d findings in the catalogue", len(known))
	}
}

// Whatever the code calls a finding has a row too, also before it has a text.
func TestTheGuideExplainsEveryCodeOfTheModel(t *testing.T) {
	guide := manual(t, "docs/huong-dan.md")
	code := regexp.MustCompile(`(?m)^\s+Code[A-Za-z]+\s+= "([a-z-]+)"`)
	n := 0
	for _, file := range []string{"model/office/codes.go"} {
		for _, g := range code.FindAllStringSubmatch(manual(t, file), -1) {
			n++
			if !strings.Contains(guide, "| `"+g[1]+"` |") {
				t.Errorf("docs/huong-dan.md does not explain %s of %s", g[1], file)
			}
		}
	}
	if n < 8 {
		t.Errorf("only %d codes found", n)
	}
}

func TestTheGuideExplainsEveryStandingByItsName(t *testing.T) {
	guide, texts := manual(t, "docs/huong-dan.md"), everyText(t, "vi")
	for _, s := range []office.Status{office.Pending, office.OnTime, office.Late, office.Missing, office.Unproven, office.Invalid, office.Unreadable, office.Excused} {
		name := texts["status."+string(s)]
		if name == "" || !strings.Contains(guide, "\n| **"+name+"** (`"+string(s)+"`) |") {
			t.Errorf("docs/huong-dan.md has no row for %s, which the office reads as %q", s, name)
		}
	}
	standings := regexp.MustCompile("(?m)^\\| \\*\\*.*\\*\\* \\(`[a-z_]+`\\) \\|").FindAllString(guide, -1)
	declared := regexp.MustCompile(`(?m)^\t[A-Z][A-Za-z]+\s+Status = "`).FindAllString(manual(t, "model/office/standing.go"), -1)
	if len(standings) != len(declared) {
		t.Errorf("%d standings explained, %d declared", len(standings), len(declared))
	}
}

var tabKey = regexp.MustCompile(`^book\.[a-z]+\.tab$`)

func TestTheGuideNamesTabsAndButtonsAsTheyAre(t *testing.T) {
	guide, texts := manual(t, "docs/huong-dan.md"), everyText(t, "vi")
	n := 0
	for key, name := range texts {
		if tabKey.MatchString(key) || key == "web.round.go" {
			n++
			if !strings.Contains(guide, "**"+name+"**") {
				t.Errorf("docs/huong-dan.md does not name %q (%s)", name, key)
			}
		}
	}
	if n < 8 {
		t.Errorf("only %d names found", n)
	}
}

// The commands in the documents are commands of the program, with flags that
// they have.
func TestTheDocumentsNameCommandsAndFlagsThatAreThere(t *testing.T) {
	command := regexp.MustCompile("(?:^ {4,}|`)(?:sudo )?(?:-u tonghop )?(?:\\.\\\\)?tonghop ([a-z]+)((?: [^`\n|]*)?)")
	flagged := regexp.MustCompile(`--[a-z][a-z-]+`)
	n := 0
	for _, doc := range []string{"README.md", "docs/huong-dan.md", "docs/operator.md", "docs/google.md", "docs/architecture.md"} {
		for line := range strings.Lines(manual(t, doc)) {
			for _, g := range command.FindAllStringSubmatch(line, -1) {
				root := newRoot(&bytes.Buffer{}, &bytes.Buffer{})
				c, _, err := root.Find([]string{g[1]})
				if err != nil || c == root {
					t.Errorf("%s: tonghop has no command %q: %s", doc, g[1], strings.TrimSpace(line))
					continue
				}
				n++
				text, _, _ := strings.Cut(g[2], " && ")
				text, _, _ = strings.Cut(text, "# ")
				if sub, _, err := c.Find(strings.Fields(text)); err == nil {
					c = sub
				}
				for _, flag := range flagged.FindAllString(text, -1) {
					name := strings.TrimPrefix(flag, "--")
					if name != "help" && c.Flags().Lookup(name) == nil && c.InheritedFlags().Lookup(name) == nil {
						t.Errorf("%s: tonghop %s has no %s: %s", doc, c.Name(), flag, strings.TrimSpace(line))
					}
				}
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d commands found in the documents", n)
	}
}

func TestTheDocumentsLinkToFilesThatAreThere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	for _, doc := range []string{"README.md", "docs/huong-dan.md", "docs/operator.md", "docs/google.md", "docs/architecture.md"} {
		for _, g := range link.FindAllStringSubmatch(manual(t, doc), -1) {
			if _, err := os.Stat(filepath.Join("..", "..", filepath.Dir(doc), g[1])); err != nil {
				t.Errorf("%s: %v", doc, err)
			}
		}
	}
}

func TestTheSampleNamesTheSchemaWhereItIs(t *testing.T) {
	first, _, _ := strings.Cut(manual(t, "config.yaml"), "\n")
	path, found := strings.CutPrefix(first, "# yaml-language-server: $schema=")
	if !found {
		t.Fatalf("config.yaml begins with %q", first)
	}
	if !strings.Contains(manual(t, path), "json-schema.org") {
		t.Errorf("%s is no schema", path)
	}
}

// everySource is the text of everything that may print an error.
func everySource(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, dir := range []string{"cmd", "sync", "model", "templates/messages"} {
		err := filepath.WalkDir(filepath.Join("..", "..", dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || !slices.Contains([]string{".go", ".yaml"}, filepath.Ext(path)) {
				return err
			}
			raw, err := os.ReadFile(path)
			b.Write(raw)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// The trouble table quotes errors as they are printed; … stands for what
// differs from case to case.
func TestTheTroubleTableQuotesErrorsThatAreThere(t *testing.T) {
	_, table, found := strings.Cut(manual(t, "docs/operator.md"), "## Troubles by what is said")
	if !found {
		t.Fatal("docs/operator.md has no table of troubles")
	}
	table, _, _ = strings.Cut(table, "\n## ")
	all := everySource(t)
	rows := regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(table, -1)
	for _, g := range rows {
		for part := range strings.SplitSeq(g[1], "…") {
			if part = strings.Trim(part, " :"); part != "" && !strings.Contains(all, part) {
				t.Errorf("nothing says %q any more, which docs/operator.md explains as %q", part, g[1])
			}
		}
	}
	if len(rows) < 15 {
		t.Errorf("only %d troubles are explained", len(rows))
	}
}

// architecture.md draws the roads as imports_test.go holds them.
func TestTheArchitecturePageHasTheRoadsAsTheyAre(t *testing.T) {
	page := manual(t, "docs/architecture.md")
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| ([^|]*) \\|")
	described := map[string]bool{}
	for _, g := range row.FindAllStringSubmatch(page, -1) {
		described["tonghop/"+g[1]] = true
		var want []string
		for _, road := range roads["tonghop/"+g[1]] {
			want = append(want, "`"+strings.TrimPrefix(road, "tonghop/")+"`")
		}
		if got := strings.TrimSpace(g[2]); got != strings.Join(want, ", ") && !(len(want) == 0 && got == "–") {
			t.Errorf("docs/architecture.md: %s may import %s, and imports_test.go says %s", g[1], got, strings.Join(want, ", "))
		}
	}
	for room := range roads {
		if !described[room] {
			t.Errorf("docs/architecture.md does not show the room %s: give it a row in the table of rooms", room)
		}
	}
	for room := range described {
		if _, there := roads[room]; !there {
			t.Errorf("docs/architecture.md shows the room %s, which is not there", room)
		}
	}
}

// A comment that cites a rule names a section of docs/rules.md that is there.
func TestTheRulesThatCommentsCiteAreThere(t *testing.T) {
	sections := map[string]bool{}
	for _, g := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(manual(t, "docs/rules.md"), -1) {
		sections[g[1]] = true
	}
	cited := 0
	for _, dir := range []string{"model", "sync", "cmd"} {
		err := filepath.WalkDir(filepath.Join("..", "..", dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || filepath.Base(path) == "docs_test.go" {
				return err
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			text := regexp.MustCompile(`\n\s*// ?`).ReplaceAllString(string(raw), " ")
			for _, g := range regexp.MustCompile(`docs/rules\.md, ([^)]+)\)`).FindAllStringSubmatch(text, -1) {
				if cited++; !sections[g[1]] {
					t.Errorf("%s cites a section %q, which docs/rules.md has not", path, g[1])
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if cited < 10 {
		t.Errorf("only %d citations were found", cited)
	}
}
