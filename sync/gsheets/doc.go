// Package gsheets reaches Google: it fetches spreadsheets (and Office files on
// Drive) as grids and publishes the consolidated book into a spreadsheet.
//
// Layers, from the wire up:
//
//	transport.go, auth.go   HTTP with bounded bodies; service accounts
//	pace.go                 when a call may go: Google's quotas as arithmetic
//	fault.go                what an error of Google means for a source
//	call.go                 one call: leave, deadline, verdict, again or not
//	listing.go, gate.go     which sources need no read, by Drive's listing
//	fetch.go, office.go     a source: one read, or one download
//	open.go                 a source without an account, by its link alone
//	publish.go …            the consolidated book: read back, compare, one batch
//
// The generated clients of google.golang.org/api neither retry nor time out
// nor bound what they read, so this package does all three. Every failure is
// a *office.Fault; an error never becomes an empty sheet.
//
// No call happens on a hidden clock: Now and Sleep are handed in, so a month
// can be lived through in seconds. Only the deadlines of calls that are on the
// wire run on real time.
package gsheets
