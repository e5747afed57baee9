// Package merge puts a State together into one set of figures: the sources of a
// unit, the office's entries, rules between indicators, figures out of
// proportion, columns that changed. What it cannot settle becomes a finding.
package merge
