package sheetsim

import (
	"reflect"
	"slices"
	"strconv"

	"google.golang.org/api/sheets/v4"
)

// mergeCells merges a range; only its top left value survives.
func (t *batch) mergeCells(r obj) (obj, *apiError) {
	a, err := t.b.gridArea(child(r, "range"))
	if err != nil {
		return nil, err
	}
	var parts []span
	switch str(r, "mergeType") {
	case "MERGE_ALL":
		parts = []span{a.span}
	case "MERGE_COLUMNS":
		for c := a.c0; c < a.c1; c++ {
			parts = append(parts, span{a.r0, c, a.r1, c + 1})
		}
	case "MERGE_ROWS":
		for row := a.r0; row < a.r1; row++ {
			parts = append(parts, span{row, a.c0, row + 1, a.c1})
		}
	default:
		return nil, invalid("No merge type specified.")
	}
	for _, m := range a.sheet.merges {
		if m.intersects(a.span) && !a.contains(m) {
			return nil, invalid("You must select all cells in a merged range to merge or unmerge them.")
		}
	}
	a.sheet.merges = slices.DeleteFunc(a.sheet.merges, func(m span) bool { return a.contains(m) })
	for _, p := range parts {
		if err := a.sheet.mayMerge(p); err != nil {
			return nil, err
		}
		a.sheet.merge(p)
	}
	return nil, nil
}

func (s *sheet) merge(p span) {
	if p.r1-p.r0 == 1 && p.c1-p.c0 == 1 {
		return
	}
	s.merges = append(s.merges, p)
	keep, found := cell{}, false
	for r := p.r0; r < p.r1; r++ {
		for c := p.c0; c < p.c1; c++ {
			old := s.at(r, c)
			if !found && old.hasValue() {
				keep, found = old, true
			}
			s.put(r, c, old.withValue(cell{}))
		}
	}
	if found {
		s.put(p.r0, p.c0, s.at(p.r0, p.c0).withValue(keep))
	}
}

func (t *batch) unmergeCells(r obj) (obj, *apiError) {
	a, err := t.b.gridArea(child(r, "range"))
	if err != nil {
		return nil, err
	}
	for _, m := range a.sheet.merges {
		if m.intersects(a.span) && !a.contains(m) {
			return nil, invalid("You must select all cells in a merged range to merge or unmerge them.")
		}
	}
	a.sheet.merges = slices.DeleteFunc(a.sheet.merges, func(m span) bool { return a.contains(m) })
	return nil, nil
}

func (t *batch) addNamedRange(r obj) (obj, *apiError) {
	n := child(r, "namedRange")
	if _, err := t.b.gridArea(child(n, "range")); err != nil {
		return nil, err
	}
	for _, other := range t.b.named {
		if str(other, "name") == str(n, "name") {
			return nil, invalid("Named range name is already in use: %s", str(n, "name"))
		}
	}
	id := str(n, "namedRangeId")
	if id == "" {
		id = strconv.FormatInt(t.s.mint(), 10)
	}
	kept := obj{"namedRangeId": id, "name": str(n, "name"), "range": readGridRange(child(n, "range")).tree()}
	t.b.named = append(t.b.named, kept)
	return obj{"namedRange": kept}, nil
}

func (t *batch) namedRange(id string) (int, *apiError) {
	i := slices.IndexFunc(t.b.named, func(n obj) bool { return str(n, "namedRangeId") == id })
	if i < 0 {
		return 0, invalid("No named range with id: %s", id)
	}
	return i, nil
}

func (t *batch) updateNamedRange(r obj) (obj, *apiError) {
	n := child(r, "namedRange")
	i, err := t.namedRange(str(n, "namedRangeId"))
	if err != nil {
		return nil, err
	}
	m, err := writeMask(str(r, "fields"), reflect.TypeFor[sheets.NamedRange]())
	if err != nil {
		return nil, err
	}
	after := overlay(t.b.named[i], n, m)
	after["range"] = readGridRange(child(after, "range")).tree()
	if _, err := t.b.gridArea(child(after, "range")); err != nil {
		return nil, err
	}
	t.b.named[i] = after
	return nil, nil
}

