package main

import (
	"encoding/json"
	"io"
)

// printJSON prints a value for other programs, indented, with Vietnamese and
// signs such as > as they are.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
