package official

import (
	"slices"
	"strings"
)

// inSentence writes an organ's name, in capitals in the heading, as it stands in
// a sentence: BCH ĐOÀN HUYỆN HỚN QUẢN is BCH Đoàn huyện Hớn Quản. A name that
// is not all in capitals stays as the office wrote it.
func inSentence(name string) string {
	if name != strings.ToUpper(name) {
		return name
	}
	words := strings.Fields(name)
	out := make([]string, len(words))
	for i, w := range words {
		switch {
		case slices.Contains([]string{"BCH", "BTV", "TNCS", "UBND", "HĐND", "THPT", "TW"}, w):
			out[i] = w
		case i > 0 && common(words, i):
			out[i] = strings.ToLower(w)
		default:
			out[i] = sentence(strings.ToLower(w))
		}
	}
	return strings.Join(out, " ")
}

// common reports whether a word of a name is no name itself: a level of the
// administration, or the second word of a body (Ban Chấp hành, Ban Thường vụ).
func common(words []string, i int) bool {
	at := func(k int) string {
		if k < 0 || k >= len(words) {
			return ""
		}
		return words[k]
	}
	before, after := at(i-1), at(i+1)
	switch words[i] {
	case "TỈNH", "HUYỆN", "XÃ", "PHƯỜNG", "QUẬN":
		return true
	case "THỊ":
		return after == "TRẤN" || after == "XÃ"
	case "TRẤN":
		return before == "THỊ"
	case "THÀNH":
		return after == "PHỐ"
	case "PHỐ":
		return before == "THÀNH"
	case "HÀNH":
		return before == "CHẤP"
	case "VỤ":
		return before == "THƯỜNG"
	}
	return false
}
