package ledger

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// keyEnding is what the file of the office's own key is called after its ledger.
const keyEnding = ".key"

// keyBytes is how long the key is.
const keyBytes = 32

// Key gives the key under which an office masks what names citizens. It stands in
// a file of its own beside the ledger and is in no record and no backup: with it
// gone, or in nobody else's hands, the digests in the record tell nothing. Where
// there is none it is made; for what is not kept any key will do, and none is.
func Key(path string, keeps bool) ([]byte, error) {
	path += keyEnding
	key, err := readKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	key = make([]byte, keyBytes)
	rand.Read(key) // never fails
	if !keeps {
		return key, nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) { // another process was first
		return readKey(path)
	}
	if err != nil {
		return nil, classify(path, fmt.Errorf("making the key of what is masked: %w", err))
	}
	_, err = f.WriteString(hex.EncodeToString(key) + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, classify(path, errors.Join(fmt.Errorf("making the key of what is masked: %w", err), os.Remove(path)))
	}
	return key, nil
}

func readKey(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != keyBytes {
		return nil, &Error{Kind: KeyDamaged, Path: path, Err: errors.New("what stands in it is no key")}
	}
	return key, nil
}
