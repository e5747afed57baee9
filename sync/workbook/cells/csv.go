package cells

import (
	"bytes"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// decodeCSV reads a file of separated fields as a workbook of one tab that bears
// the file's name. Every cell is a text as written: the reading rules understand
// figures and dates in texts, so a CSV gives the same tallies as the workbook
// that it was saved from. Rows keep their numbers, blank lines included, and the
// tab keeps how many fields each of them has: one too many moves all figures
// after it.
func decodeCSV(title, ext string, data []byte) (grid.Book, error) {
	text, err := plainText(data)
	if err != nil {
		return grid.Book{}, err
	}
	sep, text := separator(text, ext)
	tab := grid.Tab{Title: grid.CleanText(title)}
	budget := MaxSlots
	r := fieldReader{text: text, sep: sep, line: 1}
	for r.more() {
		record, err := r.record()
		if err != nil {
			return grid.Book{}, err
		}
		cells := csvCells(record)
		if budget -= len(cells) + 1; budget < 0 || len(tab.Rows) == maxRows {
			return grid.Book{}, fault(office.FaultTooLarge, "more than %d cells, at line %d", MaxSlots, r.line)
		}
		tab.Rows = append(tab.Rows, cells)
		tab.Fields = append(tab.Fields, len(record))
	}
	n := len(tab.Rows)
	for n > 0 && tab.Rows[n-1] == nil {
		n--
	}
	tab.Rows, tab.Fields = tab.Rows[:n], tab.Fields[:n]
	return grid.Book{Tabs: []grid.Tab{tab}}, nil
}

// csvCells gives the cells of a record, without the blank ones at its end.
func csvCells(record []string) []grid.Cell {
	for len(record) > 0 && record[len(record)-1] == "" {
		record = record[:len(record)-1]
	}
	if len(record) == 0 {
		return nil
	}
	cells := make([]grid.Cell, len(record))
	for i, s := range record {
		c := grid.Cell{Kind: grid.Text, Text: s}
		switch {
		case s == "":
			c.Kind = grid.Blank
		case grid.IsErrorCode(s):
			c.Kind = grid.Error
			c.ResultMarks(0)
		}
		cells[i] = c
	}
	return cells
}

// A fieldReader divides a text into records of fields as Excel does: a field that
// begins with a quotation mark ends with the next single one, over lines if need
// be; any other quotation mark is a character. A blank line is a record without
// fields.
type fieldReader struct {
	text   []byte
	sep    byte
	line   int // of the record to come
	fields []string
}

func (r *fieldReader) more() bool { return len(r.text) > 0 }

// record gives the next record, valid until the one after it. A quotation mark
// that does not close would take the lines after it into one field: that is an
// error.
func (r *fieldReader) record() ([]string, error) {
	r.fields = r.fields[:0]
	began := r.line
	if cut, ok := bytes.CutPrefix(r.text, []byte("\n")); ok {
		r.text = cut
		r.line++
		return r.fields, nil
	}
	for {
		field, ok := r.field()
		if !ok {
			return nil, fault(office.FaultBrokenCSV, "a quotation mark in the record of line %d does not close as it should", began)
		}
		r.fields = append(r.fields, field)
		if len(r.text) == 0 {
			return r.fields, nil
		}
		end := r.text[0]
		r.text = r.text[1:]
		if end == '\n' {
			r.line++
			return r.fields, nil
		}
		if len(r.text) == 0 { // a separator at the very end
			r.fields = append(r.fields, "")
			return r.fields, nil
		}
	}
}

// field gives the next field and leaves what ends it.
func (r *fieldReader) field() (string, bool) {
	rest, quoted := bytes.CutPrefix(r.text, []byte(`"`))
	if !quoted {
		return r.bare(), true
	}
	var b strings.Builder
	lines := 0
	for {
		i := bytes.IndexByte(rest, '"')
		if i < 0 {
			return "", false
		}
		lines += bytes.Count(rest[:i], []byte("\n"))
		b.Write(rest[:i])
		if rest = rest[i+1:]; len(rest) == 0 || rest[0] != '"' {
			break
		}
		b.WriteByte('"')
		rest = rest[1:]
	}
	r.text = rest
	r.line += lines
	tail := r.bare() // what stands behind the mark that closes
	if tail != "" && lines > 0 {
		return "", false // it closed a field of another line
	}
	return b.String() + tail, true
}

// bare gives the characters up to the next separator or the end of the line.
func (r *fieldReader) bare() string {
	n := 0
	for n < len(r.text) && r.text[n] != r.sep && r.text[n] != '\n' {
		n++
	}
	s := string(r.text[:n])
	r.text = r.text[n:]
	return s
}

// separator tells what parts the fields: what Excel's own "sep=" line says,
// which it takes away; a tab in a .tsv; else the candidate that cuts the most of
// the first records into one and the same number of fields. So the commas of
// "12,5" do not pass for separators in a file of semicolons; nor do they where
// both cut equally well, for there the comma comes last.
func separator(text []byte, ext string) (byte, []byte) {
	const candidates = "\t;|,"
	line, after, _ := bytes.Cut(text, []byte("\n"))
	said, ok := bytes.CutPrefix(bytes.ToLower(bytes.Trim(line, `"`)), []byte("sep="))
	if ok && len(said) > 0 && strings.IndexByte(candidates, said[0]) >= 0 {
		return said[0], after
	}
	if ext == ".tsv" || ext == ".tab" {
		return '\t', text
	}
	best, most := byte(','), 0
	for _, c := range []byte(candidates) {
		if n := evenRecords(text, c); n > most {
			best, most = c, n
		}
	}
	return best, text
}

// evenRecords counts those of the first records that have the most usual number
// of fields, above one, if a separator parts them.
func evenRecords(text []byte, sep byte) int {
	const enough = 100
	usual := make(map[int]int)
	r := fieldReader{text: text, sep: sep}
	for n := 0; n < enough && r.more(); n++ {
		record, err := r.record()
		if err != nil {
			break
		}
		usual[len(record)]++
	}
	most := 0
	for n, records := range usual {
		if n > 1 {
			most = max(most, records)
		}
	}
	return most
}
