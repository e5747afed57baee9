package ledger

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// toJSON makes the stored form of what has no columns. v points to a value of
// the ledger's own: texts in it are escaped as those of columns are, for JSON
// does not take them all either.
func toJSON(v any) (string, error) {
	everyText(reflect.ValueOf(v), escape)
	b, err := json.Marshal(v)
	return string(b), err
}

// fromJSON reads what toJSON made.
func fromJSON(text string, v any) error {
	if err := json.Unmarshal([]byte(text), v); err != nil {
		return fmt.Errorf("%w: %.60q: %w", errUnreadable, text, err)
	}
	everyText(reflect.ValueOf(v), unescape)
	return nil
}

// everyText puts f of each text in the place of it. The keys of maps are left.
func everyText(v reflect.Value, f func(string) string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(f(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			everyText(v.Elem(), f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			everyText(v.Field(i), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			everyText(v.Index(i), f)
		}
	}
}
