package meaning

// A Lexicon is the general vocabulary of headings, as templates/lexicon.yaml
// gives it: facts of the language of administration, the same for every
// catalogue.
type Lexicon struct{}
