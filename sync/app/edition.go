package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"runtime/debug"

	"tonghop/model/book"
	"tonghop/model/report"
	"tonghop/sync/gsheets"
)

// Lay lays out the consolidated book with links into Google's cells.
func (o *Office) Lay(r *report.Report) *book.Book {
	return book.Lay(r, o.Messages, book.Options{Link: gsheets.Link})
}

// layShared lays out what the communes may see.
func (o *Office) layShared(r *report.Report) *book.Book {
	return book.Share(r, o.Messages, book.Options{Link: gsheets.Link})
}

// edition names everything outside the ledger that shapes the output: this
// build, the configuration and the words.
func (o *Office) edition() string {
	words, _ := json.Marshal(o.Messages) // a map of strings: cannot fail
	sum := sha256.Sum256(words)
	return Build() + " " + o.Config.Hash + " " + hex.EncodeToString(sum[:8])
}

// Build names this program.
func Build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	build := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
			build += " " + s.Value
		}
	}
	return build
}
