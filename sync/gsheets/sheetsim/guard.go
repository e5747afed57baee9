package sheetsim

import "slices"

// guard refuses what Google keeps a request from touching: protected ranges
// that whoever asks may not edit, and Tables, which neither merge nor lie under
// a filter of the sheet. A person's own edit, which has no user, is let in
// everywhere: the people of a rehearsal own their sheets.
func (t *batch) guard(kind string, r obj) *apiError {
	if t.user == "" {
		return nil
	}
	for _, a := range t.touched(kind, r) {
		for _, p := range a.sheet.lists["protectedRanges"] {
			if !boolean(p, "warningOnly") && !t.edits(p) && a.sheet.covers(child(p, "range"), a.span) && !a.sheet.spared(p, a.span) {
				return invalid("You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.")
			}
		}
		if kind != "mergeCells" && kind != "setBasicFilter" {
			continue
		}
		for _, table := range a.sheet.lists["tables"] {
			if a.sheet.covers(child(table, "range"), a.span) {
				return invalid("This operation is not allowed on cells that are in a table.")
			}
		}
	}
	return nil
}

// edits reports whether whoever asks may edit a protected range.
func (t *batch) edits(p obj) bool {
	users, _ := child(p, "editors")["users"].([]any)
	return slices.Contains(users, any(t.user))
}

// covers reports whether an object's range reaches into a span. A range without
// a side has no end there.
func (s *sheet) covers(at obj, of span) bool {
	if at == nil {
		return false
	}
	g := span{0, 0, s.rows, s.cols}
	for key, side := range map[string]*int{"startRowIndex": &g.r0, "startColumnIndex": &g.c0, "endRowIndex": &g.r1, "endColumnIndex": &g.c1} {
		if n, ok := number(at, key); ok {
			*side = n
		}
	}
	return g.intersects(of)
}

// spared reports whether a span lies in a part of a protected sheet that is left
// open.
func (s *sheet) spared(p obj, of span) bool {
	return slices.ContainsFunc(objects(p["unprotectedRanges"]), func(open obj) bool { return s.covers(open, of) })
}

// touched gives the cells whose content or shape a request changes.
func (t *batch) touched(kind string, r obj) []area {
	switch kind {
	case "updateCells":
		rows, _ := r["rows"].([]any)
		if a, _, err := t.target(r, rows); err == nil {
			return []area{a}
		}
	case "repeatCell", "mergeCells", "unmergeCells", "setDataValidation", "sortRange":
		if a, err := t.b.gridArea(child(r, "range")); err == nil {
			return []area{a}
		}
	case "setBasicFilter":
		if a, err := t.b.gridArea(child(child(r, "filter"), "range")); err == nil {
			return []area{a}
		}
	case "deleteSheet":
		if id, ok := number(r, "sheetId"); ok {
			if sh := t.b.sheetByID(id); sh != nil {
				return []area{{sheet: sh, span: sh.whole()}}
			}
		}
	case "appendDimension":
		if sh, _, err := t.sheet(r); err == nil { // a protected sheet cannot grow
			return []area{{sheet: sh, span: span{sh.rows - 1, sh.cols - 1, sh.rows, sh.cols}}}
		}
	}
	return nil
}
