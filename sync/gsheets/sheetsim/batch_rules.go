package sheetsim

import (
	"reflect"
	"slices"

	"google.golang.org/api/sheets/v4"
)

func (t *batch) addConditionalFormatRule(r obj) (obj, *apiError) {
	rule := child(r, "rule")
	ranges := objects(rule["ranges"])
	if len(ranges) == 0 {
		return nil, invalid("Must specify at least one range.")
	}
	var sh *sheet
	for _, o := range ranges {
		a, err := t.b.gridArea(o)
		if err != nil {
			return nil, err
		}
		if sh != nil && a.sheet != sh {
			return nil, invalid("All ranges must be on the same sheet.")
		}
		sh = a.sheet
	}
	rules := sh.lists["conditionalFormats"]
	at, _ := number(r, "index")
	if at < 0 || at > len(rules) {
		return nil, invalid("The index %d is out of bounds.", at)
	}
	sh.lists["conditionalFormats"] = slices.Insert(rules, at, clean(rule))
	return nil, nil
}

func (t *batch) deleteConditionalFormatRule(r obj) (obj, *apiError) {
	sh, _, err := t.sheet(r)
	if err != nil {
		return nil, err
	}
	at, _ := number(r, "index")
	rules := sh.lists["conditionalFormats"]
	if at < 0 || at >= len(rules) {
		return nil, invalid("No conditional format on sheet: %d at index: %d", sh.id, at)
	}
	gone := rules[at]
	sh.lists["conditionalFormats"] = slices.Delete(rules, at, at+1)
	return obj{"rule": gone}, nil
}

// addChart keeps a chart as it is sent, under an id.
func (t *batch) addChart(r obj) (obj, *apiError) {
	c := clean(child(r, "chart"))
	anchor := child(child(child(c, "position"), "overlayPosition"), "anchorCell")
	if anchor == nil {
		return nil, notSimulated("a chart that does not lie over cells")
	}
	sh, _, err := t.sheet(anchor)
	if err != nil {
		return nil, err
	}
	if id, ok := number(c, "chartId"); !ok {
		c["chartId"] = float64(t.s.mint())
	} else if _, _, err := t.find("charts", "chartId", id); err == nil {
		return nil, invalid("Chart with id: %d already exists.", id)
	}
	sh.lists["charts"] = append(sh.lists["charts"], c)
	return obj{"chart": c}, nil
}

func (t *batch) updateChartSpec(r obj) (obj, *apiError) {
	id, _ := number(r, "chartId")
	sh, i, err := t.find("charts", "chartId", id)
	if err == nil {
		sh.lists["charts"][i] = set(sh.lists["charts"][i], "spec", clean(child(r, "spec")))
	}
	return nil, err
}

func (t *batch) deleteEmbeddedObject(r obj) (obj, *apiError) {
	id, _ := number(r, "objectId")
	sh, i, err := t.find("charts", "chartId", id)
	if err == nil {
		sh.lists["charts"] = slices.Delete(sh.lists["charts"], i, i+1)
	}
	return nil, err
}

// updateEmbeddedObjectPosition moves a chart, within its sheet or to another.
// The mask is about the overlay position, as Google's own is.
func (t *batch) updateEmbeddedObjectPosition(r obj) (obj, *apiError) {
	id, _ := number(r, "objectId")
	sh, i, err := t.find("charts", "chartId", id)
	if err != nil {
		return nil, err
	}
	put := child(child(r, "newPosition"), "overlayPosition")
	if put == nil {
		return nil, notSimulated("a chart that does not lie over cells")
	}
	m, err := writeMask(str(r, "fields"), reflect.TypeFor[sheets.OverlayPosition]())
	if err != nil {
		return nil, err
	}
	c := sh.lists["charts"][i]
	lies := clean(overlay(child(child(c, "position"), "overlayPosition"), put, m))
	to, _, err := t.sheet(child(lies, "anchorCell"))
	if err != nil {
		return nil, err
	}
	after := obj{"overlayPosition": lies}
	sh.lists["charts"] = slices.Delete(sh.lists["charts"], i, i+1)
	to.lists["charts"] = append(to.lists["charts"], set(c, "position", after))
	return obj{"position": after}, nil
}
