// Package notify tells units what is missing before it is late, and the office
// how its units stand: by e-mail, messaging services and webhooks, and as a
// text to copy.
//
//	Plan     what is due now and for whom, and why others get nothing: pure
//	Words    the texts, from templates that the office edits
//	Post     marks each message, then sends it: at most once
//
// A reminder is an accusation of a kind, so it rests on a fresh look that saw
// the unit's source without the report. Where the source could not be read, or
// the last look is old, there is none. What a unit is told is about that unit
// alone; the office alone hears of all.
package notify
