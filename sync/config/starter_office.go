package config

import (
	"fmt"
	"regexp"
	"strings"
)

// The profiles that an office may start by.
const (
	ProfileDistrict2020 = "district-2020" // the sample's own: mức độ 3, mức độ 4
	ProfileProvince2025 = "province-2025" // two tiers of government: một phần, toàn trình, VNeID
	ProfileOther        = "other"         // the sample's indicators, in the form of NĐ 30/2020/NĐ-CP
)

// Profiles lists them.
var Profiles = []string{ProfileDistrict2020, ProfileProvince2025, ProfileOther}

// groupType is the type of what only lists others under its name.
const groupType = "cum"

var (
	// whatIsCounted reaches from the indicators to the rules' end.
	whatIsCounted = regexp.MustCompile(`(?ms)^indicators:\n.*?^# -{70,}\n# When it is due\.\n`)
	targetLines   = regexp.MustCompile(`(?m)^    target: \{.*\n`)
	planRemark    = regexp.MustCompile(`(?m)[ ]+# I{1,3}\.[0-9].*$`)
	letterLines   = regexp.MustCompile(`(?m)^  letterhead:.*\n(?:    .*\n)+`)
	letterheads   = regexp.MustCompile(`(?m)^  letterheads:\n(?:    .*\n)+`)
	dueLines      = regexp.MustCompile(`(?m)^dues:.*\n(?:  .*\n)+`)
	accountsLine  = regexp.MustCompile(`(?m)^    - accounts_created\n`)
	formProfile   = regexp.MustCompile(`(?m)^  profile: doan  `)
)

const dueHead = "# ---------------------------------------------------------------------------\n# When it is due.\n"

// office gives what the answers and the profile change of the sample besides
// single lines: nothing of the example's plan stands in another's report.
func (s *Starter) office(text string) (string, error) {
	for _, e := range s.officeEdits() {
		if n := len(e.place.FindAllStringIndex(text, -1)); n != 1 {
			return "", fmt.Errorf("the sample configuration has %d places like %s, want one", n, e.place)
		}
		text = e.place.ReplaceAllLiteralString(text, e.text)
	}
	head, counted, found := strings.Cut(text, "\nindicators:\n")
	if !found {
		return "", fmt.Errorf("the sample configuration has no indicators")
	}
	counted, rest, _ := strings.Cut(counted, "\nrules:\n")
	counted = planRemark.ReplaceAllString(targetLines.ReplaceAllString(counted, ""), "")
	return head + "\nindicators:\n" + counted + "\nrules:\n" + rest, nil
}

func (s *Starter) officeEdits() []edit {
	edits := []edit{
		{letterLines, s.letterhead()},
		{letterheads, "  letterheads:\n    day: {addressee: []}                # a quick report is addressed to no one\n" +
			"    # tinh-uy: {addressee: [\"…\"], copies: [\"…\"]}\n"},
		{dueLines, "# dues:                         # báo cáo của chính văn phòng\n#   - {name: \"Báo cáo tháng gửi …\", every: month, before: 27}\n"},
	}
	if s.Catalogue != "" {
		edits = append(edits, edit{whatIsCounted, s.Catalogue + dueHead}, edit{accountsLine, "    - accounts_created\n    - vneid_activated\n"})
	}
	if s.Profile == ProfileOther {
		edits = append(edits, edit{formProfile, "  profile: nd30  "})
	}
	return edits
}

// letterhead writes what was answered, and leaves the rest as comments: the report
// shows it blank, and check lists it.
func (s *Starter) letterhead() string {
	subject := ""
	if s.Title != "" {
		subject = "Kết quả thực hiện " + s.Title
	}
	text := "  letterhead:                           # thể thức; what is left out stays blank in the report\n"
	for _, l := range [][2]string{{"superior", s.Superior}, {"issuer", s.Issuer}, {"place", s.Place}, {"code", ""}, {"subject", subject}} {
		text += letterheadLine(l[0], l[1]) + "\n"
	}
	return text + "    # addressee: [\"…\"]                  # Kính gửi\n    # copies: [\"…\", \"Lưu: VP\"]           # Nơi nhận\n" +
		"    # authority: \"TM. …\"\n    # position: \"…\"                     # chức vụ người ký\n" +
		"    # signer: \"Họ và tên\"               # leave it out to sign by hand\n"
}
