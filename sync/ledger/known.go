package ledger

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"tonghop/model/office"
	"tonghop/model/record"
)

// What a daemon records is mostly what it knows: a day changes a few of all
// that a source says, and what stands is in the memory, decoded. So a reading
// is compared with that, and only what differs is brought into stored form.
//
// compare gives as before and now what differs between what a source says and
// what a new reading of it says; whatever is in neither stays as it is. It
// reports false where what stands does not suffice, and the whole has to be
// compared: where something is gone and held, where so many days are lost at
// once that it matters how many are left (tooMany), and where a clock was set
// back.
func (a *account) compare(source string, r *office.Reading, answered int64) (before, now sayings, ok bool, err error) {
	if n := len(a.seen); n == 0 || micros(a.seen[n-1].Answered) > answered {
		return before, now, false, nil
	}
	if before.versions, now.versions, ok = a.compareVersions(r); !ok {
		return before, now, false, nil
	}
	if err = keepMoved(now.versions, before.versions, nil); err != nil {
		return before, now, false, err
	}
	keepGone(now.versions, before.versions, r.Tables)
	if before.notes, now.notes, err = a.compareNotes(r.Notes); err != nil {
		return before, now, false, err
	}
	if before.findings, now.findings, err = a.compareFindings(source, r.Findings); err != nil {
		return before, now, false, err
	}
	before.mapping, now.mapping, err = a.compareTables(r.Tables)
	return before, now, err == nil, err
}

// compareVersions goes through what stands and what is read side by side.
func (a *account) compareVersions(r *office.Reading) (before, now said, ok bool) {
	before, now = said{}, said{}
	bad := invalidDays(r.Findings)
	lost := 0
	lose := func(v *record.Version) {
		if text := textOf(v); text != "" && !bad[dayKey(v.Unit, v.Day)] {
			before[dayKey(v.Unit, v.Day)] = text
			lost++
		}
	}
	rest := a.versions
	for figs := range daysOf(r.Tallies) {
		k := dayKey(figs[0].Unit, figs[0].Day)
		delete(bad, k)
		var v *record.Version
		for len(rest) > 0 && v == nil {
			stands, more := lastOfDay(rest)
			switch order := cmp.Or(cmp.Compare(stands.Unit, k.text), cmp.Compare(int64(stands.Day), k.n)); {
			case stands.Gone:
				return nil, nil, false
			case order > 0:
				v = &record.Version{}
			case order == 0:
				v, rest = stands, more
			default:
				lose(stands)
				rest = more
			}
		}
		if v == nil {
			v = &record.Version{}
		}
		a.compareDay(k, v, figs, before, now)
	}
	for len(rest) > 0 {
		stands, more := lastOfDay(rest)
		if stands.Gone {
			return nil, nil, false
		}
		lose(stands)
		rest = more
	}
	for k := range bad {
		if v := a.standsOn(k); v == nil || !v.Invalid {
			now[k] = saidInvalid
			if v != nil && textOf(v) != "" {
				before[k] = textOf(v)
			}
		}
	}
	return before, now, lost <= withdrawnAtOnce
}

// invalidDays are the days of which an error was found.
func invalidDays(found []office.Finding) map[key]bool {
	days := map[key]bool{}
	for i := range found {
		if f := &found[i]; f.Severity == office.SeverityError && f.Unit != "" && f.Day != 0 {
			days[dayKey(f.Unit, f.Day)] = true
		}
	}
	return days
}

// lastOfDay gives what stands of the first day of sorted versions, and those of
// the days after it.
func lastOfDay(versions []record.Version) (stands *record.Version, more []record.Version) {
	n := 1
	for n < len(versions) && versions[n].Day == versions[0].Day && versions[n].Unit == versions[0].Unit {
		n++
	}
	return &versions[n-1], versions[n:]
}

// standsOn gives what stands of a day, nil for nothing.
func (a *account) standsOn(k key) *record.Version {
	after := sort.Search(len(a.versions), func(i int) bool {
		v := &a.versions[i]
		return cmp.Or(cmp.Compare(v.Unit, k.text), cmp.Compare(int64(v.Day), k.n)) > 0
	})
	if after == 0 || dayKey(a.versions[after-1].Unit, a.versions[after-1].Day) != k {
		return nil
	}
	return &a.versions[after-1]
}

// textOf is the stored form of a version that is not gone; "" for one that was
// withdrawn.
func textOf(v *record.Version) string {
	switch {
	case v.Invalid:
		return saidInvalid
	case len(v.Figures) == 0:
		return ""
	}
	return encodeFigures(slices.Clone(v.Figures))
}

// compareDay compares the figures of one day. Those that stand are in the
// order in which they are stored, those that are read in that of the sheet.
func (a *account) compareDay(k key, v *record.Version, read []office.Tally, before, now said) {
	if len(v.Figures) == len(read) && !v.Invalid && sameFigures(v.Figures, read) {
		return
	}
	figs := make([]record.Figure, len(read))
	for i := range read {
		figs[i] = figureOf(&read[i])
	}
	text, stood := encodeFigures(figs), textOf(v)
	if strings.Contains(text, `\ufffd`) { // what is no text was replaced, as it was when it was stored
		var once figureScanner
		if again, err := once.scan(text); err == nil && encodeFigures(again) == stood {
			return
		}
	}
	now[k] = text
	if stood != "" {
		before[k] = stood
	}
}

// sameFigures reports whether figures are those of tallies in whatever order.
// Each is looked for behind the one found before, where it mostly is.
func sameFigures(figs []record.Figure, read []office.Tally) bool {
	if len(read) > 64 {
		return false
	}
	found := uint64(0)
	at := 0
	for i := range figs {
		n := 0
		for n < len(read) && (found&(1<<at) != 0 || !sameFigure(&figs[i], &read[at])) {
			n++
			if at++; at == len(read) {
				at = 0
			}
		}
		if n == len(read) {
			return false
		}
		found |= 1 << at
	}
	return true
}

// sameFigure is figs == figureOf(read), told by what differs most often first.
func sameFigure(f *record.Figure, t *office.Tally) bool {
	return f.Value == t.Value && f.Cell == t.Cell && f.TabID == t.TabID && f.Indicator == t.Indicator && f.Tab == t.Tab
}

func figureOf(t *office.Tally) record.Figure {
	return record.Figure{Indicator: t.Indicator, Value: t.Value, Tab: t.Tab, TabID: t.TabID, Cell: t.Cell}
}
