// Package reading turns a grid into tallies and findings. It knows grids
// only: not where they came from, not what day it is. The same book and the
// same context always read the same.
//
// Its one promise: every figure in the result is exactly what was written and
// meant, or it is absent and a finding says why and where. Where a rule does not
// reach, the reader refuses, or proposes and waits for an answer; it never
// guesses. And every cell that bears a number is accounted for.
//
// A book is read in these steps, in the order in which a newcomer should read
// them:
//
//	sheet, words, legacy    cells as shown: their texts decoded, each classed once
//	tabs, othertab, scan    a tab's titles: what it is about, and whose it is
//	axis, header, headless, weekdays
//	                        blocks: where days run down or across
//	heads                   headings as paths of a tree, merged or not
//	long (special, gather, lines), wide (widehead, widefields), card, dayrow,
//	acrossmonths, list, sentences
//	                        each kind of block becomes lines of days and fields of
//	                        measures, whichever way it lies
//	mind, assign, siblings, titled, pairs, pins, taught, fieldtold
//	                        what a field is about: its indicator and its role, by the
//	                        dictionary (package meaning), the titles above, the
//	                        office's answers and its pins
//	dates, datetext, falls, swap, months, slips
//	                        what day a line is, from all evidence together
//	figures, enter, formula what number a cell is, as it is shown
//	finish                  what stands beside: notes, comments, colours, struck rows
//	cohort, arrange, parts, duplicates
//	                        parts of a day and their whole; a day that stands twice
//	totals, periodrows, cumulative, suspected, ownrow, owntab
//	                        what adds up is compared; running totals become days
//	proposals, unread       what waits for an answer, and the days that are not blamed
//	fate, account, openranges  what became of every cell
//
// The rooms below it are pure, too: meaning knows what texts mean, unitname whose
// name a text is, spelling how texts are compared, people what names citizens.
package reading

//go:generate go run tonghop/sync/readings/internal/readerversion -write
