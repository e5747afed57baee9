package registry

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/record"
	"tonghop/model/report"
)

// A printed is the report of a document, with its draft, which bears neither its
// number nor what it replaces.
type printed struct {
	report *report.Report
	draft  File
}

// signed gives the file that was signed, if there is one, and tells how it
// differs from what the programme printed. What was signed is mostly the draft,
// for that alone is in the office's hands before it is issued: compared with the
// print that is made now, the number, the date and every line of a replacement
// would differ and an edited figure be lost among them. So the nearer of the two is
// told of, and of a replacement's lines only that they lack.
func (g *Registry) signed(ctx context.Context, n *Numbered, own File, signed *Print, as *printed) (File, error) {
	if signed == nil || hashOf(signed.Bytes) == own.SHA256 || as != nil && n.Report.Replaces == "" && hashOf(signed.Bytes) == as.draft.SHA256 {
		return own, nil
	}
	r := n.Report
	r.Edited = true
	like, as, err := g.likewise(own, signed, as, r)
	if err != nil {
		return own, err
	}
	if r.Differences, r.Compared, err = g.differences(ctx, like, signed); err != nil {
		return own, err
	}
	if as != nil && r.Compared {
		ofDraft, compared, err := g.differences(ctx, as.draft, signed)
		if err != nil {
			return own, err
		}
		if compared && len(ofDraft) <= len(r.Differences) {
			r.Differences = ofDraft
			if r.Replaces != "" {
				n.Lacks, err = g.lacks(r, as, signed)
			}
			if err != nil {
				return own, err
			}
		}
	}
	name := strings.TrimSuffix(own.Name, filepath.Ext(own.Name)) + strings.ToLower(filepath.Ext(signed.Name))
	return File{record.Document{Name: name, SHA256: hashOf(signed.Bytes)}, signed.Bytes}, nil
}

// likewise gives what a signed document is compared with: prints of the same kind,
// a workbook or a document for Word.
func (g *Registry) likewise(own File, signed *Print, as *printed, r *record.Issued) (File, *printed, error) {
	if as == nil || !strings.EqualFold(filepath.Ext(signed.Name), wordEnding) {
		return own, as, nil
	}
	var files [2]File
	for i, m := range []Marks{marksOf(r), {Draft: r.Draft, Head: r.Head}} {
		doc, err := g.PrintWord(as.report, m)
		if err != nil {
			return own, as, err
		}
		files[i] = File{record.Document{Name: doc.Name, SHA256: hashOf(doc.Bytes)}, doc.Bytes}
	}
	return files[0], &printed{as.report, files[1]}, nil
}

// wordEnding is that of documents for Word.
const wordEnding = ".docx"

// lacks gives the lines that the draft would bear if it said what it replaces,
// and the file that was signed does not: those with the number or the reason;
// of a tab that is printed for the replacement alone what it begins with.
func (g *Registry) lacks(d *record.Issued, re *printed, signed *Print) ([]string, error) {
	print := g.Print
	if strings.EqualFold(filepath.Ext(re.draft.Name), wordEnding) {
		print = g.PrintWord
	}
	doc, err := print(re.report, Marks{Draft: d.Draft, Replaces: d.Replaces, Reason: d.Reason, Head: d.Head})
	if err != nil {
		return nil, err
	}
	var books [3]grid.Book
	for i, p := range []Print{{re.draft.Name, re.draft.Bytes}, *signed, {re.draft.Name, doc.Bytes}} {
		if books[i], err = g.Decode(p.Name, p.Bytes); err != nil {
			return nil, nil // it could be compared a moment ago
		}
	}
	there := map[string]bool{}
	for _, b := range books[:2] {
		for _, line := range lines(&b) {
			there[line.text] = true
		}
	}
	var lacking []string
	for _, line := range lines(&books[2]) {
		says := line.first
		if _, known := tabOf(&books[0], line.tab); known {
			says = strings.Contains(line.text, inLine(d.Replaces)) || strings.Contains(line.text, inLine(d.Reason))
		}
		if says && !there[line.text] && !slices.Contains(lacking, line.text) {
			lacking = append(lacking, line.text)
		}
	}
	return lacking, nil
}

// A line is a cell's text, without regard to how it is broken.
type line struct {
	tab, text string
	first     bool // of its tab
}

// lines gives the texts of a book in their order.
func lines(b *grid.Book) []line {
	var all []line
	for i := range b.Tabs {
		first := true
		for _, row := range b.Tabs[i].Rows {
			for _, c := range row {
				if text := inLine(c.Text); c.Kind == grid.Text && text != "" {
					all = append(all, line{b.Tabs[i].Title, text, first})
					first = false
				}
			}
		}
	}
	return all
}

func inLine(text string) string { return strings.Join(strings.Fields(text), " ") }
