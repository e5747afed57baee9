package reading

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// Each case under testdata/taught is a workbook, what the office answers about it,
// and what is read after. The section "answers" has a line an answer: what stands
// there, and one of
//
//	yes | no | as INDICATOR | part INDICATOR PART | role ROLE | everywhere INDICATOR | never
//
// never is a "no" everywhere. What stands there is a proposal's text or that of a
// heading that was not understood; else it stood there once, of which a tab named
// "before …" instead of "tab …" tells.
func TestWhatWasTaughtIsRead(t *testing.T) {
	files, err := filepath.Glob("testdata/taught/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases found: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { runTaught(t, name) })
	}
}

func runTaught(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	book, c, _ := parseCase(t, a)
	asked := Read(beforeBook(t, a, &book), c)
	for _, f := range a.Files {
		if f.Name == "answers" {
			for line := range strings.Lines(string(f.Data)) {
				c.Answers = append(c.Answers, parseAnswer(t, &asked, line, int64(len(c.Answers)+1)))
			}
		}
	}
	got := Read(&book, c)
	sections := map[string]string{"want/asked": printProposals(asked.Proposals), "want/proposals": printProposals(got.Proposals),
		"want/tallies": printTallies(got.Tallies), "want/findings": printFindings(got.Findings)}
	if *update {
		for _, s := range []string{"want/asked", "want/proposals", "want/tallies", "want/findings"} {
			if !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return f.Name == s }) {
				a.Files = append(a.Files, txtar.File{Name: s})
			}
		}
		rewrite(t, name, a, sections)
		return
	}
	for _, f := range a.Files {
		if want, ok := sections[f.Name]; ok && want != string(f.Data) {
			t.Errorf("%s: %s\ngot:\n%swant:\n%s", name, f.Name, want, f.Data)
		}
	}
}

// beforeBook is the workbook as it stood when the office was asked.
func beforeBook(t *testing.T, a *txtar.Archive, book *grid.Book) *grid.Book {
	before := *book
	before.Tabs = nil
	for _, f := range a.Files {
		if title, ok := strings.CutPrefix(f.Name, "before "); ok {
			before.Tabs = append(before.Tabs, parseTab(t, title, string(f.Data), map[string]bool{}))
		}
	}
	if before.Tabs == nil {
		return book
	}
	return &before
}

func parseAnswer(t *testing.T, asked *office.Reading, line string, decision int64) office.Answer {
	t.Helper()
	parts := splitCells(strings.TrimSpace(line))
	a := office.Answer{Source: "nguon", Says: parts[0], Decision: decision}
	p := slices.IndexFunc(asked.Proposals, func(p office.Proposal) bool { return p.Says == parts[0] })
	if p >= 0 {
		a.Proposal, a.Meaning = asked.Proposals[p].ID, asked.Proposals[p].Meaning
	} else if !slices.ContainsFunc(asked.Findings, func(f office.Finding) bool { return f.Code == office.CodeColumnUnknown && f.Raw == parts[0] }) {
		t.Fatalf("nothing is asked about %q, but about\n%s%s", parts[0], printProposals(asked.Proposals), printFindings(asked.Findings))
	}
	switch said := strings.Fields(parts[1]); said[0] {
	case "yes":
		if p < 0 {
			t.Fatalf("nothing is proposed for %q", parts[0])
		}
	case "no":
		a.No, a.Meaning = true, office.Meaning{}
	case "as":
		a.Meaning = office.Meaning{Indicator: said[1]}
	case "part":
		a.Meaning = office.Meaning{Indicator: said[1], Part: said[2]}
	case "role":
		a.Meaning = office.Meaning{Role: said[1]}
	case "everywhere":
		a.Source, a.Proposal, a.Meaning = "", "", office.Meaning{Indicator: said[1]}
	case "never":
		a.Source, a.Proposal, a.No, a.Meaning = "", "", true, office.Meaning{}
	default:
		t.Fatalf("answer %q is not known", parts[1])
	}
	return a
}

func printProposals(proposals []office.Proposal) string {
	var b strings.Builder
	for i := range proposals {
		p := &proposals[i]
		fmt.Fprintf(&b, "%s | %s | %s | %s | %d\n", p.Tab+"!"+p.Cell, p.Says, strings.TrimSpace(p.Meaning.Indicator+" "+p.Meaning.Part+p.Meaning.Role), p.Why, len(p.Tallies))
	}
	return b.String()
}

func TestEveryTaughtCaseSaysWhatItIs(t *testing.T) {
	files, _ := filepath.Glob("testdata/taught/*.txtar")
	for _, name := range files {
		if raw, err := os.ReadFile(name); err != nil || strings.HasPrefix(string(raw), "--") {
			t.Errorf("%s has no sentence on top: %v", name, err)
		}
	}
}
