// Package office holds the nouns of the office: what it runs (Programme), who
// reports (Unit), what is counted (Indicator), what was counted (Tally), when
// it is due (Deadlines), what was decided (Decision), what is wrong with a
// figure (Finding) and whether a report came in time (Standing).
//
// Like all of model it is pure: it reads no file, opens no connection and never
// asks what time it is; instants are handed in. So the same looks give the same
// report, today and in three years. The rooms of model import one another in one
// direction only:
//
//	calendar   days and periods
//	office     the nouns
//	grid       cells as shown, what every source becomes
//	reading    a grid → tallies and findings
//	record     what was seen and decided up to an instant (State)
//	merge      the sources of a unit → one set of figures, with findings
//	judge      expected reports and looks → standings
//	report     figures over a period → totals with their coverage, the Report
//	explain    one figure back to its cell, the difference of two periods apart
//	book       the Report as the consolidated book's tabs
package office
