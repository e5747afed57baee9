package config

import "strings"

// nearest finds the known word that a person probably meant: one that the
// other begins or ends with, else one a few typing errors away.
func nearest(word string, known []string) (string, bool) {
	best, distance := "", 1+max(1, (len([]rune(word))+1)/3)
	if len(word) > 64 {
		return "", false
	}
	for _, k := range known {
		d := typos(fold(word), fold(k))
		if len(word) >= 3 && len(k) >= 3 && (strings.HasPrefix(k, word) || strings.HasPrefix(word, k) || strings.HasSuffix(word, k)) {
			d = min(d, 1)
		}
		if d < distance {
			best, distance = k, d
		}
	}
	return best, best != ""
}

// typos is the Levenshtein distance: how many letters were put in, left out or
// mistaken.
func typos(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range to {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}
