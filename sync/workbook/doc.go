// Package workbook turns .xlsx and .csv bytes into a grid.Book, and a laid-out
// book.Book into an .xlsx. It is also the only room that puts files in place.
//
//	Decode    bytes → grid.Book, whatever the bytes: an error is a *office.Fault
//	Disk      a file as a source of snapshots
//	Encode    book.Book → .xlsx; equal books give equal bytes
//	Target    the consolidated book as a file, written only where it differs
//	Put       a file in place, whole or not at all
//
// # How an .xlsx is read
//
// excelize opens the package, within limits, and reads the workbook, its
// relations and its styles. The cells are streamed with encoding/xml from the
// parts that excelize unzipped (File.Pkg), once, into typed cells. excelize's
// own ways were measured and not taken. Its row iterator gives texts only: no
// types, no formulas, no styles. Asking for type, style, formula and value of
// each cell costs four times as much as the stream (22 ms against 5.6 ms for a
// tab of 250 rows by 14 columns, BenchmarkExcelizeTyped and BenchmarkDecode),
// and takes an index beyond the shared texts for the text itself, so that a
// damaged file would show figures that nobody wrote.
//
// What is damaged is refused, never read in part: sizes and checksums of all
// parts are compared, a part must end where its XML ends, and a cell may not
// stand twice with different content. excelize passes over the first two.
//
// # What becomes of what is written
//
//   - A text is kept as written, spaces and all. A text that is an error's
//     code ("#REF!", "Loading...") is an Error, as some programs write errors
//     as texts; one that refers to a missing shared text is an Error too.
//   - A number in a cell whose number format shows a date or a time is a Date,
//     as days since 30 December 1899 whichever system the file uses.
//   - A cell that an array formula in another cell fills counts as a formula.
//   - Merged areas and hidden rows and columns beyond the last cell tell
//     nothing and are dropped; merged areas that reach beyond it are cut there.
package workbook
