package sheetsim

// getSpreadsheet answers spreadsheets.get: the resource, cut to the ranges and
// to the fields asked for.
func (c *call) getSpreadsheet() (any, *apiError) {
	b, err := c.open()
	if err != nil {
		return nil, err
	}
	m, err := readMask(c.query.Get("fields"), typeSpreadsheet)
	if err != nil {
		return nil, err
	}
	var areas []area
	for _, text := range c.query["ranges"] {
		a, err := b.resolve(text)
		if err != nil {
			return nil, err
		}
		areas = append(areas, a)
	}
	// A mask overrides includeGridData in both directions.
	withData := c.flag("includeGridData")
	if c.query.Get("fields") != "" {
		withData = m.at("sheets").has("data")
	}
	return b.resource(m, areas, withData)
}

// resource is a spreadsheet as the API shows it.
func (b *book) resource(m *mask, areas []area, withData bool) (any, *apiError) {
	top := obj{}
	for k, v := range b.other {
		top[k] = v
	}
	top["spreadsheetId"] = b.id
	top["spreadsheetUrl"] = "https://docs.google.com/spreadsheets/d/" + b.id + "/edit"
	top["properties"] = b.props
	if len(b.named) > 0 {
		top["namedRanges"] = list(b.named)
	}
	if found := b.metadataAt(func(l location) bool { return l.kind == locationSpreadsheet }); found != nil {
		top["developerMetadata"] = found
	}
	out := prune(top, m)
	if m.has("sheets") {
		tabs, err := b.tabs(m.at("sheets"), areas, withData)
		if err != nil {
			return nil, err
		}
		masked, _ := out.(obj)
		out = set(masked, "sheets", tabs)
	}
	return out, nil
}

// tabs gives the sheets, only those of the areas when there are any.
func (b *book) tabs(m *mask, areas []area, withData bool) ([]any, *apiError) {
	out := []any{}
	for i, sh := range b.sheets {
		parts := []span{sh.whole()}
		if len(areas) > 0 {
			parts = nil
			for _, a := range areas {
				if a.sheet == sh {
					parts = append(parts, a.span)
				}
			}
			if parts == nil {
				continue
			}
		}
		o := sh.resource(b, i, m)
		if withData {
			data, err := sh.gridData(b, parts, m.at("data"))
			if err != nil {
				return nil, err
			}
			o["data"] = data
		}
		out = append(out, o)
	}
	return out, nil
}

// resource is a sheet without its grid data.
func (s *sheet) resource(b *book, index int, m *mask) obj {
	full := obj{"properties": s.properties(index)}
	for k, v := range s.other {
		full[k] = v
	}
	if len(s.merges) > 0 {
		merges := make([]any, len(s.merges))
		for i, sp := range s.merges {
			merges[i] = s.rangeOf(sp).tree()
		}
		full["merges"] = merges
	}
	for field, objects := range s.lists {
		if len(objects) > 0 {
			full[field] = list(objects)
		}
	}
	if s.filter != nil {
		full["basicFilter"] = s.filter
	}
	if found := b.metadataAt(func(l location) bool { return l.kind == locationSheet && l.sheetID == s.id }); found != nil {
		full["developerMetadata"] = found
	}
	pruned, _ := prune(full, m).(obj)
	out := make(obj, len(pruned)+1)
	for k, v := range pruned {
		out[k] = v
	}
	return out
}

func list(objects []obj) []any {
	out := make([]any, len(objects))
	for i, o := range objects {
		out[i] = o
	}
	return out
}

// properties is the whole SheetProperties.
func (s *sheet) properties(index int) obj {
	out := obj{}
	for k, v := range s.props {
		out[k] = v
	}
	size := obj{}
	for k, v := range child(s.props, "gridProperties") {
		size[k] = v
	}
	size["rowCount"], size["columnCount"] = float64(s.rows), float64(s.cols)
	out["gridProperties"] = size
	out["sheetId"], out["title"], out["index"] = float64(s.id), s.title, float64(index)
	if str(out, "sheetType") == "" {
		out["sheetType"] = "GRID"
	}
	return out
}
