package sheetsim

import (
	"maps"
	"slices"
)

// shift moves what refers to rows or columns: merges, properties, metadata,
// named and other ranges, and the references of formulas. What has been
// deleted altogether goes.
func (b *book) shift(d dimension, n int, to func(at int, isEnd bool) int) *apiError {
	s := d.sheet
	if field := groupField(d.rows); len(s.lists[field]) > 0 {
		return notSimulated("moving the %s of a sheet", field)
	}
	if err := b.shiftFormulas(d, n); err != nil {
		return err
	}
	gone := func(at int) bool { return n < 0 && at >= d.start && at < d.end }
	moved := map[int]obj{}
	for at, o := range s.dims(d.rows) {
		if !gone(at) {
			moved[to(at, false)] = o
		}
	}
	if d.rows {
		s.rowProps = moved
	} else {
		s.colProps = moved
	}
	b.metadata = slices.DeleteFunc(b.metadata, func(m metadatum) bool { return m.on(s.id, d.rows) && gone(m.at.start) })
	for i, m := range b.metadata {
		if m.on(s.id, d.rows) {
			b.metadata[i].at.start = to(m.at.start, false)
			b.metadata[i].at.end = b.metadata[i].at.start + 1
		}
	}
	b.shiftObjects(s, d.rows, to)
	return nil
}

// shiftObjects moves what lies on ranges: merges, named and protected ranges,
// filters, rules.
func (b *book) shiftObjects(s *sheet, rows bool, to func(at int, isEnd bool) int) {
	for i, m := range s.merges {
		s.merges[i] = shiftSpan(m, rows, to)
	}
	s.merges = slices.DeleteFunc(s.merges, func(m span) bool {
		return m.empty() || (m.r1-m.r0 == 1 && m.c1-m.c0 == 1)
	})
	for i, o := range b.named {
		b.named[i] = shiftRanges(o, s.id, rows, to)
	}
	for _, objects := range s.lists {
		for i, o := range objects {
			objects[i] = shiftRanges(o, s.id, rows, to)
		}
	}
	if s.filter != nil {
		s.filter = shiftRanges(s.filter, s.id, rows, to)
	}
}

func shiftSpan(m span, rows bool, to func(int, bool) int) span {
	if rows {
		m.r0, m.r1 = to(m.r0, false), to(m.r1, true)
	} else {
		m.c0, m.c1 = to(m.c0, false), to(m.c1, true)
	}
	return m
}

// shiftRanges moves every GridRange in an object that lies on a sheet.
func shiftRanges(o obj, sheetID int, rows bool, to func(int, bool) int) obj {
	out := maps.Clone(o)
	first, last := "startColumnIndex", "endColumnIndex"
	if rows {
		first, last = "startRowIndex", "endRowIndex"
	}
	_, hasRow := o["endRowIndex"]
	_, hasCol := o["endColumnIndex"]
	if id, _ := number(o, "sheetId"); (hasRow || hasCol) && id == sheetID {
		if at, ok := number(o, first); ok {
			out[first] = float64(to(at, false))
		}
		if at, ok := number(o, last); ok {
			out[last] = float64(to(at, true))
		}
		return out
	}
	for k, v := range o {
		switch v := v.(type) {
		case obj:
			out[k] = shiftRanges(v, sheetID, rows, to)
		case []any:
			moved := slices.Clone(v)
			for i, e := range v {
				if inner, ok := e.(obj); ok {
					moved[i] = shiftRanges(inner, sheetID, rows, to)
				}
			}
			out[k] = moved
		}
	}
	return out
}
