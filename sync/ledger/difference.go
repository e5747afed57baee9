package ledger

import (
	"cmp"
	"iter"
	"slices"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// A key names one thing that a source may speak of: a unit's day, a finding,
// a tab's table. What text and n are depends on the strand.
type key struct {
	text string
	n    int64
}

// said is what a source says of each thing, in stored form. What is not said
// has no entry.
type said map[key]string

// A sayings is what one reading says, by strand.
type sayings struct {
	versions, notes, findings, mapping said
}

// sayingsOf puts a reading into stored form. Before are the versions that
// stood before it, which decide whether an absent day was withdrawn or is
// gone with its table; held is what is held of those that are gone.
func sayingsOf(source string, r *office.Reading, before, held said) (s sayings, err error) {
	s.versions = versionsOf(r)
	if err = keepMoved(s.versions, before, held); err != nil {
		return s, err
	}
	keepGone(s.versions, before, r.Tables)
	if s.notes, err = notesOf(r.Notes); err != nil {
		return s, err
	}
	if s.findings, err = findingsOf(source, r.Findings); err != nil {
		return s, err
	}
	s.mapping, err = mappingOf(r.Tables)
	return s, err
}

// versionsOf gathers the figures of each unit's day. A day for which an error
// was found and no figure accepted is invalid.
func versionsOf(r *office.Reading) said {
	s := said{}
	var figs []record.Figure
	for day := range daysOf(r.Tallies) {
		figs = figs[:0]
		for i := range day {
			figs = append(figs, figureOf(&day[i]))
		}
		s[dayKey(day[0].Unit, day[0].Day)] = encodeFigures(figs)
	}
	for k := range invalidDays(r.Findings) {
		if s[k] == "" {
			s[k] = saidInvalid
		}
	}
	return s
}

// daysOf yields the tallies of each unit's day together, by unit and day.
func daysOf(tallies []office.Tally) iter.Seq[[]office.Tally] {
	for i := 1; i < len(tallies); i++ { // in order they mostly are
		if byUnitDay(&tallies[i-1], &tallies[i]) > 0 {
			tallies = slices.Clone(tallies)
			slices.SortStableFunc(tallies, func(a, b office.Tally) int { return byUnitDay(&a, &b) })
			break
		}
	}
	return func(yield func([]office.Tally) bool) {
		for start, end := 0, 0; start < len(tallies); start = end {
			for end = start + 1; end < len(tallies) && tallies[end].Day == tallies[start].Day && tallies[end].Unit == tallies[start].Unit; {
				end++
			}
			if !yield(tallies[start:end]) {
				return
			}
		}
	}
}

func byUnitDay(a, b *office.Tally) int {
	if a.Unit != b.Unit {
		return cmp.Compare(a.Unit, b.Unit)
	}
	return cmp.Compare(a.Day, b.Day)
}

// keepGone marks as gone what stood before, is no longer said, and lies in no
// table of the new reading; what does lie in one was withdrawn, unless it is
// too much of its unit's days for that (DESIGN.md, What vanishes).
func keepGone(now, before said, tables []office.Table) {
	withdrawn := map[string][]key{} // by unit
	for k := range before {
		switch {
		case now[k] != "":
		case !covered(k, tables):
			now[k] = saidGone
		default:
			withdrawn[k.text] = append(withdrawn[k.text], k)
		}
	}
	for unit, lost := range withdrawn {
		if tooMany(unit, lost, now, before) {
			for _, k := range lost {
				now[k] = saidGone
			}
		}
	}
}

// withdrawnAtOnce is how many days of a unit may be emptied at once and still
// be taken for withdrawals.
const withdrawnAtOnce = 2

// tooMany reports whether so many days of a unit are lost at once that its
// table was cleared, as for a new month whose first days lie in the old one's
// calendar month: more than withdrawnAtOnce, and more than are left of the days
// up to the last lost one. What is typed after them says nothing about them.
func tooMany(unit string, lost []key, now, before said) bool {
	if len(lost) <= withdrawnAtOnce {
		return false
	}
	last := slices.MaxFunc(lost, func(a, b key) int { return cmp.Compare(a.n, b.n) }).n
	left := 0
	for k := range before {
		if k.text == unit && k.n <= last && now[k] != "" && !isGone(now[k]) {
			left++
		}
	}
	return len(lost) > left
}

func covered(k key, tables []office.Table) bool {
	return slices.ContainsFunc(tables, func(t office.Table) bool {
		day := calendar.Day(k.n)
		return t.First <= day && day <= t.Last && slices.Contains(t.Units, k.text)
	})
}

func notesOf(notes []office.Note) (said, error) {
	days := map[key][]savedNote{}
	for _, n := range notes {
		k := dayKey(n.Unit, n.Day)
		days[k] = append(days[k], saveNote(&n))
	}
	return jsonOf(days)
}

func findingsOf(source string, findings []office.Finding) (said, error) {
	saved := make(map[key]savedFinding, len(findings))
	for k, f := range numbered(source, findings) {
		saved[k] = saveFinding(&f)
	}
	return jsonOf(saved)
}

// numbered numbers findings of one key in the order in which they were read,
// so that none hides another.
func numbered(source string, findings []office.Finding) map[key]office.Finding {
	all := make(map[key]office.Finding, len(findings))
	for _, f := range findings {
		f.Source = source
		k := key{f.Key(), 1}
		for _, taken := all[k]; taken; _, taken = all[k] {
			k.n++
		}
		all[k] = f
	}
	return all
}

func mappingOf(tables []office.Table) (said, error) {
	saved := make(map[key]savedTable, len(tables))
	for k, t := range placed(tables) {
		saved[k] = saveTable(&t)
	}
	return jsonOf(saved)
}

// placed tells tables by their tab and by where they come in it.
func placed(tables []office.Table) map[key]office.Table {
	all := make(map[key]office.Table, len(tables))
	for i := range tables {
		all[key{tables[i].Tab, int64(i) + 1}] = tables[i]
	}
	return all
}

func jsonOf[T any](m map[key]T) (said, error) {
	s := make(said, len(m))
	for k, v := range m {
		text, err := toJSON(v)
		if err != nil {
			return nil, err
		}
		s[k] = text
	}
	return s, nil
}

func dayKey(unit string, d calendar.Day) key { return key{unit, int64(d)} }
