package registry

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/model/report"
)

// An Issuing asks for a draft to be issued, in the words of the office.
type Issuing struct {
	Draft  string // its code
	Number string // such as "12-BC/HĐTĐN"
	// Dated is the day that the report bears, such as "2020-06-25"; "" is today.
	Dated string
	// Signed is the file that was signed, where it is not the draft as it is.
	Signed *Print
	// Replaces is the number of the report that this one takes the place of,
	// with the reason why.
	Replaces, Reason string
	// AsClosed issues the draft although figures have changed since.
	AsClosed bool
	By       string
}

// A Numbered is an issued report with its document.
type Numbered struct {
	Report *record.Issued
	// Again tells that it had been issued under this number before.
	Again bool
	File  File
	// Changed are the figures that have changed since it was closed.
	Changed []report.Restatement
	// Replaced are the figures that it gives otherwise than the report that it
	// replaces.
	Replaced []report.Restatement
	// Lacks are the lines that say what a report replaces and why, as the
	// programme would print them, of which the file that was signed has none.
	// Those of its Differences are not among them.
	Lacks []string
}

// Issue gives a draft its number. The bytes that were read are the bytes that
// are kept; where the report replaces another, which it then says, it is
// printed again from the same figures. Issuing again what was issued so before
// gives that report.
func (g *Registry) Issue(ctx context.Context, x Issuing) (*Numbered, error) {
	g.one.Lock()
	defer g.one.Unlock()
	n, err := g.prepare(ctx, &x)
	if err != nil || n.Again {
		return n, err
	}
	if err := g.Ledger.GiveNumber(ctx, n.Report, n.File.Bytes); err != nil {
		return nil, err
	}
	return n, nil
}

// Preview gives what Issue would come to, and refuses what it would refuse. It
// keeps nothing.
func (g *Registry) Preview(ctx context.Context, x Issuing) (*Numbered, error) {
	g.one.Lock()
	defer g.one.Unlock()
	return g.prepare(ctx, &x)
}

// prepare makes an issued report of a draft, short of keeping it.
func (g *Registry) prepare(ctx context.Context, x *Issuing) (*Numbered, error) {
	var err error
	if x.By, err = person(x.By); err != nil {
		return nil, err
	}
	if x.Number, err = number(x.Number); err != nil {
		return nil, err
	}
	all, err := g.Ledger.Register(ctx)
	if err != nil {
		return nil, err
	}
	draft, err := find(all, x.Draft)
	if err != nil {
		return nil, err
	}
	if draft.Number != "" {
		return g.issuedBefore(ctx, draft, x)
	}
	if err := g.date(draft, x); err != nil {
		return nil, err
	}
	n := &Numbered{Report: draft}
	replaced, err := g.admissible(all, draft, x)
	if err != nil {
		return nil, err
	}
	if n.Changed, err = g.changed(ctx, draft); err != nil {
		return nil, err
	}
	if len(n.Changed) > 0 && !x.AsClosed {
		return nil, &Outdated{refuse(Changed, "draft", draft.Draft, "n", fmt.Sprint(len(n.Changed))), n.Changed}
	}
	draft.At, draft.By = g.Now().Truncate(time.Microsecond), x.By
	if n.File, err = g.document(ctx, n, replaced, x); err != nil {
		return nil, err
	}
	draft.File = n.File.Document
	return n, g.unclaimed(all, n)
}

// unclaimed refuses a number that a document bears which the register does not
// know: a backup was restored since it was issued, and the number is taken all the
// same. The very document may be entered again.
func (g *Registry) unclaimed(all []record.Issued, n *Numbered) error {
	if g.OnDisk == nil {
		return nil
	}
	found, err := g.OnDisk(n.Report.Number)
	if err != nil {
		return err
	}
	year, _, _ := n.Report.Dated.Date()
	for _, name := range slices.Sorted(maps.Keys(found)) {
		known := found[name] == n.File.SHA256 || slices.ContainsFunc(all, func(r record.Issued) bool { return r.ID != n.Report.ID && r.File.Name == name })
		if !known && strings.Contains(name, fmt.Sprint(year)) {
			return refuse(NumberOnFile, "number", n.Report.Number, "file", name)
		}
	}
	return nil
}

func find(all []record.Issued, code string) (*record.Issued, error) {
	for i := range all {
		if sameCode(all[i].Draft, code) {
			return &all[i], nil
		}
	}
	return nil, refuse(DraftUnknown, "draft", code)
}

