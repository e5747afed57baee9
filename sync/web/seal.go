package web

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// A seal closes what a browser keeps for us, so that it can neither read nor
// change it. Its key lives as long as the program runs.
type seal struct{ cipher.AEAD }

func newSeal() (seal, error) {
	key := make([]byte, 32)
	rand.Read(key) // never fails
	block, err := aes.NewCipher(key)
	if err != nil {
		return seal{}, fmt.Errorf("making a key for cookies: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return seal{aead}, err
}

// A flow is a sign-in under way, as the browser keeps it until it comes back.
type flow struct {
	State, Nonce, Verifier string
	Next                   string
	Ends                   time.Time
}

// flowLife is how long a person may take at the sign-in service.
const flowLife = 10 * time.Minute

func (s seal) close(f flow) string {
	text, _ := json.Marshal(f) // strings and a time: cannot fail
	return base64.RawURLEncoding.EncodeToString(s.Seal(nil, nil, text, []byte(flowCookie)))
}

var errFlow = errors.New("the sign-in was not begun here, or too long ago")

func (s seal) open(sealed string, now time.Time) (f flow, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return f, errFlow
	}
	text, err := s.Open(nil, nil, raw, []byte(flowCookie))
	if err != nil || json.Unmarshal(text, &f) != nil || !now.Before(f.Ends) {
		return flow{}, errFlow
	}
	return f, nil
}
