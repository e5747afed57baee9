package main

import (
	"cmp"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
)

func newVersion(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Say which version this is",
		Long: `Prints the version, the system and the Go that it was made for, and the sources
that it was made from: what a report of a trouble begins with.`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(f.stdout, "tonghop %s\n", versionLine())
			if version != "" {
				fmt.Fprintln(f.stdout, app.Build())
			}
			return nil
		},
	}
}

// version is a release's number, which .ci/release and .ci/package set. What was built by hand
// goes by its commit.
var version string

// versionLine is what --version prints, and what a report of a trouble should
// begin with.
func versionLine() string {
	return cmp.Or(version, app.Build()) + " (" + runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version() + ")"
}
