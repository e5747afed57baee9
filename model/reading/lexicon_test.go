package reading

import (
	"os"
	"sync"

	"tonghop/model/reading/meaning"
	"tonghop/sync/config"
)

// usualLexicon is the one that comes with the program.
var usualLexicon = sync.OnceValue(func() *meaning.Lexicon {
	l, err := config.Lexicon(os.DirFS("../../templates"))
	if err != nil {
		panic(err)
	}
	return l
})
