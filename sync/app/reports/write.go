// Package reports makes an office's official documents and keeps its register of
// them.
package reports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/official"
	"tonghop/sync/workbook"
)

// A Request is what is asked for of a period's report.
type Request struct {
	Period      Named
	Form        string // its name or a file; "" is the usual one
	To          string // a recipient of report.letterheads; "" is none
	Provisional bool   // it says that figures may still come
	PDF         bool   // by LibreOffice, beside it
	Internal    bool   // the office's own list of what to mend, beside it
}

// A Writer makes the documents of an office's reports.
type Writer struct{ *app.Office }

// Of makes the documents of an office.
func Of(o *app.Office) Writer { return Writer{o} }

// Write writes what was asked for and gives the paths of what was written,
// also where a later file fails.
func (w Writer) Write(ctx context.Context, a Request, asOf time.Time) (paths []string, err error) {
	r, err := w.Round.ReportOf(ctx, asOf, a.Period.Pick)
	if err != nil {
		return nil, err
	}
	if err := begun(r); err != nil {
		return nil, err
	}
	v := official.Variant{Provisional: a.Provisional || w.unfinished(r)}
	issued, err := w.issued(ctx, r, a)
	if err != nil {
		return nil, err
	}
	var name string
	var book []byte
	if issued != nil {
		name, book, err = w.asIssued(ctx, issued)
	} else {
		book, name, err = w.Print(r, a, v)
	}
	if err != nil {
		return nil, err
	}
	path, err := w.keep(name, book)
	if err != nil {
		return nil, err
	}
	paths = append(paths, path)
	if a.Internal {
		if path, err = w.internal(r, a, v); err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	if !a.PDF || filepath.Ext(name) != ".xlsx" {
		return paths, nil
	}
	if issued == nil {
		v.Paper = true
		if book, _, err = w.Print(r, a, v); err != nil {
			return paths, err
		}
	}
	return w.withPDF(ctx, paths, book)
}

// internal writes the office's own workbook of the report.
func (w Writer) internal(r *report.Report, a Request, v official.Variant) (string, error) {
	v.Messages = w.Messages
	book, name, err := w.Print(r, Request{Period: a.Period, Form: official.InternalForm}, v)
	if err != nil {
		return "", err
	}
	return w.keep(name, book)
}

// withPDF writes the PDF of a workbook beside the first of the paths.
func (w Writer) withPDF(ctx context.Context, paths []string, book []byte) ([]string, error) {
	pdf, err := toPDF(ctx, book)
	if err != nil {
		return paths, err
	}
	path, err := w.keep(strings.TrimSuffix(filepath.Base(paths[0]), ".xlsx")+".pdf", pdf)
	if err != nil {
		return paths, err
	}
	return append(paths, path), nil
}

// issued is the issued report of the same days that stands, where nothing asks
// for another document; nil for none.
func (w Writer) issued(ctx context.Context, r *report.Report, a Request) (*record.Issued, error) {
	if a.Provisional || a.Form != "" || a.To != "" {
		return nil, nil
	}
	all, err := w.Ledger.Register(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the register: %w", err)
	}
	all = slices.DeleteFunc(all, func(i record.Issued) bool { return i.At.After(w.Now()) })
	for _, i := range record.Numbered(all) {
		if i.Period.Key() == r.Window.Period.Key() && i.Period.Last == r.Window.Period.Last {
			return i, nil
		}
	}
	return nil, nil
}

// asIssued is an issued report's file as it was issued.
func (w Writer) asIssued(ctx context.Context, i *record.Issued) (name string, data []byte, err error) {
	file, err := w.Register().File(ctx, i.File)
	if err != nil {
		return "", nil, err
	}
	return file.Name, file.Bytes, nil
}

// begun refuses a period of which nothing can be known yet.
func begun(r *report.Report) error {
	first := r.Window.Period.First
	if r.Today >= first {
		return nil
	}
	return app.Usage(fmt.Errorf("report %s: the window begins on %s, after %s", r.Window.Period.Key(), first.Short(), r.Today.Short()), "name a period that has begun")
}

// unfinished reports whether the last day of the period is not due yet.
func (w Writer) unfinished(r *report.Report) bool {
	return r.AsOf.Before(r.Programme.Due(calendar.DayPeriod(r.Window.Period.Last)))
}

// Print makes the document of a report, with the name of its file.
func (w Writer) Print(r *report.Report, a Request, v official.Variant) (data []byte, name string, err error) {
	kind, form, err := w.form(r.Window.Period.Kind, a.Form)
	if err != nil {
		return nil, "", err
	}
	headed, err := w.headed(r, kind, a.To)
	if err != nil {
		return nil, "", err
	}
	data, err = official.Render(form, headed, v)
	if err != nil {
		return nil, "", app.Failure(fmt.Errorf("filling the form %s: %w", form.Name, err), "mend the form's cell in Excel or LibreOffice (tonghop forms check FILE), or remove your own form to use the built-in one")
	}
	return data, reportFile(r.Window.Period, form.Name, a.To), nil
}

// keep writes a file into the folder of reports and gives the path where it
// stands. The last good one stays where anything fails.
func (w Writer) keep(name string, data []byte) (string, error) {
	if err := os.MkdirAll(w.Config.Report.Dir, 0o755); err != nil {
		return "", app.Failure(fmt.Errorf("making the folder of reports: %w", err), "name another folder under report.dir")
	}
	path, err := workbook.Put(filepath.Join(w.Config.Report.Dir, name), data, w.Now())
	if err != nil {
		return "", app.Failure(fmt.Errorf("writing the report: %w", err), "the last report stands as it was; make room or give the right to write there")
	}
	return path, nil
}

// WriteMonth writes a month's official report and gives the path where it
// stands.
func (w Writer) WriteMonth(ctx context.Context, period calendar.Period, asOf time.Time) (string, error) {
	paths, err := w.Write(ctx, Request{Period: Named{Kind: calendar.KindMonth, Name: period.Name}}, asOf)
	if err != nil {
		return "", err
	}
	return paths[0], nil
}
