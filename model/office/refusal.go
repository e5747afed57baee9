package office

// A Refusal is something that the office asked for and that cannot be, with the
// reason and what to do: a decision, the closing of a period, the issuing of a
// report. It implements error in English, without a prefix, for the command
// line; the page puts it into the reader's language from the catalogue, where
// the reason stands under "refusal." + code and what to do under ".hint"
// behind it.
type Refusal struct {
	code, why, hint string
	pairs           []string
}

// Refuse makes a Refusal. Why and hint have named blanks such as {unit}, which
// are filled from pairs of name and value.
func Refuse(code, why, hint string, pairs ...string) *Refusal {
	return &Refusal{code, why, hint, pairs}
}

// Error says in English why.
func (r *Refusal) Error() string { return fill(r.why, r.pairs) }

// Hint says in English what to do.
func (r *Refusal) Hint() string { return fill(r.hint, r.pairs) }

// Refused gives the code, and the pairs that fill the catalogue's text.
func (r *Refusal) Refused() (code string, pairs []string) { return r.code, r.pairs }
