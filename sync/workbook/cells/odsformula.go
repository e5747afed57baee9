package cells

import (
	"strings"

	"tonghop/model/grid"
)

// odsFormula writes a formula of OpenDocument as Excel does: addresses without
// their brackets, commas between arguments (ISO/IEC 26300-4).
func odsFormula(f string) string {
	if i := strings.Index(f, "="); i >= 0 && strings.Trim(f[:i], "abcdefghijklmnopqrstuvwxyz:") == "" {
		f = f[i+1:]
	}
	var b strings.Builder
	for i := 0; i < len(f); i++ {
		switch c := f[i]; c {
		case '"':
			end := strings.IndexByte(f[i+1:], '"')
			if end < 0 {
				b.WriteString(f[i:])
				return grid.CleanText(b.String())
			}
			b.WriteString(f[i : i+end+2])
			i += end + 1
		case ';':
			b.WriteByte(',')
		case '[':
			end := closing(f, i)
			b.WriteString(odsReference(f[i+1 : end]))
			i = end
		default:
			b.WriteByte(c)
		}
	}
	return grid.CleanText(b.String())
}

// closing finds the end of a bracketed address, in which names may be quoted.
func closing(f string, i int) int {
	quoted := false
	for ; i < len(f); i++ {
		switch f[i] {
		case '\'':
			quoted = !quoted
		case ']':
			if !quoted {
				return i
			}
		}
	}
	return len(f)
}

// odsReference writes .B2:.B5 as B2:B5, $'T 6'.B2 as 'T 6'!B2, and what lies in
// another file with its mark.
func odsReference(ref string) string {
	file := ""
	if at := strings.IndexByte(ref, '#'); at > 0 && ref[0] == '\'' {
		file, ref = "[1]", ref[at+1:]
	}
	from, to, two := cutRange(ref)
	tab, cell := cutTab(from)
	out := cell
	if tab != "" {
		tab = strings.TrimPrefix(tab, "$")
		if inner, ok := strings.CutPrefix(tab, "'"); ok {
			out = "'" + file + inner + "!" + cell
		} else {
			out = file + tab + "!" + cell
		}
	}
	if two {
		_, end := cutTab(to)
		out += ":" + end
	}
	return out
}

// cutRange divides an area at its colon, outside of quoted names.
func cutRange(ref string) (from, to string, two bool) {
	quoted := false
	for i := range len(ref) {
		switch ref[i] {
		case '\'':
			quoted = !quoted
		case ':':
			if !quoted {
				return ref[:i], ref[i+1:], true
			}
		}
	}
	return ref, "", false
}

// cutTab divides an address into its tab and its cell.
func cutTab(ref string) (tab, cell string) {
	i := strings.LastIndexByte(ref, '.')
	if i < 0 {
		return "", ref
	}
	return ref[:i], ref[i+1:]
}
