//go:build race

package ledger_test

// raced tells that the race detector slows everything, SQLite most of all.
const raced = true
