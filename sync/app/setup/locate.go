package setup

import (
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/reading/spelling"
	"tonghop/model/reading/unitname"
	"tonghop/sync/config"
)

// reform is the day on which today's communes began.
var reform = calendar.Date(2025, 7, 1)

// communeTypes are the types of today's communes.
var communeTypes = []string{"xa", "phuong", "dac_khu"}

// locate holds a commune against the table of its province: fills in what the
// list leaves out, or says that the province has no such commune. Schools and
// agencies, and units that ended before today, stand in no table.
func (r *List) locate(u *Unit) {
	if r.Province == nil || u.To != 0 || u.Type != "" && !slices.Contains(communeTypes, u.Type) {
		return
	}
	if r.index.now == nil {
		r.index = r.Province.index()
	}
	found := named(r.index.now, nameOf(&u.StarterUnit))
	switch len(found) {
	case 0:
		r.astray(u)
		return
	case 1:
	default:
		r.fault(u.line, "init.row.which", "name", u.Name, "near", strings.Join(namesOf(found), ", "))
		return
	}
	c := found[0]
	if u.Code != "" && strings.TrimLeft(u.Code, "0") != strings.TrimLeft(c.Code, "0") {
		r.fault(u.line, "init.row.code", "name", u.Name, "raw", u.Code, "code", c.Code)
		return
	}
	u.Code, u.Type = c.Code, typeOf(c.Name)
	u.Aliases = append(u.Aliases, r.index.aliases(c)...)
	if u.From == 0 && !c.Unchanged && r.Starts < reform {
		u.From = reform
	}
}

// astray says that a name is none of the province's communes, and what it may
// have been meant for.
func (r *List) astray(u *Unit) {
	if after := named(r.index.before, nameOf(&u.StarterUnit)); len(after) > 0 {
		r.fault(u.line, "init.row.former", "name", u.Name, "province", r.Province.Name, "near", strings.Join(namesOf(after), ", "))
		return
	}
	var names []string
	for i := range r.Province.Communes {
		names = append(names, r.Province.Communes[i].Name)
	}
	own := func(s string) string { return unitname.Parse(s).Fold }
	near := nearestNames(own(u.Name), names, own)
	if others := elsewhere(nameOf(&u.StarterUnit)); len(others) > 0 && (len(near) == 0 || spelling.Distance(own(u.Name), own(near[0]), 2) > 1) {
		r.fault(u.line, "init.row.elsewhere", "name", u.Name, "province", r.Province.Name, "others", strings.Join(others[:min(len(others), 3)], ", "))
		return
	}
	if len(near) > 0 {
		r.fault(u.line, "init.row.near", "name", u.Name, "province", r.Province.Name, "near", strings.Join(near, ", "))
		return
	}
	r.fault(u.line, "init.row.province", "name", u.Name, "province", r.Province.Name)
}

// elsewhere are the provinces that have a commune of a name.
func elsewhere(name unitname.Name) (names []string) {
	all, err := Provinces()
	if err != nil {
		return nil
	}
	for i := range all {
		if slices.ContainsFunc(all[i].Communes, func(c Commune) bool { return unitname.Parse(c.Name).Same(name) }) {
			names = append(names, all[i].Name)
		}
	}
	return names
}

func namesOf(communes []*Commune) (names []string) {
	for _, c := range communes {
		names = append(names, c.Name)
	}
	return names
}

// AddAll takes in every commune of the province, without links.
func (r *List) AddAll() {
	for i, c := range r.Province.Communes {
		r.Add(Unit{line: i + 1, StarterUnit: config.StarterUnit{Name: c.Name, Code: c.Code}})
	}
}

// Finish gives ids, ties units to those that they follow, and gives the groups
// as units of their own, behind the others.
func (r *List) Finish() []config.StarterUnit {
	GiveIDs(r.Units)
	for i := range r.Units {
		r.follow(&r.Units[i])
	}
	for i := range r.Units {
		u := &r.Units[i]
		u.Aliases = slices.DeleteFunc(u.Aliases, func(a string) bool { return r.Named(a) > 0 })
	}
	var groups []Unit
	for _, u := range r.Units {
		if u.Group != "" && !slices.ContainsFunc(groups, func(g Unit) bool { return config.Same(g.Name) == config.Same(u.Group) }) {
			groups = append(groups, Unit{StarterUnit: config.StarterUnit{Name: u.Group, Type: "cum"}})
		}
	}
	all := slices.Concat(r.Units, groups)
	GiveIDs(all)
	out := make([]config.StarterUnit, len(all))
	for i := range all {
		if at := slices.IndexFunc(all[len(r.Units):], func(g Unit) bool { return all[i].Group != "" && config.Same(g.Name) == config.Same(all[i].Group) }); at >= 0 {
			all[i].Parent = all[len(r.Units)+at].ID
		}
		out[i] = all[i].StarterUnit
	}
	return out
}

// follow ties a unit to its predecessor: one of the list ends where it begins, and
// any other is a name of it.
func (r *List) follow(u *Unit) {
	for old := range strings.SplitSeq(u.Predecessor, ";") {
		if old = strings.TrimSpace(old); old == "" {
			continue
		}
		line := r.Named(old)
		at := slices.IndexFunc(r.Units, func(o Unit) bool { return o.line == line && line > 0 && o.ID != u.ID })
		if at < 0 {
			if !slices.Contains(u.Aliases, old) && config.Same(old) != config.Same(u.Name) {
				u.Aliases = append(u.Aliases, old)
			}
			continue
		}
		before := &r.Units[at]
		before.SucceededBy = append(before.SucceededBy, u.ID)
		if before.To == 0 && u.From != 0 {
			before.To = u.From - 1
		}
	}
}
