package reading

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/meaning"
)

// Rests tell on what a reading rests of that which the office taught for
// everywhere: the headings of which the reader asked what they mean, and what it
// was told. Where another thing is taught, a reading stands for as long as it would
// be told the same.
type Rests struct {
	Asked []byte // in stored form; equal for readings that asked the same
	Told  Told
}

// A Told is a digest of answers.
type Told [16]byte

// An asking is one question to what the office's words mean: what a heading
// means, or what was taught of a path.
type asking struct {
	Heading *meaning.Heading `json:"h,omitempty"`
	Path    []string         `json:"p,omitempty"`
}

// ReadResting is Read, and tells on what the reading rests.
func ReadResting(b *grid.Book, c Context) (office.Reading, Rests) {
	r := newReader(b, &c)
	r.mind.asked = map[string]bool{}
	r.readTabs()
	r.settle()
	r.propose()
	asked, err := json.Marshal(slices.Sorted(maps.Keys(r.mind.asked)))
	if err != nil { // texts always marshal
		return r.out, Rests{}
	}
	return r.out, Rests{Asked: asked, Told: c.Told(asked)}
}

// Told gives what questions are answered with under this context.
func (c Context) Told(asked []byte) Told {
	var all []string
	if json.Unmarshal(asked, &all) != nil {
		return Told{}
	}
	m := newMind(&c)
	h := sha256.New()
	for _, text := range all {
		var a asking
		if json.Unmarshal([]byte(text), &a) != nil {
			return Told{}
		}
		if a.Heading != nil {
			fmt.Fprintf(h, "%+v\n", m.heading(*a.Heading))
		} else if said := m.answer(a.Path); said != nil {
			fmt.Fprintf(h, "%v %+v\n", said.No, said.Meaning)
		} else {
			fmt.Fprintln(h)
		}
	}
	return Told(h.Sum(nil)[:len(Told{})])
}

// ask notes a question, where somebody wants to know.
func (m *mind) ask(a asking) {
	if m.asked == nil {
		return
	}
	if text, err := json.Marshal(a); err == nil {
		m.asked[string(text)] = true
	}
}

// Base identifies what governs the reading but for what is taught everywhere:
// under equal ones, equal content gives equal readings where Told is equal.
func (c Context) Base() string { return c.BaseBy(Version) }

// BaseBy is Base as a reader of another version has it.
func (c Context) BaseBy(version string) string {
	var own []office.Answer
	for i := range c.Answers {
		if c.Answers[i].Source != "" {
			own = append(own, c.Answers[i])
		}
	}
	c.Answers = own
	return c.keyBy(version)
}
