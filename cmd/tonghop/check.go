package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/sync/app"
	"tonghop/sync/app/daemon"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
)

func newCheck(f *flags) *cobra.Command {
	write := false
	cmd := &cobra.Command{
		Use:   "check [UNIT…]",
		Short: "Read everything, write nothing: what is recognised as what",
		Long: `Reads the sources of the units named (of all where none is) and shows what was
recognised as what: tabs, layouts, columns, sample figures, findings; then when
the daemon would look next. It writes nothing and needs no ledger.

With --write it pins what was recognised into the configuration: each unit's
entry gets its columns, by heading where that is clear, else by letter. Nothing
else in the file is touched, and pins that stand there stay.

Last it shows what the office itself has to send upward (dues), and whether the
ledger, where there is one, knows it as issued.`,
		Example: "  tonghop check\n  tonghop check thanh-an\n  tonghop check thanh-an --write",
		RunE: func(c *cobra.Command, args []string) error {
			o, err := f.settings()
			if err != nil {
				return err
			}
			if err := o.Reach(c.Context()); err != nil {
				return err
			}
			refs, err := o.sourcesOf(args)
			if err != nil {
				return err
			}
			k := checkup{workplace: o, w: f.stdout, modified: map[string]time.Time{}}
			if err := k.list(c.Context()); err != nil {
				return err
			}
			for _, ref := range refs {
				if err := k.source(c.Context(), ref); err != nil {
					return err
				}
			}
			if write {
				if err := k.pin(args); err != nil {
					return err
				}
			}
			k.point()
			if err := k.next(); err != nil {
				return err
			}
			return k.dues(c.Context())
		},
	}
	cmd.Flags().BoolVar(&write, "write", false, "pin the recognised columns into the configuration")
	return cmd
}

// sourcesOf lists the sources of the units named, or all.
func (o *workplace) sourcesOf(units []string) ([]string, error) {
	if len(units) == 0 {
		return o.Programme.Sources(), nil
	}
	var refs []string
	for _, id := range units {
		u, ok := o.Programme.Unit(id)
		if !ok {
			var ids []string
			for _, u := range o.Programme.Units {
				ids = append(ids, u.ID)
			}
			return nil, app.Usage(fmt.Errorf("check: %q is not a unit", id), "units are "+strings.Join(ids, ", "))
		}
		for _, s := range u.Sources {
			if !slices.Contains(refs, s.Ref) {
				refs = append(refs, s.Ref)
			}
		}
	}
	return refs, nil
}

// A checkup shows what one reading made of each source.
type checkup struct {
	*workplace
	w      io.Writer
	tables []office.Table
	// modified is when the files that were read say that they were changed.
	modified map[string]time.Time
}

// list asks Drive what is shared with us. A checkup does without where it
// cannot be told.
func (k *checkup) list(ctx context.Context) error {
	if _, err := k.Sources.Unchanged(ctx, k.Programme.Sources(), nil); err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("listing what is shared: %w", err)
		}
		k.Log.Warn("what is shared could not be listed", "err", err)
	}
	return nil
}

// point tells of workbooks without a unit, and of units that left theirs.
func (k *checkup) point() {
	said := k.Pointers(func(ref string) time.Time { return k.modified[ref] }, k.Now())
	if len(said) > 0 {
		fmt.Fprintln(k.w)
	}
	for _, text := range said {
		fmt.Fprintln(k.w, text)
	}
}

// sampleDays is how many days a checkup shows as they were read.
const sampleDays = 3

func (k *checkup) source(ctx context.Context, ref string) error {
	var names []string
	for _, u := range k.Programme.UnitsOf(ref) {
		names = append(names, u.Name+" ("+u.ID+")")
	}
	fmt.Fprintf(k.w, "\n%s\n  %s\n", strings.Join(names, ", "), ref)
	snap, err := k.Sources.Fetch(ctx, ref)
	if err == nil {
		k.modified[ref] = snap.Modified
		b, decodeErr := snap.Decode()
		if err = decodeErr; err == nil {
			fmt.Fprintln(k.w, "  "+k.Messages.Text("cli.check.book", "title", b.Title, "locale", orDash(b.Locale), "tabs", fmt.Sprint(len(b.Tabs))))
			r := reading.Read(&b, round.Context(k.Programme, ref))
			k.reading(&r)
			return nil
		}
	}
	var fault *office.Fault
	if !errors.As(err, &fault) {
		return fmt.Errorf("looking at %s: %w", ref, err)
	}
	key := "fault." + string(fault.Code)
	fmt.Fprintf(k.w, "  ! %s\n    %s\n    (%s)\n", k.Messages.Text(key+".message"), k.Messages.Text(key+".hint"), fault.Detail)
	if fault.Code == office.FaultNotShared {
		k.share(ctx, ref)
	}
	return nil
}

