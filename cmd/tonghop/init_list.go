package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tonghop/model"
	"tonghop/sync/config"
)

// An enlisted unit is one row of the list of names and links, or one answer.
type enlisted struct {
	line int // in the list; counts from 1
	config.StarterUnit
}

// A roll gathers units and what is wrong with the rows that name them, all at
// once.
type roll struct {
	words  model.Messages
	file   string // as it was named; "" where a person types
	shared bool   // several units may stand in one workbook
	units  []enlisted
	faults []string
}

// maxList bounds a list that a person made; a province's has 0.1 MB.
const maxList = 4 << 20

// listColumns are what a list may say of a unit, with the headings under which
// offices write it; the first is the one in the manual.
var listColumns = map[string][]string{
	"name": {"name", "tên", "tên đơn vị", "đơn vị"},
	"link": {"link", "đường dẫn", "liên kết", "địa chỉ bảng tính", "source", "file", "tệp"},
	"type": {"type", "loại", "loại đơn vị"},
	"code": {"code", "mã", "mã đơn vị"},
	"id":   {"id", "mã riêng"},
}

// read reads a list of names and links: CSV as spreadsheets save it, with
// commas, semicolons or tabs, with or without a byte order mark.
func (r *roll) read(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxList+1))
	switch {
	case err != nil:
		return err
	case len(raw) > maxList:
		return errors.New("it is too large for a list of units")
	}
	r.file = filepath.Base(path)
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0 {
		r.fault(0, "init.list.encoding")
		return nil
	}
	r.rows(raw)
	return nil
}

// rows reads the heading and then every row, good or not.
func (r *roll) rows(raw []byte) {
	in := csv.NewReader(bytes.NewReader(raw))
	in.Comma, in.FieldsPerRecord, in.TrimLeadingSpace = separator(raw), -1, true
	var at map[string]int
	for {
		row, err := in.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			if at == nil {
				r.fault(0, "init.list.empty")
			}
			return
		case errors.As(err, &broken):
			r.fault(broken.StartLine, "init.row.quotes")
			if at == nil {
				return
			}
			continue
		}
		line, _ := in.FieldPos(0)
		switch {
		case blank(row):
		case at == nil:
			if at = headings(row); !hasBoth(at) {
				r.fault(line, "init.list.heading", "raw", strings.Join(row, string(in.Comma)))
				return
			}
		default:
			r.row(line, row, at)
		}
	}
}

// separator is the sign that the heading has most of: Excel writes semicolons
// where the comma is the decimal sign, as in Vietnam.
func separator(raw []byte) rune {
	first, _, _ := bytes.Cut(bytes.TrimLeft(raw, "\r\n"), []byte("\n"))
	best, most := ',', 0
	for _, c := range ",;\t" {
		if n := bytes.Count(first, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

func blank(row []string) bool {
	return !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// headings tells in which column each thing stands.
func headings(row []string) map[string]int {
	at := map[string]int{}
	for i, cell := range row {
		for name, spellings := range listColumns {
			same := func(s string) bool { return config.Same(s) == config.Same(cell) }
			if _, taken := at[name]; !taken && slices.ContainsFunc(spellings, same) {
				at[name] = i
			}
		}
	}
	return at
}

func hasBoth(at map[string]int) bool {
	_, name := at["name"]
	_, link := at["link"]
	return name && link
}

func (r *roll) row(line int, row []string, at map[string]int) {
	cell := func(name string) string {
		if i, ok := at[name]; ok && i < len(row) {
			return strings.Join(strings.Fields(row[i]), " ")
		}
		return ""
	}
	r.add(line, config.StarterUnit{ID: cell("id"), Name: cell("name"), Type: cell("type"), Code: cell("code"), Source: cell("link")})
}

// add takes a unit in, or says what is wrong with it. It reports whether
// nothing was.
func (r *roll) add(line int, u config.StarterUnit) bool {
	before := len(r.faults)
	if config.Same(u.Name) == "" {
		r.fault(line, "init.row.name")
		return false
	}
	if u.ID != "" && !config.ValidID(u.ID) {
		r.fault(line, "init.row.id", "raw", u.ID)
	}
	if u.Source != "" {
		ref, why := config.Ref(u.Source)
		if key := badLink(u.Source, why); key != "" {
			r.fault(line, key, "raw", u.Source, "name", u.Name)
		}
		u.Source = ref
	}
	r.compare(line, &u)
	if len(r.faults) > before {
		return false
	}
	if kind := typeOf(u.Type + " x"); u.Type == "" {
		u.Type = typeOf(u.Name)
	} else if kind != "" {
		u.Type = kind // Xã is xa
	}
	r.units = append(r.units, enlisted{line, u})
	return true
}

// compare reports what a unit has in common with one before it.
func (r *roll) compare(line int, u *config.StarterUnit) {
	for i := range r.units {
		other := &r.units[i]
		pairs := []string{"name", u.Name, "other", other.Name, "before", strconv.Itoa(other.line), "raw", u.Source}
		switch {
		case config.Same(other.Name) == config.Same(u.Name):
			r.fault(line, "init.row.twice", pairs...)
		case u.Source != "" && other.Source == u.Source && !r.shared:
			r.fault(line, "init.row.shared", pairs...)
		}
		if u.ID != "" && other.ID == u.ID {
			r.fault(line, "init.row.id-twice", append(pairs, "id", u.ID)...)
		}
	}
}

// badLink says by its key what is wrong with a link; "" for a good one.
func badLink(text, why string) string {
	has := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case why == "" && !strings.Contains(text, "://"):
		if ext := strings.ToLower(filepath.Ext(text)); ext != ".xlsx" && ext != ".xlsm" && ext != ".csv" && !has("docs.google.com/") && !has("drive.google.com/") {
			return "init.link.file"
		}
		return ""
	case why == "":
		return ""
	case has("/folders/"):
		return "init.link.folder"
	case has("/d/e/"):
		return "init.link.published"
	case has("/document/"), has("/presentation/"), has("/forms/"), has("forms.gle"):
		return "init.link.document"
	case has("google.com"):
		return "init.link.other"
	}
	return "init.link.foreign"
}

func (r *roll) fault(line int, key string, pairs ...string) {
	text := r.words.Text(key, pairs...)
	switch {
	case r.file != "" && line > 0:
		text = r.file + ":" + strconv.Itoa(line) + ": " + text
	case r.file != "":
		text = r.file + ": " + text
	}
	r.faults = append(r.faults, text)
}
