package reading

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"

	"tonghop/model/reading/meaning"
)

// A dictionary takes a while to compile and is the same for every source of an
// office: the last few are kept.
var dictionaries = struct {
	sync.Mutex
	compiled map[dictionaryKey]*meaning.Dictionary
	lexicons map[*meaning.Lexicon]string
}{compiled: map[dictionaryKey]*meaning.Dictionary{}, lexicons: map[*meaning.Lexicon]string{}}

type dictionaryKey struct {
	lexicon   *meaning.Lexicon
	catalogue [sha256.Size]byte
}

// maxDictionaries is how many are kept: one an office, and a few for what it
// tries.
const maxDictionaries = 8

var noLexicon meaning.Lexicon

// dictionaryOf gives the compiled dictionary of a lexicon and a catalogue.
func dictionaryOf(l *meaning.Lexicon, c meaning.Catalogue) *meaning.Dictionary {
	b, err := json.Marshal(c)
	if err != nil { // plain strings, numbers and maps of them always marshal
		return meaning.New(l, c)
	}
	key := dictionaryKey{l, sha256.Sum256(b)}
	dictionaries.Lock()
	defer dictionaries.Unlock()
	if d := dictionaries.compiled[key]; d != nil {
		return d
	}
	d := meaning.New(l, c)
	if len(dictionaries.compiled) >= maxDictionaries {
		clear(dictionaries.compiled)
	}
	dictionaries.compiled[key] = d
	return d
}

// lexiconKey identifies what a lexicon says.
func lexiconKey(l *meaning.Lexicon) string {
	if l == nil {
		return ""
	}
	dictionaries.Lock()
	defer dictionaries.Unlock()
	if key, ok := dictionaries.lexicons[l]; ok {
		return key
	}
	b, err := json.Marshal(l)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(b)
	if len(dictionaries.lexicons) >= maxDictionaries {
		clear(dictionaries.lexicons)
	}
	dictionaries.lexicons[l] = hex.EncodeToString(sum[:8])
	return dictionaries.lexicons[l]
}
