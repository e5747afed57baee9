package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/report"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
	"tonghop/sync/official"
	"tonghop/sync/registry"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
)

// registry is the office's register of reports, without a way to the sources.
func (o *workplace) registry() *registry.Registry {
	return &registry.Registry{
		Programme: o.programme,
		Ledger:    o.ledger,
		Standing:  o.state,
		Print:     o.draw,
		Edition:   o.formEdition,
		Decode:    decodeKept,
		Read:      readKept,
		Parse: func(text []byte) (*office.Programme, error) {
			cfg, err := config.Parse(text, o.cfg.Path, config.Options{CheckCron: schedule.Check})
			if err != nil {
				return nil, err
			}
			return cfg.Programme, nil
		},
		Config: o.cfg.Raw,
		Now:    o.now,
	}
}

// draw makes the document of a closed report.
func (o *workplace) draw(r *report.Report, m registry.Marks) (registry.Print, error) {
	data, name, err := o.print(r, asked{}, official.Variant{Number: m.Number, Dated: m.Dated, Draft: m.Draft, Replaces: m.Replaces, Reason: m.Reason})
	if err != nil {
		return registry.Print{}, err
	}
	if m.Draft != "" {
		name = registry.DraftName(name, m.Draft)
	}
	return registry.Print{Name: name, Bytes: data}, nil
}

// formEdition names what shapes the document of a kind of period besides the
// configuration: this build and the form.
func (o *workplace) formEdition(kind calendar.PeriodKind) (string, error) {
	_, form, err := o.form(kind, "")
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(form.Data)
	return build() + " " + hex.EncodeToString(sum[:8]), nil
}

// decodeKept makes a grid of a file that the register keeps.
func decodeKept(name string, data []byte) (grid.Book, error) {
	if strings.HasSuffix(name, gsheets.RawEnding) {
		return gsheets.DecodeRaw(data)
	}
	return workbook.Decode(name, data)
}

// readKept reads a source's grid as a round does.
func readKept(p *office.Programme, ref string, b *grid.Book) (office.Reading, string) {
	rc := round.Context(p, ref)
	return reading.Read(b, rc), rc.Key()
}

// fetcher fetches sources to be kept. Once Google cannot be reached it is not
// asked again, so that a period can be closed without a network.
func (o *workplace) fetcher(ctx context.Context) func(context.Context, string) (grid.Snapshot, error) {
	var down error
	if err := o.reach(ctx); err != nil {
		down = &office.Fault{Code: office.FaultCredentials, Detail: err.Error()}
	}
	return func(ctx context.Context, ref string) (grid.Snapshot, error) {
		_, link := gsheets.ParseRef(ref)
		if link && down != nil {
			return grid.Snapshot{}, down
		}
		snap, err := o.sources.Fetch(ctx, ref)
		var f *office.Fault
		if link && errors.As(err, &f) && (f.Code == office.FaultNetwork || f.Code == office.FaultGoogleDown || f.Code == office.FaultCredentials) {
			down = err
		}
		return snap, err
	}
}

// writeOut puts a document of the register under the folder of reports.
func (o *workplace) writeOut(f registry.File) (string, error) {
	path, err := workbook.Put(filepath.Join(o.cfg.Report.Dir, f.Name), f.Bytes, o.now())
	if err != nil {
		return "", failure(fmt.Errorf("writing the report: %w", err), "it is kept in the ledger; make room or give the right to write there, then: tonghop issued --write")
	}
	return path, nil
}

// registered opens the office for a work of the register and closes it after.
func (f *flags) registered(c *cobra.Command, n need, do func(context.Context, *clerk) error) error {
	o, err := f.open(c.Context(), n)
	if err != nil {
		return err
	}
	k := &clerk{workplace: o, Registry: o.registry(), w: f.stdout}
	return errors.Join(k.refused(c.Name(), do(c.Context(), k)), o.Close())
}

// refused tells a refusal in the command's own name, with the figures that
// have changed; other errors stay as they are.
func (k *clerk) refused(command string, err error) error {
	var o *registry.Outdated
	if errors.As(err, &o) {
		k.changes(o.Changes)
	}
	return refused(command, err)
}

// span names a period with the days that were really counted.
func (o *workplace) span(p calendar.Period) string {
	name := o.words().Period(p.Name)
	if p.Kind == calendar.KindDay {
		return name
	}
	return name + " (" + p.First.Short() + " – " + p.Last.Short() + ")"
}
