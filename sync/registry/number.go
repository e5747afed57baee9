package registry

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// number reads a report's number.
func number(text string) (string, error) {
	n := norm.NFC.String(strings.Join(strings.Fields(text), " "))
	switch {
	case n == "":
		return "", refuse(NoNumber)
	case len([]rune(n)) > maxName:
		return "", refuse(TooLong, "most", fmt.Sprint(maxName))
	}
	return n, nil
}

// sameNumber compares two numbers as the office counts: it writes a zero before
// those below ten or leaves it out, puts spaces round the hyphen or none, and
// often leaves out the symbol that all its reports bear. "5", "05-BC" and
// "5 - BC/HĐTĐN" are one number there, and "5-KH/HĐTĐN" another. A draft without
// a number has none in common with anything.
func (g *Registry) sameNumber(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	serialA, symbolA := g.numberParts(a)
	serialB, symbolB := g.numberParts(b)
	return serialA == serialB && slices.Equal(symbolA, symbolB)
}

// numberParts takes a number apart: the running number without leading zeros,
// and the words of the symbol behind it, none where the office's own is meant.
func (g *Registry) numberParts(number string) (serial string, symbol []string) {
	words := symbolWords(number)
	if len(words) > 1 && words[0] == "số" {
		words = words[1:]
	}
	if len(words) == 0 {
		return number, nil
	}
	rest := strings.TrimLeftFunc(words[0], unicode.IsDigit)
	serial = strings.TrimSuffix(words[0], rest)
	if trimmed := strings.TrimLeft(serial, "0"); trimmed != "" {
		serial = trimmed
	}
	if symbol = words[1:]; rest != "" {
		symbol = append([]string{rest}, symbol...)
	}
	own := append([]string{reportSymbol}, symbolWords(g.Programme.Letterhead.Code)...)
	if serial != "" && len(symbol) <= len(own) && slices.Equal(symbol, own[:len(symbol)]) {
		symbol = nil
	}
	return serial, symbol
}

// reportSymbol is what the symbols of reports begin with: 05-BC/HĐTĐN.
const reportSymbol = "bc"

// symbolWords gives the words of a number's text in small letters, without what
// parts them, which differs by guidance and by who writes: 05-BC/XYZ, 05/BC-XYZ.
func symbolWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