func (t *batch) deleteNamedRange(r obj) (obj, *apiError) {
	i, err := t.namedRange(str(r, "namedRangeId"))
	if err == nil {
		t.b.named = slices.Delete(t.b.named, i, i+1)
	}
	return nil, err
}

// rangeSheet is the sheet that an object's range lies on.
func (t *batch) rangeSheet(o obj) (*sheet, *apiError) {
	a, err := t.b.gridArea(child(o, "range"))
	return a.sheet, err
}

// addProtectedRange keeps a protected range. Whoever adds one may edit it,
// whatever the request says. The reply does not name the editors.
func (t *batch) addProtectedRange(r obj) (obj, *apiError) {
	p := child(r, "protectedRange")
	if child(p, "range") == nil {
		return nil, notSimulated("a protected range by a named range or a table")
	}
	sh, err := t.rangeSheet(p)
	if err != nil {
		return nil, err
	}
	kept := clean(p)
	kept["range"] = readGridRange(child(p, "range")).tree()
	if id, ok := number(kept, "protectedRangeId"); !ok {
		kept["protectedRangeId"] = float64(t.s.mint())
	} else if _, _, err := t.find("protectedRanges", "protectedRangeId", id); err == nil {
		return nil, invalid("Protected range with id: %d already exists.", id)
	}
	kept["requestingUserCanEdit"] = true
	reply := kept
	if !boolean(kept, "warningOnly") {
		users, _ := child(kept, "editors")["users"].([]any)
		if !slices.Contains(users, any(t.user)) && t.user != "" {
			users = append(slices.Clone(users), t.user)
		}
		reply = set(kept, "editors", clean(child(kept, "editors")))
		kept = set(kept, "editors", clean(set(child(kept, "editors"), "users", users)))
	}
	sh.lists["protectedRanges"] = append(sh.lists["protectedRanges"], kept)
	return obj{"protectedRange": reply}, nil
}

// find looks for an object by its id in a list of any sheet.
func (t *batch) find(field, key string, id int) (*sheet, int, *apiError) {
	for _, sh := range t.b.sheets {
		for i, o := range sh.lists[field] {
			if n, ok := number(o, key); ok && n == id {
				return sh, i, nil
			}
		}
	}
	return nil, 0, invalid("No %s with id: %d", field, id)
}

func (t *batch) updateProtectedRange(r obj) (obj, *apiError) {
	p := child(r, "protectedRange")
	id, _ := number(p, "protectedRangeId")
	sh, i, err := t.find("protectedRanges", "protectedRangeId", id)
	if err != nil {
		return nil, err
	}
	m, err := writeMask(str(r, "fields"), reflect.TypeFor[sheets.ProtectedRange]())
	if err != nil {
		return nil, err
	}
	after := clean(overlay(sh.lists["protectedRanges"][i], p, m))
	after["protectedRangeId"] = float64(id)
	after["range"] = readGridRange(child(after, "range")).tree()
	to, err := t.rangeSheet(after)
	if err != nil {
		return nil, err
	}
	sh.lists["protectedRanges"] = slices.Delete(sh.lists["protectedRanges"], i, i+1)
	to.lists["protectedRanges"] = append(to.lists["protectedRanges"], after)
	return nil, nil
}

func (t *batch) deleteProtectedRange(r obj) (obj, *apiError) {
	id, _ := number(r, "protectedRangeId")
	sh, i, err := t.find("protectedRanges", "protectedRangeId", id)
	if err == nil {
		sh.lists["protectedRanges"] = slices.Delete(sh.lists["protectedRanges"], i, i+1)
	}
	return nil, err
}

// setBasicFilter keeps a filter. Which rows it hides is not worked out.
func (t *batch) setBasicFilter(r obj) (obj, *apiError) {
	f := child(r, "filter")
	a, err := t.b.gridArea(child(f, "range"))
	if err != nil {
		return nil, err
	}
	if f["criteria"] != nil || f["filterSpecs"] != nil {
		return nil, notSimulated("a filter with criteria")
	}
	kept := clean(f)
	kept["range"] = a.sheet.rangeOf(a.span).tree()
	a.sheet.filter = kept
	return nil, nil
}

func (t *batch) clearBasicFilter(r obj) (obj, *apiError) {
	sh, _, err := t.sheet(r)
	if err == nil {
		sh.filter = nil
	}
	return nil, err
}
