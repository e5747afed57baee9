package book

// name calls the book's tables by names, so that an office's own formulas outlive
// a row that is added, and offers units and indicators where figures are typed
// in. The names are the same in every language.
func (l *layout) name(b *Book) {
	for _, n := range []struct{ name, tab string }{
		{"SoLieuNgay", "daily"}, {"SoLieuThang", "monthly"}, {"LuyKe", "cumulative"}, {"CanSua", "findings"},
	} {
		if t := b.tab(n.tab); t != nil && t.Filter != nil {
			b.Names = append(b.Names, Name{n.name, Ref{n.tab, *t.Filter}})
		}
	}
	units, indicators := below(l.refs.units), below(l.refs.indicators)
	t := b.tab(EntriesKey)
	for _, list := range []struct {
		name   string
		of     Ref
		column int
	}{{"DonVi", units, 0}, {"NoiDung", indicators, 2}} {
		if list.of.EndRow <= list.of.Row || t == nil || t.Open == nil {
			continue
		}
		b.Names = append(b.Names, Name{list.name, list.of})
		t.Lists = append(t.Lists, List{Merge{t.Open.Row, list.column, t.Open.EndRow, list.column + 1}, list.of})
	}
}

// below is a column without its heading.
func below(r Ref) Ref {
	r.Row++
	return r
}

func (b *Book) tab(key string) *Tab {
	for i := range b.Tabs {
		if b.Tabs[i].Key == key {
			return &b.Tabs[i]
		}
	}
	return nil
}
