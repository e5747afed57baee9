// Package model holds the nouns of the office and its arithmetic: who reports
// (Unit), what is counted (Indicator), what was counted (Tally), when it is
// due (Deadlines), what is wrong with it (Finding), whether it came in time
// (Standing) and what it adds up to (Report).
//
// It is pure. It reads no file, opens no connection and never asks what time
// it is: instants are handed in. So the same looks give the same report, today
// and in three years.
//
// A figure walks through it in these steps:
//
//	Merge      the looks of all sources → one set of figures, with findings
//	Judge      expected reports and looks → Standings
//	Streaks    the same over the year → who keeps to the deadline, and for how long
//	Summarise  figures over a period → totals with their coverage
//	Compile    all of it → the Report that every output lays out
//
// Dues tell what the office itself has to send upward, and by when.
//
// And back: Trace walks one figure down to its cell and the looks that saw it,
// Why takes the difference of two periods apart.
package model
