package merge

import (
	"slices"
	"strconv"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
)

// EntriesByUnitDay sorts the office's entered figures by unit and day; of two
// entries for one indicator the later stands.
func EntriesByUnitDay(decisions []office.Decision) map[string]map[calendar.Day][]office.Decision {
	entries := map[string]map[calendar.Day][]office.Decision{}
	for _, d := range office.Active(decisions) {
		if d.Kind != office.DecisionEnter {
			continue
		}
		if entries[d.Unit] == nil {
			entries[d.Unit] = map[calendar.Day][]office.Decision{}
		}
		of := slices.DeleteFunc(entries[d.Unit][d.From], func(e office.Decision) bool { return e.Indicator == d.Indicator })
		entries[d.Unit][d.From] = append(of, d)
	}
	return entries
}

// enter puts the office's entry over what the sources say of the indicator.
// An entry with no value sets the figure aside. Where the unit's own figure
// differs, a finding says so for as long as both stand; where the unit says
// the same, its own figure stands and the entry is resolved.
func (m *Merged) enter(ud *UnitDay, d *office.Decision) {
	if part, f, stated := ud.Stated(d.Indicator); stated {
		if d.Value.Stated && f.Value == d.Value.N {
			return
		}
		m.contradicted(ud, d, office.Origin{Source: part.Source, Tab: f.Tab, TabID: f.TabID, Cell: f.Cell}, f.Value)
		part.Figures = slices.DeleteFunc(slices.Clone(part.Figures), func(g record.Figure) bool { return g.Indicator == d.Indicator })
	}
	if d.Value.Stated {
		ud.Parts = append(ud.Parts, Part{Decision: d.ID, Figures: []record.Figure{{Indicator: d.Indicator, Value: d.Value.N}}})
	}
}

// contradicted says that an entry stands over another figure of the unit's own.
func (m *Merged) contradicted(ud *UnitDay, d *office.Decision, at office.Origin, value int64) {
	f := office.Finding{Unit: ud.Unit.ID, Code: office.CodeEntryDiffers, Severity: office.SeverityWarning, Day: ud.Day, Indicator: d.Indicator,
		Origin: at, Raw: strconv.FormatInt(value, 10),
		Args: map[string]string{"entered": d.Value.String(), "by": d.By, "reason": d.Reason}}
	if !d.Value.Stated {
		f.Code = office.CodeSetAside
	}
	m.add(d.At, f)
}
