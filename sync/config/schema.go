package config

import (
	"encoding/json"
	"fmt"
)

// Schema gives the JSON Schema (draft 2020-12) of a configuration, for editors:
// which keys there are, what each means and what may stand there. It knows the
// shape only; Parse knows all the rest. A test holds both to the same keys.
func Schema() ([]byte, error) {
	top := schemaKeys()
	top.Schema, top.Title = "https://json-schema.org/draft/2020-12/schema", "tonghop: config.yaml"
	raw, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the schema: %w", err)
	}
	return append(raw, '\n'), nil
}

// A shape is what may stand in one place, as JSON Schema says it.
type shape struct {
	Schema      string            `json:"$schema,omitempty"`
	Title       string            `json:"title,omitempty"`
	Description string            `json:"description,omitempty"`
	Type        any               `json:"type,omitempty"` // a word or several
	Enum        []string          `json:"enum,omitempty"`
	Pattern     string            `json:"pattern,omitempty"`
	Minimum     *int64            `json:"minimum,omitempty"`
	Maximum     *int64            `json:"maximum,omitempty"`
	MinItems    int               `json:"minItems,omitempty"`
	Items       *shape            `json:"items,omitempty"`
	Properties  map[string]*shape `json:"properties,omitempty"`
	Required    []string          `json:"required,omitempty"`
	// Additional is false for tables of fixed keys, else the shape of what
	// stands under keys that are not fixed.
	Additional any      `json:"additionalProperties,omitempty"`
	AnyOf      []*shape `json:"anyOf,omitempty"`
	Examples   []any    `json:"examples,omitempty"`
}

// keys are a table's keys with what each may hold.
type keys map[string]*shape

// fixed is a table of fixed keys, of which some must be there.
func fixed(says string, ks keys, required ...string) *shape {
	return &shape{Description: says, Type: "object", Properties: ks, Required: required, Additional: false}
}

// mapping is a table whose keys are not fixed.
func mapping(says string, value *shape, example map[string]any) *shape {
	return &shape{Description: says, Type: "object", Additional: value, Examples: []any{example}}
}

// text is a word or a sentence; numbers are taken as they are written.
func text(says, example string) *shape {
	return &shape{Description: says, Type: []string{"string", "number"}, Examples: []any{example}}
}

// texts is a list of texts, or a single one.
func texts(says string, example ...any) *shape {
	item := text("", "")
	item.Examples = nil
	return oneOrMore(says, item, example...)
}

// oneOrMore is a list, or one of its items without brackets.
func oneOrMore(says string, item *shape, example ...any) *shape {
	return &shape{Description: says, AnyOf: []*shape{{Type: "array", Items: item}, item}, Examples: []any{example}}
}

func list(says string, item *shape) *shape {
	return &shape{Description: says, Type: "array", Items: item}
}

// some is a list that may not be empty.
func some(says string, item *shape) *shape {
	s := list(says, item)
	s.MinItems = 1
	return s
}

func choice(says string, words ...string) *shape {
	return &shape{Description: says, Type: "string", Enum: words, Examples: []any{words[0]}}
}

func integer(says string, lo, hi, example int64) *shape {
	return &shape{Description: says, Type: "integer", Minimum: &lo, Maximum: &hi, Examples: []any{example}}
}

func flag(says string, example bool) *shape {
	return &shape{Description: says, Type: "boolean", Examples: []any{example}}
}

func formed(says, pattern, example string) *shape {
	return &shape{Description: says, Type: "string", Pattern: pattern, Examples: []any{example}}
}

func date(says, example string) *shape {
	return formed(says, `^\s*\d{4}-\d{2}-\d{2}\s*$`, example)
}

func dayMonth(says, example string) *shape {
	return formed(says, `^\s*\d{1,2}/\d{1,2}\s*$`, example)
}

func clockTime(says, example string) *shape {
	return formed(says, `^\s*\d{1,2}(:|h)\d{2}\s*$`, example)
}

func duration(says, example string) *shape { return formed(says, `^\s*\S+\s*$`, example) }

// either is one thing or another.
func either(says string, shapes ...*shape) *shape {
	return &shape{Description: says, AnyOf: shapes}
}
