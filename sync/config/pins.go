package config

import (
	"regexp"
	"slices"
	"strings"

	"tonghop/model/office"
)

// Pins chooses how one unit's recognised columns are best pinned, from all its
// tables: by heading, which outlives a column put in between, where every
// column under that heading is this indicator's; else by letters, where the
// indicator stands there in every table. What is pinned already is left out.
// Loose are the indicators that can be pinned neither way, because their
// headings differ from tab to tab.
func Pins(tables []office.Table) (pins map[string]string, loose []string) {
	pins = map[string]string{}
	for _, id := range recognised(tables) {
		if heading, ok := byHeading(tables, id); ok {
			pins[id] = heading
		} else if letters, ok := byLetters(tables, id); ok {
			pins[id] = letters
		} else {
			loose = append(loose, id)
		}
	}
	return pins, loose
}

// recognised lists the indicators that have columns and no pin, in the order
// of the first table.
func recognised(tables []office.Table) []string {
	var ids, pinned []string
	for c := range columnsOf(tables) {
		switch {
		case c.How == "pinned":
			pinned = append(pinned, c.Indicator)
		case c.Role == "indicator" && !slices.Contains(ids, c.Indicator):
			ids = append(ids, c.Indicator)
		}
	}
	return slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(pinned, id) })
}

func columnsOf(tables []office.Table) func(yield func(*office.Column) bool) {
	return func(yield func(*office.Column) bool) {
		for i := range tables {
			for j := range tables[i].Columns {
				if !yield(&tables[i].Columns[j]) {
					return
				}
			}
		}
	}
}

// looksLikeLetters tells a heading such as "TT", which as a pin would name a
// column.
var looksLikeLetters = regexp.MustCompile(`^[A-Z]{1,3}$`)

// clipped ends a heading that was too long to be kept whole.
const clipped = "…"

func byHeading(tables []office.Table, id string) (heading string, ok bool) {
	for c := range columnsOf(tables) {
		if c.Role == "indicator" && c.Indicator == id {
			heading = strings.Join(strings.Fields(c.Header), " ")
			break
		}
	}
	key := fold(heading)
	if key == "" || looksLikeLetters.MatchString(heading) || strings.HasSuffix(heading, clipped) {
		return "", false
	}
	for c := range columnsOf(tables) {
		own := c.Role == "indicator" && c.Indicator == id
		if own != (fold(c.Header) == key) {
			return "", false
		}
	}
	return heading, true
}

func byLetters(tables []office.Table, id string) (letters string, ok bool) {
	for i := range tables {
		at := slices.IndexFunc(tables[i].Columns, func(c office.Column) bool { return c.Role == "indicator" && c.Indicator == id })
		if at < 0 || tables[i].Layout != "long" || letters != "" && tables[i].Columns[at].At != letters {
			return "", false
		}
		letters = tables[i].Columns[at].At
	}
	return letters, letters != ""
}
