package sheetsim

// rendering reads how values are to be shown off a call's query.
func (c *call) rendering(option, dates string) (rendering, *apiError) {
	var r rendering
	var err *apiError
	if r.option, err = c.enum(option, "ValueRenderOption", renderFormatted, renderUnformatted, renderFormula); err != nil {
		return r, err
	}
	date, err := c.enum(dates, "DateTimeRenderOption", "SERIAL_NUMBER", "FORMATTED_STRING")
	r.dateString = date == "FORMATTED_STRING"
	return r, err
}

const (
	majorRows    = "ROWS"
	majorColumns = "COLUMNS"
)

// valuesGet answers values.get.
func (c *call) valuesGet() (any, *apiError) {
	b, err := c.open()
	if err != nil {
		return nil, err
	}
	out, err := c.valueRanges(b, []string{c.params["range"]})
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// valuesBatchGet answers values.batchGet: the ranges in the order asked for.
func (c *call) valuesBatchGet() (any, *apiError) {
	b, err := c.open()
	if err != nil {
		return nil, err
	}
	out, err := c.valueRanges(b, c.query["ranges"])
	if err != nil {
		return nil, err
	}
	return obj{"spreadsheetId": b.id, "valueRanges": out}, nil
}

func (c *call) valueRanges(b *book, ranges []string) ([]any, *apiError) {
	r, err := c.rendering("valueRenderOption", "dateTimeRenderOption")
	if err != nil {
		return nil, err
	}
	major, err := c.enum("majorDimension", "Dimension", majorRows, majorColumns)
	if err != nil {
		return nil, err
	}
	out := []any{}
	for _, text := range ranges {
		a, err := b.resolve(text)
		if err != nil {
			return nil, err
		}
		v, err := b.valueRange(a, r, major)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// valueRange reads an area: trailing empty cells and rows are left out, and
// where there is nothing the values are absent.
func (b *book) valueRange(a area, r rendering, major string) (obj, *apiError) {
	var err *apiError
	if r.locale, err = localeOf(b.locale()); err != nil {
		return nil, err
	}
	at, outer, inner := a.sheet.at, [2]int{a.r0, a.r1}, [2]int{a.c0, a.c1}
	if major == majorColumns {
		outer, inner = inner, outer
		at = func(i, j int) cell { return a.sheet.at(j, i) }
	}
	lines, kept := []any{}, 0
	for i := outer[0]; i < outer[1]; i++ {
		line, err := valueLine(i, inner, at, r)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
		if len(line) > 0 {
			kept = len(lines)
		}
	}
	out := obj{"range": a.String(), "majorDimension": major}
	if kept > 0 {
		out["values"] = lines[:kept]
	}
	return out, nil
}

func valueLine(i int, inner [2]int, at func(i, j int) cell, r rendering) ([]any, *apiError) {
	line, kept := []any{}, 0
	for j := inner[0]; j < inner[1]; j++ {
		c := at(i, j)
		v, err := r.value(c)
		if err != nil {
			return nil, err
		}
		line = append(line, v)
		if v != "" {
			kept = len(line)
		}
	}
	return line[:kept], nil
}

// valuesUpdate answers values.update.
func (c *call) valuesUpdate() (any, *apiError) {
	var reply obj
	err := c.change(func(b *book) *apiError {
		w, err := c.writer(b, c.query.Get("valueInputOption"))
		if err != nil {
			return err
		}
		if err := sameRange(c.body, c.params["range"]); err != nil {
			return err
		}
		a, done, err := w.writeRange(c.params["range"], c.body)
		if err != nil {
			return err
		}
		reply, err = c.updateReply(b, a, done, c.flag("includeValuesInResponse"))
		return err
	})
	if err != nil {
		return nil, err
	}
	return reply, nil
}

// sameRange refuses a body that names another range than the path.
func sameRange(body obj, asked string) *apiError {
	if own := str(body, "range"); own != "" && own != asked {
		return notSimulated("a range in the body (%s) that differs from the one in the path (%s)", own, asked)
	}
	return nil
}

// updateReply is an UpdateValuesResponse.
func (c *call) updateReply(b *book, a area, done written, withValues bool) (obj, *apiError) {
	out := obj{"spreadsheetId": b.id, "updatedRange": a.String()}
	if done.cells > 0 {
		out["updatedRows"], out["updatedColumns"] = float64(done.rows), float64(done.cols)
		out["updatedCells"] = float64(done.cells)
	}
	if !withValues {
		return out, nil
	}
	r, err := c.rendering("responseValueRenderOption", "responseDateTimeRenderOption")
	if err != nil {
		return nil, err
	}
	recalculate(b)
	out["updatedData"], err = b.valueRange(a, r, majorRows)
	return out, err
}

// valuesClear answers values.clear: values go, formats and notes stay.
func (c *call) valuesClear() (any, *apiError) {
	out := obj{"spreadsheetId": c.params["id"]}
	err := c.change(func(b *book) *apiError {
		a, err := b.resolve(c.params["range"])
		if err != nil {
			return err
		}
		a.sheet.each(a.span, func(old cell) cell { return old.withValue(cell{}) })
		out["clearedRange"] = a.String()
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// each replaces the existing cells of a span.
func (s *sheet) each(sp span, f func(cell) cell) {
	for r := sp.r0; r < min(sp.r1, len(s.cells)); r++ {
		for c := sp.c0; c < min(sp.c1, len(s.cells[r])); c++ {
			s.cells[r][c] = f(s.cells[r][c])
		}
	}
	s.tidy()
}
