package desk

import (
	"errors"

	"tonghop/model/office"
)

// Code is why a decision was refused.
type Code string

const (
	NoPerson         Code = "no-person"
	NoReason         Code = "no-reason"
	TooLong          Code = "too-long"
	Already          Code = "already"
	UnitUnknown      Code = "unit-unknown"
	IndicatorUnknown Code = "indicator-unknown"
	UnitNear         Code = "unit-near"
	UnitMany         Code = "unit-many"
	IndicatorNear    Code = "indicator-near"
	DayInvalid       Code = "day-invalid"
	BeforeProgramme  Code = "before-programme"
	AfterProgramme   Code = "after-programme"
	NotCome          Code = "not-come"
	KindUnknown      Code = "kind-unknown"
	UnitNotThen      Code = "unit-not-then"
	IndicatorNotThen Code = "indicator-not-then"
	ValueInvalid     Code = "value-invalid"
	ReceivedInvalid  Code = "received-invalid"
	ReceivedFuture   Code = "received-future"
	ReceivedEarly    Code = "received-early"
	SpanTurned       Code = "span-turned"
	NothingOwed      Code = "nothing-owed"
	NothingStands    Code = "nothing-stands"
	OutcomeUnknown   Code = "outcome-unknown"
	HourInvalid      Code = "hour-invalid"
	NoFigure         Code = "no-figure"
	DayChanged       Code = "day-changed"
	NoUnit           Code = "no-unit"
	PeriodInvalid    Code = "period-invalid"
	PeriodNotOwed    Code = "period-not-owed"
	FindingNone      Code = "finding-none"
	FindingUnknown   Code = "finding-unknown"
	FindingChanged   Code = "finding-changed"
	DecisionUnknown  Code = "decision-unknown"
	DecisionIsUndo   Code = "decision-is-undo"
	DecisionUndone   Code = "decision-undone"
	DecisionLater    Code = "decision-later"
	NotProposed      Code = "not-proposed"
	Erased           Code = "erased"
	Confirmed        Code = "confirmed"
	TeachOne         Code = "teach-one"
	TeachBoth        Code = "teach-both"
	TeachUnknown     Code = "teach-unknown"
	TeachChanged     Code = "teach-changed"
	TeachAnswered    Code = "teach-answered"
	TeachContradicts Code = "teach-contradicts"
	TeachOpen        Code = "teach-open"
	TeachHere        Code = "teach-here"
	TeachAs          Code = "teach-as"
	TeachNear        Code = "teach-near"
	TeachPart        Code = "teach-part"
	TeachWhole       Code = "teach-whole"
)

// said is a refusal in English: why, and what to do.
type said struct{ why, hint string }

const (
	programmeDates = "look at the year; the programme's dates stand under programme in the configuration"
	listDecisions  = "tonghop decisions lists them"
)

