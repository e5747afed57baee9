package web

import (
	"crypto/rand"
	"crypto/sha256"
	"sync"
	"time"
)

const (
	sessionCookie = "session"
	// sessionLife is how long a person stays signed in: a working day.
	sessionLife = 12 * time.Hour
	// maxSessions bounds what is remembered; beyond it the oldest ends.
	maxSessions = 10_000
)

// sessions know who is signed in, also after a restart where a file keeps them.
// Only the digests of their tokens are known, here and there: whoever reads
// them cannot act in anybody's name.
type sessions struct {
	now func() time.Time
	// keep puts all that are open into the file, where there is one.
	keep func(map[digest]session)

	mu   sync.Mutex
	open map[digest]session
}

// A digest is that of a session's token.
type digest = [sha256.Size]byte

type session struct {
	address string
	ends    time.Time
}

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, keep: func(map[digest]session) {}, open: map[digest]session{}}
}

// begin opens a session and gives its token. A session that the browser had
// before, also one that somebody planted there, is ended.
func (s *sessions) begin(address, before string) (token string) {
	token = rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, sha256.Sum256([]byte(before)))
	s.prune()
	s.open[sha256.Sum256([]byte(token))] = session{address, s.now().Add(sessionLife)}
	s.keep(s.open)
	return token
}

// prune drops the sessions that have ended, and the oldest of too many.
func (s *sessions) prune() {
	var oldest digest
	var ends time.Time
	for key, in := range s.open {
		if !s.now().Before(in.ends) {
			delete(s.open, key)
			continue
		}
		if ends.IsZero() || in.ends.Before(ends) {
			oldest, ends = key, in.ends
		}
	}
	if len(s.open) >= maxSessions {
		delete(s.open, oldest)
	}
}

// whose gives the address that is signed in under a token.
func (s *sessions) whose(token string) (address string, ok bool) {
	if token == "" {
		return "", false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	in, ok := s.open[sha256.Sum256([]byte(token))]
	if !ok || !s.now().Before(in.ends) {
		return "", false
	}
	return in.address, true
}

// end closes a session.
func (s *sessions) end(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := sha256.Sum256([]byte(token))
	if _, ok := s.open[key]; ok {
		delete(s.open, key)
		s.keep(s.open)
	}
}
