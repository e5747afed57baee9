package merge

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// drift reports tables whose columns are recognised differently from what is
// remembered. A moved column that matched by name has been followed, and one
// that matches no more is not read: the finding only tells, so that somebody
// looks whether the figures moved with their headings.
func (r *reviewer) drift(m *Merged, mappings map[string][]record.Mapping) {
	for _, ref := range r.P.Sources() {
		history := mappings[ref]
		if len(history) < 2 {
			continue
		}
		tables := make([]map[place]*office.Table, len(history))
		for i := range history {
			tables[i] = byPlace(history[i].Tables)
		}
		before, now := tables[0], tables[len(tables)-1]
		for _, at := range slices.SortedFunc(maps.Keys(now), place.compare) {
			r.renamed(m, ref, history, tables, at)
			c := compareColumns(before[at], now[at])
			if c.none() {
				continue
			}
			f := c.finding(r.owner(ref, now[at]), ref, now[at])
			first, last := changedAt(history, tables, at)
			m.Findings = append(m.Findings, record.OpenFinding{Finding: f, Since: first, Accepted: r.acceptance(&f, last)})
		}
	}
}

// renamed tells that a tab of a Google spreadsheet, known by its id, goes on
// under another title.
func (r *reviewer) renamed(m *Merged, ref string, history []record.Mapping, tables []map[place]*office.Table, at place) {
	last := tables[len(tables)-1][at]
	if at.id == 0 || at.n > 0 {
		return
	}
	for i := len(history) - 2; i >= 0; i-- {
		before := tables[i][at]
		if before == nil || before.Tab == last.Tab {
			continue
		}
		m.add(history[i+1].Answered, office.Finding{Unit: r.owner(ref, last), Code: office.CodeTabRenamed, Severity: office.SeverityNotice,
			Origin: office.Origin{Source: ref, Tab: last.Tab, TabID: last.TabID}, Args: map[string]string{"before": before.Tab}})
		return
	}
}

// A place tells which table is which from one reading to the next: the n-th of
// its tab, which in Google keeps its id whatever its title.
type place struct {
	id  int64
	tab string // "" where the id tells
	n   int
}

func (p place) compare(q place) int {
	if c := strings.Compare(p.tab, q.tab); c != 0 {
		return c
	}
	if p.id != q.id {
		return int(max(-1, min(1, p.id-q.id)))
	}
	return p.n - q.n
}

func byPlace(tables []office.Table) map[place]*office.Table {
	at := map[place]*office.Table{}
	for i := range tables {
		p := place{id: tables[i].TabID}
		if p.id == 0 {
			p.tab = tables[i].Tab
		}
		for at[p] != nil {
			p.n++
		}
		at[p] = &tables[i]
	}
	return at
}

// changedAt finds when a table's columns first and last came to differ from
// those of the mapping before.
func changedAt(history []record.Mapping, tables []map[place]*office.Table, at place) (first, last time.Time) {
	var before *office.Table
	for i, h := range history {
		now := tables[i][at]
		if now == nil {
			continue
		}
		if c := compareColumns(before, now); !c.none() {
			last = h.Answered
			if first.IsZero() {
				first = last
			}
		}
		before = now
	}
	if first.IsZero() { // no single step shows what all of them come to
		last = history[len(history)-1].Answered
		first = last
	}
	return first, last
}

// owner is the unit whose table it is, "" where there are several.
func (r *reviewer) owner(ref string, t *office.Table) string {
	if len(t.Units) == 1 {
		return t.Units[0]
	}
	if units := r.P.UnitsOf(ref); len(units) == 1 {
		return units[0].ID
	}
	return ""
}

// changes are what became of a table's columns, by their headings.
type changes struct{ added, lost, moved []string }

func (c *changes) none() bool { return len(c.added)+len(c.lost)+len(c.moved) == 0 }

