package official

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

//go:generate go run ./internal/makeforms ../../templates/forms

// unzipLimit bounds a form unpacked, in bytes: a form is a few sheets, and
// anything beyond is not one.
const unzipLimit = 64 << 20

// A Form is a form's workbook and the name by which Kinds knows it: which
// sheets and rows it must have follows from the name.
type Form struct {
	Name string
	Data []byte
}

// A Variant is how a report is given out; the zero Variant is a report that
// has not been numbered.
type Variant struct {
	// Number is the office's: "12", or whole as "12-BC/HĐTĐN"; "" leaves room
	// for it.
	Number string
	// Dated is the document's day; zero leaves room for it, and with a number is
	// the day of the report's AsOf.
	Dated calendar.Day
	// Draft is the code of a draft, printed on it; "" for none.
	Draft string
	// Provisional says on the page that figures may still come.
	Provisional bool
	// Replaces is the number of the issued report that this one takes the place
	// of, with the reason why.
	Replaces, Reason string
	// Record names the state of the record that it rests on; it stands in the
	// file's properties, not on paper.
	Record string
	// Paper leaves out the sheets that are only for the office to edit, as of
	// what is printed and signed.
	Paper bool
	// Messages put findings into words, in the internal workbook only.
	Messages office.Messages
}

// Render gives the workbook or Word document that the form makes of the report. The same form,
// report and variant give the same bytes.
func Render(form Form, r *report.Report, v Variant) ([]byte, error) {
	d, err := newData(r, v)
	if err != nil {
		return nil, fmt.Errorf("laying out the official report: %w", err)
	}
	if IsWord(form.Data) {
		b, err := renderWord(form, d)
		if err != nil {
			return nil, fmt.Errorf("filling the form: %w", err)
		}
		return b, nil
	}
	// Only a filled sheet tells where its pages end; what then begins amid a
	// section gets the section's heading again, in a second filling.
	b, broken, err := render(form, d, nil)
	if err == nil && len(broken) > 0 {
		b, _, err = render(form, d, broken)
	}
	if err != nil {
		return nil, fmt.Errorf("filling the form: %w", err)
	}
	return b, nil
}

// Check reads a form without filling it. Its error joins a *FormError for each
// fault.
func Check(form Form, p *office.Programme) (err error) {
	if IsWord(form.Data) {
		return checkWord(form, p)
	}
	f, err := open(form.Data)
	if err != nil {
		return err
	}
	defer f.Close()
	defer recovered(&err)
	_, err = scan(f, form.Name, p)
	return err
}

// render fills a form, in which the headings of sections stand again before
// some rows, and tells by sheet with which rows pages begin amid a section.
func render(form Form, d *data, again map[string][]sectionRow) (out []byte, broken map[string][]sectionRow, err error) {
	f, err := open(form.Data)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	defer recovered(&err)
	sheets, err := scan(f, form.Name, d.Programme)
	if err != nil {
		return nil, nil, err
	}
	w := &workbook{f: f, looks: newLooks(f), formulas: map[string]bool{}, plans: map[string]*plan{}, again: again, broken: map[string][]sectionRow{}}
	for _, s := range sheets {
		if s.leftOut(d) {
			err = f.DeleteSheet(s.name)
		} else {
			err = w.fill(s, d)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	if err := f.SetDocProps(docProps(d)); err != nil {
		return nil, nil, err
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		return nil, nil, err
	}
	out, err = w.finish(buf.Bytes())
	return out, w.broken, err
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
		Identifier:     clean(d.Record),
	}
}
