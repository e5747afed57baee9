package workbook

import "strings"

// isBuiltInDate reports whether a number format that the file does not define
// itself shows a date or a time (ECMA-376 part 1, 18.8.30). 27–36, 50–58 are
// the dates of East Asian and 71–81 those of Thai editions.
func isBuiltInDate(id int) bool {
	switch {
	case id >= 14 && id <= 22, id >= 45 && id <= 47,
		id >= 27 && id <= 36, id >= 50 && id <= 58, id >= 71 && id <= 81:
		return true
	}
	return false
}

// isDateFormat reports whether a number format shows a date or a time. It
// looks at the sections for numbers; the fourth is for text. What stands in
// quotes, after a backslash or in brackets is no part of the pattern, except
// elapsed time such as [h]:mm.
func isDateFormat(code string) bool {
	for section := 0; section < 3 && code != ""; section++ {
		var date bool
		if date, code = dateSection(code); date {
			return true
		}
	}
	return false
}

// dateSection judges the first section of a format and gives what follows it.
// A section with places for digits (0 # ?) shows a number, whatever letters
// some program left unquoted beside them; only the fraction of a second, as
// in ss.000, is a place for digits in a time.
func dateSection(code string) (date bool, rest string) {
	var letters, digits, seconds bool
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return letters && !digits, code[i+1:]
		case '"':
			i = skipTo(code, i, '"')
		case '[':
			end := skipTo(code, i, ']')
			letters = letters || isElapsed(code[i+1:min(end, len(code))])
			i = end
		case '\\', '_', '*':
			i++ // shows, leaves room for, or repeats the next character
		case '0', '#', '?':
			digits = digits || !seconds
			continue
		case '.', ',':
			continue // between "ss" and its fraction
		default:
			if strings.HasPrefix(strings.ToUpper(code[i:min(i+7, len(code))]), "GENERAL") {
				digits = true
				i += len("General") - 1
			} else if strings.IndexByte("yYmMdDhHsSeEgGaA", c) >= 0 {
				letters = true
			}
			seconds = c == 's' || c == 'S'
			continue
		}
		seconds = false
	}
	return letters && !digits, ""
}

// skipTo gives the index of the closing mark after i, or the end.
func skipTo(code string, i int, mark byte) int {
	if n := strings.IndexByte(code[i+1:], mark); n >= 0 {
		return i + 1 + n
	}
	return len(code)
}

// isElapsed reports whether the content of a bracket counts hours, minutes or
// seconds: h, mm, ss. Colours, conditions, currencies and locales do not.
func isElapsed(s string) bool {
	s = strings.ToLower(s)
	return s != "" && (strings.Trim(s, "h") == "" || strings.Trim(s, "m") == "" || strings.Trim(s, "s") == "")
}