var english = map[Code]said{
	NoPerson:         {"nobody is named who decides", "say who, as others will read it"},
	NoReason:         {"no reason is given", "say why, as others will read it beside the figure"},
	TooLong:          {"the name or the reason is too long", "write at most {most} letters"},
	Already:          {"decision {id} says the same and stands", "nothing is to be done; another decision needs another figure or reason"},
	UnitUnknown:      {`"{unit}" is not a unit`, "units are {units}"},
	IndicatorUnknown: {`"{indicator}" is not an indicator`, "indicators are {indicators}"},
	UnitNear:         {`"{unit}" is not a unit`, "did you mean {near} ({id})?"},
	UnitMany:         {`"{unit}" fits several units`, "write the id, or the name with its marks: {units}"},
	IndicatorNear:    {`"{indicator}" is not an indicator`, "did you mean {id} ({near})?"},
	DayInvalid:       {`"{day}" is not a date`, "write it as 2020-06-24 or 24/6/2020"},
	BeforeProgramme:  {"{period} lies before the programme, which starts on {starts}", programmeDates},
	AfterProgramme:   {"{period} lies after the programme, which ends on {ends}", programmeDates},
	NotCome:          {"{period} has not come yet: today is {today}", "look at the month and the year, or wait until it has come"},
	KindUnknown:      {`"{kind}" is not a kind`, "kinds are phoned, corrected, set-aside"},
	UnitNotThen:      {"there was no {unit} on {day}", "look at its from and to in the configuration"},
	IndicatorNotThen: {"{indicator} was not counted on {day}", "look at its from and to in the configuration"},
	ValueInvalid:     {`"{value}" is not a whole number from 0 up`, "write the digits alone: 1234"},
	ReceivedInvalid:  {`received: "{received}" is not an instant`, `write it as "2020-06-24 16:40" or 2020-06-24T16:40:00+07:00`},
	ReceivedFuture:   {"received: {received} has not come yet", "look at the day and the hour"},
	ReceivedEarly:    {"received: {received} lies before what it is about", "look at the day"},
	SpanTurned:       {"{last} lies before {first}", "write the earlier day first"},
	NothingOwed:      {"no report is owed from {first} to {last}", "days off need no waiver; look at the dates and at the calendar"},
	NothingStands:    {"{unit} has no figures from {first} to {last}", "enter the figures first; only a report that stands can count as in time"},
	OutcomeUnknown:   {`"{outcome}" is not what came of a call`, "outcomes are reached, promised, unreached"},
	HourInvalid:      {`"{hour}" is not an hour`, "write it as 9:00"},
	NoFigure:         {"no figure was entered", "write at least one; a blank is not entered"},
	DayChanged:       {"{by} entered figures of this day meanwhile, at {at}", "look at them before entering yours"},
	NoUnit:           {"no unit is named", "tick the units that it is about"},
	PeriodInvalid:    {`"{period}" is not a month, quarter, half-year, year or named period`, "write 2020-06 for a month, 2020-Q2, 2020-H1 or 2020"},
	PeriodNotOwed:    {"{unit} owes no report of {period}", "look at its since, from and to in the configuration"},
	FindingNone:      {"no finding is named", "name findings by their codes, or units"},
	FindingUnknown:   {`"{finding}" is neither a finding nor a unit with open findings`, "tonghop export findings shows the codes under id, and the units"},
	FindingChanged:   {`finding {finding} reads differently by now`, "look at it again before accepting it"},
	DecisionUnknown:  {"there is no decision {id}", listDecisions},
	DecisionIsUndo:   {"decision {id} took back decision {undoes}, and stays", "make the decision anew that it took back"},
	DecisionUndone:   {"decision {id} was taken back already, by decision {by}", listDecisions},
	DecisionLater:    {"decision {id} was made later, at {at}", "look at --now"},
	NotProposed:      {"decision {id} is not a proposed waiver", listDecisions},
	Erased:           {"decision {id} erased a text, which cannot be put back", "an older backup may have it still"},
	Confirmed:        {"proposal {id} was confirmed already, by decision {by}", "what holds is decision {by}; take that one back if it should not"},
	TeachOne:         {`"{as}" is an answer to one heading`, "name the heading by its ID; tonghop check shows them"},
	TeachBoth:        {"several answers are given to one question", "give one: that it is nothing of ours, what it is, of what it is a part, that the unit is asked, or later"},
	TeachUnknown:     {"nothing that waits for an answer has the code {id}", "its heading may have changed meanwhile and be asked about anew; tonghop check and tonghop export proposals show what waits"},
	TeachChanged:     {"what {id} asks is not what it was", "look at it again before answering"},
	TeachAnswered:    {"{id} was answered already by {by} at {at} (decision {decision})", "take that back with tonghop undo {decision}, to answer anew"},
	TeachContradicts: {`it contradicts what {by} answered for "{says}" at {at} (decision {decision})`, "both cannot be right; take that back with tonghop undo {decision}, if it is wrong"},
	TeachOpen:        {`what "{says}" means is not known, so that there is nothing to say yes to`, "say what it is, --as INDICATOR, or that it is nothing of ours, --no"},
	TeachHere:        {`"{says}" is a whole table or tab, which is answered for one workbook`, "leave out --everywhere"},
	TeachAs:          {`"{as}" is no indicator, no role and no part`, "indicators are {indicators}; roles are {roles}; a part is one such as sáng or nữ"},
	TeachNear:        {`"{as}" is no indicator, no role and no part`, "did you mean {near}?"},
	TeachPart:        {`of which indicator "{says}" is the part "{part}" is not known`, "say of which it is, --part-of INDICATOR"},
	TeachWhole:       {`"{says}" is a whole table or tab, which means no single thing`, "say that it is right, or that it is nothing of ours; its headings are answered by themselves"},
}

// Codes lists every code that a refusal may have.
func Codes() []Code {
	codes := make([]Code, 0, len(english))
	for c := range english {
		codes = append(codes, c)
	}
	return codes
}

// refuse refuses a decision; the blanks of its sentences are filled from pairs
// of name and value.
func refuse(code Code, pairs ...string) *office.Refusal {
	s := english[code]
	return office.Refuse(string(code), s.why, s.hint, pairs...)
}

// refusedAs reports whether an error refuses a decision for one reason.
func refusedAs(err error, code Code) bool {
	var r *office.Refusal
	if !errors.As(err, &r) {
		return false
	}
	is, _ := r.Refused()
	return Code(is) == code
}
