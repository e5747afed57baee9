package office

import (
	"strconv"
	"strings"
)

// Messages is the catalogue of everything that clerks and officers read, in
// one language. Keys are stable English words; texts have named blanks such
// as {cell}.
type Messages struct {
	Lang  string // "vi" or "en"
	Texts map[string]string
}

// Text fills the blanks of a text from pairs of name and value. A key that is
// not in the catalogue gives the key itself, so that a gap shows and loses
// nothing. A Mask among the values is shown as what it stands for.
func (m Messages) Text(key string, pairs ...string) string {
	t, ok := m.Texts[key]
	if !ok {
		return key
	}
	return m.Shown(fill(t, pairs))
}

// fill fills the named blanks of a text from pairs of name and value.
func fill(text string, pairs []string) string {
	if len(pairs) == 0 {
		return text
	}
	blanks := make([]string, len(pairs))
	for i, p := range pairs {
		if i%2 == 0 {
			p = "{" + p + "}"
		}
		blanks[i] = p
	}
	return strings.NewReplacer(blanks...).Replace(text)
}

// maxQuoted is how much of what was written a sentence repeats, in letters: a
// cell may hold fifty thousand.
const maxQuoted = 80

// Finding puts a finding into a sentence that its unit's secretary
// understands, and a second one that says what to do. Where a code means
// another thing as an error than as a warning, or by its reason (why), the
// catalogue has a text of its own for the severity or the reason. An argument that the config gives in English too, as
// name_en, is given in the catalogue's language.
// Long texts are quoted in part; Finding.Raw has the whole. Lists of figures
// and of columns, which the model put together, are given whole.
func (m Messages) Finding(f *Finding, indicatorLabel string) (message, hint string) {
	quote := excerpt
	if f.Kind().lists {
		quote = strings.TrimSpace
	}
	pairs := []string{"cell", f.Cell, "tab", f.Tab, "raw", excerpt(m.Shown(f.Raw)), "day", f.Day.Short(), "indicator", indicatorLabel}
	for k, v := range f.Args {
		if english, ok := f.Args[k+"_en"]; ok && m.Lang == "en" {
			v = english
		}
		pairs = append(pairs, k, quote(m.Shown(v))) // before it is cut: half a mask is none
	}
	key := "finding." + f.Code
	for _, variant := range []string{string(f.Severity), f.Args["why"]} {
		if _, ok := m.Texts[key+"."+variant+".message"]; ok && variant != "" {
			key += "." + variant
		}
	}
	return m.Text(key+".message", pairs...), m.Text(key+".hint", pairs...)
}

// By says who decided, and by which channel that came: a name that was typed
// proves less than one that signed in.
func (m Messages) By(d *Decision) string {
	key := "by." + string(d.Channel)
	if _, ok := m.Texts[key]; !ok {
		return d.By
	}
	return m.Text(key, "by", d.By)
}

// Uncharted tells of years without days off in the calendar, and who is to do
// what about them; both are "" where there is no such year.
func (m Messages) Uncharted(years []int) (message, hint string) {
	if len(years) == 0 {
		return "", ""
	}
	names := make([]string, len(years))
	for i, y := range years {
		names[i] = strconv.Itoa(y)
	}
	return m.Text("book.uncharted.message", "years", strings.Join(names, ", ")), m.Text("book.uncharted.hint")
}

func excerpt(s string) string {
	if len(s) <= maxQuoted {
		return s
	}
	if r := []rune(s); len(r) > maxQuoted {
		return string(r[:maxQuoted]) + "…"
	}
	return s
}
