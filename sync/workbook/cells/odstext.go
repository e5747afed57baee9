package cells

import (
	"strings"

	"tonghop/model/grid"
)

// readContent reads the paragraphs of a cell, in runs, and its note.
func (r *odsReader) readContent() (runs []grid.Run, note string, err error) {
	first := true
	err = r.doc.children(func(e element) error {
		switch e.name {
		case "p":
			if !first {
				runs = append(runs, grid.Run{Text: "\n"})
			}
			first = false
			return r.readText(&runs, grid.Run{})
		case "annotation":
			note, err = r.readNote()
			return err
		}
		return r.doc.skip()
	})
	return runs, note, err
}

// readText reads the text of a paragraph or a part of one in one look.
func (r *odsReader) readText(runs *[]grid.Run, look grid.Run) error {
	add := func(s string) {
		look.Text = grid.CleanText(s)
		*runs = append(*runs, look)
	}
	for {
		t, e, text, raw, err := r.doc.next()
		if err != nil {
			return err
		}
		switch t {
		case tokenEnd:
			return nil
		case tokenText:
			b := text
			if raw {
				if b, err = appendChars(nil, text); err != nil {
					return err
				}
			}
			add(string(b))
			continue
		}
		switch e.name {
		case "s":
			add(strings.Repeat(" ", repeated(e.raw("c"), 1000)))
			err = r.doc.skip()
		case "tab":
			add("\t")
			err = r.doc.skip()
		case "line-break":
			add("\n")
			err = r.doc.skip()
		case "span":
			err = r.readText(runs, r.span(e.attr("style-name"), look))
		case "ruby-text", "annotation":
			err = r.doc.skip()
		default: // a link, a field
			err = r.readText(runs, look)
		}
		if err != nil {
			return err
		}
	}
}

// joined is the text of runs.
func joined(runs []grid.Run) string {
	if len(runs) == 1 {
		return runs[0].Text
	}
	var b strings.Builder
	for _, run := range runs {
		b.WriteString(run.Text)
	}
	return b.String()
}

func (r *odsReader) readNote() (string, error) {
	var lines []string
	err := r.doc.children(func(e element) error {
		if e.name != "p" {
			return r.doc.skip()
		}
		var runs []grid.Run
		err := r.readText(&runs, grid.Run{})
		lines = append(lines, joined(runs))
		return err
	})
	return strings.TrimSpace(strings.Join(lines, "\n")), err
}
