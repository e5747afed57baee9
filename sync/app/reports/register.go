package reports

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
	"tonghop/sync/official"
	"tonghop/sync/registry"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
)

// Register is the office's register of reports, without a way to the sources.
func (w Writer) Register() *registry.Registry {
	return &registry.Registry{
		Programme: w.Programme,
		Ledger:    w.Ledger,
		Standing:  w.State,
		Print:     w.draw,
		Edition:   w.formEdition,
		Decode:    decodeKept,
		Read:      readKept,
		Parse: func(text []byte) (*office.Programme, error) {
			cfg, err := config.Parse(text, w.Config.Path, config.Options{CheckCron: schedule.Check})
			if err != nil {
				return nil, err
			}
			return cfg.Programme, nil
		},
		Config: w.Config.Raw,
		Now:    w.Now,
	}
}

// draw makes the document of a closed report.
func (w Writer) draw(r *report.Report, m registry.Marks) (registry.Print, error) {
	data, name, err := w.Print(r, Request{}, official.Variant{Number: m.Number, Dated: m.Dated, Draft: m.Draft, Replaces: m.Replaces, Reason: m.Reason})
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
func (w Writer) formEdition(kind calendar.PeriodKind) (string, error) {
	_, form, err := w.form(kind, "")
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(form.Data)
	return app.Build() + " " + hex.EncodeToString(sum[:8]), nil
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

// Fetcher fetches sources to be kept. Once Google cannot be reached it is not
// asked again, so that a period can be closed without a network.
func (w Writer) Fetcher(ctx context.Context) func(context.Context, string) (grid.Snapshot, error) {
	var down error
	if err := w.Reach(ctx); err != nil {
		down = &office.Fault{Code: office.FaultCredentials, Detail: err.Error()}
	}
	return func(ctx context.Context, ref string) (grid.Snapshot, error) {
		_, link := gsheets.ParseRef(ref)
		if link && down != nil {
			return grid.Snapshot{}, down
		}
		snap, err := w.Sources.Fetch(ctx, ref)
		var f *office.Fault
		if link && errors.As(err, &f) && (f.Code == office.FaultNetwork || f.Code == office.FaultGoogleDown || f.Code == office.FaultCredentials) {
			down = err
		}
		return snap, err
	}
}

// Put puts a document of the register under the folder of reports.
func (w Writer) Put(f registry.File) (string, error) {
	path, err := workbook.Put(filepath.Join(w.Config.Report.Dir, f.Name), f.Bytes, w.Now())
	if err != nil {
		return "", app.Failure(fmt.Errorf("writing the report: %w", err), "it is kept in the ledger; make room or give the right to write there, then: tonghop issued --write")
	}
	return path, nil
}
