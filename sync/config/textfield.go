package config

import "tonghop/model/office"

// readTextFields reads what units write beside their figures. Their ids share
// one space with the indicators', as a column is recognised as one of either.
func readTextFields(f field) []office.TextField {
	const example = `text_fields: [{id: difficulties, label: "Khó khăn, vướng mắc"}]`
	var fields []office.TextField
	taken := f.doc.indicators.lines
	own := map[string]int{}
	for _, item := range f.list(example) {
		s := item.section(`{id: difficulties, label: "Khó khăn, vướng mắc"}`)
		t := office.TextField{ID: readID(s, "id: difficulties", own)}
		if taken[t.ID] != 0 {
			s.at("id").fail("", "is the id of an indicator (line %d)", taken[t.ID])
		}
		if label := s.at("label"); label.needed(`label: "Khó khăn, vướng mắc"`) {
			t.Label = label.text(`label: "Khó khăn, vướng mắc"`)
		}
		t.Aliases = s.at("aliases").texts(`aliases: ["vướng mắc"]`)
		s.done()
		f.doc.textFields[t.ID] = true
		fields = append(fields, t)
	}
	return fields
}
