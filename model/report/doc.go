// Package report adds figures up: over days and periods, against targets and
// against what was issued before. No other room adds numbers. Its Report is what
// every output lays out, so outputs cannot disagree.
package report
