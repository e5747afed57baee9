package workbook

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// decodeCSV reads a .csv as a workbook of one tab that bears the file's name.
// Every cell is a text as written: the reading rules understand figures and
// dates in texts, so a CSV gives the same tallies as the workbook that it was
// saved from. Rows keep their numbers, blank lines included.
func decodeCSV(title string, data []byte) (grid.Book, error) {
	text, err := csvText(data)
	if err != nil {
		return grid.Book{}, err
	}
	comma, text := delimiter(text)
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = comma
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	tab := grid.Tab{Title: title}
	budget, line := MaxSlots, 1
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			for n := len(tab.Rows); n > 0 && tab.Rows[n-1] == nil; n-- {
				tab.Rows = tab.Rows[:n-1]
			}
			return grid.Book{Tabs: []grid.Tab{tab}}, nil
		}
		if err != nil {
			return grid.Book{}, fault(office.FaultTruncated, "reading the CSV: %v", err)
		}
		// The reader passes over blank lines, which are rows nevertheless.
		at, _ := r.FieldPos(0)
		row := len(tab.Rows) + at - line
		line = at + 1
		cells := csvCells(record, &line)
		if budget -= row - len(tab.Rows) + len(cells) + 1; budget < 0 || row >= maxRows {
			return grid.Book{}, fault(office.FaultTooLarge, "more than %d cells, at line %d", MaxSlots, at)
		}
		tab.Rows = append(tab.Rows, make([][]grid.Cell, row-len(tab.Rows))...)
		tab.Rows = append(tab.Rows, cells)
	}
}

// csvCells gives the cells of a record, without the blank ones at its end, and
// moves line on by the line breaks inside it.
func csvCells(record []string, line *int) []grid.Cell {
	var cells []grid.Cell
	for i, s := range record {
		*line += strings.Count(s, "\n")
		if s == "" {
			continue
		}
		if cells == nil {
			cells = make([]grid.Cell, 0, len(record))
		}
		for len(cells) < i {
			cells = append(cells, grid.Cell{})
		}
		kind := grid.Text
		if isErrorCode(s) {
			kind = grid.Error
		}
		cells = append(cells, grid.Cell{Kind: kind, Text: s})
	}
	return cells
}

// csvText gives the content in UTF-8 with \n between lines. A file in a code
// page of old Windows is refused rather than guessed at: there are several,
// and the wrong one would change names without a sign.
func csvText(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		if len(data)%2 != 0 {
			return nil, fault(office.FaultTruncated, "the UTF-16 is cut off within a character")
		}
		utf8, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, fault(office.FaultTruncated, "reading UTF-16: %v", err)
		}
		data = utf8
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return nil, fault(office.FaultNotWorkbook, "a CSV in an unknown encoding; it is to be saved as “CSV UTF-8”")
	}
	if bytes.IndexByte(data, '\n') < 0 {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n")) // of old Macs
	}
	return data, nil
}

// delimiter tells what parts the fields: what Excel's own "sep=" line says,
// which it takes away, else the candidate that cuts the most of the first
// lines into one and the same number of fields. So the commas of "12,5" do not
// pass for separators in a file of semicolons; nor do they where both cut
// equally well, for there the comma comes last.
func delimiter(text []byte) (rune, []byte) {
	const candidates = "\t;,"
	if rest, ok := bytes.CutPrefix(text, []byte("sep=")); ok && len(rest) > 0 && strings.IndexByte(candidates, rest[0]) >= 0 {
		_, after, _ := bytes.Cut(rest, []byte("\n"))
		return rune(rest[0]), after
	}
	best, most := ',', 0
	for _, c := range candidates {
		if n := evenLines(text, byte(c)); n > most {
			best, most = c, n
		}
	}
	return best, text
}

// evenLines counts those of the first lines that hold the most usual number,
// above none, of the separator outside quotes.
func evenLines(text []byte, sep byte) int {
	const enough = 100
	usual := make(map[int]int)
	count, lines, quoted := 0, 0, false
	for _, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == sep:
			count++
		case c == '\n':
			usual[count]++
			count = 0
			lines++
		}
		if lines == enough {
			break
		}
	}
	usual[count]++
	most := 0
	for n, lines := range usual {
		if n > 0 {
			most = max(most, lines)
		}
	}
	return most
}
