// Package sheetsim is the local Google: an HTTP server that answers as the
// Sheets v4 and Drive v3 services do, for tests, rehearsals and the demo.
//
// What it knows comes from recorded traffic, the discovery documents and
// written measurements; what it does not know it refuses: an unknown name is
// Google's own 400, and anything Google would do that is not simulated is a
// 501 that says so. It never guesses a figure.
//
// A spreadsheet is an immutable value (book): every edit works on a copy that
// replaces the old one when the whole edit has succeeded, so a batch applies
// whole or not at all and a read never sees half of it.
//
// Formulas: a stored result stays as loaded. After an edit the simulator works
// out again the formulas that it understands (numbers, cell references, + - * /
// and SUM), but for those whose stored result was not its own when loaded. A
// formula that it does not understand keeps its last stored result when
// something else is edited, and is refused when it is written.
//
// Where what is:
//
//	server routes call reply errors     a request: by which route, what is sent back
//	auth quota faults refusals guard    what Google refuses, and what a test lets it refuse
//	schema fields json                  the API's messages: types, masks of fields, trees
//	model cell a1 metadata frozen       a spreadsheet as a value (how numbers show: numfmt)
//	load loadsheet loadcell             … taken from a resource or an .xlsx
//	get griddata celljson render values … given
//	batch… write append entry shift     … changed, request by request
//	calc calcshift formula              … worked out again
//	drive… files                        Drive
//	edit people page                    the people of a rehearsal, and what they see
//
// Held against reality by its tests: recorded traffic is replayed where it is
// at hand, and every reply is checked against the discovery document inside the
// Go module of the client library.
package sheetsim
