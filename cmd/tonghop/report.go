package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/official"
	"tonghop/sync/workbook"
)

// An asked report is what the command line asks for.
type asked struct {
	period      periodArgs
	form, to    string
	provisional bool
	pdf         bool
	internal    bool
}

func newReport(f *flags) *cobra.Command {
	var a asked
	var through string
	c := &cobra.Command{
		Use:   "report (day|month|quarter|half|year|NAME) [PERIOD]",
		Short: "Write the official report of a period from the ledger",
		Long: `Writes the official report of a period from what is recorded, as of --now or
else of the last look. No network. NAME is one of the office's own periods.

Of a period whose report was issued it writes the issued file, byte for byte;
--provisional, --form and --to ask for another document.

A report whose last day is not yet due is provisional: it says so, and which
units have no figures. --through cuts the period short instead.`,
		Example: `  tonghop report month 2020-06
  tonghop report day 2020-06-24 --provisional
  tonghop report half 2020-1 --form so-ket --pdf
  tonghop report month 2020-06 --form phu-luc --to huyen-uy`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if a.period, err = readPeriodArgs(args, through); err != nil {
				return err
			}
			o, err := f.open(c.Context(), toRead)
			if err != nil {
				return err
			}
			defer o.Close()
			asOf, err := o.asOf(c.Context())
			if err != nil {
				return err
			}
			paths, err := o.report(c.Context(), a, asOf)
			for _, path := range paths {
				fmt.Fprintln(f.stdout, o.messages.Text("cli.written", "file", path))
			}
			return err
		},
	}
	c.Flags().StringVar(&through, "through", "", "the last `DAY` to count, such as 2020-06-20")
	c.Flags().BoolVar(&a.provisional, "provisional", false, "say on the page that figures may still come")
	c.Flags().BoolVar(&a.pdf, "pdf", false, "write a PDF too, by LibreOffice")
	c.Flags().BoolVar(&a.internal, "internal", false, "write the office's own list of what to mend too")
	c.Flags().StringVar(&a.form, "form", "", "another form: its `NAME` (see tonghop forms list) or a file")
	c.Flags().StringVar(&a.to, "to", "", "the `RECIPIENT` whose heading is used, of report.letterheads")
	return c
}

// report writes what was asked for and gives the paths of what was written,
// also where a later file fails.
func (o *workplace) report(ctx context.Context, a asked, asOf time.Time) (paths []string, err error) {
	r, err := o.round.ReportOf(ctx, asOf, a.period.pick)
	if err != nil {
		return nil, err
	}
	if err := begun(r); err != nil {
		return nil, err
	}
	v := official.Variant{Provisional: a.provisional || o.unfinished(r)}
	issued, err := o.issued(ctx, r, a)
	if err != nil {
		return nil, err
	}
	var name string
	var book []byte
	if issued != nil {
		name, book, err = o.asIssued(ctx, issued)
	} else {
		book, name, err = o.print(r, a, v)
	}
	if err != nil {
		return nil, err
	}
	path, err := o.keep(name, book)
	if err != nil {
		return nil, err
	}
	paths = append(paths, path)
	if a.internal {
		if path, err = o.internal(r, a, v); err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	if !a.pdf || filepath.Ext(name) != ".xlsx" {
		return paths, nil
	}
	if issued == nil {
		v.Paper = true
		if book, _, err = o.print(r, a, v); err != nil {
			return paths, err
		}
	}
	return o.withPDF(ctx, paths, book)
}

// internal writes the office's own workbook of the report.
func (o *workplace) internal(r *report.Report, a asked, v official.Variant) (string, error) {
	v.Messages = o.messages
	book, name, err := o.print(r, asked{period: a.period, form: official.InternalForm}, v)
	if err != nil {
		return "", err
	}
	return o.keep(name, book)
}

// withPDF writes the PDF of a workbook beside the first of the paths.
func (o *workplace) withPDF(ctx context.Context, paths []string, book []byte) ([]string, error) {
	pdf, err := toPDF(ctx, book)
	if err != nil {
		return paths, err
	}
	path, err := o.keep(strings.TrimSuffix(filepath.Base(paths[0]), ".xlsx")+".pdf", pdf)
	if err != nil {
		return paths, err
	}
	return append(paths, path), nil
}

// issued is the issued report of the same days that stands, where nothing asks
// for another document; nil for none.
func (o *workplace) issued(ctx context.Context, r *report.Report, a asked) (*record.Issued, error) {
	if a.provisional || a.form != "" || a.to != "" {
		return nil, nil
	}
	all, err := o.ledger.Register(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the register: %w", err)
	}
	all = slices.DeleteFunc(all, func(i record.Issued) bool { return i.At.After(o.now()) })
	for _, i := range record.Numbered(all) {
		if i.Period.Key() == r.Window.Period.Key() && i.Period.Last == r.Window.Period.Last {
			return i, nil
		}
	}
	return nil, nil
}

// asIssued is an issued report's file as it was issued.
func (o *workplace) asIssued(ctx context.Context, i *record.Issued) (name string, data []byte, err error) {
	file, err := o.registry().File(ctx, i.File)
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
	return usage(fmt.Errorf("report %s: the window begins on %s, after %s", r.Window.Period.Key(), first.Short(), r.Today.Short()), "name a period that has begun")
}

// unfinished reports whether the last day of the period is not due yet.
func (o *workplace) unfinished(r *report.Report) bool {
	return r.AsOf.Before(r.Programme.Due(calendar.DayPeriod(r.Window.Period.Last)))
}

// print makes the document of a report, with the name of its file.
func (o *workplace) print(r *report.Report, a asked, v official.Variant) (data []byte, name string, err error) {
	kind, form, err := o.form(r.Window.Period.Kind, a.form)
	if err != nil {
		return nil, "", err
	}
	headed, err := o.headed(r, kind, a.to)
	if err != nil {
		return nil, "", err
	}
	data, err = official.Render(form, headed, v)
	if err != nil {
		return nil, "", failure(fmt.Errorf("filling the form %s: %w", form.Name, err), "mend the form's cell in Excel or LibreOffice (tonghop forms check FILE), or remove your own form to use the built-in one")
	}
	return data, reportFile(r.Window.Period, form.Name, a.to), nil
}

// keep writes a file into the folder of reports and gives the path where it
// stands. The last good one stays where anything fails.
func (o *workplace) keep(name string, data []byte) (string, error) {
	if err := os.MkdirAll(o.cfg.Report.Dir, 0o755); err != nil {
		return "", failure(fmt.Errorf("making the folder of reports: %w", err), "name another folder under report.dir")
	}
	path, err := workbook.Put(filepath.Join(o.cfg.Report.Dir, name), data, o.now())
	if err != nil {
		return "", failure(fmt.Errorf("writing the report: %w", err), "the last report stands as it was; make room or give the right to write there")
	}
	return path, nil
}

// writeMonth writes a month's official report and gives the path where it
// stands.
func (o *workplace) writeMonth(ctx context.Context, period calendar.Period, asOf time.Time) (string, error) {
	paths, err := o.report(ctx, asked{period: periodArgs{kind: calendar.KindMonth, name: period.Name}}, asOf)
	if err != nil {
		return "", err
	}
	return paths[0], nil
}
