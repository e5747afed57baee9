// Package explain goes the way back: from one figure down to its cell and the
// looks that saw it (Trace), from the difference of two periods to its causes
// (Why), from a restated figure to what changed it (Accounts). Wording puts all
// of it into the sentences of the message catalogue.
package explain
