package main

import (
	"os"
	"testing"
	"testing/fstest"

	"tonghop/model/reading"
)

func TestTheReadersVersionIsThatOfItsSources(t *testing.T) {
	got, err := version(os.DirFS("../../../.."))
	if err != nil {
		t.Fatal(err)
	}
	if got != reading.Version {
		t.Errorf("the sources make version %s, and model/reading says %s: go generate ./model/reading", got, reading.Version)
	}
}

func TestAVersionIsAnotherOneWheneverABookMightReadDifferently(t *testing.T) {
	of := func(change func(fstest.MapFS)) string {
		project := fstest.MapFS{
			"model/calendar/day.go":      {Data: []byte("package calendar\n")},
			"model/office/unit.go":       {Data: []byte("package office\n")},
			"model/grid/grid.go":         {Data: []byte("package grid\n")},
			"model/reading/reading.go":   {Data: []byte("// Package reading reads.\npackage reading\n\nconst most = 3 // days\n")},
			"model/reading/version.go":   {Data: []byte("package reading\nconst Version = \"1\"\n")},
			"model/reading/read_test.go": {Data: []byte("package reading\n")},
			"templates/lexicon.yaml":     {Data: []byte("act: [nghe]\n")},
		}
		change(project)
		v, err := version(project)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	put := func(name, text string) func(fstest.MapFS) {
		return func(p fstest.MapFS) { p[name] = &fstest.MapFile{Data: []byte(text)} }
	}
	before := of(func(fstest.MapFS) {})
	for name, c := range map[string]struct {
		change  func(fstest.MapFS)
		another bool
	}{
		"a number of the reader":   {put("model/reading/reading.go", "// Package reading reads.\npackage reading\n\nconst most = 4 // days\n"), true},
		"a comment":                {put("model/reading/reading.go", "// Package reading reads books.\npackage reading\n\nconst most = 3\n"), false},
		"a file more":              {put("model/reading/meaning/heads.go", "package meaning\n"), true},
		"a word of the lexicon":    {put("templates/lexicon.yaml", "act: [nghe, xem]\n"), true},
		"the version itself":       {put("model/reading/version.go", "package reading\nconst Version = \"2\"\n"), false},
		"a test":                   {put("model/reading/read_test.go", "package reading\nvar x int\n"), false},
		"a noun that readings use": {put("model/office/unit.go", "package office\nvar x int\n"), true},
	} {
		if got := of(c.change); (got != before) != c.another {
			t.Errorf("%s: version %s after %s", name, got, before)
		}
	}
}
