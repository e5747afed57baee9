package sheetsim

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// queryClause is one comparison of a search for files.
var queryClause = regexp.MustCompile(
	`^(?i)\s*(name|mimeType|trashed|modifiedTime|createdTime|sharedWithMe)\s*` +
		`(?:(!=|>=|<=|=|>|<|contains)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(true|false)))?\s*(and\b|$)`)

// parseQuery reads files.list's q: comparisons joined by "and".
func parseQuery(q string) (func(*file) bool, *apiError) {
	var tests []func(*file) bool
	for rest := q; strings.TrimSpace(rest) != ""; {
		m := queryClause.FindStringSubmatch(rest)
		if m == nil {
			if strings.Contains(strings.ToLower(q), " or ") || strings.Contains(q, "(") ||
				strings.Contains(q, " in ") || strings.Contains(q, "not ") {
				return nil, notSimulated("the query %q", q)
			}
			return nil, driveInvalid("q", "Invalid Value")
		}
		rest = rest[len(m[0]):]
		value := m[3] + m[4] + m[5]
		value = strings.NewReplacer(`\'`, `'`, `\"`, `"`, `\\`, `\`).Replace(value)
		test, err := queryTest(strings.ToLower(m[1]), strings.ToLower(m[2]), value)
		if err != nil {
			return nil, err
		}
		tests = append(tests, test)
	}
	return func(f *file) bool {
		for _, t := range tests {
			if !t(f) {
				return false
			}
		}
		return true
	}, nil
}

func queryTest(field, op, value string) (func(*file) bool, *apiError) {
	switch field {
	case "sharedwithme":
		return func(*file) bool { return !strings.EqualFold(value, "false") }, nil
	case "trashed":
		want := strings.EqualFold(value, "true")
		if op == "!=" {
			want = !want
		}
		return func(f *file) bool { return f.trashed == want }, nil
	case "name", "mimetype":
		return textTest(field, op, value)
	}
	at, err := time.Parse(time.RFC3339, value)
	if err != nil {
		if at, err = time.Parse("2006-01-02T15:04:05", value); err != nil {
			return nil, driveInvalid("q", "Invalid Value")
		}
	}
	instant := func(f *file) time.Time { return f.modified }
	if field == "createdtime" {
		instant = func(f *file) time.Time { return f.created }
	}
	return func(f *file) bool { return holds(op, instant(f).Compare(at)) }, nil
}

func textTest(field, op, value string) (func(*file) bool, *apiError) {
	text := func(f *file) string { return f.name }
	if field == "mimetype" {
		text = func(f *file) string { return f.mime }
	}
	switch op {
	case "=":
		return func(f *file) bool { return text(f) == value }, nil
	case "!=":
		return func(f *file) bool { return text(f) != value }, nil
	case "contains":
		// Drive matches the beginnings of words only.
		word := regexp.MustCompile(`(?i)(^|[^\p{L}\p{N}])` + regexp.QuoteMeta(value))
		return func(f *file) bool { return word.MatchString(text(f)) }, nil
	}
	return nil, driveInvalid("q", fmt.Sprintf("Invalid Value: %s %s", field, op))
}

// holds tells whether a comparison's outcome satisfies an operator.
func holds(op string, compared int) bool {
	switch op {
	case "=":
		return compared == 0
	case "!=":
		return compared != 0
	case ">":
		return compared > 0
	case ">=":
		return compared >= 0
	case "<":
		return compared < 0
	case "<=":
		return compared <= 0
	}
	return false
}
