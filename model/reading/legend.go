package reading

import (
	"regexp"
	"strings"
)

// legendLine is one explanation of a legend: "NTT: người được tuyên truyền".
var legendLine = regexp.MustCompile(`^\s*([\pL][\pL\d./ ]{0,11}?)\s*(?::|=|-|–|→)\s*(\pL[^:=;]{2,80})$`)

// legendOpens are the words that open a legend in one cell.
var legendOpens = regexp.MustCompile(`(?i)^\s*(?:chú thích|ghi chú|chú giải|ký hiệu|viết tắt|quy ước|trong đó)\s*:?\s*`)

// legendOf gathers the sheet's own explanations of its abbreviations, from texts
// outside of tables. A word that is explained in two ways is explained in none.
func (r *reader) legendOf(sh *sheet) map[string]string {
	legend, twice := map[string]string{}, map[string]bool{}
	for _, row := range sh.rows {
		for col := range sh.class[row] {
			if sh.class[row][col] != isWords {
				continue
			}
			w := sh.word(row, col)
			if w.clean == "" || !strings.ContainsAny(w.clean, ":=–-→") || len(w.clean) > 300 {
				continue
			}
			raw := legendOpens.ReplaceAllString(strings.ReplaceAll(sh.words.textOf(sh.cell(row, col).Text), "\n", ";"), "")
			for _, line := range strings.Split(raw, ";") {
				for short, long := range legendIn(line) {
					if old, ok := legend[short]; ok && old != long {
						twice[short] = true
					}
					legend[short] = long
				}
			}
		}
	}
	for short := range twice {
		delete(legend, short)
	}
	return legend
}

// legendIn reads one line of a legend, or several that commas divide.
func legendIn(line string) map[string]string {
	if pairs := legendPairs(line); pairs != nil {
		return pairs
	}
	found := map[string]string{}
	for part := range strings.SplitSeq(line, ",") {
		g := legendLine.FindStringSubmatch(part)
		if g == nil || strings.Count(strings.TrimSpace(g[1]), " ") > 1 {
			continue
		}
		short, long := strings.ToLower(strings.TrimSpace(g[1])), strings.ToLower(strings.TrimSpace(g[2]))
		if len([]rune(short)) < len([]rune(long)) {
			found[short] = long
		}
	}
	return found
}

// legendPairs reads a line that explains several abbreviations at once, in their
// order: "MĐ3, MĐ4: số hồ sơ mức độ 3, mức độ 4". What all share stands before the
// first. It is nil where a line is none.
func legendPairs(line string) map[string]string {
	left, right, ok := strings.Cut(strings.ToLower(line), ":")
	shorts, longs := strings.Split(left, ","), strings.Split(right, ",")
	if !ok || len(shorts) < 2 || strings.Contains(right, ":") {
		return nil
	}
	pairs := map[string]string{}
	for i, short := range shorts {
		short = strings.TrimSpace(short)
		if short == "" || len([]rune(short)) > 12 || strings.Count(short, " ") > 1 {
			return nil
		}
		pairs[short] = ""
		if len(longs) == len(shorts) {
			pairs[short] = strings.TrimSpace(longs[i])
		}
	}
	for short, long := range pairs {
		if long == "" { // one explanation for all of them explains none
			delete(pairs, short)
		}
	}
	return pairs
}

// doubtfulColours are the table's fills that the sheet's legend explains as not
// yet certain: "Ô vàng: chưa kiểm tra lại".
func (r *reader) doubtfulColours(t *table) {
	colours := r.doubtColours(t.sh)
	if len(colours) == 0 {
		return
	}
	t.doubtful = map[string]bool{}
	for _, fill := range t.fills() {
		for _, colour := range colours {
			if colour(fill) {
				t.doubtful[fill] = true
			}
		}
	}
}

// doubtColours are the colours that a sheet's legend explains so. A sheet is
// searched once, however many tables it has.
func (r *reader) doubtColours(sh *sheet) []func(fill string) bool {
	if sh.searched {
		return sh.doubtColours
	}
	sh.searched = true
	for _, row := range sh.rows {
		for col := range sh.class[row] {
			if sh.class[row][col] != isWords {
				continue
			}
			for _, g := range colourLegend.FindAllStringSubmatch(sh.word(row, col).lower, 4) {
				if colour := colourNames[foldText(g[1])]; colour != nil && r.mind.doubt(g[2]) {
					sh.doubtColours = append(sh.doubtColours, colour)
				}
			}
		}
	}
	return sh.doubtColours
}

var colourLegend = regexp.MustCompile(`(?:ô|màu|tô|nền)(?: (?:ô|màu|tô|nền))* (vàng|đỏ|cam|hồng|xám|xanh)[^:;,()]{0,20}[:=,]?\s*(?:là\s*)?([^;()]{2,80})`)

// colourNames tell whether a fill is of a colour, roughly as people see it.
var colourNames = map[string]func(fill string) bool{
	"vang": func(f string) bool { r, g, b := rgb(f); return r > 180 && g > 160 && b < 170 && r-b > 60 },
	"do":   func(f string) bool { r, g, b := rgb(f); return r > 170 && g < 190 && b < 190 && r-g > 50 && r-b > 50 },
	"cam":  func(f string) bool { r, g, b := rgb(f); return r > 200 && g > 100 && g < 215 && b < 170 && r-b > 60 },
	"hong": func(f string) bool { r, g, b := rgb(f); return r > 200 && g < 220 && b > 120 && r-g > 30 },
	"xam":  func(f string) bool { r, g, b := rgb(f); return max(r, g, b)-min(r, g, b) < 16 && r < 245 },
	"xanh": func(f string) bool { r, g, b := rgb(f); return max(g, b)-r > 25 },
}

func rgb(fill string) (r, g, b int) {
	if len(fill) != 6 {
		return 255, 255, 255
	}
	hex := func(s string) int {
		n := 0
		for _, c := range strings.ToLower(s) {
			n = n*16 + strings.IndexRune("0123456789abcdef", c)
		}
		return n
	}
	return hex(fill[:2]), hex(fill[2:4]), hex(fill[4:])
}

// fills are the different fills of a table's figures.
func (t *table) fills() []string {
	seen := map[string]bool{}
	var all []string
	for i := range t.lines {
		for k := range t.fields {
			if c := t.cellOf(&t.lines[i], &t.fields[k]); c.More != nil && c.More.Fill != "" && !seen[c.More.Fill] {
				seen[c.More.Fill] = true
				all = append(all, c.More.Fill)
			}
		}
	}
	return all
}
