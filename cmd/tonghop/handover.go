package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/model/record"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/app/backups"
	"tonghop/sync/ledger"
)

func newHandover(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "handover",
		Short: "Print one page for whoever takes the office over (bàn giao)",
		Long: `Prints a page for the successor: where everything stands and which version runs,
the accounts that own and read Google's files, who may sign in, what is open
(questions, drafts, the next reports due), and the last backup with whether it is
whole. It changes nothing. Print it, fill in what only people know, and sign.`,
		Example: "  tonghop handover > ban-giao.txt",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o, err := f.open(c.Context(), app.ToRead)
			if err != nil {
				return err
			}
			h := handover{o, f.stdout}
			return errors.Join(h.print(c.Context()), o.Close())
		},
	}
}

// A handover is the page that one operator gives the next.
type handover struct {
	*workplace
	w io.Writer
}

func (h *handover) say(key string, pairs ...string) {
	fmt.Fprintln(h.w, h.Messages.Text("handover."+key, pairs...))
}

func (h *handover) print(ctx context.Context) error {
	s, asOf, err := h.State(ctx)
	if err != nil {
		return err
	}
	h.say("title", "office", orBlank(h.Programme.Letterhead.Issuer), "programme", orBlank(h.Programme.Title), "at", h.moment(h.Now()))
	h.say("places", "dir", h.Config.Dir, "config", filepath.Base(h.Config.Path), "ledger", h.Config.Ledger, "out", orBlank(h.Config.Report.Dir), "version", versionLine())
	h.access()
	if err := h.open(ctx, s); err != nil {
		return err
	}
	h.say("looked", "at", h.moment(asOf), "units", fmt.Sprint(len(h.Programme.Units)), "revision", fmt.Sprint(s.Revision))
	if err := h.lastBackup(ctx); err != nil {
		return err
	}
	h.say("sign")
	return nil
}

// access tells who reads with Google and who signs in to the page. Keys and
// secrets are named by their files only.
func (h *handover) access() {
	g := &h.Config.Google
	var keys []string
	for _, file := range g.Credentials {
		keys = append(keys, filepath.Base(file))
	}
	switch {
	case len(keys) > 0:
		h.say("keys", "files", strings.Join(keys, ", "))
	case g.OAuthClient != "":
		h.say("person", "file", filepath.Base(g.Token))
	default:
		h.say("nobody")
	}
	if h.Config.Consolidated.Google() {
		h.say("book", "target", h.Config.Consolidated.Target)
	}
	if in := h.Config.Web.SignIn; in != nil {
		h.say("signin", "approvers", orBlank(strings.Join(in.Approvers, ", ")), "office", orBlank(strings.Join(in.Office, ", ")), "viewers", orBlank(strings.Join(in.Viewers, ", ")))
	} else {
		h.say("page", "listen", h.Config.Web.Listen)
	}
}

// open tells what waits: questions, drafts without a number, reports due.
func (h *handover) open(ctx context.Context, s *record.State) error {
	questions, err := h.Desk(h.State).Questions(ctx)
	if err != nil {
		return err
	}
	h.say("questions", "n", fmt.Sprint(len(questions)))
	drafts := 0
	for i := range s.Issued {
		if d := &s.Issued[i]; d.Number == "" {
			drafts++
			h.say("draft", "code", d.Draft, "period", h.periodName(d.Period.Name), "by", orBlank(d.ClosedBy))
		}
	}
	if drafts == 0 {
		h.say("no-draft")
	}
	k := checkup{workplace: h.workplace, w: h.w}
	for _, d := range report.Dues(record.Following(h.Programme, s.Issued), s.Issued, h.Now()) {
		fmt.Fprintln(h.w, "  "+k.due(&d))
	}
	return nil
}

// lastBackup proves the newest backup, so that the successor need not believe it.
func (h *handover) lastBackup(ctx context.Context) error {
	file, err := backups.Of(h.Office).Newest()
	if err != nil || file == "" {
		h.say("no-backup")
		return nil
	}
	l, err := ledger.Open(ctx, file, ledger.Options{ReadOnly: true})
	if err == nil {
		audit, auditErr := l.Verify(ctx)
		err = errors.Join(auditErr, l.Close())
		if err == nil && !audit.Sound() {
			err = ledger.ErrUnsound
		}
	}
	if err != nil {
		h.say("bad-backup", "file", file, "why", err.Error())
		return nil
	}
	h.say("backup", "file", file)
	return nil
}

// orBlank is a text, or room to write it in.
func orBlank(s string) string {
	if s == "" {
		return "……………………"
	}
	return s
}
