package main

import (
	"errors"
	"fmt"
	"io"

	"tonghop/sync/app"
	"tonghop/sync/config"
)

// The voice of errors: "tonghop: what: why" in lower case without a full
// stop, then what to do as "hint:" lines. They go to stderr; results alone go
// to stdout.

// silent ends the program with a status and no further word: everything has
// been said already.
type silent int

func (s silent) Error() string { return fmt.Sprintf("exit %d", int(s)) }

// complain tells an error and gives the exit status.
func complain(w io.Writer, err error) int {
	var quiet silent
	if errors.As(err, &quiet) {
		return int(quiet)
	}
	var faults config.Errors
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Fprintf(w, "tonghop: %s\n", f.Error())
		}
		fmt.Fprintln(w, "hint: nothing was read or written; mend the lines above and run the command again")
		return 2
	}
	fmt.Fprintf(w, "tonghop: %s\n", err)
	var h *app.Hinted
	if errors.As(err, &h) {
		if h.Hint != "" {
			fmt.Fprintf(w, "hint: %s\n", h.Hint)
		}
		if h.Input {
			return 2
		}
		return 1
	}
	var known interface{ Hint() string }
	if errors.As(err, &known) && known.Hint() != "" {
		fmt.Fprintf(w, "hint: %s\n", known.Hint())
	}
	return 1
}
