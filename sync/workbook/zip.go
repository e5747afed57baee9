package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// sortedZip is the zip that excelize writes into, with its parts in the order
// of their names: excelize's own order of sheets differs from run to run. Parts
// are compressed as they come, so that a long sheet never stands in memory.
type sortedZip struct {
	w io.Writer
	// rows are written into the sheets' parts, by name, where excelize has left
	// their place empty.
	rows  map[string]io.WriterTo
	parts []*zipPart
}

// A zipPart is one part, compressed.
type zipPart struct {
	name    string
	content bytes.Buffer
	deflate *flate.Writer
	sum     hash.Hash32
	size    uint64 // before it was compressed
	// frame is what stands around the rows, kept until they are written; nil
	// for a part without rows.
	frame *bytes.Buffer
	rows  io.WriterTo
}

func (p *zipPart) Write(b []byte) (int, error) {
	if p.frame != nil {
		return p.frame.Write(b)
	}
	p.sum.Write(b) // a hash never fails
	p.size += uint64(len(b))
	return p.deflate.Write(b)
}

// Create begins a part, which is kept until Close.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	p := &zipPart{name: name, sum: crc32.NewIEEE(), rows: z.rows[name]}
	if p.rows != nil {
		p.frame = new(bytes.Buffer)
	}
	var err error
	// Rows repeat themselves so much that more effort saves next to nothing.
	if p.deflate, err = flate.NewWriter(&p.content, flate.BestSpeed); err != nil {
		return nil, err
	}
	z.parts = append(z.parts, p)
	return p, nil
}

// AddFS is part of excelize's interface; excelize does not call it.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the parts.
func (z *sortedZip) Close() error {
	slices.SortStableFunc(z.parts, func(a, b *zipPart) int { return strings.Compare(a.name, b.name) })
	zw := zip.NewWriter(z.w)
	for _, p := range z.parts {
		if err := p.finish(); err != nil {
			return fmt.Errorf("compressing part %s: %w", p.name, err)
		}
		w, err := zw.CreateRaw(&zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: p.sum.Sum32(),
			CompressedSize64: uint64(p.content.Len()), UncompressedSize64: p.size})
		if err != nil {
			return fmt.Errorf("adding part %s: %w", p.name, err)
		}
		if _, err := p.content.WriteTo(w); err != nil {
			return fmt.Errorf("writing part %s: %w", p.name, err)
		}
		p.content, p.deflate = bytes.Buffer{}, nil // the next part may take their memory
	}
	return zw.Close()
}

// finish writes the rows into their place and ends the part.
func (p *zipPart) finish() error {
	if p.frame != nil {
		const place = "<sheetData>"
		frame := p.frame.Bytes()
		at := bytes.Index(frame, []byte(place+"</sheetData>"))
		if at < 0 {
			return errors.New("the sheet has no place for its rows")
		}
		at += len(place)
		p.frame = nil
		if _, err := p.Write(frame[:at]); err != nil {
			return err
		}
		if _, err := p.rows.WriteTo(p); err != nil {
			return err
		}
		if _, err := p.Write(frame[at:]); err != nil {
			return err
		}
	}
	return p.deflate.Close()
}
