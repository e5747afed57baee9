package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"tonghop/model/record"
	"tonghop/sync/ledger/pack"
)

// A reportRow is a row of the table report: a file, a draft, or the number that a
// draft was given.
type reportRow struct {
	kind, name string
	draft      int64
	said       string
}

func (r *reportRow) fields() []any { return []any{&r.kind, &r.name, &r.draft, &r.said} }
func (r *reportRow) beside() []any { return nil }

// The kinds of a reportRow.
const (
	keptFile  = "file"
	keptDraft = "draft"
	keptGiven = "number"
)

// hashOf is by what a file is known: its SHA-256 in lower-case hexadecimal.
func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// keepFile puts a file in, unless it is there already.
func (t *tx) keepFile(data []byte) (hash string, err error) {
	hash = hashOf(data)
	if there, err := t.hasFile(hash); there || err != nil {
		return hash, err
	}
	packed, err := pack.Compress(data)
	if err == nil {
		_, err = t.put(reports, &reportRow{kind: keptFile, name: hash}, "packed", packed)
	}
	return hash, err
}

func (t *tx) hasFile(hash string) (bool, error) {
	var id int64
	return t.first("SELECT id FROM report WHERE office = ? AND kind = 'file' AND name = ?", []any{hash}, &id)
}

// needFiles refuses what names a file that did not come along.
func (t *tx) needFiles(hashes ...string) error {
	for _, hash := range hashes {
		there, err := t.hasFile(hash)
		if err == nil && !there {
			err = fmt.Errorf("the file %.12s… did not come along", hash)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// File gives the bytes of a file that the register keeps, by their SHA-256.
// Bytes that are not those any more are an error.
func (l *Ledger) File(ctx context.Context, hash string) (data []byte, err error) {
	err = l.view(ctx, "reading a kept file", func(t *tx) error {
		data, err = t.file(hash)
		return err
	})
	return data, err
}

func (t *tx) file(hash string) (data []byte, err error) {
	var packed []byte
	var gone int64
	found, err := t.first("SELECT packed, gone FROM report WHERE office = ? AND kind = 'file' AND name = ?", []any{hash}, &packed, &gone)
	switch {
	case err != nil:
		return nil, err
	case found && packed == nil && gone != 0:
		return nil, fmt.Errorf("file %.12s…, by decision %d: %w", hash, gone, record.ErrLost)
	case !found:
		return nil, fmt.Errorf("%w: there is no file %.12s…", errUnreadable, hash)
	}
	if data, err = pack.Decompress(packed); err != nil {
		return nil, fmt.Errorf("file %.12s…: %w", hash, err)
	}
	if hashOf(data) != hash {
		return nil, fmt.Errorf("%w: file %.12s…", errUnreadable, hash)
	}
	return data, nil
}
