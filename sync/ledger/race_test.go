//go:build race

package ledger

// raced tells that the race detector slows everything, SQLite most of all.
const raced = true
