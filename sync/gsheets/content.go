package gsheets

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"

	"tonghop/model/grid"
)

// contentOf identifies a grid by everything in it. Each text and list is
// preceded by its length, so that no two different grids are written alike.
func contentOf(b *grid.Book) string {
	h := sha256.New()
	d := digest{w: bufio.NewWriterSize(h, 1<<14), h: h}
	d.text(b.Title)
	d.text(b.Locale)
	d.text(b.TimeZone)
	d.number(uint64(len(b.Tabs)))
	for i := range b.Tabs {
		d.tab(&b.Tabs[i])
	}
	return d.sum()
}

// A digest writes typed values into a hash. Writing to a hash never fails.
type digest struct {
	w   *bufio.Writer
	h   hash.Hash
	buf [8]byte
}

func (d *digest) number(n uint64) {
	binary.LittleEndian.PutUint64(d.buf[:], n)
	d.w.Write(d.buf[:])
}

func (d *digest) text(s string) {
	d.number(uint64(len(s)))
	d.w.WriteString(s)
}

func (d *digest) indexes(list []int) {
	d.number(uint64(len(list)))
	for _, n := range list {
		d.number(uint64(n))
	}
}

func (d *digest) tab(t *grid.Tab) {
	d.number(uint64(t.ID))
	d.text(t.Title)
	d.flags(t.Hidden, false)
	d.indexes(t.HiddenRows)
	d.indexes(t.HiddenCols)
	d.number(uint64(len(t.Merges)))
	for _, m := range t.Merges {
		d.indexes([]int{m.Row, m.Col, m.EndRow, m.EndCol})
	}
	d.number(uint64(len(t.Rows)))
	for _, row := range t.Rows {
		d.number(uint64(len(row)))
		for i := range row {
			d.w.WriteByte(byte(row[i].Kind))
			d.flags(row[i].Formula, row[i].Kind == grid.Blank)
			if row[i].Kind != grid.Blank {
				d.number(math.Float64bits(row[i].Number))
				d.text(row[i].Text)
			}
		}
	}
}

func (d *digest) flags(a, b bool) {
	var n byte
	if a {
		n |= 1
	}
	if b {
		n |= 2
	}
	d.w.WriteByte(n)
}

func (d *digest) sum() string {
	d.w.Flush()
	return hex.EncodeToString(d.h.Sum(nil))
}
