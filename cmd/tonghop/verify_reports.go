package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tonghop/model/record"
	"tonghop/sync/app"
	"tonghop/sync/app/reports"
	"tonghop/sync/registry"
)

// prove proves every closed report anew and prints what became of it.
func (o *workplace) prove(ctx context.Context, w io.Writer) error {
	k := &clerk{workplace: o, Registry: reports.Of(o.Office).Register(), w: w}
	audits, err := k.Verify(ctx)
	if err != nil {
		return app.Failure(fmt.Errorf("verify: proving the closed reports: %w", err), damagedHint)
	}
	failed := false
	for i := range audits {
		a := &audits[i]
		if err := k.proved(ctx, a); err != nil {
			return err
		}
		failed = failed || len(a.Problems) > 0
	}
	if failed {
		return app.Failure(errors.New("verify: the ledger does not give what these reports stated"), damagedHint)
	}
	return nil
}

// proved tells what became of the proof of one report.
func (k *clerk) proved(ctx context.Context, a *registry.Audit) error {
	mark, key := "✓", "registry.proved"
	if len(a.Problems) > 0 {
		mark = "✗"
	}
	if a.Bytes {
		key += ".bytes"
	}
	k.say(key, "mark", mark, "name", k.called(a.Report), "period", k.span(a.Report.Period), "figures", fmt.Sprint(a.Figures), "tallies", fmt.Sprint(a.Tallies))
	for _, p := range a.Problems {
		fmt.Fprintf(k.w, "      ✗ %s\n", p)
	}
	for _, n := range a.Notes {
		fmt.Fprintf(k.w, "      – %s\n", n)
	}
	return k.lying(ctx, a.Report)
}

// called names a report by its number, or by its code.
func (k *clerk) called(r *record.Issued) string {
	if r.Number == "" {
		return k.Messages.Text("registry.called.draft", "draft", r.Draft)
	}
	return k.Messages.Text("registry.called", "number", r.Number, "draft", r.Draft)
}

// lying tells which of a report's files are not under the folder of reports, or
// are not what is kept. That is no fault of the ledger.
func (k *clerk) lying(ctx context.Context, r *record.Issued) error {
	for _, d := range documents(r) {
		lies, err := os.ReadFile(filepath.Join(k.workplace.Config.Report.Dir, d.Name))
		if errors.Is(err, fs.ErrNotExist) {
			k.say("registry.lying.missing", "file", d.Name)
			continue
		}
		if err != nil {
			return app.Failure(fmt.Errorf("verify: %w", err), "give this program's user the right to read the folder of reports")
		}
		kept, err := k.File(ctx, d)
		if err != nil {
			return err
		}
		if !bytes.Equal(lies, kept.Bytes) {
			k.say("registry.lying.altered", "file", d.Name)
		}
	}
	return nil
}
