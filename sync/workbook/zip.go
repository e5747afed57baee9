package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sortedZip is the zip that excelize writes into, with its parts in the order
// of their names: excelize's own order of sheets differs from run to run.
type sortedZip struct {
	w     io.Writer
	parts []zipPart
}

type zipPart struct {
	name    string
	content *bytes.Buffer
}

func newSortedZip(w io.Writer) excelize.ZipWriter { return &sortedZip{w: w} }

// Create begins a part, which is kept until Close.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.parts = append(z.parts, zipPart{name, new(bytes.Buffer)})
	return z.parts[len(z.parts)-1].content, nil
}

// AddFS is part of excelize's interface; excelize does not call it.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the parts.
func (z *sortedZip) Close() error {
	slices.SortStableFunc(z.parts, func(a, b zipPart) int { return strings.Compare(a.name, b.name) })
	zw := zip.NewWriter(z.w)
	for _, p := range z.parts {
		w, err := zw.Create(p.name)
		if err != nil {
			return fmt.Errorf("adding part %s: %w", p.name, err)
		}
		if _, err := p.content.WriteTo(w); err != nil {
			return fmt.Errorf("writing part %s: %w", p.name, err)
		}
	}
	return zw.Close()
}
