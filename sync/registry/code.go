package registry

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// digest identifies all that the document of a report tells, apart from the
// instant at which it was made: figures with their coverage, how the units
// stand, what is carried over, and what shapes the document.
func digest(r *report.Report, config, edition string) (string, error) {
	type line struct {
		Unit    string
		Figures []report.Sum
		Rate    office.Rate
	}
	lines := func(s *report.Summary) (all []line) {
		for i := range s.Lines {
			all = append(all, line{s.Lines[i].Unit.ID, s.Lines[i].Figures, s.Lines[i].Rate})
		}
		return append(all, line{"", s.Total.Figures, s.Total.Rate})
	}
	told := struct {
		Period          calendar.Period
		Window, Year    []line
		Standings       []string
		Findings, Notes []string
		Carried         string
		Config, Edition string
	}{Period: r.Window.Period, Window: lines(&r.Window), Year: lines(&r.Year), Config: config, Edition: edition}
	for _, s := range r.Standings {
		told.Standings = append(told.Standings, s.Unit+" "+s.Period.Key()+" "+string(s.Status))
	}
	for i := range r.Findings {
		told.Findings = append(told.Findings, r.Findings[i].Key()+" "+r.Findings[i].Raw)
	}
	for _, n := range r.Notes {
		told.Notes = append(told.Notes, fmt.Sprint(n))
	}
	if c := r.Carried; c != nil {
		told.Carried = fmt.Sprint(c.Report.Draft, c.Before, c.Adjusted)
	}
	text, err := json.Marshal(told)
	if err != nil {
		return "", fmt.Errorf("identifying the report: %w", err)
	}
	return hashOf(text), nil
}

// codeOf makes a draft's code of its figures: seven digits in two groups, such
// as 482-1936, which can be said on the telephone and typed from paper. Where
// another draft bears it already, one of the same figures in another document,
// the next digits are taken.
func codeOf(draft *record.Issued, all []record.Issued) (string, error) {
	text, err := json.Marshal(struct {
		Period  calendar.Period
		Figures []record.Frozen
	}{draft.Period, draft.Figures})
	if err != nil {
		return "", fmt.Errorf("making a code: %w", err)
	}
	for range maxCodes {
		sum := sha256.Sum256(text)
		n := binary.BigEndian.Uint64(sum[:]) % 10_000_000
		code := fmt.Sprintf("%03d-%04d", n/10_000, n%10_000)
		if !slices.ContainsFunc(all, func(d record.Issued) bool { return d.Draft == code }) {
			return code, nil
		}
		text = sum[:]
	}
	return "", fmt.Errorf("making a code: the first %d are taken", maxCodes)
}

// maxCodes is how many drafts of the same figures may stand side by side.
const maxCodes = 1000

// sameCode compares codes as people write them: "4821936", "482 1936".
func sameCode(a, b string) bool {
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
	}
	return digits(a) == digits(b)
}
