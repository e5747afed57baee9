package config

import (
	"slices"
	"strings"

	"tonghop/model/office"
	"tonghop/model/reading/unitname"
)

const unitExample = `{id: thanh-an, name: "Xã Thanh An", type: xa, source: data/thanh-an.xlsx}`

// unitTypes are the usual ones; others are taken as well, with a warning.
var unitTypes = []string{"xa", "thi_tran", "phuong", "chi_doan", "truong", "doi", "huyen", "thi_xa", "thanh_pho", "dac_khu", "cum"}

// A unitEntry is a unit with the fields that the checks between units point at.
type unitEntry struct {
	office.Unit
	at *section
}

// readUnits reads who reports, in the order in which reports list them.
func (c *Config) readUnits(f field) []office.Unit {
	if !f.needed("units: [" + unitExample + "]") {
		return nil
	}
	items := f.list("units: [" + unitExample + "]")
	if f.barren() {
		f.fail("units: ["+unitExample+"]", "is empty: nobody would report")
	}
	entries := make([]unitEntry, len(items))
	units := make([]office.Unit, len(items))
	for i, item := range items {
		entries[i] = c.readUnit(item)
		units[i] = entries[i].Unit
	}
	checkParents(entries)
	checkNames(entries)
	warnOfSourceless(f, entries)
	return c.takeGroups(units)
}

// sourceless is how many units without a source are warned of one by one.
const sourceless = 3

// warnOfSourceless warns of units of which only what the office enters can count.
func warnOfSourceless(f field, entries []unitEntry) {
	var without []unitEntry
	for _, e := range entries {
		if len(e.Sources) == 0 && e.Type != groupType && e.To == 0 {
			without = append(without, e)
		}
	}
	if len(without) > sourceless {
		f.warn("%d of %d have no source yet: only what the office enters on their behalf will count", len(without), len(entries))
		return
	}
	for _, e := range without {
		e.at.warn("has no source: only what the office enters on its behalf will count")
	}
}

// takeGroups takes those units out that only list others under their name: they
// report nothing themselves.
func (c *Config) takeGroups(units []office.Unit) []office.Unit {
	parent := map[string]bool{}
	for i := range units {
		parent[units[i].Parent] = true
	}
	return slices.DeleteFunc(units, func(u office.Unit) bool {
		group := u.Type == groupType && len(u.Sources) == 0 && parent[u.ID]
		if group {
			c.groups = append(c.groups, office.Group{ID: u.ID, Name: u.Name})
		}
		return group
	})
}

func (c *Config) readUnit(f field) unitEntry {
	s := f.section(unitExample)
	u := office.Unit{ID: readID(s, "id: thanh-an", f.doc.units.lines)}
	if strings.EqualFold(u.ID, office.Everyone) { // excuse all would waive everybody's report
		s.at("id").fail("id: thanh-an", "stands for all units in the commands, so no unit can have it")
	}
	if name := s.at("name"); name.needed(`name: "Xã Thanh An"`) {
		u.Name = name.text(`name: "Xã Thanh An"`)
	}
	u.Code = s.at("code").text("code: 25327")
	u.Type = readUnitType(s.at("type"))
	u.Aliases = s.at("aliases").texts(`aliases: ["UBND xã Thanh An"]`)
	u.Parent = s.at("parent").text("parent: cum-1")
	since, from, to := s.at("since"), s.at("from"), s.at("to")
	u.Since, u.From, u.To = since.date("since: 2020-06-01"), from.date("from: 2020-06-01"), to.date("to: 2025-06-30")
	order(from, u.From, to, u.To)
	order(since, u.Since, to, u.To)
	u.SucceededBy = s.at("succeeded_by").texts("succeeded_by: [thanh-an-moi]")
	u.Formerly = s.at("formerly").texts("formerly: [thanh-an-cu]")
	u.Sources = c.readSources(s)
	u.Reading = readReading(s)
	u.Judged = readJudged(s.at("judge"))
	f.doc.later(func() {
		for _, id := range u.SucceededBy {
			s.at("succeeded_by").unit(id)
		}
	})
	s.done()
	return unitEntry{u, s}
}

func readUnitType(f field) string {
	t := f.text("type: xa")
	if t != "" && !slices.Contains(unitTypes, t) {
		f.warn("is not one of the usual types: %s", strings.Join(unitTypes, ", "))
	}
	return t
}

// checkParents reports parents that do not exist and rings of them.
func checkParents(entries []unitEntry) {
	parent := map[string]string{}
	for _, e := range entries {
		parent[e.ID] = e.Parent
	}
	for _, e := range entries {
		if e.Parent == "" || !e.at.at("parent").unit(e.Parent) {
			continue
		}
		up := e.Parent
		for range entries {
			if up == "" || up == e.ID {
				break
			}
			up = parent[up]
		}
		if up == e.ID {
			e.at.at("parent").fail("", "goes round in a circle: %s would stand above itself", e.ID)
		}
	}
}

// checkNames reports names by which two units of one parent cannot be told
// apart while both are valid: a commune's workbook that says one of them would
// be nobody's. Lộc Thành and Lộc Thạnh can.
func checkNames(entries []unitEntry) {
	type holder struct {
		entry unitEntry
		text  string
		name  unitname.Name
	}
	taken := map[string][]holder{}
	for _, e := range entries {
		own := map[unitname.Name]bool{}
		for i, text := range append([]string{e.Name}, e.Aliases...) {
			name := unitname.Parse(text)
			if name.Kind == "" && i == 0 {
				name.Kind = e.Type
			}
			key := e.Parent + "\x00" + name.Own
			if name.Own == "" || own[name] {
				continue
			}
			own[name] = true
			for _, h := range taken[key] {
				if h.entry.ID != e.ID && h.name.Same(name) && overlap(h.entry.Unit, e.Unit) {
					e.at.fail("", "the name %q cannot be told from %q of unit %s (line %d)", text, h.text, h.entry.ID, h.entry.at.node.Line)
					break
				}
			}
			taken[key] = append(taken[key], holder{e, text, name})
		}
	}
}

// overlap reports whether two units are valid on a common day.
func overlap(a, b office.Unit) bool {
	return !(a.To != 0 && b.From > a.To) && !(b.To != 0 && a.From > b.To)
}
