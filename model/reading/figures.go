package reading

import (
	"math"
	"regexp"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// state tells what a cell says of a count. A blank is not a zero.
type state uint8

const (
	unstated state = iota
	stated
	rejected
)

// A fault is what is wrong or doubtful with a figure's cell.
type fault uint8

const (
	noFault fault = iota
	faultGrouping
	faultUnclear
	faultSum
	faultNote
	faultInvalid
	faultFraction
	faultNegative
	faultFormula
	faultDate
	faultSuspicious // looks like a year
	faultSerial     // looks like a date's serial
	faultMerged     // its cell covers several days or units
	faultShown      // the cell shows something else: struck, a percentage, covered
	faultShownRest  // a part of it is struck or raised: the rest was read
	faultPart       // a part of the day is missing
	faultDoubt      // a note beside it doubts it
)

// faults gives each fault its finding. An error's figure is not read.
var faults = [...]struct {
	code     string
	severity office.Severity
}{
	faultGrouping:   {"number-grouping", office.SeverityWarning},
	faultUnclear:    {"number-unclear", office.SeverityWarning},
	faultSum:        {"number-sum", office.SeverityWarning},
	faultNote:       {"number-with-note", office.SeverityWarning},
	faultInvalid:    {"number-invalid", office.SeverityError},
	faultFraction:   {"number-fraction", office.SeverityError},
	faultNegative:   {"number-negative", office.SeverityError},
	faultFormula:    {"formula-error", office.SeverityError},
	faultDate:       {"number-is-date", office.SeverityError},
	faultSuspicious: {"number-suspicious", office.SeverityWarning},
	faultSerial:     {"number-suspicious", office.SeverityError},
	faultMerged:     {"number-merged", office.SeverityError},
	faultShown:      {"shown-differs", office.SeverityError},
	faultShownRest:  {"shown-differs", office.SeverityWarning},
	faultPart:       {"part-missing", office.SeverityError},
	faultDoubt:      {"doubt-marked", office.SeverityWarning},
}

// A figure is one cell of an indicator's column.
type figure struct {
	value   int64
	state   state
	fault   fault
	formula bool // its value comes from a formula
	nothing bool // it holds the phrase for "nothing happened"
	rest    bool // it says that nobody was on duty: as a part, zero
}

func good(n int64, f fault) figure { return figure{value: n, state: stated, fault: f} }

func bad(f fault) figure { return figure{state: rejected, fault: f} }

// maxFigure bounds what a commune can count in a day, and keeps every sum far
// from overflow.
const maxFigure = 999_999_999

// numbers reads figures' cells under a file's locale.
type numbers struct {
	words *words
	// english: a comma groups thousands and a dot begins a fraction.
	english bool
	// mixed: the column itself says so, and not its file.
	mixed bool
	// large: the column has other figures of a thousand and more, so that a
	// space may group.
	large bool
	// seen remembers texts already read with the same units behind them.
	seen map[string]figure
}

// read gives what a cell says, as it is shown. Units are the folded words that
// may follow the number.
func (n *numbers) read(c *grid.Cell, units map[string]bool) figure {
	f := n.readKind(c, units)
	f.formula = c.Formula
	if c.Marks != 0 {
		f = n.asShown(c, f, units)
	}
	return f
}

func (n *numbers) readKind(c *grid.Cell, units map[string]bool) figure {
	switch c.Kind {
	case grid.Number:
		return storedNumber(c.Number)
	case grid.Text:
		return n.text(c.Text, units)
	case grid.Date:
		return bad(faultDate)
	case grid.Error:
		return bad(faultFormula)
	case grid.Bool:
		return bad(faultInvalid)
	}
	if c.Formula {
		return bad(faultFormula)
	}
	return figure{}
}

// asShown weighs what a person sees beside the value, or instead of it.
func (n *numbers) asShown(c *grid.Cell, f figure, units map[string]bool) figure {
	switch {
	case f.state == unstated && c.Marks&(grid.Untrusted|grid.Pending) == 0:
		return f
	case c.Has(grid.Struck), c.Has(grid.Percent), c.Has(grid.Scaled), c.Has(grid.Unseen):
		return figure{state: rejected, fault: faultShown, formula: f.formula}
	case c.Has(grid.Pending), c.Has(grid.Untrusted):
		return figure{state: rejected, fault: faultFormula, formula: true}
	case c.Marks&(grid.StruckPart|grid.Superscript) != 0 && c.More != nil:
		kept := n.text(c.More.Kept, units)
		if kept.state == unstated {
			return bad(faultShown)
		}
		if kept.fault == noFault {
			kept.fault = faultShownRest
		}
		return kept
	}
	return f
}

// storedNumber never scales a fraction back: a typed 1.234 may have become
// one, and nobody can tell.
func storedNumber(v float64) figure {
	whole := math.Round(v)
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0) || math.Abs(v) > maxFigure:
		return bad(faultInvalid)
	case math.Abs(v-whole) > 1e-9:
		return bad(faultFraction)
	case whole < 0:
		return bad(faultNegative)
	}
	return good(int64(whole), noFault)
}

