package config

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tonghop/model/office"
)

func folder(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys["messages/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

func TestMessagesOfAllFilesAreOneCatalogueInOneLanguage(t *testing.T) {
	fsys := folder("a.yaml", `cli.late: {vi: "Trễ hạn {unit}", en: "Late"}`, "b.yaml", "cli.none:\n  vi: không\n  en: \"  none\"\n")
	m, err := Messages(fsys, "vi")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := m.Text("cli.late", "unit", "Xã Thanh An"), "Trễ hạn Xã Thanh An"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if m.Lang != "vi" || len(m.Texts) != 2 {
		t.Errorf("language %s, %d texts", m.Lang, len(m.Texts))
	}
	if m, err = Messages(fsys, "en"); err != nil || m.Text("cli.none") != "  none" {
		t.Errorf("english: %q, %v", m.Text("cli.none"), err)
	}
}

func TestEveryFaultOfTheCatalogueNamesItsFileAndLine(t *testing.T) {
	_, err := Messages(folder("a.yaml", `x: {vi: a, en: b}
y: {vi: a}
z: {vi: a, en: "", fr: c}
w: just a text
v:
`, "b.yaml", "\nx: {vi: a, en: b}\n", "c.yaml", "x: [\n"), "vi")
	const want = `messages/a.yaml:2: y.en: is missing; for example en: "…"
messages/a.yaml:3: z.en: "": is empty; for example en: "…"
messages/a.yaml:3: z.fr: is not a known key
messages/a.yaml:4: w: "just a text": must be a table of keys, not a text; for example cli.late: {vi: "Trễ hạn", en: "Late"}
messages/a.yaml:5: v: is missing; for example cli.late: {vi: "Trễ hạn", en: "Late"}
messages/b.yaml:2: x: is in messages/a.yaml:1 already
messages/c.yaml:2: is not YAML: did not find expected node content (while parsing a flow node that began on line 2)`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestAnUnknownLanguageAndAnEmptyFolderAreErrors(t *testing.T) {
	if _, err := Messages(folder("a.yaml", "x: {vi: a, en: b}"), "fr"); err == nil || !strings.Contains(err.Error(), `"fr" is not a language`) {
		t.Errorf("language: %v", err)
	}
	if _, err := Messages(fstest.MapFS{}, "vi"); err == nil || !strings.Contains(err.Error(), "there is no file messages/*.yaml") {
		t.Errorf("empty folder: %v", err)
	}
}

var blank = regexp.MustCompile(`\{[a-z_%]+\}`)

func blanks(s string) []string {
	found := blank.FindAllString(s, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestTheCatalogueStandsInBothLanguagesWithTheSameBlanks(t *testing.T) {
	vi, err := Messages(os.DirFS("../../templates"), "vi")
	if err != nil {
		t.Fatal(err)
	}
	en, err := Messages(os.DirFS("../../templates"), "en")
	if err != nil {
		t.Fatal(err)
	}
	for key, text := range vi.Texts {
		if !slices.Equal(blanks(text), blanks(en.Texts[key])) {
			t.Errorf("%s: blanks %v in Vietnamese, %v in English", key, blanks(text), blanks(en.Texts[key]))
		}
	}
}

func TestEveryFaultCodeHasItsMessageAndHint(t *testing.T) {
	m, err := Messages(os.DirFS("../../templates"), "vi")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range office.FaultKinds {
		code := k.Code
		for _, part := range []string{".message", ".hint"} {
			if key := "fault." + string(code) + part; m.Texts[key] == "" {
				t.Errorf("there is no text %s", key)
			}
		}
		ours := strings.Contains(m.Texts["fault."+string(code)+".message"], "không phải của đơn vị")
		if ours != code.Machinery() {
			t.Errorf("%s: the message blames us: %v, and it is our fault: %v", code, ours, code.Machinery())
		}
	}
}

func TestTheGuideSaysOfEveryFaultWhoMendsIt(t *testing.T) {
	guide, err := os.ReadFile("../../docs/google.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range office.FaultKinds {
		if !strings.Contains(string(guide), "| `"+string(k.Code)+"` |") {
			t.Errorf("docs/google.md has no row for %s", k.Code)
		}
	}
}
