package meaning

import (
	"strings"

	"tonghop/model/reading/spelling"
)

// maxDoubt is how many syllables a wording of doubt has at most.
const maxDoubt = 4

// Doubt reports whether a note or comment raises doubt about the figure that
// it stands beside: sửa, nhầm, chưa, hỏi lại, "?".
func (d *Dictionary) Doubt(note string) bool {
	d = d.untaught
	clean := spelling.Clean(note)
	if strings.ContainsAny(clean, "?？") {
		return true
	}
	tokens := split(clean)
	bare := !marked(tokens)
	for at := range tokens {
		c := cutter{tokens: tokens, at: at}
		for n := 1; n <= maxDoubt && at+n <= len(tokens); n++ {
			tone, fold := c.keys(n)
			if d.doubts[tone] || bare && d.doubtsBare[fold] {
				return true
			}
		}
	}
	return false
}
