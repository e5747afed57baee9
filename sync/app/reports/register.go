package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/config"
	"tonghop/sync/official"
	"tonghop/sync/registry"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
)

// Register is the office's register of reports.
func (w Writer) Register() *registry.Registry {
	return &registry.Registry{
		Programme: w.Programme,
		Ledger:    w.Ledger,
		Standing:  w.State,
		At:        w.Readings.At,
		Print:     w.draw,
		PrintWord: w.drawWord,
		Edition:   w.formEdition,
		OnDisk:    w.numbered,
		Decode:    decode,
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
	return drawn(w.Print, r, m)
}

// drawWord makes it for Word, where the office edits it.
func (w Writer) drawWord(r *report.Report, m registry.Marks) (registry.Print, error) {
	return drawn(w.PrintWord, r, m)
}

func drawn(print func(*report.Report, Request, official.Variant) ([]byte, string, error), r *report.Report, m registry.Marks) (registry.Print, error) {
	data, name, err := print(r, Request{}, official.Variant{Number: m.Number, Dated: m.Dated, Draft: m.Draft, Replaces: m.Replaces, Reason: m.Reason, Record: m.Head})
	if err != nil {
		return registry.Print{}, err
	}
	if m.Draft != "" {
		name = registry.DraftName(name, m.Draft)
	}
	return registry.Print{Name: name, Bytes: data}, nil
}

// decode takes a document apart, by the ending of its name.
func decode(name string, data []byte) (grid.Book, error) {
	if strings.EqualFold(filepath.Ext(name), Word) {
		return official.Grid(data)
	}
	return workbook.Decode(name, data)
}

// numbered lists the documents under the folder of reports whose name bears a
// number. Those for Word are left out: the office edits them.
func (w Writer) numbered(number string) (map[string]string, error) {
	files, err := os.ReadDir(w.Config.Report.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, app.Failure(fmt.Errorf("looking for number %s among the reports: %w", number, err), "give the right to read there")
	}
	found := map[string]string{}
	for _, f := range files {
		ending := filepath.Ext(f.Name())
		if f.IsDir() || ending == Word || !strings.HasSuffix(strings.TrimSuffix(f.Name(), ending), "-"+registry.NumberMark(number)) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(w.Config.Report.Dir, f.Name()))
		if err != nil {
			return nil, app.Failure(fmt.Errorf("reading %s: %w", f.Name(), err), "give the right to read it")
		}
		found[f.Name()] = sumOf(data)
	}
	return found, nil
}

// formEdition names what shapes the document of a kind of period besides the
// configuration: this build and the form.
func (w Writer) formEdition(kind calendar.PeriodKind) (string, error) {
	_, form, err := w.form(kind, "", Workbook)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(form.Data)
	return app.Build() + " " + hex.EncodeToString(sum[:8]), nil
}

// Put puts a document of the register under the folder of reports. It is written
// over nothing but itself: a file of its name that says something else, a signed
// one or one that the office edited, stands as it was.
func (w Writer) Put(f registry.File) (Written, error) {
	one, err := w.place(f.Name, f.Bytes, true)
	if err != nil {
		return one, app.Failure(fmt.Errorf("writing the report: %w", err), "it is kept in the ledger; make room or give the right to write there, then: tonghop issued --write")
	}
	return one, nil
}
