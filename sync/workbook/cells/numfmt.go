package cells

// builtInFormat gives the code of a number format that the file does not define
// itself (ECMA-376 part 1, 18.8.30). 27–36, 50–58 are the dates of East Asian
// and 71–81 those of Thai editions.
func builtInFormat(id int) string {
	switch id {
	case 1:
		return "0"
	case 2:
		return "0.00"
	case 3, 37, 38:
		return "#,##0"
	case 4, 39, 40:
		return "#,##0.00"
	case 9:
		return "0%"
	case 10:
		return "0.00%"
	case 11, 48:
		return "0.00E+00"
	case 12:
		return "# ?/?"
	case 13:
		return "# ??/??"
	case 41, 42:
		return `_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-`
	case 43, 44:
		return `_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-`
	}
	if isBuiltInDate(id) {
		return "d/m/yyyy"
	}
	return ""
}

// isBuiltInDate reports whether a number format that the file does not define
// itself shows a date or a time.
func isBuiltInDate(id int) bool {
	switch {
	case id >= 14 && id <= 22, id >= 45 && id <= 47,
		id >= 27 && id <= 36, id >= 50 && id <= 58, id >= 71 && id <= 81:
		return true
	}
	return false
}
