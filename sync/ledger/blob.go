package ledger

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// hashOf is by what a file is known: its SHA-256 in lower-case hexadecimal.
func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// keep puts a file in, unless it is there already, and gives its id.
func (t *tx) keep(data []byte) (id int64, err error) {
	hash := hashOf(data)
	if found, err := t.first("SELECT id FROM blob WHERE sha256 = ?", []any{hash}, &id); found || err != nil {
		return id, err
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err = z.Write(data); err == nil {
		err = z.Close()
	}
	if err != nil {
		return 0, err
	}
	return t.insert("INSERT INTO blob (sha256, packed) VALUES (?, ?)", hash, packed.Bytes())
}

// File gives the bytes of a file that the register keeps, by their SHA-256.
// Bytes that are not those any more are an error.
func (l *Ledger) File(ctx context.Context, hash string) (data []byte, err error) {
	err = l.view(ctx, "reading a kept file", func(t *tx) error {
		var packed []byte
		found, err := t.first("SELECT packed FROM blob WHERE sha256 = ?", []any{hash}, &packed)
		if err == nil && !found {
			err = fmt.Errorf("%w: there is no file %.12s…", errUnreadable, hash)
		}
		if err == nil {
			data, err = unpack(packed, hash)
		}
		return err
	})
	return data, err
}

// unpack gives a file back and holds it against its hash.
func unpack(packed []byte, hash string) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%w: file %.12s…: %v", errUnreadable, hash, err)
	}
	data, err := io.ReadAll(z)
	if err = errors.Join(err, z.Close()); err != nil {
		return nil, fmt.Errorf("%w: file %.12s…: %v", errUnreadable, hash, err)
	}
	if hashOf(data) != hash {
		return nil, fmt.Errorf("%w: file %.12s… is not what was kept", errUnreadable, hash)
	}
	return data, nil
}

// A bundle is files that are kept together, by their SHA-256.
type bundle map[string]int64

// keepAll puts files in.
func (t *tx) keepAll(files [][]byte) (bundle, error) {
	ids := bundle{}
	for _, data := range files {
		id, err := t.keep(data)
		if err != nil {
			return nil, err
		}
		ids[hashOf(data)] = id
	}
	return ids, nil
}

// of gives the id of a file that is being kept, or that was before.
func (b bundle) of(t *tx, hash string) (id int64, err error) {
	if id, ok := b[hash]; ok {
		return id, nil
	}
	found, err := t.first("SELECT id FROM blob WHERE sha256 = ?", []any{hash}, &id)
	if err == nil && !found {
		err = fmt.Errorf("the file %.12s… did not come along", hash)
	}
	return id, err
}
