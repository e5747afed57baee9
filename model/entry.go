package model

import "strconv"

// active drops the decisions that later ones took back.
func active(decisions []Decision) []Decision {
	undone := map[int64]bool{}
	for _, d := range decisions {
		if d.Kind == DecisionUndo {
			undone[d.Undoes] = true
		}
	}
	var kept []Decision
	for _, d := range decisions {
		if d.Kind != DecisionUndo && !undone[d.ID] {
			kept = append(kept, d)
		}
	}
	return kept
}

// entriesByUnitDay sorts the office's entered figures by unit and day; of two
// entries for one indicator the later stands.
func entriesByUnitDay(decisions []Decision) map[string]map[Day][]Decision {
	entries := map[string]map[Day][]Decision{}
	for _, d := range active(decisions) {
		if d.Kind != DecisionEnter {
			continue
		}
		if entries[d.Unit] == nil {
			entries[d.Unit] = map[Day][]Decision{}
		}
		entries[d.Unit][d.From] = append(entries[d.Unit][d.From], d)
	}
	return entries
}

// enter puts the office's entry over what the sources say of the indicator.
// An entry with no value sets the figure aside. Where the unit's own figure
// differs, a finding says so for as long as both stand.
func (m *Merged) enter(ud *UnitDay, d *Decision) {
	for i := range ud.Parts {
		part := &ud.Parts[i]
		for j := range part.Figures {
			f := part.Figures[j]
			if f.Indicator != d.Indicator {
				continue
			}
			if part.Decision == 0 && !(d.Value.Stated && f.Value == d.Value.N) {
				m.add(d.At, Finding{Unit: ud.Unit.ID, Code: CodeEntryDiffers, Severity: SeverityWarning, Day: ud.Day, Indicator: d.Indicator,
					Origin: Origin{part.Source, f.Tab, f.TabID, f.Cell}, Raw: strconv.FormatInt(f.Value, 10),
					Args: map[string]string{"entered": d.Value.String(), "by": d.By, "reason": d.Reason}})
			}
			rest := make([]Figure, 0, len(part.Figures)-1)
			part.Figures = append(append(rest, part.Figures[:j]...), part.Figures[j+1:]...)
			break
		}
	}
	if d.Value.Stated {
		ud.Parts = append(ud.Parts, Part{Decision: d.ID, Figures: []Figure{{Indicator: d.Indicator, Value: d.Value.N}}})
	}
}