// issuedBefore gives a report that has its number: a command that was cut
// short is simply given again.
func (g *Registry) issuedBefore(ctx context.Context, r *record.Issued, x *Issuing) (*Numbered, error) {
	replaces := strings.TrimSpace(x.Replaces)
	same := g.sameNumber(r.Number, x.Number) && (r.Replaces == replaces || g.sameNumber(r.Replaces, replaces)) && (x.Signed == nil || hashOf(x.Signed.Bytes) == r.File.SHA256)
	if !same {
		return nil, refuse(DraftIssued, "draft", r.Draft, "number", r.Number, "at", g.moment(r.At), "by", r.By)
	}
	file, err := g.File(ctx, r.File)
	return &Numbered{Report: r, Again: true, File: file}, err
}

// date reads the day that the report bears.
func (g *Registry) date(draft *record.Issued, x *Issuing) error {
	today := calendar.DayOf(g.Now().In(g.Programme.Location))
	draft.Number, draft.Dated = x.Number, today
	text := strings.TrimSpace(x.Dated)
	if text == "" {
		return nil
	}
	d, err := calendar.ParseDay(text)
	if t, slashed := time.Parse("2/1/2006", text); err != nil && slashed == nil {
		d, err = calendar.DayOf(t), nil
	}
	if err != nil || d < draft.Period.First || d > today {
		return refuse(DateInvalid, "date", text, "first", draft.Period.First.Short(), "today", today.Short())
	}
	draft.Dated = d
	return nil
}

// changed compares a draft with what its period comes to now.
func (g *Registry) changed(ctx context.Context, draft *record.Issued) ([]report.Restatement, error) {
	state, asOf, err := g.Standing(ctx)
	if err != nil {
		return nil, err
	}
	return report.Changed(draft, report.Compile(record.Following(g.Programme, state.Issued), state, draft.Period, asOf)), nil
}

// document gives the bytes that are issued: printed again from the figures of the
// draft, with the number and the date that the register has, or the file that was
// signed. A draft that cannot be printed again, for the program, the form or the
// configuration is another one since, is issued only as a file that was signed.
func (g *Registry) document(ctx context.Context, n *Numbered, replaced *record.Issued, x *Issuing) (File, error) {
	draft := n.Report
	own, err := g.File(ctx, draft.Drafted)
	if err != nil {
		return own, err
	}
	own.Name = numberedName(own.Name, draft.Draft, draft.Number)
	r, err := g.recompile(ctx, draft)
	if err != nil {
		if x.Signed != nil && replaced == nil && hashOf(x.Signed.Bytes) != own.SHA256 && isRefusal(err, ShapeChanged) {
			return g.signed(ctx, n, own, x.Signed, nil)
		}
		return own, err
	}
	if replaced != nil {
		n.Replaced = report.Changed(replaced, r)
	}
	doc, err := g.Print(r, marksOf(draft))
	if err != nil {
		return own, err
	}
	stamped := File{record.Document{Name: own.Name, SHA256: hashOf(doc.Bytes)}, doc.Bytes}
	return g.signed(ctx, n, stamped, x.Signed, &printed{r, own})
}

// marksOf are what a report's document bears.
func marksOf(d *record.Issued) Marks {
	if d.Number == "" {
		return Marks{Draft: d.Draft, Head: d.Head}
	}
	return Marks{Number: d.Number, Dated: d.Dated, Replaces: d.Replaces, Reason: d.Reason, Head: d.Head}
}

// Word prints a draft or an issued report for Word, from the figures that it was
// closed with.
func (g *Registry) Word(ctx context.Context, d *record.Issued) (File, error) {
	r, err := g.recompile(ctx, d)
	if err != nil {
		return File{}, err
	}
	doc, err := g.PrintWord(r, marksOf(d))
	if err != nil {
		return File{}, err
	}
	name := doc.Name
	if d.Number != "" {
		name = numberedName(DraftName(name, d.Draft), d.Draft, d.Number)
	}
	return File{record.Document{Name: name, SHA256: hashOf(doc.Bytes)}, doc.Bytes}, nil
}

// numberedName puts the number in the code's place in a file's name.
func numberedName(name, code, number string) string {
	return strings.Replace(name, draftMark+code, NumberMark(number), 1)
}

// NumberMark is how a number stands in the names of files.
func NumberMark(number string) string {
	return "so-" + strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>| `, r) || r < ' ' {
			return '-'
		}
		return r
	}, number)
}

// draftMark stands before the code in the names of drafts' files.
const draftMark = "nhap-"

// DraftName puts a draft's code into the name of a report's file:
// bao-cao-thang-2020-06-nhap-482-1936.xlsx.
func DraftName(name, code string) string {
	ending := filepath.Ext(name)
	return strings.TrimSuffix(name, ending) + "-" + draftMark + code + ending
}
