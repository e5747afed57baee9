package readings

import (
	"context"
	"crypto/sha256"
	"fmt"

	"tonghop/model/office"
	"tonghop/model/reading"
)

// A rest is on what a look's reading rests of what is taught everywhere.
type rest struct {
	under digest // what was taught when it was last found to stand
	list  digest // the questions that it asked
	told  reading.Told
}

type digest [16]byte

func digestOf16(b []byte) digest {
	sum := sha256.Sum256(b)
	return digest(sum[:len(digest{})])
}

// resting tells of a source's readings on what they rest.
type resting struct {
	under digest
	// asks are the lists of questions that its readings asked, by their digests,
	// and tells what they are answered with under what is taught.
	asks  map[digest][]byte
	tells map[digest]reading.Told
}

// learn takes what is taught.
func (s *source) learn(answers []office.Answer) {
	s.context.Answers = answers
	everywhere := sha256.New()
	for i := range answers {
		if a := &answers[i]; a.Source == "" {
			fmt.Fprintf(everywhere, "%q %v %q\n", a.Says, a.No, a.Meaning)
		}
	}
	s.under = digest(everywhere.Sum(nil)[:len(digest{})])
	s.tells = map[digest]reading.Told{}
	if s.asks == nil {
		s.asks = map[digest][]byte{}
	}
}

// keep takes down on what a reading rests.
func (s *source) keep(r reading.Rests) rest {
	list := digestOf16(r.Asked)
	s.asks[list], s.tells[list] = r.Asked, r.Told
	return rest{under: s.under, list: list, told: r.Told}
}

// stands reports whether a reading that was kept would be told the same now.
func (s *source) stands(ctx context.Context, r *rest) bool {
	if s.asks[r.list] == nil {
		asked, ok := s.Cache.asked(ctx, s.ref, r.list)
		if !ok {
			return false
		}
		s.asks[r.list] = asked
	}
	if r.under == s.under {
		s.tells[r.list] = r.told
		return true
	}
	told, ok := s.tells[r.list]
	if !ok {
		told = s.context.Told(s.asks[r.list])
		s.tells[r.list] = told
	}
	return told == r.told
}

// relearn takes other answers, if all that was read would be read the same under
// them.
func (s *source) relearn(answers []office.Answer) bool {
	after := s.context
	after.Answers = answers
	if after.Base() != s.context.Base() {
		return false
	}
	tells := map[digest]reading.Told{}
	for list, asked := range s.asks {
		if tells[list] = after.Told(asked); tells[list] != s.tells[list] {
			return false
		}
	}
	s.learn(answers)
	s.tells = tells
	return true
}
