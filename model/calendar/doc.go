// Package calendar knows days and the periods that are made of them: days of
// work and days off, and where an office's months, quarters, halves and years
// begin and end.
package calendar