func (c *changes) finding(unit, ref string, t *office.Table) office.Finding {
	cell, _, _ := strings.Cut(string(t.Header), ":")
	return office.Finding{Unit: unit, Code: office.CodeColumnsChanged, Severity: office.SeverityWarning,
		Origin: office.Origin{Source: ref, Tab: t.Tab, TabID: t.TabID, Cell: cell},
		Args:   map[string]string{"added": listed(c.added), "lost": listed(c.lost), "moved": listed(c.moved)}}
}

// listed joins texts, and prints a dash for none.
func listed(texts []string) string {
	if len(texts) == 0 {
		return office.NoColumns
	}
	return strings.Join(texts, ", ")
}

// compareColumns tells what became of the columns that mean something. What is
// recognised differently under the same headings was changed by the config or
// by a newer reader, not by the unit, and is nothing to tell it.
func compareColumns(before, now *office.Table) (c changes) {
	if before == nil || now == nil || before.Header == now.Header && before.Layout == now.Layout && slices.Equal(before.Columns, now.Columns) {
		return c
	}
	turned := before.Layout != now.Layout // then places say nothing
	was, is := byMeaning(before), byMeaning(now)
	wasHead, isHead := headings(before), headings(now)
	same := func(header string) bool { return wasHead[header] == isHead[header] }
	for _, col := range before.Columns {
		if m, ok := was.meaning(&col); ok && m.id != "" && is.columns[m] == nil && !same(col.Header) {
			c.lost = append(c.lost, quoted(&col, col.At))
		}
	}
	for _, col := range now.Columns {
		m, ok := is.meaning(&col)
		switch old := was.columns[m]; {
		case !ok:
		case old == nil && m.id != "" && !same(col.Header):
			c.added = append(c.added, quoted(&col, col.At))
		case old != nil && !turned && was.offset(old) != is.offset(&col):
			c.moved = append(c.moved, quoted(&col, old.At+" → "+col.At))
		}
	}
	if c.none() {
		return c
	}
	for _, col := range now.Columns { // what was put in between has moved the others
		if _, ok := is.meaning(&col); !ok && col.Header != "" && wasHead[col.Header] == 0 {
			c.added = append(c.added, quoted(&col, col.At))
		}
	}
	return c
}

func quoted(c *office.Column, at string) string { return "“" + c.Header + "” (" + at + ")" }

// headings counts the columns under each heading.
func headings(t *office.Table) map[string]int {
	n := map[string]int{}
	for _, c := range t.Columns {
		n[c.Header]++
	}
	return n
}

// A meaning is what a column is read as; n tells the rows of several units in
// one wide table apart. The columns of dates and of units have no id: a table
// always has the first, and they only move.
type meaning struct {
	role, id string
	n        int
}

// meanings are a table's columns by what they are read as.
type meanings struct {
	wide    bool
	top     int // the header's row in a wide table
	columns map[meaning]*office.Column
	of      map[string]meaning // by place
}

func byMeaning(t *office.Table) meanings {
	ms := meanings{t.Layout == "wide", 0, map[meaning]*office.Column{}, map[string]meaning{}}
	if ms.wide {
		_, digits := office.SplitCell(string(t.Header))
		digits, _, _ = strings.Cut(digits, ":")
		ms.top, _ = strconv.Atoi(digits)
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		switch c.Role {
		case "indicator", "text", "date", "unit":
			m := meaning{role: c.Role, id: c.Indicator}
			for ms.columns[m] != nil {
				m.n++
			}
			ms.columns[m], ms.of[c.At] = c, m
		}
	}
	return ms
}

func (ms *meanings) meaning(c *office.Column) (meaning, bool) {
	m, ok := ms.of[c.At]
	return m, ok
}

// offset is where a column stands. A wide table's rows count from its header,
// so that a title put above it moves nothing.
func (ms *meanings) offset(c *office.Column) string {
	if !ms.wide {
		return c.At
	}
	row, _ := strconv.Atoi(c.At)
	return strconv.Itoa(row - ms.top)
}
