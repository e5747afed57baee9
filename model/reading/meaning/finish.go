package meaning

import (
	"slices"
	"strings"
)

// finish leaves out what stands beside a concept without changing it, and
// makes the key.
func (s *signer) finish() {
	s.unserve()
	kept := s.pieces[:0:0]
	for _, p := range s.pieces {
		if by := s.beside(p); by {
			s.weak = append(s.weak, p.id)
			s.helped = s.helped || p.word.class == act
			s.inPerson = s.inPerson || p.word.class == inPerson
			s.plain = false
			if p.id == s.doing {
				s.doer = false // "Tổ chức buổi tuyên truyền"
			}
			continue
		}
		kept = append(kept, p)
	}
	s.pieces = kept
	s.stand()
	if s.level != 0 {
		if s.of() {
			s.strong = append(s.strong, s.l.Levels.Of)
			if slices.Contains(s.weak, procedures) {
				s.strong = append(s.strong, procedures) // "TTHC mức 4" counts procedures
			}
		}
		s.strong = append(s.strong, [...]string{3: "mức 3", 4: "mức 4", 34: "mức 3, 4"}[s.level])
	}
	s.acted = s.helped
	for _, p := range s.pieces {
		s.acted = s.acted || p.word.class == act
		s.strong = append(s.strong, p.id)
	}
	s.strong = sorted(s.strong)
	s.weak = sorted(s.weak)
	s.key = strings.Join(s.strong, "|")
}

// stand makes context that is not idle beside what is counted a part of it.
func (s *signer) stand() {
	if s.online || s.level != 0 || slices.Contains(s.weak, "dịch vụ công") {
		return
	}
	var add []piece
	for _, p := range s.pieces {
		if p.word.concept == nil {
			continue
		}
		for _, id := range s.weak {
			if slices.Contains(p.word.concept.Apart, id) {
				add = append(add, piece{id, s.ids[id], p.depth})
			}
		}
	}
	s.pieces = append(s.pieces, add...)
}

// unserve undoes a complement behind which something of its own stands:
// "hỗ trợ kích hoạt VNeID".
func (s *signer) unserve() {
	if s.serving == nil || len(s.complement) == 0 {
		return
	}
	after := false
	for _, p := range s.pieces {
		switch {
		case p.depth == s.serving.depth && p.word == s.serving.word:
			after = true
		case after && p.depth == s.serving.depth && p.word.class == thing:
			for _, c := range s.complement {
				s.pieces = append(s.pieces, piece{c, &word{class: thing, id: c}, s.serving.depth})
			}
			s.complement = nil
			return
		}
	}
}

// beside reports whether a piece changes nothing where it stands.
func (s *signer) beside(p piece) bool {
	for _, o := range s.pieces {
		if o.id == p.id || o.word.concept == nil {
			continue
		}
		if slices.Contains(o.word.concept.With, p.id) || (s.online || s.level != 0 || slices.Contains(s.weak, "dịch vụ công")) && slices.Contains(o.word.concept.Online, p.id) {
			return true
		}
	}
	return s.level != 0 && s.of() && s.ofWith(p.id)
}

// of reports whether a level has no noun of its own.
func (s *signer) of() bool {
	for _, p := range s.pieces {
		if p.word.class == thing || p.word.class == own || p.word.class == context || p.word.class == act && p.word.concept.Serves || p.word.class == person && p.id != "người dân" {
			return false
		}
	}
	return true
}

func (s *signer) ofWith(id string) bool {
	for i := range s.l.Things {
		if c := &s.l.Things[i]; c.ID == s.l.Levels.Of {
			return slices.Contains(c.With, id) || slices.Contains(c.Online, id)
		}
	}
	return false
}

func sorted(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}
