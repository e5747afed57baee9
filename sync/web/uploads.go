package web

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"
)

// uploads hold the files that were sent until they are confirmed. They live in
// memory: a restart asks for the file again.
type uploads struct {
	mu   sync.Mutex
	held []upload // the oldest first
}

type upload struct {
	hash, person, draft string
	file                *SignedFile
}

// maxUploads bounds how many are held; beyond it the oldest is forgotten.
const maxUploads = 4

// put holds a file of a person's for a draft, and gives its name.
func (u *uploads) put(by visitor, draft string, f *SignedFile) (hash string) {
	sum := sha256.Sum256(f.Bytes)
	hash = hex.EncodeToString(sum[:])
	u.drop(by, draft, hash)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.held = append(u.held, upload{hash, by.address(), draft, f})
	u.held = u.held[max(0, len(u.held)-maxUploads):]
	return hash
}

// is tells whether this is what the person sent for the draft.
func (x *upload) is(by visitor, draft, hash string) bool {
	return x.hash == hash && x.person == by.address() && x.draft == draft
}

// get gives a file that the same person sent for the draft; nil where there is
// none any more.
func (u *uploads) get(by visitor, draft, hash string) *SignedFile {
	u.mu.Lock()
	defer u.mu.Unlock()
	for i := range u.held {
		if x := &u.held[i]; x.is(by, draft, hash) {
			return x.file
		}
	}
	return nil
}

// drop forgets a file of a person's for a draft. The same file may be held for
// another.
func (u *uploads) drop(by visitor, draft, hash string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.held = slices.DeleteFunc(u.held, func(x upload) bool { return x.is(by, draft, hash) })
}
