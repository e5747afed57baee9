package pack

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"sync"
)

// The first byte of what is packed tells how: as it is, or deflated.
const (
	Plain    = 0
	deflated = 1
)

// writers are kept, for a new one costs more than most tabs.
var writers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.DefaultCompression)
	if err != nil {
		panic(err) // a level that there is not
	}
	return w
}}

// Compress packs bytes.
func Compress(data []byte) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte(deflated)
	w := writers.Get().(*flate.Writer)
	defer writers.Put(w)
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if b.Len() > len(data) {
		return append([]byte{Plain}, data...), nil
	}
	return b.Bytes(), nil
}

// maxUnzipped bounds what is unpacked of damaged bytes.
const maxUnzipped = 1 << 30

// Decompress gives back what Compress packed.
func Decompress(packed []byte) ([]byte, error) {
	if len(packed) == 0 {
		return nil, fmt.Errorf("%w: no bytes are left", ErrUnreadable)
	}
	switch packed[0] {
	case Plain:
		return packed[1:], nil
	case deflated:
		data, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed[1:])), maxUnzipped))
		if err != nil {
			err = fmt.Errorf("%w: %w", ErrUnreadable, err)
		}
		return data, err
	}
	return nil, fmt.Errorf("%w: packed in a way that there is not", ErrUnreadable)
}
