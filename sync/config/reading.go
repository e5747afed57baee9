package config

import (
	"regexp"
	"strings"

	"tonghop/model/office"
)

// readReading reads what the configuration says about reading one unit's
// workbook: tabs, values, same_day and columns.
func readReading(s *section) office.ReadingOptions {
	return office.ReadingOptions{
		Tabs:       readTabs(s.at("tabs")),
		Cumulative: readValues(s.at("values")),
		SumSameDay: s.at("same_day").choice("same_day: sum", "compare", "sum") == "sum",
		Columns:    readColumns(s.at("columns")),
	}
}

var tabID = regexp.MustCompile(`^id:[0-9]+$`)

// readTabs reads titles, Google tab ids ("id:123") and patterns ("/^T[0-9]+/").
func readTabs(f field) []string {
	const example = `tabs: ["Tháng 6", "id:123", "/^T[0-9]+$/"]`
	tabs := f.texts(example)
	for _, t := range tabs {
		if strings.HasPrefix(t, "id:") && !tabID.MatchString(t) {
			f.fail(example, "%q is not the id of a Google tab", t)
		}
		if len(t) > 2 && strings.HasPrefix(t, "/") && strings.HasSuffix(t, "/") {
			if _, err := regexp.Compile(t[1 : len(t)-1]); err != nil {
				f.fail(example, "%q is not a pattern: %v", t, err)
			}
		}
	}
	return tabs
}

// readValues reads values: a word for all columns, or a word per indicator.
func readValues(f field) map[string]bool {
	const example = "values: cumulative"
	if !f.given() {
		return nil
	}
	if f.kind() != "a table of keys" {
		return map[string]bool{"*": readValue(f, example)}
	}
	cumulative := map[string]bool{}
	f.section(example).each(func(id string, v field) {
		if id != "*" {
			v.indicator(id, onOnly)
		}
		if v.needed("people_guided: cumulative") {
			cumulative[id] = readValue(v, "people_guided: cumulative")
		}
	})
	return cumulative
}

func readValue(f field, example string) bool {
	return f.choice(example, "daily", "cumulative") == "cumulative"
}

// readColumns reads pins of indicators to columns, by letters or by the text
// of the heading.
func readColumns(f field) map[string]string {
	const example = `columns: {people_guided: "C", leaflets: "Tờ rơi"}`
	if !f.given() {
		return nil
	}
	pins, taken := map[string]string{}, map[string]string{}
	f.section(example).each(func(id string, v field) {
		if !v.doc.textFields[id] {
			v.indicator(id, onOnly)
		}
		if !v.needed(`people_guided: "C"`) {
			return
		}
		column, ok := v.word(`people_guided: "C"`)
		if !ok {
			return
		}
		if other, twice := taken[strings.ToLower(column)]; twice {
			v.fail("", "is the column of %s already", other)
		}
		taken[strings.ToLower(column)] = id
		pins[id] = column
	})
	return pins
}
