// Package people takes what names citizens out of a tab before it is kept or
// read. People are not evidence: of a name, a telephone number, an identity
// number, a birth date and an address there stays of which kind it is, how long,
// and a digest under a key of the office's own, by which equal ones are equal.
//
// Names, birth dates and addresses are known by the heading over them or the label
// beside them; telephone and identity numbers also by their shape, wherever they
// stand. What is counted is never taken out: a figure under "Số người dân được
// hướng dẫn" stays.
package people

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading/spelling"
)

// A Masker masks under a key. It may be used by several goroutines.
type Masker struct{ key []byte }

// New gives a Masker. Without the key a digest tells nothing of what it is of.
func New(key []byte) *Masker { return &Masker{append([]byte{}, key...)} }

// Book masks every tab of a workbook, in place.
func (m *Masker) Book(b *grid.Book) {
	for i := range b.Tabs {
		m.Tab(&b.Tabs[i])
	}
}

// Tab masks a tab, in place.
func (m *Masker) Tab(t *grid.Tab) {
	byColumn := find(t)
	numbers := numbered(t)
	for r, row := range t.Rows {
		for c := range row {
			cell := &row[c]
			kind := byColumn[place{r, c}]
			if kind == "" && cell.Kind == grid.Number && !cell.Formula {
				kind = numbers[place{r, c}]
			}
			if kind != "" {
				m.whole(cell, kind)
			} else {
				m.parts(cell)
			}
		}
	}
}

// whole puts a mask in the place of a cell.
func (m *Masker) whole(c *grid.Cell, kind office.MaskKind) {
	text := c.Text
	switch c.Kind {
	case grid.Number, grid.Date:
		text = strconv.FormatFloat(c.Number, 'f', -1, 64)
	case grid.Text:
	default:
		m.parts(c)
		return
	}
	if office.IsMask(text) {
		return
	}
	*c = grid.Cell{Kind: grid.Text, Text: m.mask(kind, text), Formula: c.Formula, Marks: c.Marks, More: m.more(c.More, true)}
}

// parts puts masks in the place of the numbers within a cell's texts.
func (m *Masker) parts(c *grid.Cell) {
	if c.Kind == grid.Text {
		c.Text = m.text(c.Text)
		if label, value, ok := strings.Cut(c.Text, ":"); ok && strings.TrimSpace(value) != "" && !strings.Contains(c.Text, office.MaskOpen) {
			if kind := heading(label); kind != "" {
				c.Text = label + ": " + m.mask(kind, strings.TrimSpace(value))
			}
		}
	}
	c.More = m.more(c.More, false)
}

// more masks what few cells have. It is shared between cells, so that another
// takes its place. Of a cell that was masked whole nothing stays that repeats it.
func (m *Masker) more(old *grid.More, whole bool) *grid.More {
	if old == nil {
		return nil
	}
	now := *old
	if whole {
		now.Formula, now.Kept = "", ""
	}
	for _, text := range []*string{&now.Formula, &now.Kept, &now.Note} {
		*text = m.text(*text)
	}
	if now == *old {
		return old
	}
	if now == (grid.More{}) {
		return nil
	}
	return &now
}

// text masks the telephone and identity numbers within a text.
func (m *Masker) text(s string) string {
	if !digits.MatchString(s) {
		return s
	}
	return shaped.ReplaceAllStringFunc(s, func(found string) string {
		// What stands around the number is part of the match.
		first := strings.IndexAny(found, "+0123456789")
		last := strings.LastIndexAny(found, "0123456789") + 1
		kind := kindOf(found[first:last])
		if kind == "" {
			return found
		}
		return found[:first] + m.mask(kind, found[first:last]) + found[last:]
	})
}

var (
	digits = regexp.MustCompile(`[0-9]{2}`)
	// shaped is a run of digits that may be parted by points, dashes and blanks, and
	// neither goes on nor comes from a longer word.
	shaped = regexp.MustCompile(`(?:^|[^\pL\pN.,])(?:\+|\(\+)?[0-9](?:[ .\-()]{0,2}[0-9]){8,12}(?:$|[^\pL\pN])`)
)

// kindOf tells what a run of digits is by its shape, "" for neither.
func kindOf(text string) office.MaskKind {
	n := onlyDigits(text)
	if strings.HasPrefix(text, "+84") || strings.HasPrefix(n, "84") && len(n) == 11 {
		n = "0" + strings.TrimPrefix(n, "84")
	}
	switch {
	case len(n) == 10 && n[0] == '0' && strings.IndexByte("35789", n[1]) >= 0:
		return office.MaskPhone
	case len(n) == 11 && strings.HasPrefix(n, "02"): // a fixed line
		return office.MaskPhone
	case len(n) == 12 && isIdentity(n):
		return office.MaskIdentity
	}
	return ""
}

// isIdentity reports whether twelve digits are those of a CCCD: the province, the
// century with the sex, the year of birth, and six of one's own.
func isIdentity(n string) bool {
	province, _ := strconv.Atoi(n[:3])
	return province >= 1 && province <= 96 && n[3] <= '3'
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// mask is what stands for a text.
func (m *Masker) mask(kind office.MaskKind, text string) string {
	plain := spelling.Lower(text)
	if kind == office.MaskPhone || kind == office.MaskIdentity {
		plain = strings.TrimLeft(strings.TrimPrefix(onlyDigits(text), "84"), "0")
	}
	h := hmac.New(sha256.New, m.key)
	h.Write([]byte(string(kind) + "\x00" + plain))
	return office.Mask{Kind: kind, Length: utf8.RuneCountInString(text), Digest: hex.EncodeToString(h.Sum(nil)[:6])}.String()
}
