package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"tonghop/model/record"
	"tonghop/sync/ledger"
)

// lost is what the ledger holds that a backup does not.
type lost struct {
	revisions, decisions int
	reports              []record.Issued // numbered since
	unread               error           // why nothing of it can be told
}

func (l *lost) none() bool { return l == nil || l.unread == nil && l.revisions == 0 }

// lostTo compares the ledger with a backup that is to take its place; nil where
// there is no ledger, or no such backup: restoring tells what is wrong with it and
// changes nothing.
func (o *workplace) lostTo(ctx context.Context, backup string) *lost {
	if _, err := os.Stat(o.Config.Ledger); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	copied, err := ledger.OpenCopy(ctx, backup)
	if err != nil {
		return nil
	}
	defer copied.Close()
	head, err := copied.Head(ctx)
	if err != nil {
		return nil
	}
	l := &lost{}
	present, err := ledger.Open(ctx, o.Config.Ledger, ledger.Options{ReadOnly: true})
	if err != nil {
		l.unread = err
		return l
	}
	defer present.Close()
	commits, err := present.Since(ctx, head.Number)
	if err != nil {
		l.unread = err
		return l
	}
	for i := range commits {
		l.revisions++
		l.decisions += len(commits[i].Decisions)
		for _, r := range commits[i].Reports {
			if r.Number != "" {
				l.reports = append(l.reports, r)
			}
		}
	}
	return l
}

// tell lists it.
func (l *lost) tell(w io.Writer, o *workplace) {
	if l.unread != nil {
		fmt.Fprintln(w, o.Messages.Text("cli.restore.lost.unread", "why", l.unread.Error()))
		return
	}
	fmt.Fprintln(w, o.Messages.Text("cli.restore.lost", "n", fmt.Sprint(l.revisions), "decisions", fmt.Sprint(l.decisions)))
	for i := range l.reports {
		r := &l.reports[i]
		fmt.Fprintln(w, o.Messages.Text("cli.restore.lost.report", "number", r.Number, "date", r.Dated.Short(), "period", o.span(r.Period)))
	}
}
