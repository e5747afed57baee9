// Package reading turns a grid into tallies and findings. It knows grids
// only: not where they came from, not what day it is. The same book and the
// same context always read the same.
//
// Its one promise: every figure in the result is exactly what was written, or
// it is absent and a finding says why and where. Where a rule does not reach,
// the reader refuses and reports; it never guesses.
//
// A book is read in these steps, one file each:
//
//	tabs       which tabs are reports, and which are copies or discards
//	legacy     TCVN3 and VNI text becomes Unicode, before anything is stripped
//	header     where a table begins, over one to three rows
//	columns    which column is which indicator
//	long, wide a row a day or a column a day; both become lines and fields
//	units      whose line it is
//	dates      what day it is: dateText reads a cell, swap weighs the column
//	figures    what number it is
//	totals     rows that add up are compared, never counted
//	duplicates the same day twice
//	cumulative running totals become daily tallies
//
// A Memory gives the same, and spares tabs that stand as they stood when it
// last read their book: page is what it keeps of one, together puts them back
// into a book.
package reading

//go:generate go run tonghop/sync/readings/internal/readerversion -write
