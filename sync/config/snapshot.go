package config

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"go.yaml.in/yaml/v4"

	"tonghop/model/office"
)

// judging are the sections that say who owes what by when and how it is read and
// judged. Only they are kept in the record, so that it holds no address, no
// secret's place and no contact, and a changed schedule makes no new snapshot.
var judging = []string{"timezone", "programme", "units", "indicators", "text_fields", "rules", "calendar", "deadlines", "dues", "periods"}

// A Snapshot is the programme as a configuration has it, in a form that does not
// change with its comments, its order of sections and its style of writing. Every
// later version of the program must read it: Earlier does.
type Snapshot struct {
	Text []byte
	Hash string // of Text: SHA-256 in hexadecimal
}

// Snapshot takes the programme out of a configuration.
func (c *Config) Snapshot() (Snapshot, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(c.Raw, &doc); err != nil {
		return Snapshot{}, fmt.Errorf("taking the programme out of %s: %w", c.Path, err)
	}
	kept := yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	root := doc.Content[0]
	for _, name := range judging {
		for i := 0; i+1 < len(root.Content); i += 2 {
			if root.Content[i].Value == name {
				kept.Content = append(kept.Content, root.Content[i], root.Content[i+1])
			}
		}
	}
	bare(&kept)
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(&kept); err != nil {
		return Snapshot{}, fmt.Errorf("taking the programme out of %s: %w", c.Path, err)
	}
	if err := enc.Close(); err != nil {
		return Snapshot{}, fmt.Errorf("taking the programme out of %s: %w", c.Path, err)
	}
	sum := sha256.Sum256(b.Bytes())
	return Snapshot{b.Bytes(), hex.EncodeToString(sum[:])}, nil
}

// bare takes comments and styles off a node and all below it.
func bare(n *yaml.Node) {
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	if n.Kind != yaml.ScalarNode {
		n.Style = 0
	} else if n.Style&^(yaml.TaggedStyle) != 0 {
		n.Style = yaml.DoubleQuotedStyle
	}
	for _, below := range n.Content {
		bare(below)
	}
}

// Earlier reads the programme of a Snapshot that was kept. The path is that of
// the present configuration.
func Earlier(text []byte, path string) (*office.Programme, error) {
	c, err := Parse(text, path, Options{})
	if err != nil {
		return nil, fmt.Errorf("reading the configuration that was kept in the ledger: %w", err)
	}
	return c.Programme, nil
}
