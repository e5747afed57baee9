package ledger

import (
	"maps"
	"reflect"
	"slices"

	"tonghop/model/office"
)

// standingOf gives of each thing what stands.
func standingOf[T any](rows []row[T]) map[key]T {
	stands := map[key]T{}
	for i := range rows {
		if r := &rows[i]; r.said {
			stands[r.key] = r.value
		} else {
			delete(stands, r.key)
		}
	}
	return stands
}

// unlike brings into stored form what stands and what is read of the things of
// which they are not the same.
func unlike[T, S any](stands, read map[key]T, same func(a, b *T) bool, save func(*T) S) (before, now said, err error) {
	was, is := map[key]S{}, map[key]S{}
	for k, b := range read {
		a, ok := stands[k]
		if ok && same(&a, &b) {
			continue
		}
		is[k] = save(&b)
		if !ok {
			continue
		}
		if once, err := readBack(is[k]); err != nil {
			return nil, nil, err
		} else if reflect.DeepEqual(once, save(&a)) {
			delete(is, k)
		}
	}
	for k, a := range stands {
		if _, ok := is[k]; ok {
			was[k] = save(&a)
		} else if _, ok := read[k]; !ok {
			was[k] = save(&a)
		}
	}
	if before, err = jsonOf(was); err != nil {
		return nil, nil, err
	}
	now, err = jsonOf(is)
	return before, now, err
}

// readBack gives what will be read back of something once it is stored: what is
// no text in it is replaced.
func readBack[S any](v S) (once S, err error) {
	text, err := toJSON(v)
	if err != nil {
		return once, err
	}
	return once, fromJSON(text, &once)
}

func (a *account) compareNotes(read []office.Note) (before, now said, err error) {
	notes := map[key][]office.Note{}
	for _, n := range read {
		notes[dayKey(n.Unit, n.Day)] = append(notes[dayKey(n.Unit, n.Day)], n)
	}
	same := func(a, b *[]office.Note) bool {
		return slices.EqualFunc(*a, *b, func(a, b office.Note) bool { return saveNote(&a) == saveNote(&b) })
	}
	return unlike(standingOf(a.notes), notes, same, func(notes *[]office.Note) []savedNote {
		var saved []savedNote
		for i := range *notes {
			saved = append(saved, saveNote(&(*notes)[i]))
		}
		return saved
	})
}

func (a *account) compareFindings(source string, read []office.Finding) (before, now said, err error) {
	return unlike(standingOf(a.findings), numbered(source, read), sameFinding, saveFinding)
}

func sameFinding(a, b *office.Finding) bool {
	return a.Unit == b.Unit && a.Tab == b.Tab && a.TabID == b.TabID && a.Cell == b.Cell && a.Code == b.Code && a.Severity == b.Severity &&
		a.Raw == b.Raw && a.Day == b.Day && a.Indicator == b.Indicator && maps.Equal(a.Args, b.Args)
}

func (a *account) compareTables(read []office.Table) (before, now said, err error) {
	same := func(a, b *office.Table) bool {
		return a.TabID == b.TabID && a.Layout == b.Layout && a.Header == b.Header && a.First == b.First && a.Last == b.Last &&
			slices.Equal(a.Units, b.Units) && slices.Equal(a.Columns, b.Columns)
	}
	return unlike(standingOf(a.tables), placed(read), same, saveTable)
}
