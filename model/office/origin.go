package office

import "strings"

func SplitCell(cell string) (letters, digits string) {
	i := strings.IndexAny(cell, "0123456789")
	if i < 0 {
		return cell, ""
	}
	return cell[:i], cell[i:]
}
