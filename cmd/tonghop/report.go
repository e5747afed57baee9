package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model"
	"tonghop/sync/official"
	"tonghop/sync/workbook"
)

// monthlyForm is the official monthly report's form among the templates.
const monthlyForm = "forms/bao-cao-thang.xlsx"

// monthlyForm gives the form of the monthly report: the office's own, where the
// configuration names one, else that of the templates.
func (o *office) monthlyForm() (name string, form []byte, err error) {
	if own := o.cfg.Report.Forms["month"]; own != "" {
		form, err = os.ReadFile(own)
		return own, form, err
	}
	form, err = fs.ReadFile(o.templates, monthlyForm)
	return monthlyForm, form, err
}

// monthFile is the name of a month's report in the folder of reports.
func monthFile(month string) string { return "bao-cao-thang-" + month + ".xlsx" }

func newReport(f *flags) *cobra.Command {
	c := &cobra.Command{
		Use:   "report month YYYY-MM",
		Short: "Write the official report of a month from the ledger",
		Long: `Writes the official report of a month from what is recorded, as of --now or
else of the last look. No network.`,
		Example: "  tonghop report month 2020-06",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 || args[0] != "month" {
				return usage(fmt.Errorf("report: name the kind and the period"), "for example: tonghop report month 2020-06")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.open(c.Context(), toRead)
			if err != nil {
				return err
			}
			defer o.Close()
			period, err := o.programme.Windows.ParseMonth(args[1])
			if err != nil {
				return usage(fmt.Errorf("report month: %w", err), "for example: tonghop report month 2020-06")
			}
			asOf, err := o.asOf(c.Context())
			if err != nil {
				return err
			}
			path, err := o.writeMonth(c.Context(), period, asOf)
			if err != nil {
				return err
			}
			fmt.Fprintln(f.stdout, o.messages.Text("cli.written", "file", path))
			return nil
		},
	}
	return c
}

// writeMonth writes a month's official report and gives the path where it
// stands. The last good report stays where anything fails.
func (o *office) writeMonth(ctx context.Context, period model.Period, asOf time.Time) (string, error) {
	if first := period.First.At(0, o.programme.Location); asOf.Before(first) {
		return "", usage(fmt.Errorf("report month %s: the window begins on %s, after %s", period.Name, period.First.Short(), asOf.In(o.programme.Location).Format("2/1/2006")), "name a month that has begun")
	}
	name, form, err := o.monthlyForm()
	if err != nil {
		return "", failure(fmt.Errorf("reading the form %s: %w", name, err), "see report.forms and report.templates in the configuration")
	}
	r, err := o.round.ReportOf(ctx, asOf, only(period))
	if err != nil {
		return "", err
	}
	data, err := official.Render(form, r)
	if err != nil {
		return "", failure(fmt.Errorf("filling the form %s: %w", name, err), "mend the form's cell in Excel or LibreOffice, or remove your own form to use the built-in one")
	}
	if err := os.MkdirAll(o.cfg.Report.Dir, 0o755); err != nil {
		return "", failure(fmt.Errorf("making the folder of reports: %w", err), "name another folder under report.dir")
	}
	path, err := workbook.Put(filepath.Join(o.cfg.Report.Dir, monthFile(period.Name)), data, o.now())
	if err != nil {
		return "", failure(fmt.Errorf("writing the report: %w", err), "the last report stands as it was; make room or give the right to write there")
	}
	return path, nil
}

// only picks one period, whatever the windows.
func only(p model.Period) func(model.Windows) (model.Period, error) {
	return func(model.Windows) (model.Period, error) { return p, nil }
}
