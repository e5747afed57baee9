// Command tonghop gathers the daily tallies that communes keep in their own
// spreadsheets, judges who reported in time, and writes the district's
// consolidated book and official reports.
//
// One file holds one command: its flags, what it prints and its exit status.
// What it works with is an office of sync/app.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	if os.Getenv("GOGC") == "" {
		// The program lives on a small office PC beside Excel: a fifth less
		// memory is worth a few hundredths of a second a round.
		debug.SetGCPercent(50)
	}
	keepPrivate()
	cobra.MousetrapHelpText = "" // a double click is answered by hello
	restore := speakUTF8()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	restore()
	os.Exit(code)
}

// run runs one command line and gives its exit status: 0 when the work was
// done, 1 when network, quota, credentials, ledger or disk failed, 2 for a
// command line or a configuration that cannot be used, 130 when it was stopped
// before its end.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return 130
	}
	return complain(stderr, err)
}
