package sheetsim

import (
	"strings"

	"tonghop/model/grid"
)

// updateCells writes rows of cells; only the masked fields change. With a
// range, cells of the range that no row covers have those fields cleared.
func (t *batch) updateCells(r obj) (obj, *apiError) {
	m, err := writeMask(str(r, "fields"), typeCell)
	if err != nil {
		return nil, err
	}
	rows, _ := r["rows"].([]any)
	a, clearRest, err := t.target(r, rows)
	if err != nil {
		return nil, err
	}
	for i := a.r0; i < a.r1; i++ {
		var values []any
		if i-a.r0 < len(rows) {
			row, _ := rows[i-a.r0].(obj)
			values, _ = row["values"].([]any)
		}
		end := a.c1
		if !clearRest {
			end = a.c0 + len(values)
		}
		if i-a.r0 >= len(rows) && i >= len(a.sheet.cells) {
			break // nothing to write and nothing to clear
		}
		for j := a.c0; j < end; j++ {
			var data obj
			if j-a.c0 < len(values) {
				data, _ = values[j-a.c0].(obj)
			}
			c, err := t.cellWith(a.sheet.at(i, j), data, m)
			if err != nil {
				err.message += " in " + grid.Address(i, j)
				return nil, err
			}
			a.sheet.put(i, j, c)
		}
	}
	return nil, nil
}

// target is where updateCells writes, and whether the rest of it is cleared.
func (t *batch) target(r obj, rows []any) (area, bool, *apiError) {
	if ranged := child(r, "range"); ranged != nil {
		a, err := t.b.gridArea(ranged)
		if err == nil && len(rows) > a.r1-a.r0 {
			err = invalid("Attempting to write row: %d, beyond the last requested row of: %d", a.r1, a.r1-1)
		}
		for _, row := range objects(any(rows)) {
			if values, _ := row["values"].([]any); err == nil && len(values) > a.c1-a.c0 {
				err = invalid("Attempting to write column: %d, beyond the last requested column of: %d", a.c1, a.c1-1)
			}
		}
		return a, true, err
	}
	start := child(r, "start")
	if start == nil {
		return area{}, false, invalid("Must specify a start or a range.")
	}
	sh, _, err := t.sheet(start)
	if err != nil {
		return area{}, false, invalid("No grid with id: %v", start["sheetId"])
	}
	row, _ := number(start, "rowIndex")
	col, _ := number(start, "columnIndex")
	a := area{sheet: sh, span: span{row, col, row + len(rows), col}}
	for _, o := range objects(any(rows)) {
		values, _ := o["values"].([]any)
		a.c1 = max(a.c1, col+len(values))
	}
	if a.r1 > sh.rows {
		return area{}, false, invalid("Attempting to write row: %d, beyond the last row of: %d", sh.rows, sh.rows-1)
	}
	if a.c1 > sh.cols {
		return area{}, false, invalid("Attempting to write column: %d, beyond the last column of: %d", sh.cols, sh.cols-1)
	}
	return a, false, nil
}

// cellWith is a cell with the masked fields of CellData put on it.
func (t *batch) cellWith(old cell, data obj, m *mask) (cell, *apiError) {
	c := old
	for _, field := range []string{"effectiveValue", "formattedValue", "effectiveFormat"} {
		if !m.all && m.has(field) {
			return cell{}, notSimulated("writing %s, which is read-only", field)
		}
	}
	if m.has("userEnteredValue") {
		v, err := t.enteredValue(child(data, "userEnteredValue"))
		if err != nil {
			return cell{}, err
		}
		c = c.withValue(v)
	}
	if fm := m.at("userEnteredFormat"); fm != nil {
		var tree obj
		if c.format != nil {
			tree = c.format.tree
		}
		c.format = c.format.with(cleanFormat(overlay(tree, child(data, "userEnteredFormat"), fm)))
		c = c.without("formattedValue")
	}
	for _, field := range []string{"note", "dataValidation", "textFormatRuns", "hyperlink", "pivotTable", "chipRuns"} {
		if !m.has(field) {
			continue
		}
		v, ok := cleanValue(field, data[field])
		switch {
		case ok && (field == "pivotTable" || field == "chipRuns" || field == "hyperlink"):
			return cell{}, notSimulated("writing the %s of a cell", field)
		case ok:
			c.extra = set(c.extra, field, v)
		default:
			c = c.without(field)
		}
	}
	return c, nil
}

// enteredValue reads a userEnteredValue of a request.
func (t *batch) enteredValue(v obj) (cell, *apiError) {
	if formula, ok := v["formulaValue"].(string); ok {
		if !strings.HasPrefix(formula, "=") {
			return cell{}, invalid("Invalid formula: %s", formula)
		}
		if !calculable(t.b, formula) {
			return cell{}, notSimulated("the formula %s", formula)
		}
		return cell{formula: formula}, nil
	}
	if _, ok := v["errorValue"]; ok {
		return cell{}, invalid("errorValue is read-only")
	}
	c, err := valueOf(v)
	if err == nil {
		err = fitsCell(c.text)
	}
	return c, err
}

func (t *batch) repeatCell(r obj) (obj, *apiError) {
	a, err := t.b.gridArea(child(r, "range"))
	if err != nil {
		return nil, err
	}
	m, err := writeMask(str(r, "fields"), typeCell)
	if err != nil {
		return nil, err
	}
	data := child(r, "cell")
	if _, formula := child(data, "userEnteredValue")["formulaValue"]; formula && !a.single() {
		return nil, notSimulated("repeating a formula")
	}
	for i := a.r0; i < a.r1; i++ {
		for j := a.c0; j < a.c1; j++ {
			c, err := t.cellWith(a.sheet.at(i, j), data, m)
			if err != nil {
				return nil, err
			}
			a.sheet.put(i, j, c)
		}
	}
	return nil, nil
}

func (t *batch) setDataValidation(r obj) (obj, *apiError) {
	a, err := t.b.gridArea(child(r, "range"))
	if err != nil {
		return nil, err
	}
	rule := child(r, "rule")
	for i := a.r0; i < a.r1; i++ {
		for j := a.c0; j < a.c1; j++ {
			c := a.sheet.at(i, j).without("dataValidation")
			if rule != nil {
				c.extra = set(c.extra, "dataValidation", clean(rule))
			}
			a.sheet.put(i, j, c)
		}
	}
	return nil, nil
}
