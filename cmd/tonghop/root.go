package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
)

// defaultLog is the least grave that is logged unless --log says otherwise.
const defaultLog = "warn"

// defaultConfig is where the configuration stands unless --config says
// otherwise.
const defaultConfig = "config.yaml"

// flags are common to all commands.
type flags struct {
	config string
	now    string
	lang   string
	log    string
	// command is what was called, such as "tonghop serve".
	command string

	// clockOverride and sleepOverride stand in for the machine's clock where a
	// command brings its own; nil means the machine's.
	clockOverride func() time.Time
	sleepOverride func(context.Context, time.Duration) error
	// transport carries the calls to Google; nil means the machine's network.
	transport http.RoundTripper

	stdout, stderr io.Writer
}

func newRoot(stdout, stderr io.Writer) *cobra.Command {
	f := &flags{stdout: stdout, stderr: stderr}
	root := &cobra.Command{
		Use:   "tonghop",
		Short: "Gathers the communes' daily tallies into one table and the official report",
		Long: `tonghop reads the spreadsheet that each commune keeps in its own way, checks
every figure, judges who reported in time, and writes the district's
consolidated book and the official report.

See it at work, with no account and nothing to set up:

  tonghop demo`,
		Version:       versionLine(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		PersistentPreRun: func(c *cobra.Command, _ []string) {
			f.command = c.CommandPath()
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return app.Usage(fmt.Errorf("%q is not a command", args[0]), "see tonghop --help")
			}
			return f.hello(c.Context(), c.InOrStdin(), ownWindow())
		},
	}
	root.SetVersionTemplate("tonghop {{.Version}}\n")
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return app.Usage(err, fmt.Sprintf("see %s --help", c.CommandPath()))
	})
	p := root.PersistentFlags()
	p.StringVar(&f.config, "config", defaultConfig, "the configuration's `FILE`")
	p.StringVar(&f.now, "now", "", "freeze the clock at an `INSTANT` such as 2020-06-24T22:30:00+07:00")
	p.StringVar(&f.lang, "lang", "", "language of summaries and tables: vi or en (default: the config's)")
	p.StringVar(&f.log, "log", defaultLog, "what to log on stderr: debug, info, warn or error")
	root.AddCommand(newDemo(f), newSync(f), newServe(f), newCheck(f), newReport(f), newForms(f), newExport(f), newBackup(f), newRestore(f), newRepair(f), newVerify(f), newSimulate(f), newLogin(f))
	root.AddCommand(newClose(f), newIssue(f), newIssued(f))
	root.AddCommand(newEnter(f), newReceive(f), newExcuse(f), newAccept(f), newConfirm(f), newUndo(f), newErase(f), newDecisions(f), newTrace(f), newWhy(f), newRemind(f))
	root.AddCommand(newInit(f), newService(f), newSchema(f), newVersion(f), newHandover(f))
	return root
}

// noArgs refuses words that a command does not take.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return app.Usage(fmt.Errorf("%s: does not take %q", c.Name(), args[0]), fmt.Sprintf("see %s --help", c.CommandPath()))
	}
	return nil
}

// clock gives the clock that --now asks for, and whether it is frozen.
func (f *flags) clock() (now func() time.Time, frozen bool, err error) {
	switch {
	case f.clockOverride != nil:
		return f.clockOverride, false, nil
	case f.now == "":
		return time.Now, false, nil
	}
	t, err := time.Parse(time.RFC3339, f.now)
	if err != nil {
		return nil, false, app.Usage(fmt.Errorf("--now %q is not an instant", f.now), "write it with its zone: --now 2020-06-24T22:30:00+07:00")
	}
	return func() time.Time { return t }, true, nil
}

func (f *flags) logger() (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(f.log)); err != nil {
		return nil, app.Usage(fmt.Errorf("--log %q is not a level", f.log), "use debug, info, warn or error")
	}
	return slog.New(slog.NewTextHandler(f.stderr, &slog.HandlerOptions{Level: level})), nil
}
