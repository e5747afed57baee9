package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tonghop/sync/app"
)

// consents asks a person before a command goes on with what it has just told.
// Where nobody can answer, as in a script, it goes on only with --yes.
func (o *workplace) consents(c *cobra.Command, yes bool, key string, pairs ...string) error {
	if yes {
		return nil
	}
	if file, ok := c.InOrStdin().(*os.File); ok && !term.IsTerminal(int(file.Fd())) {
		return app.Usage(fmt.Errorf("%s: nobody is there to answer", c.Name()), "read what is listed above; to go on all the same say --yes")
	}
	a := &asker{w: c.OutOrStdout(), words: o.Messages, in: c.InOrStdin()}
	answer, err := a.ask(c.Context(), "", key, pairs...)
	if err != nil {
		return err
	}
	if !agreed(answer) {
		return app.Usage(errors.New(c.Name()+": not done, as was answered"), "nothing was changed")
	}
	return nil
}

// agreed reads an answer in either language.
func agreed(answer string) bool {
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "c", "có", "co", "y", "yes", "đồng ý":
		return true
	}
	return false
}
