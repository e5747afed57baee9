package registry

import (
	"errors"

	"tonghop/model/office"
	"tonghop/model/report"
)

// Code is why a closing or an issuing was refused.
type Code string

const (
	NoPerson         Code = "report-no-person"
	NoReason         Code = "report-no-reason"
	NoNumber         Code = "report-no-number"
	TooLong          Code = "report-too-long"
	PeriodUnknown    Code = "report-period-unknown"
	OutsideProgramme Code = "report-outside-programme"
	NotOver          Code = "report-not-over"
	NotLooked        Code = "report-not-looked"
	ThroughInvalid   Code = "report-through-invalid"
	ThroughOutside   Code = "report-through-outside"
	DraftUnknown     Code = "report-draft-unknown"
	DraftIssued      Code = "report-draft-issued"
	DateInvalid      Code = "report-date-invalid"
	NumberTaken      Code = "report-number-taken"
	NumberOnFile     Code = "report-number-on-file"
	PeriodIssued     Code = "report-period-issued"
	ReplacedUnknown  Code = "report-replaced-unknown"
	ReplacedOther    Code = "report-replaced-other"
	ReplacedAlready  Code = "report-replaced-already"
	ReplacedLater    Code = "report-replaced-later"
	Changed          Code = "report-changed"
	ShapeChanged     Code = "report-shape-changed"
)

// said is a refusal in English: why, and what to do.
type said struct{ why, hint string }

const listed = "tonghop issued lists drafts and issued reports"

var english = map[Code]said{
	NoPerson:         {"nobody is named who does it", "say who, as others will read it"},
	NoReason:         {"no reason is given for replacing report {number}", "say why, as the report will print it"},
	NoNumber:         {"no number is given", "write it as it stands on the report: 12-BC/HĐTĐN"},
	TooLong:          {"the name, the number or the reason is too long", "write at most {most} letters"},
	PeriodUnknown:    {"{why}", "write 2020-06 for a month, 2020-Q2 for a quarter, 2020-H1 for a half-year, or the name of a period in the configuration"},
	OutsideProgramme: {"{period} lies outside the programme", "look at the year; the programme's dates stand under programme in the configuration"},
	NotOver:          {"{period} is not over: it goes on until {last}", "wait until then, or close it early with its last day: --through {today}"},
	NotLooked:        {"{period} goes on until {last}, and the sources were looked at last at {seen}", "run tonghop sync first, or close it early with --through"},
	ThroughInvalid:   {`"{through}" is not a date`, "write it as 2020-06-22 or 22/6/2020"},
	ThroughOutside:   {"{through} is not a day on which the period may end", "it may end from {first} to {last}"},
	DraftUnknown:     {`there is no draft "{draft}"`, listed},
	DraftIssued:      {"draft {draft} was issued as {number} at {at} by {by}", "close the period again for a report that replaces it: --replaces"},
	DateInvalid:      {`"{date}" is not a day that the report can bear`, "it lies between {first} and {today}; write it as 2020-06-25"},
	NumberTaken:      {"number {number} of {year} is that of another report ({period}, draft {draft})", "look at the number; " + listed},
	NumberOnFile:     {"number {number} stands on {file} in the folder of reports, which the register does not know: a backup was restored since it was issued", "give the next number, or enter that very file again: --file {file}"},
	PeriodIssued:     {"{period} was reported on already, in report {number} of {date}", "to take its place, say --replaces {number} --reason …"},
	ReplacedUnknown:  {"there is no issued report {number}", listed},
	ReplacedOther:    {"report {number} is on {first} to {last}, and draft {draft} on {from} to {to}", "a report is replaced by one of the same period that leaves no day out and takes none twice; " + listed},
	ReplacedAlready:  {"report {number} was replaced already, by {by}", "replace that one instead"},
	ReplacedLater:    {"report {number} was issued after draft {draft} was closed, which therefore knows nothing of it", "close the period again and issue the new draft"},
	Changed:          {"{n} figures have changed since draft {draft} was closed", "close the period again, or issue it as it was closed: --as-closed"},
	ShapeChanged:     {"the program, the form or the configuration has changed since draft {draft} was closed, so that its number and date cannot be printed on it", "close the period again and issue the new draft, or give the file that was signed: --file"},
}

// Codes lists every code that a refusal may have.
func Codes() []Code {
	codes := make([]Code, 0, len(english))
	for c := range english {
		codes = append(codes, c)
	}
	return codes
}

// refuse refuses a closing or an issuing; the blanks of its sentences are
// filled from pairs of name and value.
func refuse(code Code, pairs ...string) *office.Refusal {
	s := english[code]
	return office.Refuse(string(code), s.why, s.hint, pairs...)
}

// isRefusal reports whether an error is the refusal with a code.
func isRefusal(err error, code Code) bool {
	var r *office.Refusal
	if !errors.As(err, &r) {
		return false
	}
	got, _ := r.Refused()
	return got == string(code)
}

// Outdated is the refusal Changed, with the figures that have changed since the
// draft was closed.
type Outdated struct {
	*office.Refusal
	Changes []report.Restatement
}

// Unwrap gives the refusal.
func (o *Outdated) Unwrap() error { return o.Refusal }
