// Package reports makes an office's official documents and keeps its register of
// them.
package reports

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/official"
)

// A Request is what is asked for of a period's report.
type Request struct {
	Period      Named
	Form        string // its name or a file; "" is the usual one
	To          string // a recipient of report.letterheads; "" is none
	Provisional bool   // it says that figures may still come
	Word        bool   // as a document for Word too
	PDF         bool   // by LibreOffice, beside it
	Internal    bool   // the office's own list of what to mend, beside it
	Unit        string // the unit whose own report is asked for; "" for each one's
}

// A Writer makes the documents of an office's reports.
type Writer struct{ *app.Office }

// Of makes the documents of an office.
func Of(o *app.Office) Writer { return Writer{o} }

// Write writes what was asked for and tells what was written, also where a later
// file fails.
func (w Writer) Write(ctx context.Context, a Request, asOf time.Time) (all []Written, err error) {
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
	for _, make := range w.documents(ctx, r, a, v, issued) {
		name, data, err := make()
		if err != nil {
			return all, err
		}
		if data == nil {
			continue
		}
		one, err := w.keep(name, data)
		if err != nil {
			return all, err
		}
		all = append(all, one)
	}
	return all, nil
}

// A maker makes one document with its name; no bytes where there is none.
type maker func() (name string, data []byte, err error)

// documents are those that a request asks for, the workbook first.
func (w Writer) documents(ctx context.Context, r *report.Report, a Request, v official.Variant, issued *record.Issued) []maker {
	if isPaper(a.Form) {
		return w.papers(r, a, v)
	}
	var book []byte // as issued
	var name string
	all := []maker{func() (string, []byte, error) {
		if issued == nil {
			data, name, err := w.Print(r, a, v)
			return name, data, err
		}
		var err error
		name, book, err = w.asIssued(ctx, issued)
		return name, book, err
	}}
	if a.Word {
		all = append(all, func() (string, []byte, error) {
			if issued == nil {
				data, name, err := w.PrintWord(r, a, v)
				return name, data, err
			}
			if filepath.Ext(name) == Word {
				return "", nil, nil // it was signed as one
			}
			doc, err := w.Register().Word(ctx, issued)
			return doc.Name, doc.Bytes, err
		})
	}
	if a.Internal {
		all = append(all, func() (string, []byte, error) {
			v := v
			v.Messages = w.Messages
			data, name, err := w.Print(r, Request{Period: a.Period, Form: official.InternalForm}, v)
			return name, data, err
		})
	}
	if a.PDF {
		all = append(all, func() (string, []byte, error) {
			if issued != nil && filepath.Ext(name) != Workbook {
				return "", nil, nil // a scan was issued
			}
			if issued == nil {
				var err error
				v := v
				v.Paper = true
				if book, name, err = w.Print(r, a, v); err != nil {
					return "", nil, err
				}
			}
			pdf, err := toPDF(ctx, book)
			return strings.TrimSuffix(name, Workbook) + ".pdf", pdf, err
		})
	}
	return all
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

// Print makes the workbook of a report, with the name of its file.
func (w Writer) Print(r *report.Report, a Request, v official.Variant) (data []byte, name string, err error) {
	return w.print(r, a, v, Workbook)
}

// PrintWord makes the report's document for Word likewise.
func (w Writer) PrintWord(r *report.Report, a Request, v official.Variant) (data []byte, name string, err error) {
	return w.print(r, a, v, Word)
}

func (w Writer) print(r *report.Report, a Request, v official.Variant, ending string) (data []byte, name string, err error) {
	kind, form, err := w.form(r.Window.Period.Kind, a.Form, ending)
	if err != nil {
		return nil, "", err
	}
	headed, err := w.headed(r, kind, a.To)
	if err != nil {
		return nil, "", err
	}
	data, err = official.Render(form, headed, v)
	if err != nil {
		return nil, "", app.Failure(fmt.Errorf("filling the form %s: %w", form.Name, err), "mend the form's cell or paragraph in Excel, Word or LibreOffice (tonghop forms check FILE), or remove your own form to use the built-in one")
	}
	return data, reportFile(r.Window.Period, form.Name, a.To, w.profile(), v.Provisional) + ending, nil
}

// WriteMonth writes a month's official report and gives the path where it
// stands.
func (w Writer) WriteMonth(ctx context.Context, period calendar.Period, asOf time.Time) (string, error) {
	all, err := w.Write(ctx, Request{Period: Named{Kind: calendar.KindMonth, Name: period.Name}}, asOf)
	if err != nil {
		return "", err
	}
	return all[0].Path, nil
}
