package sheetsim

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/sheets/v4"
)

// The message types of the API are known from the client library's structs,
// which are generated from the discovery document.
var (
	typeSpreadsheet = reflect.TypeFor[sheets.Spreadsheet]()
	typeCell        = reflect.TypeFor[sheets.CellData]()
	typeBatch       = reflect.TypeFor[sheets.BatchUpdateSpreadsheetRequest]()
	typeFile        = reflect.TypeFor[drive.File]()
	typeFileList    = reflect.TypeFor[drive.FileList]()
	typeDimension   = reflect.TypeFor[sheets.DimensionProperties]()
	typeAny         = reflect.TypeFor[any]()
)

// fieldsOf gives the JSON fields of a message type; it is computed once a type.
var fieldsOf = func() func(reflect.Type) map[string]reflect.Type {
	var known sync.Map
	return func(t reflect.Type) map[string]reflect.Type {
		if m, ok := known.Load(t); ok {
			return m.(map[string]reflect.Type)
		}
		m := map[string]reflect.Type{}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			if name != "" && name != "-" {
				m[name] = t.Field(i).Type
			}
		}
		known.Store(t, m)
		return m
	}
}()

// element strips pointers and lists off a type.
func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

// checkBody holds a JSON body against a message type and refuses it in
// Google's words: unknown names, wrong types. The path is that of the body in
// the request, "" or "data".
func checkBody(v any, t reflect.Type, path string) *apiError {
	if v == nil {
		return nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		return checkBody(v, t.Elem(), path)
	case reflect.Interface:
		return nil
	case reflect.Slice:
		return checkList(v, t, path)
	case reflect.Struct:
		return checkMessage(v, t, path)
	case reflect.Map:
		if _, ok := v.(obj); !ok {
			return wrongType(path, "Map", v)
		}
		return nil
	}
	return checkScalar(v, t, path)
}

func checkList(v any, t reflect.Type, path string) *apiError {
	list, ok := v.([]any)
	if !ok {
		if t.Elem() == typeAny {
			return wrongType(path, "type.googleapis.com/google.protobuf.ListValue", v)
		}
		return checkBody(v, t.Elem(), path)
	}
	for i, e := range list {
		if err := checkBody(e, t.Elem(), fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return nil
}

func checkMessage(v any, t reflect.Type, path string) *apiError {
	o, ok := v.(obj)
	if !ok {
		return wrongType(path, "type.googleapis.com/google.apps.sheets.v4."+t.Name(), v)
	}
	fields := fieldsOf(t)
	for name, value := range o {
		ft, ok := fields[name]
		if !ok {
			at := ""
			if path != "" {
				at = " at '" + path + "'"
			}
			description := fmt.Sprintf("Invalid JSON payload received. Unknown name %q%s: Cannot find field.", name, at)
			return badRequest(description, path, description)
		}
		sub := snake(name)
		if path != "" {
			sub = path + "." + sub
		}
		if err := checkBody(value, ft, sub); err != nil {
			return err
		}
	}
	return nil
}

func checkScalar(v any, t reflect.Type, path string) *apiError {
	switch t.Kind() {
	case reflect.String:
		if _, ok := v.(string); !ok {
			return wrongType(path, "TYPE_STRING", v)
		}
	case reflect.Bool:
		if _, ok := v.(bool); !ok {
			return wrongType(path, "TYPE_BOOL", v)
		}
	case reflect.Float64:
		if _, ok := v.(float64); !ok {
			return wrongType(path, "TYPE_DOUBLE", v)
		}
	case reflect.Int64:
		if f, ok := v.(float64); !ok || f != float64(int64(f)) {
			return wrongType(path, "TYPE_INT32", v)
		}
	}
	return nil
}

func wrongType(path, kind string, v any) *apiError {
	description := fmt.Sprintf("Invalid value at '%s' (%s), %s", path, kind, appendJSON(nil, v))
	return badRequest(description, path, description)
}

// snake turns a JSON name into the name that Google's messages use.
func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
