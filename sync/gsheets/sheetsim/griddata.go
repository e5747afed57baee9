package sheetsim

const (
	defaultRowPixels    = 21
	defaultColumnPixels = 100
)

// gridData is the cells of some parts of a sheet, cut to the masked fields.
// It is encoded here and now, since it is most of what is ever sent.
func (s *sheet) gridData(b *book, parts []span, m *mask) ([]any, *apiError) {
	l, err := localeOf(b.locale())
	if err != nil {
		return nil, err
	}
	w := cellWriter{locale: l, defaults: child(b.props, "defaultFormat"), formats: map[*format]formatJSON{},
		mask: m.at("rowData").at("values")}
	out := make([]any, len(parts))
	for i, p := range parts {
		o := obj{}
		if p.r0 > 0 && m.has("startRow") {
			o["startRow"] = float64(p.r0)
		}
		if p.c0 > 0 && m.has("startColumn") {
			o["startColumn"] = float64(p.c0)
		}
		if rows := m.at("rowMetadata"); rows != nil {
			o["rowMetadata"] = s.dimensions(b, true, p.r0, p.r1, rows)
		}
		if cols := m.at("columnMetadata"); cols != nil {
			o["columnMetadata"] = s.dimensions(b, false, p.c0, p.c1, cols)
		}
		if m.has("rowData") {
			rows, n, err := w.rows(s, p)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				o["rowData"] = rows
			}
		}
		out[i] = o
	}
	return out, nil
}

// dimensions gives the properties of rows or columns from..to.
func (s *sheet) dimensions(b *book, rows bool, from, to int, m *mask) []any {
	pixels, known := float64(defaultColumnPixels), s.colProps
	if rows {
		pixels, known = defaultRowPixels, s.rowProps
	}
	plain := prune(obj{"pixelSize": pixels}, m)
	out := make([]any, to-from)
	for i := range out {
		out[i] = plain
	}
	for at, o := range known {
		if at >= from && at < to {
			if _, ok := o["pixelSize"]; !ok {
				o = set(o, "pixelSize", pixels)
			}
			out[at-from] = prune(o, m)
		}
	}
	for _, md := range b.metadata {
		if !md.on(s.id, rows) || md.at.start < from || md.at.start >= to || !m.has("developerMetadata") {
			continue
		}
		o, _ := out[md.at.start-from].(obj)
		already, _ := o["developerMetadata"].([]any)
		entry := prune(md.tree(), m.at("developerMetadata"))
		out[md.at.start-from] = set(o, "developerMetadata", append(already[:len(already):len(already)], entry))
	}
	return out
}
