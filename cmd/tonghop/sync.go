package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tonghop/sync/app"
	"tonghop/sync/round"
)

func newSync(f *flags) *cobra.Command {
	var dry, takeOver bool
	c := &cobra.Command{
		Use:   "sync",
		Short: "Look at every source once, record, and write the consolidated book",
		Long: `Looks at every source once, records what was seen, and writes the consolidated
book where it differs. Spreadsheets that by Drive's word have not changed since
they were read are not opened, for a day at most; with --now all are.

Exit status: 0 also when communes are late or a file is faulty; 1 when network,
quota, credentials, ledger or disk failed; 2 for a faulty configuration.`,
		Example: "  tonghop sync\n  tonghop sync --dry-run\n  tonghop sync --now 2020-06-24T22:30:00+07:00",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			n := app.ToWrite
			if dry {
				n = app.ToTry
			}
			o, err := f.open(c.Context(), n)
			if err != nil {
				return err
			}
			defer o.Close()
			if takeOver {
				o.TakeOverBooks()
			}
			return o.sync(c, f, dry)
		},
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "look and judge, but record and write nothing")
	c.Flags().BoolVar(&takeOver, "take-over", false, "write the consolidated spreadsheet although another ledger wrote it last: this computer takes that one's place")
	return c
}

func (o *workplace) sync(c *cobra.Command, f *flags, dry bool) error {
	ctx := c.Context()
	if _, err := o.KeepConfig(ctx); err != nil {
		return err
	}
	if o.Changed != nil {
		for _, line := range o.Say(o.Changed) {
			fmt.Fprintln(f.stdout, line)
		}
	}
	if f.log == defaultLog {
		o.Round.Log = slog.New(slog.DiscardHandler) // the summary tells it all
	}
	done := o.showProgress(f)
	res, failed := o.Round.Run(ctx)
	done()
	if failed != nil {
		failed = o.Advised(ctx, failed)
	}
	if res.AsOf.IsZero() || ctx.Err() != nil {
		return failed
	}
	// What was seen is told although it could not be written everywhere.
	if err := o.summarise(ctx, f, res, dry, failed != nil); err != nil {
		return errors.Join(failed, err)
	}
	switch {
	case failed != nil:
		return failed
	case res.Machinery(), res.Nothing():
		return silent(1)
	case o.Pending != nil:
		return silent(2)
	}
	return nil
}

// summarise prints what a round saw, and what it wrote; failed is that it could
// not write everywhere.
func (o *workplace) summarise(ctx context.Context, f *flags, res *round.Result, dry, failed bool) (err error) {
	report := res.Report
	if report == nil {
		if report, err = o.Round.Report(ctx, res.AsOf); err != nil {
			return err
		}
	}
	s := summary{w: f.stdout, m: o.Messages, r: report}
	s.round(res)
	for _, a := range o.Alarms(ctx) {
		fmt.Fprintln(s.w, "! "+o.Messages.Alarm(a))
	}
	s.today()
	s.toMend(10)
	if err := o.point(ctx, s); err != nil {
		return err
	}
	if err := o.restated(ctx, s); err != nil {
		return err
	}
	s.targets()
	if dry {
		s.line("cli.dry-run")
	} else {
		s.written(res.Written, failed)
	}
	return nil
}

// point prints what the office should see to besides the figures.
func (o *workplace) point(ctx context.Context, s summary) error {
	last, err := o.Ledger.Last(ctx)
	if err != nil {
		return fmt.Errorf("asking the ledger when files were changed: %w", err)
	}
	for _, text := range o.Pointers(func(ref string) time.Time { return last[ref].Modified }, s.r.AsOf) {
		fmt.Fprintln(s.w, text)
	}
	return nil
}

// showProgress shows on a terminal how many sources are done; elsewhere it
// says nothing. The function that it returns ends the show.
func (o *workplace) showProgress(f *flags) func() {
	file, ok := f.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return func() {}
	}
	bar := progressbar.NewOptions(len(o.Programme.Sources()),
		progressbar.OptionSetWriter(file), progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(),
		progressbar.OptionSetDescription(o.Messages.Text("cli.looking")))
	o.Round.Progress = func(done, total int, _ string) {
		bar.ChangeMax(total)
		_ = bar.Set(done)
	}
	return func() { _ = bar.Finish() }
}
