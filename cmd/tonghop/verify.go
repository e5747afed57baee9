package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/backups"
	"tonghop/sync/config"
	"tonghop/sync/ledger"
	"tonghop/sync/schedule"
	"tonghop/templates"
)

func newVerify(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "verify [FILE]",
		Short: "Check that the ledger, or a backup of it, is whole",
		Long: `Checks the ledger, or the backup named, without changing it: the file itself,
the guards that refuse changes, that nothing was taken out, that every figure was
seen by a look, that issued reports are the very bytes. It may run beside the
daemon. A file that is named needs no configuration.

Without FILE every closed report is proved anew besides: its figures are computed
from the ledger as it was closed, its document is printed again where nothing that
shapes it has changed, its sources are read again from the bytes that were kept,
and its files under the folder of reports are compared with what is kept. And the
newest backup is held against the ledger: every row of it must still stand as it
stood, which shows also what was changed behind the guards' back. What is noted
beside every backup, and in the consolidated spreadsheet, of the ledger that it was
made from must stand in it as well.

Exit status: 1 when anything is wrong, with a list of it.`,
		Example: "  tonghop verify\n  tonghop verify backups/ledger-2020-06-24T223000.db",
		Args:    atMostOneFile,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				o, err := f.settings()
				if err != nil {
					return err
				}
				if err := verify(c.Context(), f.stdout, o.Messages, o.Config.Ledger, o.Config.Path); err != nil {
					return err
				}
				if err := o.OpenLedger(c.Context(), app.ToRead); err != nil {
					return err
				}
				return errors.Join(o.prove(c.Context(), f.stdout), o.compare(c.Context(), f.stdout), o.compareHeads(c.Context(), f.stdout), o.compareBook(c.Context(), f.stdout), o.Close())
			}
			lang := f.lang
			if lang == "" {
				lang = "vi"
			}
			words, err := config.Messages(templates.Builtin(), lang)
			if err != nil {
				return app.Usage(err, "languages are vi and en")
			}
			return verify(c.Context(), f.stdout, words, args[0], f.config)
		},
	}
}

// atMostOneFile refuses a second word.
func atMostOneFile(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return app.Usage(fmt.Errorf("%s: names one file at most", c.Name()), fmt.Sprintf("see %s --help", c.CommandPath()))
	}
	return nil
}

// verify checks one ledger file and prints what was checked. Paths in old
// configurations are resolved from the configuration's.
func verify(ctx context.Context, w io.Writer, words office.Messages, path, configPath string) error {
	l, err := ledger.Open(ctx, path, ledger.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer l.Close()
	fmt.Fprintln(w, words.Text("cli.verify.title", "file", path))
	audit, err := l.Verify(ctx)
	printAudit(w, words, audit)
	if err != nil {
		return app.Failure(fmt.Errorf("verify: the ledger could not be read to the end: %w", err), damagedHint)
	}
	if !audit.Sound() {
		return app.Failure(errors.New("verify: what is marked with ✗ is wrong with "+path), damagedHint)
	}
	if err := oldConfigs(ctx, w, words, l, configPath); err != nil {
		return err
	}
	head, err := l.Head(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, words.Text("cli.verify.sound", "head", head.String()))
	return nil
}

// compare holds the newest backup, if there is one, against the ledger. A
// backup that cannot be read is told, and no fault of the ledger.
func (o *workplace) compare(ctx context.Context, w io.Writer) error {
	kept := backups.Of(o.Office)
	path, err := kept.Newest()
	if path == "" && err == nil {
		return nil // no backup was ever made
	}
	var audit *ledger.Audit
	if err == nil {
		audit, err = o.Ledger.Holds(ctx, path)
	}
	if err != nil {
		fmt.Fprintln(w, "  "+o.Messages.Text("cli.verify.no-backup", "file", cmp.Or(path, kept.Dir), "why", err.Error()))
		return nil
	}
	fmt.Fprintln(w, o.Messages.Text("cli.verify.against", "file", path))
	printAudit(w, o.Messages, audit)
	if !audit.Sound() {
		return app.Failure(errors.New("verify: the ledger does not hold what "+path+" held"),
			"somebody changed the ledger, or another one was put in its place: keep it and that backup, and compare what the two say of each look: tonghop export looks")
	}
	return nil
}

// compareHeads holds what is noted beside each backup against the ledger: which
// revision it ends with.
func (o *workplace) compareHeads(ctx context.Context, w io.Writer) error {
	kept := backups.Of(o.Office)
	names, err := kept.Names()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	held := 0
	for _, name := range names {
		path := filepath.Join(kept.Dir, name)
		note, err := ledger.NoteOf(path)
		if err != nil {
			return fmt.Errorf("verify: reading what is noted beside %s: %w", path, err)
		}
		if note == (ledger.NotedHead{}) {
			continue
		}
		holds, err := o.Ledger.HoldsHead(ctx, note.Number, note.Chain)
		if err != nil {
			return err
		}
		if !holds {
			return app.Failure(fmt.Errorf("verify: the ledger does not hold revision %d-%.12s, which is noted beside %s", note.Number, note.Chain, path), otherHint)
		}
		held++
	}
	if held > 0 {
		fmt.Fprintln(w, "  ✓ "+o.Messages.Text("cli.verify.heads", "n", strconv.Itoa(held)))
	}
	return nil
}

// bookWait is how long Google may take to tell who wrote the book last.
const bookWait = 20 * time.Second

// compareBook holds what the consolidated spreadsheet says of the ledger that it
// was written from against the ledger. A spreadsheet that cannot be read is told,
// and no fault of the ledger.
func (o *workplace) compareBook(ctx context.Context, w io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, bookWait)
	defer cancel()
	head, holds, known, err := o.BookHead(ctx)
	switch {
	case err != nil:
		fmt.Fprintln(w, "  "+o.Messages.Text("cli.verify.no-book", "why", err.Error()))
	case known && !holds:
		return app.Failure(fmt.Errorf("verify: the ledger does not hold revision %s, from which the consolidated spreadsheet was written", head), otherHint)
	case known:
		fmt.Fprintln(w, "  ✓ "+o.Messages.Text("cli.verify.book", "head", head))
	}
	return nil
}

const otherHint = "the ledger lost its end, or another one was put in its place: keep all of them, and see tonghop repair and tonghop export looks"

const damagedHint = "do not delete the file; stop the daemon and put it right, row by row: tonghop repair"

func printAudit(w io.Writer, words office.Messages, a *ledger.Audit) {
	for _, c := range a.Checks {
		mark := "✓"
		if len(c.Problems) > 0 {
			mark = "✗"
		}
		fmt.Fprintf(w, "  %s %s\n", mark, words.Text("cli.verify."+c.Name, "n", strconv.Itoa(c.Count)))
		for _, p := range c.Problems {
			fmt.Fprintf(w, "      %s\n", p)
		}
	}
}

// oldConfigs notes which kept configurations this version would refuse: no
// fault of the ledger, but worth knowing before a past instant is replayed.
func oldConfigs(ctx context.Context, w io.Writer, words office.Messages, l *ledger.Ledger, path string) error {
	kept, err := l.Configs(ctx)
	if err != nil {
		return err
	}
	for _, k := range kept {
		var faults config.Errors
		if _, err := config.Parse(k.Text, path, config.Options{CheckCron: schedule.Check}); errors.As(err, &faults) {
			fmt.Fprintln(w, "  "+words.Text("cli.verify.old-config", "at", k.At.Local().Format("15:04 02/01/2006"), "n", strconv.Itoa(len(faults))))
		}
	}
	return nil
}
