// Package sync is the map of how the world is reached; the rooms are below it.
//
//	app       an office: the rooms below, configured and tied together
//	round     one round: look → read → record → recompute → publish
//	schedule  which round when
//	gsheets   Google: source and publisher
//	workbook  workbooks on disk: source and consolidated target
//	ledger    SQLite: the record, append-only
//	readings  the record, read by today's reader; a cache beside it
//	official  the official .xlsx that is signed
//	registry  the office's register of reports: closed, issued, proved
//	desk      where the office decides, on the page and by commands
//	web       the office's page
//	notify    reminders and digests
//	config    config.yaml → Config
//
// The rooms do not import one another, but for app, which ties them together
// for commands and page alike. A test of cmd/tonghop holds that.
package sync
