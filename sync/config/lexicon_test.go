package config

import (
	"strings"
	"testing"
	"testing/fstest"

	"tonghop/templates"
)

func TestTheLexiconThatTheProgramCarriesIsWhole(t *testing.T) {
	l, err := Lexicon(templates.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Acts) == 0 || len(l.Things) == 0 || len(l.Roles) == 0 || len(l.Senses) == 0 || l.Levels.Of == "" {
		t.Errorf("the lexicon lacks something: %d acts, %d things, %d roles, %d senses, levels of %q", len(l.Acts), len(l.Things), len(l.Roles), len(l.Senses), l.Levels.Of)
	}
}

func TestWhatIsWrongWithALexiconIsToldAtItsLine(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"no file at all", "", "reading the words of headings: open lexicon.yaml"},
		{"an unknown key", "passives: [được]", `lexicon.yaml:1: passives: is not a known key; for example passive:`},
		{"an unknown role", "roles:\n  plans: [kế hoạch]", `lexicon.yaml:2: roles.plans: is not a known key; for example plan:`},
		{"a wording that stands twice", "passive: [được]\nnegation: [không, ĐƯỢC]", `lexicon.yaml:2: negation[1]: "ĐƯỢC": stands in the file twice`},
		{"a concept without wordings", "things:\n  tờ rơi: {units: [tờ]}", `lexicon.yaml:2: things.tờ rơi.say: is missing; for example say: [tờ rơi]`},
		{"a companion that is nothing", "things:\n  tờ rơi: {say: [tờ rơi], with: [phat]}", `things.tờ rơi.say[0]: "tờ rơi": stands with phat, which is no concept of the file`},
		{"a sense of nothing", "senses:\n  tt: {tuyên truyên: [lượt]}", `lexicon.yaml:2: senses.tt: means tuyên truyên, which is no wording of the file`},
		{"a list that is a number", "passive: 3.5.x\nnegation: {a: b}", `lexicon.yaml:2: negation: must be a list, not a table of keys`},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			if c.file != "" {
				fsys["lexicon.yaml"] = &fstest.MapFile{Data: []byte(c.file)}
			}
			_, err := Lexicon(fsys)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}
