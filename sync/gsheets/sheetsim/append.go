package sheetsim

// valuesAppend answers values.append. It looks for a table in the range and
// writes below it; the grid grows as needed. What counts as a table is as
// recorded: the last block of adjoining cells that touches the range.
func (c *call) valuesAppend() (any, *apiError) {
	insert, err := c.enum("insertDataOption", "InsertDataOption", "OVERWRITE", "INSERT_ROWS")
	if err != nil {
		return nil, err
	}
	out := obj{"spreadsheetId": c.params["id"]}
	err = c.change(func(b *book) *apiError {
		w, err := c.writer(b, c.query.Get("valueInputOption"))
		if err != nil {
			return err
		}
		a, err := b.resolve(c.params["range"])
		if err != nil {
			return err
		}
		rows, err := rowsOf(c.body)
		if err != nil {
			return err
		}
		row, col := a.r0, a.c0
		if table, ok := a.sheet.tableIn(a.span); ok {
			out["tableRange"] = area{sheet: a.sheet, span: table}.String()
			row, col = table.r1, table.c0
		}
		if insert == "INSERT_ROWS" && row < a.sheet.rows {
			b.insert(dimension{sheet: a.sheet, rows: true, start: row, end: row + len(rows)})
		}
		a.sheet.growTo(row+len(rows), col+widest(rows))
		if err := b.withinLimits(); err != nil {
			return err
		}
		done, err := w.write(a.sheet, row, col, rows)
		if err != nil {
			return err
		}
		at := area{sheet: a.sheet, span: span{row, col, row + max(done.rows, 1), col + max(done.cols, 1)}}
		out["updates"], err = c.updateReply(b, at, done, c.flag("includeValuesInResponse"))
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func widest(rows [][]any) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}

// growTo enlarges the grid where it is smaller.
func (s *sheet) growTo(rows, cols int) {
	s.rows, s.cols = max(s.rows, rows), max(s.cols, cols)
}

// withinLimits refuses a spreadsheet that is larger than Sheets allows.
func (b *book) withinLimits() *apiError {
	if b.cellCount() > maxCells {
		return invalid("This action would increase the number of cells in the workbook above the limit of %d cells.", maxCells)
	}
	for _, s := range b.sheets {
		if s.cols > maxColumns {
			return invalid("This action would increase the number of columns in the sheet above the limit of %d columns.", maxColumns)
		}
	}
	return nil
}

// tableIn finds the last block of adjoining cells with values that touches a
// span.
func (s *sheet) tableIn(sp span) (span, bool) {
	seen := map[[2]int]bool{}
	var table span
	found := false
	for r := sp.r0; r < min(sp.r1, len(s.cells)); r++ {
		for c := sp.c0; c < min(sp.c1, len(s.cells[r])); c++ {
			if s.at(r, c).hasValue() && !seen[[2]int{r, c}] {
				table, found = s.block(r, c, seen), true
			}
		}
	}
	return table, found
}

// block is the smallest rectangle around the cells that hang together with
// one, across corners too.
func (s *sheet) block(row, col int, seen map[[2]int]bool) span {
	sp := span{row, col, row + 1, col + 1}
	todo := [][2]int{{row, col}}
	seen[todo[0]] = true
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		sp = span{min(sp.r0, at[0]), min(sp.c0, at[1]), max(sp.r1, at[0]+1), max(sp.c1, at[1]+1)}
		for dr := -1; dr <= 1; dr++ {
			for dc := -1; dc <= 1; dc++ {
				next := [2]int{at[0] + dr, at[1] + dc}
				if !seen[next] && s.at(next[0], next[1]).hasValue() {
					seen[next] = true
					todo = append(todo, next)
				}
			}
		}
	}
	return sp
}
