package cells

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"tonghop/model/office"
)

// plainText gives a text file in UTF-8 with \n between lines. Files of UTF-8 and
// UTF-16 tell themselves by their bytes; of the code pages of Windows it is the
// Vietnamese one where its accents stand as Vietnamese sets them, else the
// western one, in which the older Vietnamese fonts were typed as well.
func plainText(data []byte) ([]byte, error) {
	text, err := toText(data)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	for i, c := range text {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' || c == 0x7f {
			return nil, fault(office.FaultEncoding, "a control character %#02x at byte %d", c, i)
		}
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n")), nil // of old Macs
}

func toText(data []byte) ([]byte, error) {
	if order, ok := utf16Order(data); ok {
		if len(data)%2 != 0 {
			return nil, fault(office.FaultTruncated, "the UTF-16 is cut off within a character")
		}
		text, err := utf16.UTF16(order, utf16.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, fault(office.FaultEncoding, "reading UTF-16: %v", err)
		}
		return text, nil
	}
	if utf8.Valid(data) {
		return data, nil
	}
	if text, ok := windows1258(data); ok {
		return text, nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsFunc(text, func(r rune) bool { return r == utf8.RuneError || r >= 0x80 && r < 0xa0 }) {
		return nil, fault(office.FaultEncoding, "neither UTF-8, UTF-16 nor a code page of Windows")
	}
	return text, nil
}

// utf16Order tells a text in UTF-16 by its mark, or by the zero bytes of its
// separators and digits.
func utf16Order(data []byte) (utf16.Endianness, bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return utf16.LittleEndian, true
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return utf16.BigEndian, true
	}
	head := data[:min(len(data), 4096)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch few := max(1, len(head)/10); {
	case zeros[1] > few && zeros[1] > 10*zeros[0]:
		return utf16.LittleEndian, true
	case zeros[0] > few && zeros[0] > 10*zeros[1]:
		return utf16.BigEndian, true
	}
	return utf16.LittleEndian, false
}

// windows1258 reads the Vietnamese code page of Windows, where it is that: its
// accents are characters of their own behind their vowels, which in a text of
// another code page they hardly ever are.
func windows1258(data []byte) ([]byte, bool) {
	text, err := charmap.Windows1258.NewDecoder().Bytes(data)
	if err != nil {
		return nil, false
	}
	placed, odd := 0, 0
	before := rune(0)
	for _, r := range string(text) {
		switch {
		case r == utf8.RuneError || r >= 0x80 && r < 0xa0:
			return nil, false
		case unicode.Is(unicode.Mn, r) && isVowel(before):
			placed++
		case unicode.Is(unicode.Mn, r), r >= 0xa1 && r <= 0xbf && unicode.IsLetter(before):
			odd++ // the older fonts have letters where others have signs
		}
		before = r
	}
	return norm.NFC.Bytes(text), placed > 0 && placed >= 10*odd
}

// isVowel tells the vowels on which Vietnamese sets an accent.
func isVowel(r rune) bool {
	switch unicode.ToLower(r) {
	case 'a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y':
		return true
	}
	return false
}
