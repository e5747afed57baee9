package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/sync/app"
	"tonghop/sync/app/daemon"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
)

func newCheck(f *flags) *cobra.Command {
	var want checkWants
	takeUp := false
	var r ruling
	cmd := &cobra.Command{
		Use:   "check [UNIT…]",
		Short: "Read everything, write nothing: what is recognised as what",
		Long: `Reads the sources of the units named, by id or name (of all where none is), and
shows of each what it was understood as: which heading was taken for which
indicator; what waits for an answer, with its code for "tonghop confirm"; which
headings were not understood; and what else is to be looked at, equal findings
folded. With -v it shows everything: tabs, layouts, columns, sample figures, each
finding. Then it tells when the daemon would look next. It writes nothing and
needs no ledger; what the ledger, where there is one, knows as taught holds.

With --account it prints instead what became of every cell that bears a number.

With --google it walks the way to Google instead, the key, both interfaces, each
sheet and the book, and says of what does not hold which click comes next.

With --write it pins what was recognised, and what was taught, into the
configuration: each unit's entry gets its columns, by heading where that is
clear, else by letter. Nothing else in the file is touched, and pins that stand
there stay.

Where the ledger was written under another configuration it shows what this one
does to the past. One that takes figures or units out of the totals without saying
so (to, succeeded_by, enabled: false, formerly) is not used until somebody confirms
it with --take-up, --by and --reason.

Last it shows what the office itself has to send upward (dues), and whether the
ledger knows it as issued.`,
		Example: "  tonghop check\n  tonghop check thanh-an -v\n  tonghop check \"Xã Thanh An\" --account\n  tonghop check thanh-an --write",
		RunE: func(c *cobra.Command, args []string) error {
			if takeUp {
				return f.takeUp(c.Context(), &r)
			}
			if err := want.googleOnly(args); err != nil {
				return err
			}
			o, err := f.settings()
			if err != nil {
				return err
			}
			k := checkup{workplace: o, checkWants: want, w: f.stdout, modified: map[string]time.Time{}}
			if want.google {
				return k.googleWalk(c.Context())
			}
			return k.run(c.Context(), args)
		},
	}
	cmd.Flags().BoolVar(&want.pins, "write", false, "pin the recognised columns into the configuration")
	cmd.Flags().BoolVar(&want.account, "account", false, "print what became of every cell that bears a number")
	cmd.Flags().BoolVarP(&want.all, "verbose", "v", false, "show all columns, sample figures and findings")
	cmd.Flags().BoolVar(&want.google, "google", false, "walk the way to Google: the key, both interfaces, each sheet, the book")
	cmd.Flags().BoolVar(&takeUp, "take-up", false, "confirm a configuration that takes figures or units out of the totals")
	r.flags(cmd)
	return cmd
}

// checkWants are what a checkup is asked to do and to show.
type checkWants struct{ pins, account, all, google bool }

// A checkup shows what one reading made of each source.
type checkup struct {
	*workplace
	checkWants
	w io.Writer
	// decisions are what the office decided, as far as a ledger knows it.
	decisions []office.Decision
	tables    []office.Table
	// modified is when the files that were read say that they were changed.
	modified map[string]time.Time
	sum      checkSum
	first    firstLook
}

func (k *checkup) run(ctx context.Context, names []string) error {
	units, refs, err := k.unitsNamed(names)
	if err != nil {
		return err
	}
	unreached := k.Reach(ctx)
	if unreached != nil {
		// What needs no account is read all the same.
		if err := k.ReachByLink(ctx); err != nil {
			return err
		}
		k.say("cli.check.unreached", "why", unreached.Error())
	}
	issued, err := k.remembered(ctx)
	if err != nil {
		return err
	}
	if err := k.list(ctx); err != nil {
		return err
	}
	for _, ref := range refs {
		if err := k.source(ctx, ref); err != nil {
			return err
		}
	}
	if k.account {
		return unreached
	}
	k.tell()
	k.collisions()
	if k.pins {
		if err := k.pin(units); err != nil {
			return err
		}
	}
	if err := k.preview(ctx); err != nil {
		return err
	}
	k.point()
	if err := k.next(); err != nil {
		return err
	}
	k.dues(issued)
	k.look(units)
	return unreached
}

// unitsNamed gives the ids of the units named, and their sources; no ids and all
// sources where none is named.
func (k *checkup) unitsNamed(names []string) (ids, refs []string, err error) {
	if len(names) == 0 {
		return nil, k.Programme.Sources(), nil
	}
	for _, name := range names {
		u, err := k.unit("check", name)
		if err != nil {
			return nil, nil, err
		}
		ids = append(ids, u.ID)
		for _, s := range u.Sources {
			if !slices.Contains(refs, s.Ref) {
				refs = append(refs, s.Ref)
			}
		}
	}
	return ids, refs, nil
}

// remembered takes from the ledger, where there is one, what the office decided,
// and gives the reports that it issued.
func (k *checkup) remembered(ctx context.Context) ([]record.Issued, error) {
	if _, err := os.Stat(k.Config.Ledger); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err := k.OpenLedger(ctx, app.ToRead); err != nil {
		return nil, err
	}
	defer k.Close()
	state, err := k.Readings.State(ctx, k.Now())
	if err != nil {
		return nil, fmt.Errorf("reading what was decided and issued: %w", err)
	}
	k.decisions = state.Decisions
	return state.Issued, nil
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

func (k *checkup) source(ctx context.Context, ref string) error {
	var names []string
	for _, u := range k.Programme.UnitsOf(ref) {
		names = append(names, u.Name+" ("+u.ID+")")
	}
	fmt.Fprintf(k.w, "\n%s\n  %s\n", strings.Join(names, ", "), ref)
	snap, err := k.Sources.Fetch(ctx, ref)
	if err == nil {
		if k.Sources.Open(ref) {
			k.say("cli.check.open")
		}
		k.modified[ref] = snap.Modified
		b, decodeErr := snap.Decode()
		if err = decodeErr; err == nil {
			fmt.Fprintln(k.w, "  "+k.Messages.Text("cli.check.book", "title", b.Title, "locale", orDash(b.Locale), "tabs", fmt.Sprint(len(b.Tabs))))
			c := round.Context(k.Programme, k.Words, ref)
			c.Answers = office.AnswersOf(k.decisions, ref)
			r := reading.Read(&b, c)
			k.reading(&r)
			k.see(ref, &r, nil)
			return nil
		}
	}
	var fault *office.Fault
	if !errors.As(err, &fault) {
		return fmt.Errorf("looking at %s: %w", ref, err)
	}
	k.see(ref, nil, fault)
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

// reading shows what was made of a workbook.
func (k *checkup) reading(r *office.Reading) {
	k.tables = append(k.tables, r.Tables...)
	k.sum.add(r)
	switch {
	case k.account:
		k.accounted(r)
	case k.all:
		k.whole(r)
	default:
		k.brief(r)
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
