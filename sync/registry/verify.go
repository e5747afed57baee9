package registry

import (
	"context"
	"fmt"
	"slices"

	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// An Audit is what became of the proof of one closed report, in the words of
// the operator.
type Audit struct {
	Report *record.Issued
	// Figures is how many were computed anew, Tallies how many of those that it
	// rests on stand in the cells that were seen; Bytes tells that the document
	// was printed anew and is the same.
	Figures, Tallies int
	Bytes            bool
	// Problems are where the proof fails. Notes are what could not be proved,
	// without anything being wrong.
	Problems, Notes []string
}

func (a *Audit) wrong(format string, args ...any) {
	a.Problems = append(a.Problems, fmt.Sprintf(format, args...))
}

func (a *Audit) note(format string, args ...any) {
	a.Notes = append(a.Notes, fmt.Sprintf(format, args...))
}

// Verify proves every closed report anew: each tally that it rests on stands in
// the cell that it names, in the cells that were kept when they were seen,
// whatever reader runs today. Its figures are computed from the record as it
// was closed, under the configuration that was kept with it; where another
// reader runs since, what it reads otherwise is noted and no fault. Its document
// is printed again where the program, the form and the configuration are still
// the same. It changes nothing.
func (g *Registry) Verify(ctx context.Context) ([]Audit, error) {
	all, err := g.Ledger.Register(ctx)
	if err != nil {
		return nil, err
	}
	audits := make([]Audit, len(all))
	for i := range all {
		audits[i].Report = &all[i]
		if err := g.audit(ctx, &audits[i]); err != nil {
			return audits, fmt.Errorf("draft %s: %w", all[i].Draft, err)
		}
	}
	return audits, nil
}

func (g *Registry) audit(ctx context.Context, a *Audit) error {
	p, err := g.programmeOf(ctx, a.Report)
	if err != nil {
		a.note("its configuration cannot be used by this version, so nothing was computed anew: %v", err)
		return nil
	}
	r, reader, err := g.asClosed(ctx, p, a.Report)
	if err != nil {
		return err
	}
	if err := g.chained(ctx, a); err != nil {
		return err
	}
	if err := g.evidenceOf(ctx, a); err != nil {
		return err
	}
	differ := a.figures(report.Freeze(r))
	if reader != a.Report.Reader && len(differ) > 0 {
		for _, d := range differ {
			a.note("read again by a newer reader: %s", d)
		}
		return nil // its document says what the other reader read
	}
	a.Problems = append(a.Problems, differ...)
	return g.reprint(ctx, a, r)
}

// chained holds the revision that a report names against the record. A record that
// was restored or repaired since names the head that it left.
func (g *Registry) chained(ctx context.Context, a *Audit) error {
	d := a.Report
	r, err := g.Ledger.RevisionAt(ctx, d.Revision)
	if err != nil || r.String() == d.Head {
		return err
	}
	commits, err := g.Ledger.Since(ctx, 0)
	if err != nil {
		return err
	}
	for i := range commits {
		if left := commits[i].Left; left != nil && left.Number >= d.Revision {
			a.note("it rests on revision %s of a record that was left when a backup was restored or the ledger repaired", d.Head)
			return nil
		}
	}
	a.wrong("it rests on revision %s, and the ledger's is %s", d.Head, r)
	return nil
}

// programmeOf gives the programme by which a report was closed.
func (g *Registry) programmeOf(ctx context.Context, d *record.Issued) (*office.Programme, error) {
	if d.Config == hashOf(g.Config) {
		return g.Programme, nil
	}
	text, err := g.Ledger.File(ctx, d.Config)
	if err != nil {
		return nil, err
	}
	return g.Parse(text)
}

// asClosed compiles a report again as it was when it was closed, and names the
// reader that it was read by now.
func (g *Registry) asClosed(ctx context.Context, p *office.Programme, d *record.Issued) (r *report.Report, reader string, err error) {
	s, err := g.At(ctx, d.Revision)
	if err != nil {
		return nil, "", err
	}
	return report.Compile(record.Following(p, s.Issued), s, d.Period, d.AsOf), s.Reader, nil
}

// figures tells where what was stated differs from what it comes to.
func (a *Audit) figures(now []record.Frozen) (differ []string) {
	wrong := func(format string, args ...any) { differ = append(differ, fmt.Sprintf(format, args...)) }
	a.Figures = len(now)
	type key struct{ unit, indicator string }
	stated := map[key]record.Frozen{}
	for _, f := range a.Report.Figures {
		stated[key{f.Unit, f.Indicator}] = f
	}
	for _, f := range now {
		k := key{f.Unit, f.Indicator}
		switch old, there := stated[k]; {
		case !there:
			wrong("%s of %s was not stated, and the ledger gives %s", f.Indicator, whose(f.Unit), counted(f.Period))
		case old.Period != f.Period:
			wrong("%s of %s: %s was stated, and the ledger gives %s", f.Indicator, whose(f.Unit), counted(old.Period), counted(f.Period))
		case old.Year != f.Year:
			wrong("%s of %s from the year's start: %s was stated, and the ledger gives %s", f.Indicator, whose(f.Unit), counted(old.Year), counted(f.Year))
		}
		delete(stated, k)
	}
	for _, f := range a.Report.Figures {
		if _, left := stated[key{f.Unit, f.Indicator}]; left {
			wrong("%s of %s: %s was stated, and the ledger gives no such figure", f.Indicator, whose(f.Unit), counted(f.Period))
		}
	}
	return differ
}

func whose(unit string) string {
	if unit == "" {
		return "all units"
	}
	return unit
}

func counted(c office.Count) string {
	if !c.Stated {
		return "nothing"
	}
	return c.String()
}

// sameShape reports whether what shapes the document is still what it was.
func (g *Registry) sameShape(d *record.Issued) (bool, error) {
	edition, err := g.Edition(d.Period.Kind)
	return err == nil && d.Edition == edition && d.Config == hashOf(g.Config), err
}

// recompile is asClosed for a document that is to be printed again; it refuses
// where that would not be what was read.
func (g *Registry) recompile(ctx context.Context, d *record.Issued) (*report.Report, error) {
	same, err := g.sameShape(d)
	if err != nil {
		return nil, err
	}
	r, _, err := g.asClosed(ctx, g.Programme, d)
	if err != nil {
		return nil, err
	}
	if !same || !slices.Equal(report.Freeze(r), d.Figures) {
		return nil, refuse(ShapeChanged, "draft", d.Draft)
	}
	return r, nil
}

// reprint prints a report's documents again where they can be the same.
func (g *Registry) reprint(ctx context.Context, a *Audit, r *report.Report) error {
	d := a.Report
	same, err := g.sameShape(d)
	if err != nil {
		return err
	}
	if !same {
		a.note("the program, the form or the configuration is another one since, so its document was not printed again")
		return nil
	}
	type copied struct {
		doc   record.Document
		marks Marks
	}
	copies := []copied{{d.Drafted, Marks{Draft: d.Draft, Head: d.Head}}}
	if d.Number != "" && !d.Edited {
		copies = append(copies, copied{d.File, marksOf(d)})
	}
	a.Bytes = true
	for _, c := range copies {
		doc, err := g.Print(r, c.marks)
		if err != nil {
			return err
		}
		if hashOf(doc.Bytes) != c.doc.SHA256 {
			a.Bytes = false
			a.wrong("%s: printed again it is another document", c.doc.Name)
		}
	}
	return nil
}
