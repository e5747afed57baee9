package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// howToAdd is what whoever added a key reads.
const howToAdd = "describe it in schema_keys.go, then run go generate ./cmd/tonghop"

// compileSchema makes ready what fits a file to the schema, once.
var compileSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	raw, err := Schema()
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("config.schema.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("config.schema.json")
})

func compiledSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	s, err := compileSchema()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asEditorsSee is a file as an editor hands it to a schema: dates are texts,
// and a key without a value is no key.
func asEditorsSee(n *yaml.Node) any {
	switch {
	case n.Kind == yaml.MappingNode:
		table := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if v := n.Content[i+1]; !empty(v) {
				table[n.Content[i].Value] = asEditorsSee(v)
			}
		}
		return table
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, asEditorsSee(item))
		}
		return list
	case n.ShortTag() == "!!bool":
		return n.Value == "true"
	case n.ShortTag() == "!!int" && digits.MatchString(n.Value), n.ShortTag() == "!!float":
		return json.Number(n.Value)
	}
	return n.Value
}

// fitsSchema holds a configuration that the decoder takes against the schema.
func fitsSchema(t testing.TB, raw []byte) {
	t.Helper()
	root, err := rootOf(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := compiledSchema(t).Validate(asEditorsSee(root)); err != nil {
		t.Errorf("the decoder takes it and the schema does not: %v", err)
	}
}

func TestTheConfigurationsThatStandFitTheSchema(t *testing.T) {
	for _, path := range []string{"../../config.yaml", "../../templates/demo/config.yaml"} {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(raw, path, Options{}); err != nil {
			t.Fatal(err)
		}
		fitsSchema(t, raw)
	}
	if corpus, ok := sharedFolder(t, "corpus"); ok {
		files, _ := filepath.Glob(filepath.Join(corpus, "*", "config.yaml"))
		for _, path := range files {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fitsSchema(t, raw)
		}
	}
}

func TestThePublishedSchemaIsThisOne(t *testing.T) {
	want, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../docs/config.schema.json")
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("docs/config.schema.json is not what Schema gives (%v): run go generate ./cmd/tonghop", err)
	}
}

// anyName stands for the keys of tables whose keys are not fixed; it is a unit's
// id, too.
const anyName = "thanh-an"

// everyKey is a file in which every key of a shape is given, tables before
// words where both may stand.
func everyKey(s *shape) any {
	switch value, open := s.Additional.(*shape); {
	case s.Properties != nil:
		table := map[string]any{}
		for name, p := range s.Properties {
			table[name] = everyKey(p)
		}
		return table
	case open && holdsTable(value):
		return map[string]any{anyName: everyKey(value)}
	case s.Items != nil && (holdsTable(s.Items) || s.Examples == nil):
		return []any{everyKey(s.Items)}
	case len(s.AnyOf) > 0:
		for _, other := range s.AnyOf {
			if holdsTable(other) {
				return everyKey(other)
			}
		}
	}
	if len(s.Examples) > 0 {
		return s.Examples[0]
	}
	return everyKey(s.AnyOf[0])
}

// holdsTable reports whether a table of fixed keys may stand there or below.
func holdsTable(s *shape) bool {
	value, open := s.Additional.(*shape)
	return s.Properties != nil || open && holdsTable(value) || s.Items != nil && holdsTable(s.Items) || slices.ContainsFunc(s.AnyOf, holdsTable)
}

// paths visits every key of a shape. Lists add nothing to a path, since some
// may be written without brackets.
func paths(prefix string, s *shape, visit func(path string, s *shape)) {
	for name, p := range s.Properties {
		path := strings.TrimPrefix(prefix+"."+name, ".")
		visit(path, p)
		paths(path, p, visit)
	}
	if value, open := s.Additional.(*shape); open {
		paths(prefix+"."+anyName, value, visit)
	}
	if s.Items != nil {
		paths(prefix, s.Items, visit)
	}
	for _, other := range s.AnyOf {
		paths(prefix, other, visit)
	}
}

