// Package meaning knows what the texts of a sheet mean: which indicator a
// heading names, which role its figures have, what kind of column it heads,
// which unit a name stands for. It sees texts only, never a grid.
//
// A heading is understood from exact to meaning. First its letters: as
// written, then with the other placing of tone marks, then without marks,
// then without words that tell nothing (số, tổng số …). Then its words: each is
// looked up in the Lexicon, and what is left after roles, context and counting
// words is compared with the same of every name of every indicator: the thing
// that is counted, the act, the level, and the words that only the office's
// catalogue uses. So the catalogue stays small and another office's catalogue
// works by equality.
//
// A match is certain, proposed, or refused. A word that is not understood
// makes an open question, never a guess.
package meaning
