package config

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Pin writes pins into a configuration: of each unit, by its id, which
// indicator stands in which column (the key columns). It only puts text in, so
// comments, order and spelling stay; pins that are there already stay too.
// Wherever the result would say anything else than before and the pins, it is
// an error and there is no result.
func Pin(raw []byte, pins map[string]map[string]string) ([]byte, error) {
	for _, id := range slices.Sorted(maps.Keys(pins)) {
		if len(pins[id]) == 0 {
			continue
		}
		out, err := pinUnit(raw, id, pins[id])
		if err != nil {
			return nil, fmt.Errorf("pinning the columns of unit %s: %w", id, err)
		}
		raw = out
	}
	return raw, nil
}

// pinUnit tries the places where a unit's pins may stand, the best first, and
// takes the first that says the right thing.
func pinUnit(raw []byte, id string, pins map[string]string) ([]byte, error) {
	root, err := rootOf(raw)
	if err != nil {
		return nil, err
	}
	unit := unitNode(root, id)
	if unit == nil {
		return nil, errors.New("it does not stand under units in this file")
	}
	want, ok := plain(root)
	if !ok {
		return nil, errors.New("the file has a key twice")
	}
	missing := addPins(want, id, pins)
	if len(missing) == 0 {
		return raw, nil
	}
	for _, in := range newPage(raw).places(unit, missing) {
		out := slices.Concat(raw[:in.at], []byte(in.text), raw[in.at:])
		if got, err := rootOf(out); err == nil {
			if said, ok := plain(got); ok && reflect.DeepEqual(said, want) {
				return out, nil
			}
		}
	}
	return nil, fmt.Errorf("its entry (line %d) is written in a way that is not edited here; add by hand: columns: {%s}",
		unit.Line, strings.Join(missing, ", "))
}

func rootOf(raw []byte) (*yaml.Node, error) {
	d := newDocument("configuration")
	root, ok := d.parse(raw)
	if !ok {
		return nil, d.errs
	}
	return root.node, nil
}

// value gives what a table has under a key, with the key's own node.
func value(table *yaml.Node, name string) (key, val *yaml.Node) {
	if table == nil || table.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(table.Content); i += 2 {
		if table.Content[i].Value == name {
			return table.Content[i], table.Content[i+1]
		}
	}
	return nil, nil
}

func unitNode(root *yaml.Node, id string) *yaml.Node {
	_, units := value(root, "units")
	if units == nil || units.Kind != yaml.SequenceNode {
		return nil
	}
	for _, u := range units.Content {
		if _, n := value(u, "id"); n != nil && n.Kind == yaml.ScalarNode && n.Value == id {
			return u
		}
	}
	return nil
}

// plain is what a node says without how it is written: tables as maps, lists
// as slices, all else as text with its tag. It fails on a key that comes twice.
func plain(n *yaml.Node) (said any, ok bool) {
	switch n.Kind {
	case yaml.MappingNode:
		table := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if _, twice := table[key]; twice || n.Content[i].Kind != yaml.ScalarNode {
				return nil, false
			}
			if table[key], ok = plain(n.Content[i+1]); !ok {
				return nil, false
			}
		}
		return table, true
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			if list[i], ok = plain(item); !ok {
				return nil, false
			}
		}
		return list, true
	}
	return atom{n.ShortTag(), n.Value}, true
}

// An atom is a value that is neither a table nor a list.
type atom struct{ tag, value string }

// addPins adds pins to what a file says and lists those that were not there,
// as they are to be written.
func addPins(root any, id string, pins map[string]string) (missing []string) {
	units := root.(map[string]any)["units"].([]any)
	i := slices.IndexFunc(units, func(u any) bool {
		table, ok := u.(map[string]any)
		said, isText := table["id"].(atom)
		return ok && isText && said.value == id
	})
	unit := units[i].(map[string]any)
	columns, ok := unit["columns"].(map[string]any)
	if !ok {
		columns = map[string]any{}
		unit["columns"] = columns
	}
	for _, indicator := range slices.Sorted(maps.Keys(pins)) {
		if _, there := columns[indicator]; !there {
			columns[indicator] = atom{"!!str", pins[indicator]}
			missing = append(missing, indicator+": "+strconv.Quote(pins[indicator]))
		}
	}
	return missing
}
