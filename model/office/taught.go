package office

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"tonghop/model/calendar"
)

// A Proposal is something in a workbook that the reader understands in one way
// but not beyond doubt: a heading, a row, a table or a tab. Its figures are
// withheld until the office says yes or no.
type Proposal struct {
	// ID names the proposal for as long as the same words stand at its heading,
	// wherever the column moves.
	ID   string
	Unit string // "" where several units share what it is of
	// Origin is where it stands first: the cell of the heading. Places are all
	// places of the same form, such as the tabs of a year.
	Origin
	Places []Origin
	// Says is what stands there, as written: parents first, joined by " › ".
	Says string
	// Meaning is what the reader takes it for.
	Meaning Meaning
	// Others are the further indicators that it could be, nearest first.
	Others []string
	// Why is the reason for doubt, one of the constants below.
	Why string
	// Tallies are the figures that count as soon as it is confirmed.
	Tallies []Tally
	// Against are the IDs of proposals that cannot be right together with it.
	Against []string
}

// Why a proposal is none that the reader takes by itself.
const (
	WhyComplement = "complement" // it says more than the indicator's name, and counts nothing in words
	WhyGloss      = "gloss"      // a gloss in brackets
	WhyInitials   = "initials"   // initials that no legend explains
	WhyFolded     = "folded"     // a word that reads as a role only without its marks
	WhyLayout     = "layout"     // the shape of the table
	WhyTab        = "tab"        // what the tab is called, or that it is hidden
	WhyChannel    = "channel"    // parts that need not make up the whole
	WhyRunning    = "running"    // running totals without a column of the day's own figures
	WhyEntryDay   = "entry-day"  // a date of entry, and none of duty
)

// A Meaning is what a heading, a row, a table or a tab is about. Where it names
// an indicator, its figures are that indicator's; where it names a role, they are
// nobody's tallies.
type Meaning struct {
	Indicator string // an indicator's ID, or empty
	Role      string // one of Roles; empty is the actual figure
	Part      string // of which part of the day or the unit: "sáng", "ấp 3"; empty is the whole
}

// Roles that figures may have beside the actual ones of the day.
const (
	RolePlan        = "plan"
	RoleEarlier     = "earlier" // of another period
	RoleShare       = "share"   // a percentage, a comparison
	RoleNotDone     = "not-done"
	RoleSample      = "sample"
	RoleCancelled   = "cancelled"
	RoleRunning     = "running" // a running total
	RolePeriodTotal = "period-total"
)

// Roles are all of them.
var Roles = []string{RolePlan, RoleEarlier, RoleShare, RoleNotDone, RoleSample, RoleCancelled, RoleRunning, RolePeriodTotal}

// An Answer is what the office taught of one heading: yes, no, or what it is.
type Answer struct {
	// Proposal is the ID of the proposal that was answered; empty where the answer
	// is given to a wording everywhere.
	Proposal string
	// Source limits the answer to one workbook; empty is everywhere.
	Source string
	// Says is the heading as it was written when it was answered.
	Says string
	// No: it is nothing of ours.
	No bool
	// Meaning is what it is, where the office did not say no.
	Meaning Meaning
	// Decision is the ID of the decision that it is of; 0 in the decision itself.
	Decision int64
}

// Stamp is a short sign of what the office is asked: it is another once the
// reader takes the same heading for something else.
func (p *Proposal) Stamp() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{p.Says, p.Meaning.Indicator, p.Meaning.Role, p.Meaning.Part, p.Why}, "\x1f")))
	return hex.EncodeToString(sum[:4])
}

// ProposalID names a proposal of a workbook by the words at its heading.
func ProposalID(source, unit, tab, says string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{source, unit, tab, says}, "\x1f")))
	return hex.EncodeToString(sum[:4])
}

// An UnreadDay is a day of a unit for which something stands in its workbook that
// the reader did not take, so that the unit has not failed to report.
type UnreadDay struct {
	Unit string
	Day  calendar.Day // 0 where the day cannot be told
	// Turn says whose it is to mend or to understand.
	Turn Turn
	// Origin and Code are of the finding, or the proposal's "to-confirm", that
	// speaks of it.
	Origin
	Code string
}

// An Accounted is a range of cells and what the reader made of them. All that
// bears a number, a date, an error or a formula is in exactly one.
type Accounted struct {
	Origin // Cell is a range in A1 notation
	As     AccountedAs
	// What tells more: an indicator, a role, a finding's code, a proposal's ID.
	What string
}

// AccountedAs is what became of a cell.
type AccountedAs string

const (
	AsTally    AccountedAs = "tally"    // read as a figure
	AsCompared AccountedAs = "compared" // a whole, a total, a running total: held against others
	AsKnown    AccountedAs = "known"    // nothing of ours, and known what it is
	AsProposed AccountedAs = "proposed" // withheld until somebody answers
	AsFinding  AccountedAs = "finding"  // a finding says why it was not taken
)
