package sheetsim

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// obj is a JSON object. Trees of objects that stand in a book are never
// changed in place: what alters one makes a new one.
type obj = map[string]any

// raw is JSON that is already encoded.
type raw []byte

// appendJSON encodes a tree as Google does: no HTML escaping, whole numbers
// without an exponent.
func appendJSON(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case string:
		return appendString(b, v)
	case float64:
		return appendNumber(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case raw:
		return append(b, v...)
	case []any:
		b = append(b, '[')
		for i, e := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, e)
		}
		return append(b, ']')
	case obj:
		return appendObject(b, v)
	}
	other, err := json.Marshal(v)
	if err != nil {
		return append(b, "null"...)
	}
	return append(b, other...)
}

func appendObject(b []byte, o obj) []byte {
	b = append(b, '{')
	for i, k := range slices.Sorted(maps.Keys(o)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, k)
		b = append(b, ':')
		b = appendJSON(b, o[k])
	}
	return append(b, '}')
}

func appendNumber(b []byte, f float64) []byte {
	if f == math.Trunc(f) && math.Abs(f) < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

func appendString(b []byte, s string) []byte {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain || (utf8.ValidString(s) && !needsEscape(s)) {
		b = append(b, '"')
		b = append(b, s...)
		return append(b, '"')
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return append(b, `""`...)
	}
	return append(b, bytes.TrimRight(buf.Bytes(), "\n")...)
}

// needsEscape reports control characters, quotes, backslashes and the two
// line separators that JSON in scripts cannot hold.
func needsEscape(s string) bool {
	for _, r := range s {
		if r < ' ' || r == '"' || r == '\\' || r == '\u2028' || r == '\u2029' {
			return true
		}
	}
	return false
}

// toTree turns a value of the client library into a tree.
func toTree(v any) (any, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var tree any
	err = json.Unmarshal(data, &tree)
	return tree, err
}

// set is with one key changed, on a copy.
func set(o obj, key string, v any) obj {
	out := maps.Clone(o)
	if out == nil {
		out = obj{}
	}
	out[key] = v
	return out
}

func child(o obj, key string) obj {
	c, _ := o[key].(obj)
	return c
}

func str(o obj, key string) string {
	s, _ := o[key].(string)
	return s
}

// number gives a whole number of a tree and whether it is there.
func number(o obj, key string) (int, bool) {
	switch n := o[key].(type) {
	case float64:
		return int(n), true
	case int:
		return n, true
	case int64:
		return int(n), true
	}
	return 0, false
}

func boolean(o obj, key string) bool {
	b, _ := o[key].(bool)
	return b
}
