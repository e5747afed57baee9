package ledger_test

import (
	"path/filepath"
	"testing"
	"time"

	"tonghop/model/merge"
	"tonghop/model/office"
	"tonghop/model/record"
)

// headed is a reading of one table whose only column stands somewhere.
func headed(at string) *office.Reading {
	t := table("Tháng 6", "an")
	t.Columns[0].At = at
	return &office.Reading{Tables: []office.Table{t}}
}

// places renders mappings as "C@24 08:00".
func places(s *record.State) (out []string) {
	for _, m := range s.Mappings["a"] {
		text := ""
		for _, t := range m.Tables {
			text += t.Columns[0].At
		}
		out = append(out, text+"@"+m.Answered.In(clock(0, 0).Location()).Format("02 15:04"))
	}
	return out
}

func TestMappingsTellWhatStoodBeforeARecentChange(t *testing.T) {
	f := fixture{t, open(t, filepath.Join(t.TempDir(), "ledger.db"))}
	day := func(n int) time.Time { return clock(8, 0).AddDate(0, 0, n) }
	f.append(look(day(0), "c", headed("C")))
	f.append(look(day(1), "d", headed("D")))
	f.append(look(day(2), "d2", headed("D"))) // other figures, the same columns
	f.append(look(day(3), "e", headed("E")))
	f.append(look(day(4), "none", &office.Reading{}))
	window := int(merge.DriftWindow / (24 * time.Hour))
	at := func(n int) []string { return places(f.state(day(n).Add(time.Hour))) }

	f.equal("at first sight", at(0), []string(nil))
	f.equal("after a change", at(1), []string{"C@24 08:00", "D@25 08:00"})
	f.equal("after the same columns again", at(2), []string{"C@24 08:00", "D@25 08:00"})
	f.equal("after two changes", at(3), []string{"C@24 08:00", "D@25 08:00", "E@27 08:00"})
	f.equal("without its table", at(4), []string{"C@24 08:00", "D@25 08:00", "E@27 08:00", "@28 08:00"})
	f.equal("when the first change is old", at(1+window), []string{"D@25 08:00", "E@27 08:00", "@28 08:00"})
	f.equal("when the second is", at(3+window), []string{"E@27 08:00", "@28 08:00"})
	f.equal("when nothing changed of late", at(4+window), []string(nil))
	f.equal("what stands now", len(f.state(day(4+window)).Tables), 0)
	f.equal("what stood then", f.state(day(3).Add(time.Hour)).Tables["a"][0].Columns[0].At, "E")
}
