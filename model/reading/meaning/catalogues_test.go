package meaning_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

func TestAnyOfficesCatalogueIsUnderstood(t *testing.T) {
	a, err := txtar.ParseFile("testdata/catalogues.txtar")
	if err != nil {
		t.Fatal(err)
	}
	l := lexicon(t)
	of := map[string]*meaning.Dictionary{}
	cats := map[string]meaning.Catalogue{}
	for _, f := range a.Files {
		head, _, _ := strings.Cut(string(f.Data), ">\n")
		cats[f.Name] = catalogue(head)
		of[f.Name] = meaning.New(l, cats[f.Name])
	}
	cases(t, "testdata/catalogues.txtar", func(section, line string) string {
		return told(cats[section], of[section].Heading(heading(line)))
	})
}

func catalogue(head string) meaning.Catalogue {
	var c meaning.Catalogue
	for line := range strings.Lines(head) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if len(f) < 4 {
			continue
		}
		id, latest := strings.CutPrefix(f[0], "latest ")
		i := office.Indicator{ID: id, Unit: f[1], Label: f[2], Short: f[3], Aliases: f[4:]}
		if latest {
			i.Aggregate = office.AggregateLatest
		}
		c.Indicators = append(c.Indicators, i)
	}
	return c
}
