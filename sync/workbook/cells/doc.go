// Package cells turns the bytes of a workbook into cells as they are shown:
//
//	.xlsx, .xlsm  package.go document.go (attributes.go characters.go) xlsx.go sheet.go cell.go texts.go formula.go notes.go
//	.ods          ods.go odscell.go odstext.go odsstyle.go odsformula.go
//	.xls          compound.go xlsstream.go xls.go xlssheet.go xlsfinish.go xlsformula.go
//	.csv, .tsv    csv.go plaintext.go
//
// and names what else it is given (decode.go). Whatever the bytes, an error is an
// *office.Fault. What number formats, formulas and styles mean is said once for
// all kinds in model/grid.
//
// # Why none of it is a library's
//
// A cell is more than its value: struck, shown as a percentage, hidden, noted,
// computed by a formula whose result is not stored. excelize's row iterator gives
// texts alone, and asking it for type, style, formula and value of each cell costs
// ten times the work of this room (BenchmarkExcelizeTyped and BenchmarkDecode); it
// passes over damage in the middle of a part as well. The libraries of Go for .ods
// and .xls give texts alone too. Zip, compound files, code pages and the passwords
// of packages are libraries'.
//
// # Limits and damage
//
// What is beyond limits.go is refused, never read in part. What is damaged is
// refused where it lies: sizes and checksums of parts are compared, a part must
// end where its XML ends, a cell may not stand twice with different content. One
// damaged tab costs no book: it is told in Tab.Damage.
//
// # What becomes of what is written
//
//   - A text is kept as written, spaces and all. A text that is an error's
//     code ("#REF!", "Loading...") is an Error, as some programs write errors
//     as texts; one that refers to a missing shared text is an Error too.
//   - A number in a cell whose number format shows a date or a time is a Date,
//     as days since 30 December 1899 whichever system the file uses.
//   - A cell that an array formula in another cell fills counts as a formula.
//   - What conditional formats paint is not known; the styles of the cells are.
//   - A blank cell keeps its colour where another cell stands behind it in its
//     row, and its note where its row and column have content.
//   - Merged areas and hidden rows and columns beyond the last cell tell
//     nothing and are dropped; merged areas that reach beyond it are cut there.
package cells
