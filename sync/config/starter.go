package config

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"tonghop/model/calendar"
)

// A Starter is what an office says of itself on its first day. All else comes
// from the sample configuration.
type Starter struct {
	Language                string // "vi" or "en"
	Title                   string // of the programme
	Starts                  calendar.Day
	Superior, Issuer, Place string // of the letterhead
	// Profile is one of Profiles; "" is the first. Catalogue is what is counted in
	// place of the sample's, from "indicators:" on.
	Profile, Catalogue string
	// Units report, in this order.
	Units []StarterUnit
	// Credentials is the key file of a service account, or link for none; Endpoint
	// is a local Google. Both may be empty.
	Credentials, Endpoint string
}

// A StarterUnit is a unit as a list of names and links has it. Only ID and Name
// must be there: a unit without a source is written down and waits for one.
type StarterUnit struct {
	ID, Name, Type, Code, Source string
	// Aliases are what else it is called in workbooks; Parent is the id of its
	// group.
	Aliases []string
	Parent  string
	// From and To bound it; SucceededBy are the ids of the units that follow it.
	From, To    calendar.Day
	SucceededBy []string
}

// Ref gives the one form in which a source is written down: the plain link to a
// Google spreadsheet, or a path with slashes. Why says what is wrong with a
// text that is neither; it is empty for a good one.
func Ref(text string) (ref, why string) {
	d := newDocument("")
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	ref = new(Config).ref(field{node: node, near: node, doc: d}, sourceExample)
	if len(d.errs) > 0 {
		return "", d.errs[0].Why
	}
	return ref, ""
}

// ValidID reports whether a text may be the id of a unit or an indicator.
func ValidID(id string) bool { return idForm.MatchString(id) }

// Same is what two spellings of one name have in common: units of one parent
// whose names are the same by it cannot be told apart.
func Same(name string) string { return fold(name) }

// Start writes an office's first configuration: the sample, comments and all,
// with the office's own answers in place of the example's; what was not answered
// stays blank. A sample in which
// one of those places is missing is an error.
func Start(sample []byte, s Starter) ([]byte, error) {
	text := strings.ReplaceAll(string(sample), "\r\n", "\n")
	_, body, found := strings.Cut(text, "\nlanguage:")
	if !found {
		return nil, errors.New("the sample configuration has no line language")
	}
	text, err := s.office(starterHeading + "\nlanguage:" + body)
	if err != nil {
		return nil, err
	}
	for _, e := range s.edits() {
		places := e.place.FindAllStringIndex(text, -1)
		if len(places) != 1 {
			return nil, fmt.Errorf("the sample configuration has %d places like %s, want one", len(places), e.place)
		}
		text = text[:places[0][0]] + e.text + text[places[0][1]:]
	}
	return []byte(text), nil
}

const starterHeading = `# tonghop: who reports, what is counted, when it is due.
#
# Written by tonghop init. Every key has its comment: read it once from top to
# bottom, and change what differs for your office. Then: tonghop check
#
# - Indent with spaces. Put texts with signs such as : or # in quotes.
# - Dates are year-month-day (2020-06-24); hours are "17:00".
# - Paths start at this file's folder.
# - A slip is never guessed at: the program names the line, what it found and
#   what would be right, and does nothing else.
`

// An edit puts a text in the one place that a pattern finds.
type edit struct {
	place *regexp.Regexp
	text  string
}

var (
	languageLine = regexp.MustCompile(`(?m)^language: \w+`)
	titleLine    = regexp.MustCompile(`(?m)^  title: .*$`)
	startsLine   = regexp.MustCompile(`(?m)^  starts: [0-9-]+`)
	endsLine     = regexp.MustCompile(`(?m)^  ends: ([0-9-]+)`)
	unitLines    = regexp.MustCompile(`(?m)^units:\n(?:[ ].*\n)+`)
	googleLine   = regexp.MustCompile(`(?m)^# google:\n`)
)

func (s *Starter) edits() []edit {
	all := []edit{
		{languageLine, "language: " + s.Language},
		{titleLine, titleText(s.Title)},
		{startsLine, "  starts: " + s.Starts.String()},
		{endsLine, "  # ends: " + lastOfYear(s.Starts).String()},
		{unitLines, s.unitLines()},
	}
	if google := s.google(); google != "" {
		all = append(all, edit{googleLine, google})
	}
	return all
}

// titleText leaves a programme without a name as a comment.
func titleText(title string) string {
	if title == "" {
		return `  # title: "…"                  # tên chương trình, đề án`
	}
	return "  title: " + scalarText(title)
}

func lastOfYear(d calendar.Day) calendar.Day {
	year, _, _ := d.Date()
	return calendar.Date(year, 12, 31)
}

// letterheadLine leaves what was not said as a comment: a line of the example's
// office must never stand on another's report.
func letterheadLine(key, value string) string {
	if value == "" {
		return "    # " + key + `: "…"`
	}
	return "    " + key + ": " + scalarText(value)
}

func (s *Starter) google() string {
	if s.Credentials == "" && s.Endpoint == "" {
		return ""
	}
	text := "google:\n"
	if s.Credentials != "" {
		text += "  credentials: [" + scalarText(s.Credentials) + "]\n"
	}
	if s.Endpoint != "" {
		text += "  endpoint: " + scalarText(s.Endpoint) + "\n"
	}
	return text
}

// unitLines writes one line a unit, as the sample does.
func (s *Starter) unitLines() string {
	var b strings.Builder
	b.WriteString("units:\n")
	for _, u := range s.Units {
		parts := []string{"id: " + scalarText(u.ID), "name: " + scalarText(u.Name)}
		for _, p := range [][2]string{{"type", given(u.Type)}, {"code", given(u.Code)}, {"parent", given(u.Parent)}, {"from", dayText(u.From)}, {"to", dayText(u.To)},
			{"succeeded_by", listText(u.SucceededBy)}, {"aliases", listText(u.Aliases)}, {"source", given(u.Source)}} {
			if p[1] != "" {
				parts = append(parts, p[0]+": "+p[1])
			}
		}
		line := "  - {" + strings.Join(parts, ", ") + "}"
		if u.Source == "" && u.Type != groupType {
			line += "   # source: …"
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// given is scalarText of what is not empty.
func given(s string) string {
	if s == "" {
		return ""
	}
	return scalarText(s)
}

func dayText(d calendar.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func listText(all []string) string {
	if len(all) == 0 {
		return ""
	}
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = scalarText(s)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// plainScalar is what needs no quotes: an id, a type or a code. YAML reads the
// words of the second pattern as something else than a text.
var (
	plainScalar = regexp.MustCompile(`^[a-z][a-z0-9_-]*$|^[1-9][0-9]{0,9}$`)
	yamlWord    = regexp.MustCompile(`^(null|true|false|yes|no|on|off|y|n)$`)
)

// scalarText writes a text so that YAML reads the very same text.
func scalarText(s string) string {
	if plainScalar.MatchString(s) && !yamlWord.MatchString(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