// decode reads a file and gives the keys that the decoder asked for, and its
// faults.
func decode(t *testing.T, file any) (asked map[string]bool, faults Errors) {
	t.Helper()
	raw, err := json.Marshal(file) // JSON is YAML
	if err != nil {
		t.Fatal(err)
	}
	asked = map[string]bool{}
	d := newDocument(at(t))
	d.asked = func(path string) { asked[index.ReplaceAllString(path, "")] = true }
	if _, err := d.config(raw, Options{}); err != nil && !errors.As(err, &faults) {
		t.Fatal(err)
	}
	return asked, faults
}

var index = regexp.MustCompile(`\[\d+\]`)

func TestDecoderAndSchemaKnowTheSameKeys(t *testing.T) {
	asked, faults := decode(t, everyKey(schemaKeys()))
	for _, f := range faults {
		if strings.Contains(f.Why, "not a known key") {
			t.Errorf("%s: the schema has it and the decoder does not know it", f.Path)
		}
	}
	described := map[string]bool{}
	paths("", schemaKeys(), func(path string, s *shape) {
		described[path] = true
		if s.Description == "" {
			t.Errorf("%s is not described", path)
		}
	})
	for _, path := range slices.Sorted(maps.Keys(asked)) {
		if !described[path] {
			t.Errorf("%s: the decoder knows it and the schema does not: %s", path, howToAdd)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(described)) {
		if !asked[path] {
			t.Errorf("%s: the schema has it and the decoder never asks for it", path)
		}
	}
	if len(asked) < 100 {
		t.Errorf("only %d keys were asked for", len(asked))
	}
}

// tables visits every table of fixed keys in a file, with its shape and path.
func tables(path string, s *shape, file any, visit func(path string, s *shape, table map[string]any)) {
	for _, other := range s.AnyOf {
		if _, isTable := file.(map[string]any); holdsTable(other) && isTable == (other.Items == nil) {
			tables(path, other, file, visit)
			return
		}
	}
	switch v := file.(type) {
	case map[string]any:
		if value, open := s.Additional.(*shape); open && v[anyName] != nil {
			tables(path+"."+anyName, value, v[anyName], visit)
		}
		if s.Properties != nil {
			visit(path, s, v)
		}
		for name, p := range s.Properties {
			if part, there := v[name]; there {
				tables(strings.TrimPrefix(path+"."+name, "."), p, part, visit)
			}
		}
	case []any:
		for _, part := range v {
			if s.Items != nil {
				tables(path+"[0]", s.Items, part, visit)
			}
		}
	}
}

func TestAnUnknownKeyIsRefusedByDecoderAndSchemaAlike(t *testing.T) {
	schema := compiledSchema(t)
	keys := schemaKeys()
	file := everyKey(keys)
	if err := schema.Validate(file); err != nil {
		t.Fatalf("the file with every key does not fit the schema: %v", err)
	}
	n := 0
	tables("", keys, file, func(path string, _ *shape, table map[string]any) {
		n++
		table["xyzzy"] = 1
		defer delete(table, "xyzzy")
		if schema.Validate(file) == nil {
			t.Errorf("%s: the schema takes an unknown key", path)
		}
		_, faults := decode(t, file)
		want := strings.TrimPrefix(path+".xyzzy", ".")
		if !slices.ContainsFunc(faults, func(f *Error) bool { return f.Path == want && strings.Contains(f.Why, "not a known key") }) {
			t.Errorf("%s: the decoder takes it", want)
		}
	})
	if n < 20 {
		t.Errorf("only %d tables were tried", n)
	}
}

func TestWhatTheSchemaDemandsTheDecoderDemandsToo(t *testing.T) {
	schema := compiledSchema(t)
	keys := schemaKeys()
	file := everyKey(keys)
	tables("", keys, file, func(path string, s *shape, table map[string]any) {
		for _, name := range s.Required {
			kept := table[name]
			delete(table, name)
			if schema.Validate(file) == nil {
				t.Errorf("%s: the schema does without %s", path, name)
			}
			_, faults := decode(t, file)
			want := strings.TrimPrefix(path+"."+name, ".")
			if !slices.ContainsFunc(faults, func(f *Error) bool { return f.Path == want && f.Why == "is missing" }) {
				t.Errorf("%s: the schema demands it and the decoder does not", want)
			}
			table[name] = kept
		}
	})
}
