package official

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"tonghop/model"
)

//go:generate go run ./internal/makeforms ../../templates/forms

// unzipLimit bounds a form unpacked, in bytes: a form is a few sheets, and
// anything beyond is not one.
const unzipLimit = 64 << 20

// Write fills the form with the report and writes the workbook. On any error
// nothing has been written.
func Write(form []byte, r *model.Report, w io.Writer) error {
	b, err := Render(form, r)
	if err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("writing the official report: %w", err)
	}
	return nil
}

// Render gives the workbook that the form makes of the report. The same form
// and report give the same bytes.
func Render(form []byte, r *model.Report) ([]byte, error) {
	d, err := newData(r)
	if err != nil {
		return nil, fmt.Errorf("laying out the official report: %w", err)
	}
	f, err := open(form)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := render(f, d)
	if err != nil {
		return nil, fmt.Errorf("filling the form: %w", err)
	}
	return b, nil
}

func render(f *excelize.File, d *data) (out []byte, err error) {
	defer recovered(&err)
	sheets, err := scan(f, d)
	if err != nil {
		return nil, err
	}
	w := &workbook{f: f, looks: newLooks(f), formulas: map[string]bool{}}
	for _, s := range sheets {
		if err := w.fill(s, d); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	if err := f.SetDocProps(docProps(d)); err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		return nil, err
	}
	return typeCachedNumbers(buf.Bytes(), w.formulas)
}

func open(form []byte) (f *excelize.File, err error) {
	defer recovered(&err)
	f, err = excelize.OpenReader(bytes.NewReader(form), excelize.Options{UnzipSizeLimit: unzipLimit})
	if err != nil {
		return nil, fmt.Errorf("opening the form: %w; expected an .xlsx workbook", err)
	}
	return f, nil
}

// recovered turns a panic of the library over a damaged form into an error.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = errors.Join(*err, fmt.Errorf("the form is damaged: %v", p))
	}
}

// docProps names the office as author and the report's own day as its time, so
// that the bytes do not depend on the clock.
func docProps(d *data) *excelize.DocProperties {
	at := d.AsOf.UTC().Format(time.RFC3339)
	head := d.Programme.Letterhead
	return &excelize.DocProperties{
		Title:          clean(head.Subject + " " + d.periodName()),
		Creator:        clean(head.Issuer),
		LastModifiedBy: clean(head.Issuer),
		Created:        at,
		Modified:       at,
		Language:       "vi-VN",
	}
}
