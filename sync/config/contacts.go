package config

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tonghop/model/office"
)

// ContactsFile is where the office writes by whom units are reached, beside its
// configuration: a line each with the unit, the person and the telephone number.
// It is no part of the configuration, so that the record never keeps it.
const ContactsFile = "danh-ba.csv"

// Contacts are those of the units, by ID, and what is wrong with the file.
type Contacts struct {
	ByUnit   map[string][]Reachable
	Problems []ContactProblem
}

// A Reachable is somebody to call; Digits are "" where Phone is no number.
type Reachable struct{ Person, Phone, Digits string }

// A ContactProblem is a line that cannot be used, or of which a part cannot; Code
// is that of a message under "contacts.".
type ContactProblem struct {
	Line       int
	Code, Text string
}

// ReadContacts reads the file in a folder. Without one there are no contacts.
func ReadContacts(dir string, p *office.Programme) Contacts {
	data, err := os.ReadFile(filepath.Join(dir, ContactsFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Contacts{}
	case err != nil:
		return Contacts{Problems: []ContactProblem{{Code: "unreadable"}}}
	}
	return parseContacts(data, p)
}

func parseContacts(data []byte, p *office.Programme) Contacts {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.LazyQuotes = -1, true, true
	r.Comma = separator(data)
	c := Contacts{ByUnit: map[string][]Reachable{}}
	for first := true; ; first = false {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return c
		}
		if err != nil {
			c.Problems = append(c.Problems, ContactProblem{Code: "unreadable"})
			return c
		}
		line, _ := r.FieldPos(0)
		c.take(p, line, row, first)
	}
}

// separator is what a spreadsheet saves between the columns: a semicolon where
// the first line has more of them, a tab likewise, else a comma.
func separator(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := ',', bytes.Count(line, []byte(","))
	for _, sep := range []rune{';', '\t'} {
		if n := bytes.Count(line, []byte(string(sep))); n > most {
			best, most = sep, n
		}
	}
	return best
}

// take takes a line up. A first line that names no unit and no number is the
// columns' heads.
func (c *Contacts) take(p *office.Programme, line int, row []string, first bool) {
	for i := range row {
		row[i] = strings.TrimSpace(row[i])
	}
	problem := func(code, text string) { c.Problems = append(c.Problems, ContactProblem{line, code, text}) }
	if strings.Join(row, "") == "" || strings.HasPrefix(row[0], "#") {
		return
	}
	u := unitNamed(p, row[0])
	switch {
	case len(row) < 3:
		problem("short", "")
	case u == nil && first && phoneDigits(row[2]) == "":
	case u == nil:
		problem("unit", row[0])
	default:
		someone := Reachable{Person: row[1], Phone: row[2], Digits: phoneDigits(row[2])}
		if someone.Digits == "" && row[2] != "" {
			problem("phone", row[2])
		}
		c.ByUnit[u.ID] = append(c.ByUnit[u.ID], someone)
	}
}

// unitNamed finds a unit by its ID or one of its names.
func unitNamed(p *office.Programme, name string) *office.Unit {
	for i := range p.Units {
		u := &p.Units[i]
		for _, n := range append([]string{u.ID, u.Name, u.ShortName()}, u.Aliases...) {
			if strings.EqualFold(n, name) {
				return u
			}
		}
	}
	return nil
}

// phoneDigits are the digits that are dialled, from 0 on; "" where a text is no
// number of Vietnam's: with letters, too short, too long.
func phoneDigits(text string) string {
	var digits strings.Builder
	for _, r := range strings.TrimPrefix(text, "+84") {
		switch {
		case r >= '0' && r <= '9':
			digits.WriteRune(r)
		case strings.ContainsRune(" .-()", r):
		default:
			return ""
		}
	}
	d := digits.String()
	if strings.HasPrefix(text, "+84") || len(d) == 9 && d[0] != '0' { // a spreadsheet drops the 0
		d = "0" + strings.TrimPrefix(d, "0")
	}
	if len(d) < 10 || len(d) > 11 || d[0] != '0' {
		return ""
	}
	return d
}
