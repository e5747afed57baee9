package gsheets

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"tonghop/model/grid"
)

// contentOf identifies a grid by everything in it. Each part is preceded by its
// length, so that no two different grids are written alike.
func contentOf(b *grid.Book) string {
	h := sha256.New() // writing to a hash never fails
	part := func(p []byte) {
		h.Write(binary.AppendUvarint(nil, uint64(len(p))))
		h.Write(p)
	}
	part([]byte(b.Title))
	part([]byte(b.Locale))
	part([]byte(b.TimeZone))
	for i := range b.Tabs {
		part(b.Tabs[i].Canonical())
	}
	return hex.EncodeToString(h.Sum(nil))
}
