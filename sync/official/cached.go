package official

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
)

// finish mends in a filled form what the library cannot: the types of cached
// values and the ranges of charts.
//
// excelize marks the cached value of every formula as a text, and viewers that
// do not calculate (a phone's preview, Protected View) would then show or copy
// it as one. The mark is taken off our formulas' cells.
func (w *workbook) finish(filled []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(filled), int64(len(filled)))
	if err != nil {
		return nil, fmt.Errorf("reading the filled form: %w", err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range in.File {
		var mend func([]byte) []byte
		switch {
		case strings.HasPrefix(part.Name, "xl/worksheets/") && len(w.formulas) > 0:
			mend = w.retype
		case strings.HasPrefix(part.Name, "xl/charts/chart"):
			mend = w.follow
		}
		if err := copyPart(z, part, mend); err != nil {
			return nil, fmt.Errorf("finishing %s: %w", part.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

var textFormula = regexp.MustCompile(`(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="str"(><f>([^<]*)</f><v>-?[0-9]+</v></c>)`)

func (w *workbook) retype(sheet []byte) []byte {
	return textFormula.ReplaceAllFunc(sheet, func(cell []byte) []byte {
		m := textFormula.FindSubmatch(cell)
		if !w.formulas[html.UnescapeString(string(m[3]))] {
			return cell
		}
		return append(append([]byte{}, m[1]...), m[2]...)
	})
}

// copyPart copies a part of a workbook, mended where there is anything to mend.
func copyPart(z *zip.Writer, part *zip.File, mend func([]byte) []byte) error {
	if mend == nil {
		return z.Copy(part)
	}
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	xml, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	p, err := z.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = p.Write(mend(xml))
	return err
}