var wholeTexts = map[string]figure{
	"": {}, "-": good(0, noFault), "–": good(0, noFault), "—": good(0, noFault),
	"k": good(0, faultUnclear), "o": good(0, faultUnclear),
	"loading...": bad(faultFormula), "#ref!": bad(faultFormula), "#n/a": bad(faultFormula), "#value!": bad(faultFormula), "#div/0!": bad(faultFormula),
	"#name?": bad(faultFormula), "#num!": bad(faultFormula), "#null!": bad(faultFormula), "#error!": bad(faultFormula),
}

// foldedTexts are whole cells too, with or without their marks.
var foldedTexts = map[string]figure{
	"dang cap nhat": {}, "chua co": {},
	"khong": good(0, noFault), "ko": good(0, noFault), "kps": good(0, noFault),
	"khong phat sinh": good(0, noFault), "khong co phat sinh": good(0, noFault),
	"khong co": good(0, noFault), "k co": good(0, noFault), "ko co": good(0, noFault), "0 co": good(0, noFault), "hong co": good(0, noFault),
	"khong co ai": good(0, noFault), "ko co ai": good(0, noFault), "k co ai": good(0, noFault), "khong ai": good(0, noFault), "0 ps": good(0, noFault), "0 phat sinh": good(0, noFault), "k ps": good(0, noFault), "ko ps": good(0, noFault),
}

// restPhrases say that nobody was on duty: as a part of a day they close it.
var restPhrases = set("nghi|nghi truc|khong truc|ko truc|k truc|nghi le|nghi trua|nghi chieu|nghi sang|duoc nghi|nghi lam")

func (n *numbers) text(raw string, units map[string]bool) figure {
	if v, ok := digits(raw); ok {
		return good(v, noFault)
	}
	if len(raw) > maxWord {
		return bad(faultInvalid)
	}
	f, ok := n.seen[raw]
	if !ok {
		f = n.parse(raw, units)
		n.seen[raw] = f
	}
	return f
}

func (n *numbers) parse(raw string, units map[string]bool) figure {
	w := n.words.of(raw)
	if restPhrases[w.fold] {
		return figure{state: rejected, fault: faultInvalid, rest: true}
	}
	if joinedByNothing(raw) {
		return bad(faultInvalid)
	}
	if f, ok := wholeTexts[w.lower]; ok {
		return f
	}
	if f, ok := foldedTexts[w.fold]; ok {
		f.nothing = nilPhrases[w.fold]
		return f
	}
	if strings.Trim(w.lower, ".…") == "" && w.lower != "." {
		return figure{}
	}
	return n.written(asciiDigits(w.lower), units, strings.ContainsAny(raw, "\n\r\t\v"))
}

// joinedByNothing reports whether digits are joined by signs that nobody sees,
// or by a letter that was lost: what they were cannot be told.
func joinedByNothing(raw string) bool {
	if isASCII(raw) {
		return false
	}
	before, hidden := false, false
	for _, r := range raw {
		digit := r >= '0' && r <= '9' || r >= '０' && r <= '９'
		switch {
		case digit && before && hidden:
			return true
		case digit:
			before, hidden = true, false
		case invisible(r):
			hidden = true
		default:
			before, hidden = false, false
		}
	}
	return false
}

// digits reads the plainest of all texts without looking any further.
func digits(s string) (int64, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	var v int64
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = v*10 + int64(s[i]-'0')
	}
	return v, true
}

// asciiDigits maps full-width digits; no other digit is a commune's.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

