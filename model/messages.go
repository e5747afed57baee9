package model

import "strings"

// Messages is the catalogue of everything that clerks and officers read, in
// one language. Keys are stable English words; texts have named blanks such
// as {cell}.
type Messages struct {
	Lang  string // "vi" or "en"
	Texts map[string]string
}

// Text fills the blanks of a text from pairs of name and value. A key that is
// not in the catalogue gives the key itself, so that a gap shows and loses
// nothing.
func (m Messages) Text(key string, pairs ...string) string {
	t, ok := m.Texts[key]
	if !ok {
		return key
	}
	if len(pairs) == 0 {
		return t
	}
	blanks := make([]string, len(pairs))
	for i, p := range pairs {
		if i%2 == 0 {
			p = "{" + p + "}"
		}
		blanks[i] = p
	}
	return strings.NewReplacer(blanks...).Replace(t)
}

// Finding puts a finding into a sentence that its unit's secretary
// understands, and a second one that says what to do.
func (m Messages) Finding(f *Finding, indicatorLabel string) (message, hint string) {
	pairs := []string{"cell", f.Cell, "tab", f.Tab, "raw", f.Raw, "day", f.Day.Short(), "indicator", indicatorLabel}
	for k, v := range f.Args {
		pairs = append(pairs, k, v)
	}
	return m.Text("finding."+f.Code+".message", pairs...), m.Text("finding."+f.Code+".hint", pairs...)
}
