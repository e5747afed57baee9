// Package workbook reads workbooks from files, and writes a laid-out book.Book
// as an .xlsx. It is also the only room that puts files in place.
//
//	Decode    bytes → grid.Book, by the room cells
//	Disk      a file as a source of snapshots
//	Encode    book.Book → .xlsx; equal books give equal bytes
//	Target    the consolidated book as a file, written only where it differs
//	Put       a file in place, whole or not at all
package workbook