// share shows whom a spreadsheet is to be shared with, and a text that asks
// its units to.
func (k *checkup) share(ctx context.Context, ref string) {
	addresses := strings.Join(k.Sources.Google.Accounts(ctx), ", ")
	if addresses == "" {
		fmt.Fprintln(k.w, k.Messages.Text("cli.check.share.unknown"))
		return
	}
	var names []string
	for _, u := range k.Programme.UnitsOf(ref) {
		names = append(names, u.Name)
	}
	fmt.Fprintf(k.w, "%s\n\n      %s\n\n", k.Messages.Text("cli.check.share", "addresses", addresses),
		k.Messages.Text("cli.check.share.text", "units", strings.Join(names, ", "), "link", ref, "addresses", addresses))
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func (k *checkup) reading(r *office.Reading) {
	k.tables = append(k.tables, r.Tables...)
	for i := range r.Tables {
		k.table(&r.Tables[i])
	}
	k.sample(r)
	for i := range r.Findings {
		f := &r.Findings[i]
		label := f.Indicator
		if ind, ok := k.Programme.Indicator(f.Indicator); ok {
			label = ind.Short
		}
		message, hint := k.Messages.Finding(f, label)
		fmt.Fprintf(k.w, "  %s %s %s\n      %s\n", mark(f.Severity), f.Code, message, hint)
	}
}

func mark(s office.Severity) string {
	switch s {
	case office.SeverityError:
		return "!"
	case office.SeverityWarning:
		return "?"
	}
	return "·"
}

func (k *checkup) table(t *office.Table) {
	fmt.Fprintln(k.w, "  "+k.Messages.Text("cli.check.table", "tab", t.Tab, "layout", k.Messages.Text("cli.check."+t.Layout),
		"header", string(t.Header), "first", t.First.Short(), "last", t.Last.Short()))
	tw := tabwriter.NewWriter(k.w, 0, 0, 2, ' ', 0)
	for _, c := range t.Columns {
		meaning := c.Role
		if c.Indicator != "" {
			meaning = c.Indicator
		}
		fmt.Fprintf(tw, "    %s\t%s\t%s\t%s\n", c.At, strings.Join(strings.Fields(c.Header), " "), meaning, c.How)
	}
	tw.Flush()
}

// sample shows the last days as they were read.
func (k *checkup) sample(r *office.Reading) {
	days := map[calendar.Day]map[string][]string{}
	var order []calendar.Day
	for _, t := range r.Tallies {
		if days[t.Day] == nil {
			days[t.Day] = map[string][]string{}
			order = append(order, t.Day)
		}
		days[t.Day][t.Unit] = append(days[t.Day][t.Unit], fmt.Sprintf("%s=%d (%s)", t.Indicator, t.Value, t.Cell))
	}
	slices.Sort(order)
	fmt.Fprintln(k.w, "  "+k.Messages.Text("cli.check.tallies", "n", fmt.Sprint(len(r.Tallies)), "days", fmt.Sprint(len(order))))
	for _, d := range order[max(0, len(order)-sampleDays):] {
		for _, u := range k.Programme.Units {
			if said := days[d][u.ID]; said != nil {
				fmt.Fprintf(k.w, "    %s  %s  %s\n", d.Short(), u.ID, strings.Join(said, ", "))
			}
		}
	}
}

// next tells when the daemon would look.
func (k *checkup) next() error {
	jobs, err := daemon.Jobs(k.Office)
	if err != nil {
		return err
	}
	now := k.Now()
	fmt.Fprintf(k.w, "\n%s\n", k.Messages.Text("cli.check.next"))
	for _, j := range jobs {
		at := schedule.Next([]schedule.Job{j}, now)
		if at.IsZero() {
			continue
		}
		fmt.Fprintln(k.w, "  "+k.Messages.Text("cli.check.then", "at", at.In(k.Programme.Location).Format("15:04 02/01/2006"),
			"job", k.Messages.Text("job."+j.Name), "then", k.following(j, at)))
	}
	k.lastBackup()
	return nil
}

// following gives the two firings of a job after one: they show at a glance what
// a cron line means.
func (k *checkup) following(j schedule.Job, at time.Time) string {
	var all []string
	for range 2 {
		if at = j.Next(at); at.IsZero() {
			break
		}
		all = append(all, at.In(k.Programme.Location).Format("15:04 02/01"))
	}
	return orDash(strings.Join(all, ", "))
}
