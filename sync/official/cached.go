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

// excelize marks the cached value of every formula as a text, and viewers that
// do not calculate (a phone's preview, Protected View) would then show or copy
// it as one. typeCachedNumbers takes that mark off our formulas' cells.
func typeCachedNumbers(workbook []byte, formulas map[string]bool) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		return nil, fmt.Errorf("reading the filled form: %w", err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range in.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/") || len(formulas) == 0 {
			if err := w.Copy(part); err != nil {
				return nil, err
			}
			continue
		}
		if err := retype(w, part, formulas); err != nil {
			return nil, fmt.Errorf("typing the totals of %s: %w", part.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

var textFormula = regexp.MustCompile(`(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="str"(><f>([^<]*)</f><v>-?[0-9]+</v></c>)`)

func retype(w *zip.Writer, part *zip.File, formulas map[string]bool) error {
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	xml, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	xml = textFormula.ReplaceAllFunc(xml, func(cell []byte) []byte {
		m := textFormula.FindSubmatch(cell)
		if !formulas[html.UnescapeString(string(m[3]))] {
			return cell
		}
		return append(append([]byte{}, m[1]...), m[2]...)
	})
	p, err := w.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = p.Write(xml)
	return err
}