var (
	approximate = regexp.MustCompile(`^(?:~|≈|khoảng|khoang) ?`)
	noteBehind  = regexp.MustCompile(`^([^()]+?) ?\([^()]*\)$`)
	sumOfTerms  = regexp.MustCompile(`^(\d{1,9}(?: ?\+ ?\d{1,9})+)(?: ?= ?(\d{1,9}))?$`)
	negative    = regexp.MustCompile(`^[-−–] ?(\d.*)$`)
	numberUnit  = regexp.MustCompile(`^([\d., ]*\d) ?(\pL[\pL/. ]*)$`)
	// footnoted is a number with the sign of a footnote behind it: "15*", "9²".
	footnoted = regexp.MustCompile(`^([\d., ]*\d) ?(?:\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈ†‡]{1,2})$`)
)

// written reads a text that is not one of the known words.
func (n *numbers) written(s string, units map[string]bool, broken bool) figure {
	s = strings.TrimSpace(strings.TrimLeft(s, "'’‘`"))
	if g := sumOfTerms.FindStringSubmatch(s); g != nil {
		return sum(g[1], g[2])
	}
	if g := negative.FindStringSubmatch(s); g != nil {
		if f := n.withUnit(g[1], units, broken); f.state == stated {
			return bad(faultNegative)
		}
		return bad(faultInvalid)
	}
	noted := false
	if rest := approximate.ReplaceAllString(s, ""); rest != s {
		s, noted = rest, true
	}
	if g := noteBehind.FindStringSubmatch(s); g != nil {
		s, noted = g[1], true
	}
	if g := footnoted.FindStringSubmatch(s); g != nil {
		f := n.amount(g[1], broken)
		if f.state == stated {
			f.fault = faultShownRest
		}
		return f
	}
	f := n.withUnit(s, units, broken)
	if noted && f.state == stated {
		f.fault = faultNote
	}
	return f
}

func (n *numbers) withUnit(s string, units map[string]bool, broken bool) figure {
	if g := numberUnit.FindStringSubmatch(s); g != nil {
		if u := foldText(g[2]); u != "doi" && (units[u] || countingWords[u]) || u == "doi" && units[u] && strings.Contains(g[2], "đội") {
			return n.amount(g[1], broken)
		}
		return bad(faultInvalid)
	}
	return n.amount(s, broken)
}

func sum(terms, total string) figure {
	var v int64
	for _, t := range strings.Split(terms, "+") {
		x, _ := digits(strings.TrimSpace(t))
		v += x
	}
	if total != "" {
		if x, _ := digits(total); x != v {
			return bad(faultInvalid)
		}
	}
	if v > maxFigure {
		return bad(faultInvalid)
	}
	return good(v, faultSum)
}

var (
	grouped   = regexp.MustCompile(`^[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+)$`)
	zeroTail  = regexp.MustCompile(`^(\d{1,9})[.,]0{1,2}$`)
	zeroCents = regexp.MustCompile(`^([1-9]\d{0,2}(?:\.\d{3})+),0{1,2}$`)
	groupMark = strings.NewReplacer(".", "", ",", "", " ", "")
)

// amount reads digits with their marks of grouping. Broken text has line ends
// in it, which group nothing.
func (n *numbers) amount(s string, broken bool) figure {
	if v, ok := digits(s); ok {
		return good(v, noFault)
	}
	if g := zeroTail.FindStringSubmatch(s); g != nil {
		v, _ := digits(g[1])
		return good(v, noFault)
	}
	if g := zeroCents.FindStringSubmatch(s); g != nil && !n.english {
		v, _ := digits(groupMark.Replace(g[1]))
		return good(v, noFault)
	}
	if !grouped.MatchString(s) || broken && strings.Contains(s, " ") {
		return bad(faultInvalid)
	}
	v, ok := digits(groupMark.Replace(s))
	if !ok {
		return bad(faultInvalid)
	}
	if strings.Contains(s, " ") && !strings.HasSuffix(s, "000") && !n.large {
		return bad(faultInvalid)
	}
	if doubtful := strings.Contains(s, ",") && !n.english || strings.Contains(s, ".") && n.english || n.mixed && strings.ContainsAny(s, ".,"); doubtful {
		return good(v, faultGrouping)
	}
	return good(v, noFault)
}

// unitWords are the folded words that may follow an indicator's figures: its
// unit, the unit's parts and its initials.
func unitWords(unit string) map[string]bool {
	m := map[string]bool{}
	lower := strings.ToLower(cleanText(unit))
	fold := foldText(lower)
	if fold == "" {
		return m
	}
	m[fold] = true
	for _, part := range strings.Split(lower, "/") {
		m[foldText(part)] = true
	}
	initials := ""
	for _, w := range strings.Fields(fold) {
		initials += w[:1]
	}
	if len(initials) > 1 {
		m[initials] = true
	}
	return m
}
