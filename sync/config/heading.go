package config

import "tonghop/model/office"

// checkHeadings warns of a heading that two indicators claim: a column under
// it would be refused as ambiguous in every workbook.
func checkHeadings(f field, p *office.Programme) {
	owner := map[string]string{}
	claim := func(id string, headings ...string) {
		for _, h := range headings {
			key := fold(h)
			if other := owner[key]; other != "" && other != id && key != "" {
				f.warn("%q is a heading of both %s and %s: a column under it cannot be read", h, other, id)
			}
			owner[key] = id
		}
	}
	for _, i := range p.Indicators {
		claim(i.ID, append([]string{i.Label, i.Short}, i.Aliases...)...)
	}
	for _, t := range p.TextFields {
		claim(t.ID, append([]string{t.Label}, t.Aliases...)...)
	}
}
