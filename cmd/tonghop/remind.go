package main

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/notify"
)

func newRemind(f *flags) *cobra.Command {
	var dry, list bool
	c := &cobra.Command{
		Use:   "remind",
		Short: "Send the reminders and digests that are due now",
		Long: `Sends what is due now by the configuration's notify section: reminders to the
units whose report a fresh look did not see, before the deadline; what each unit
has to mend; and digests to the office. Each message is marked in the ledger
before it is sent, and goes out at most once.

It goes by what is recorded, so look first: tonghop sync && tonghop remind. The
daemon (tonghop serve) does both by itself.

Exit status: 1 where a message was refused, could not be sent, or may not have
arrived.`,
		Example: "  tonghop remind --dry-run\n  tonghop sync && tonghop remind\n  tonghop remind --list",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case dry && list:
				return app.Usage(errors.New("remind: --dry-run and --list do not go together"), "use one of them")
			case f.now != "" && !dry && !list:
				return app.Usage(errors.New("remind: --now freezes the clock, and messages go out now"), "add --dry-run to see what would have been sent at that instant")
			}
			n := app.ToDecide
			if dry || list {
				n = app.ToRead
			}
			o, err := f.open(c.Context(), n)
			if err != nil {
				return err
			}
			s := reminderScreen{workplace: o, w: f.stdout}
			switch {
			case list:
				err = s.list(c.Context())
			case dry:
				err = s.rehearse(c.Context())
			default:
				err = s.send(c.Context())
			}
			return errors.Join(err, o.Close())
		},
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "show who would get which text by which channel, and why others get none")
	c.Flags().BoolVar(&list, "list", false, "show what was sent in the last 30 days, what is doubtful first")
	return c
}

// tallied counts a run's messages in words.
func (o *workplace) tallied(t notify.Tally) string {
	count := func(outcome office.Outcome) string { return strconv.Itoa(t[outcome]) }
	return o.Messages.Text("notify.result", "sent", count(office.Sent), "refused", count(office.Refused), "unsent", count(office.Unsent), "doubtful", count(office.Doubtful))
}
