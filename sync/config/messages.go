package config

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tonghop/model/office"
)

// languages are those that every text of the catalogue has.
var languages = []string{"vi", "en"}

// messageFiles are where the catalogue stands in the templates' folder.
const messageFiles = "messages/*.yaml"

// Messages reads the message catalogue from the templates' folder: every
// messages/*.yaml, each a flat table of
//
//	fault.not-found.message: {vi: "…", en: "…"}
//
// A key that two files hold, a language that is missing or unknown and a text
// that is empty are faults, all of which are in the error, of type Errors.
func Messages(fsys fs.FS, lang string) (office.Messages, error) {
	if !slices.Contains(languages, lang) {
		return office.Messages{}, fmt.Errorf("reading messages: %q is not a language; there are %s", lang, strings.Join(languages, " and "))
	}
	names, err := fs.Glob(fsys, messageFiles)
	if err != nil {
		return office.Messages{}, fmt.Errorf("reading messages: %w", err)
	}
	if len(names) == 0 {
		return office.Messages{}, fmt.Errorf("reading messages: there is no file %s", messageFiles)
	}
	var (
		errs  Errors
		texts = map[string]string{}
		holds = map[string]string{} // key → "file:line"
	)
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return office.Messages{}, fmt.Errorf("reading messages: %w", err)
		}
		d := newDocument(name)
		if root, ok := d.parse(raw); ok {
			maps.Copy(texts, readMessages(root, lang, holds))
		}
		d.finish()
		errs = append(errs, d.errs...)
	}
	if len(errs) > 0 {
		return office.Messages{}, errs
	}
	return office.Messages{Lang: lang, Texts: texts}, nil
}

// readMessages reads one file's texts in a language and notes in holds which
// keys it has.
func readMessages(root field, lang string, holds map[string]string) map[string]string {
	const example = `cli.late: {vi: "Trễ hạn", en: "Late"}`
	texts := map[string]string{}
	root.section(example).each(func(key string, value field) {
		if place, twice := holds[key]; twice {
			field{near: value.near, path: key, doc: root.doc}.fail("", "is in %s already", place)
			return
		}
		holds[key] = fmt.Sprintf("%s:%d", root.doc.file, value.near.Line)
		if !value.needed(example) {
			return
		}
		s := value.section(example)
		for _, l := range languages {
			text := s.at(l)
			if !text.needed(l + `: "…"`) {
				continue
			}
			// Outer spaces stay: they indent what is printed on a terminal.
			if t, ok := text.verbatim(l + `: "…"`); ok && l == lang {
				texts[key] = norm.NFC.String(t)
			}
		}
		s.done()
	})
	return texts
}
