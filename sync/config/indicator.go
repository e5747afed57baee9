package config

import (
	"regexp"
	"slices"

	"tonghop/model/office"
)

// idForm is what an id may look like; ids stand in formulas, in file names and
// in CSV files.
var idForm = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$`)

// readID reads an id that must be there, well formed and new among ids, where
// it is remembered with its line.
func readID(s *section, example string, ids map[string]int) string {
	f := s.at("id")
	if !f.needed(example) {
		return ""
	}
	id, ok := f.word(example)
	switch {
	case !ok:
		return ""
	case !idForm.MatchString(id):
		f.fail(example, "must consist of letters, digits, - and _")
		return ""
	case ids[id] != 0:
		f.fail("", "is used twice, first on line %d", ids[id])
		return ""
	}
	ids[id] = f.node.Line
	return id
}

// An indicatorEntry is an indicator with the fields that can only be checked
// when all are known.
type indicatorEntry struct {
	office.Indicator
	formula, replaces field
	enabled           bool
}

const indicatorExample = `{id: people_guided, label: "Số lượt người dân được hướng dẫn", unit: lượt}`

// readIndicators reads the catalogue. An indicator that is switched off is
// checked like the others and then left out; what refers to it is a fault.
func readIndicators(f field) []office.Indicator {
	if !f.needed("indicators: [" + indicatorExample + "]") {
		return nil
	}
	items := f.list("indicators: [" + indicatorExample + "]")
	known := f.doc.indicators
	entries := make([]indicatorEntry, 0, len(items))
	for _, item := range items {
		e := readIndicator(item, known.lines)
		entries = append(entries, e)
		known.off[e.ID] = !e.enabled
	}
	if f.barren() {
		f.fail("indicators: ["+indicatorExample+"]", "is empty: nothing would be counted")
	}
	linkIndicators(entries)
	return enabledOnly(f, entries)
}

func enabledOnly(f field, entries []indicatorEntry) []office.Indicator {
	var on []office.Indicator
	for _, e := range entries {
		if e.enabled {
			on = append(on, e.Indicator)
		}
	}
	if len(on) == 0 && len(entries) > 0 {
		f.fail("enabled: true", "are all switched off: nothing would be counted")
	}
	return on
}

func readIndicator(f field, ids map[string]int) indicatorEntry {
	s := f.section(indicatorExample)
	var e indicatorEntry
	e.ID = readID(s, "id: people_guided", ids)
	if label := s.at("label"); label.needed(`label: "Số lượt người dân được hướng dẫn"`) {
		e.Label = label.text(`label: "Số lượt người dân được hướng dẫn"`)
	}
	e.Short = s.at("short").text(`short: "Hướng dẫn"`)
	if e.Short == "" {
		e.Short = e.Label
	}
	e.Unit = s.at("unit").text("unit: lượt")
	e.Group = s.at("group").text(`group: "Hồ sơ trực tuyến"`)
	e.Aliases = s.at("aliases").texts(`aliases: ["số lượt HD", "lượt HD"]`)
	e.Aggregate = office.Aggregate(s.at("aggregate").choice("aggregate: sum",
		string(office.AggregateSum), string(office.AggregateLatest)))
	from, to := s.at("from"), s.at("to")
	e.From, e.To = from.date("from: 2020-06-01"), to.date("to: 2020-12-31")
	order(from, e.From, to, e.To)
	e.Required = s.at("required").flag(false, "required: true")
	e.enabled = s.at("enabled").flag(true, "enabled: false")
	e.formula, e.replaces = s.at("formula"), s.at("replaces")
	e.Targets = readTargets(s)
	s.done()
	return e
}

// linkIndicators resolves what indicators say of one another.
func linkIndicators(entries []indicatorEntry) {
	formulas := map[string][]office.Term{}
	for i := range entries {
		e := &entries[i]
		e.Formula = readFormula(e.formula)
		formulas[e.ID] = e.Formula
		if id, ok := e.replaces.word("replaces: people_guided"); ok {
			e.Replaces = id
			e.replaces.indicator(id, offToo)
			if id == e.ID {
				e.replaces.fail("", "an indicator cannot replace itself")
			}
		}
	}
	for _, e := range entries {
		if ring := cycle(e.ID, formulas); e.ID != "" && slices.Contains(ring, e.ID) && e.ID == slices.Min(ring) {
			e.formula.fail("", "goes round in a circle: %s", arrows(ring))
		}
	}
}
