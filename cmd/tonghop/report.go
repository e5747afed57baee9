package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/sync/app"
	"tonghop/sync/app/reports"
	"tonghop/sync/desk"
)

func newReport(f *flags) *cobra.Command {
	var a reports.Request
	var through string
	c := &cobra.Command{
		Use:   "report (day|month|quarter|half|year|NAME) [PERIOD]",
		Short: "Write the official report of a period from the ledger",
		Long: `Writes the official report of a period from what is recorded, as of --now or
else of the last look. No network. NAME is one of the office's own periods.

Of a period whose report was issued it writes the issued file, byte for byte;
--provisional, --form and --to ask for another document.

A file that somebody has edited since it was written stands as it was, and the
report is written beside it. Its number and date stay blank until "tonghop issue"
gives them.

A report whose last day is not yet due is provisional: it says so, and which
units have no figures. --through cuts the period short instead.`,
		Example: `  tonghop report month 2020-06
  tonghop report day 2020-06-24 --provisional
  tonghop report month 2020-06 --docx
  tonghop report month 2020-06 --form thong-bao
  tonghop report month 2020-06 --form bao-cao-don-vi --unit an
  tonghop report half 2020-1 --form so-ket --pdf
  tonghop report month 2020-06 --form phu-luc --to huyen-uy`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if a.Period, err = readNamed(args, through); err != nil {
				return err
			}
			o, err := f.open(c.Context(), app.ToRead)
			if err != nil {
				return err
			}
			defer o.Close()
			asOf, err := o.AsOf(c.Context())
			if err != nil {
				return err
			}
			all, err := reports.Of(o.Office).Write(c.Context(), a, asOf)
			for _, one := range all {
				o.written(f.stdout, one)
			}
			return err
		},
	}
	c.Flags().StringVar(&through, "through", "", "the last `DAY` to count, such as 2020-06-20")
	c.Flags().BoolVar(&a.Provisional, "provisional", false, "say on the page that figures may still come")
	c.Flags().BoolVar(&a.Word, "docx", false, "write it for Word too, where the office edits it")
	c.Flags().BoolVar(&a.PDF, "pdf", false, "write a PDF too, by LibreOffice")
	c.Flags().BoolVar(&a.Internal, "internal", false, "write the office's own list of what to mend too")
	c.Flags().StringVar(&a.Form, "form", "", "another form: its `NAME` (see tonghop forms list) or a file")
	c.Flags().StringVar(&a.Unit, "unit", "", "the `UNIT` whose own report is written, with --form bao-cao-don-vi")
	c.Flags().StringVar(&a.To, "to", "", "the `RECIPIENT` whose heading is used, of report.letterheads")
	return c
}

// written tells of a document, and of the edited one that stands in its place.
func (o *workplace) written(w io.Writer, one reports.Written) {
	if one.Edited != "" {
		fmt.Fprintln(w, o.Messages.Text("cli.edited", "file", one.Edited))
	}
	fmt.Fprintln(w, o.Messages.Text("cli.written", "file", one.Path))
}

// readNamed reads the kind and name of a period, and the last day that
// --through asks for.
func readNamed(args []string, through string) (p reports.Named, err error) {
	if p.Kind, p.Name, err = kindAndName("report", args); err != nil {
		return p, err
	}
	if through != "" {
		if d, slashed := desk.ReadDay(through); slashed == nil {
			p.Through = d
		} else if p.Through, err = calendar.ParseDay(through); err != nil {
			return p, app.Usage(fmt.Errorf("report: --through %w", err), "for example: --through 2020-06-20")
		}
	}
	return p, nil
}
