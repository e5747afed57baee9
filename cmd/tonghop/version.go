package main

import (
	"cmp"
	"runtime"

	"tonghop/sync/app"
)

// version is a release's number, which .ci/package sets. What was built by hand
// goes by its commit.
var version string

// versionLine is what --version prints, and what a report of a trouble should
// begin with.
func versionLine() string {
	return cmp.Or(version, app.Build()) + " (" + runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version() + ")"
}
