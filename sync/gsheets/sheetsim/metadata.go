package sheetsim

// Where a piece of developer metadata hangs.
const (
	locationSpreadsheet = "SPREADSHEET"
	locationSheet       = "SHEET"
	locationRow         = "ROW"
	locationColumn      = "COLUMN"
)

// A location is a DeveloperMetadataLocation: the whole spreadsheet, a sheet,
// or one row or column of it.
type location struct {
	kind       string
	sheetID    int
	start, end int
}

// A metadatum is one DeveloperMetadata.
type metadatum struct {
	id                     int
	key, value, visibility string
	at                     location
}

// on tells that it hangs on a row (or a column) of a sheet.
func (m metadatum) on(sheetID int, rows bool) bool {
	return m.at.sheetID == sheetID && ((rows && m.at.kind == locationRow) || (!rows && m.at.kind == locationColumn))
}

func (m metadatum) tree() obj {
	loc := obj{"locationType": m.at.kind}
	switch m.at.kind {
	case locationSpreadsheet:
		loc["spreadsheet"] = true
	case locationSheet:
		// A oneof is written even when the id is 0.
		loc["sheetId"] = float64(m.at.sheetID)
	default:
		dimension := "ROWS"
		if m.at.kind == locationColumn {
			dimension = "COLUMNS"
		}
		r := obj{"dimension": dimension, "startIndex": float64(m.at.start), "endIndex": float64(m.at.end)}
		if m.at.sheetID != 0 {
			r["sheetId"] = float64(m.at.sheetID)
		}
		loc["dimensionRange"] = r
	}
	o := obj{"metadataId": float64(m.id), "metadataKey": m.key, "location": loc, "visibility": m.visibility}
	if m.value != "" {
		o["metadataValue"] = m.value
	}
	return o
}

// metadataAt lists the metadata whose location satisfies a condition, nil when
// there is none.
func (b *book) metadataAt(wanted func(location) bool) []any {
	var out []any
	for _, m := range b.metadata {
		if wanted(m.at) {
			out = append(out, m.tree())
		}
	}
	return out
}

// readLocation reads a DeveloperMetadataLocation of a request.
func (b *book) readLocation(o obj) (location, *apiError) {
	if boolean(o, "spreadsheet") {
		return location{kind: locationSpreadsheet}, nil
	}
	if r := child(o, "dimensionRange"); r != nil {
		d, err := b.dimensionRange(r)
		if err != nil {
			return location{}, err
		}
		if d.end-d.start != 1 {
			return location{}, invalid("developer metadata can hang on a single row or column only")
		}
		loc := location{kind: locationColumn, sheetID: d.sheet.id, start: d.start, end: d.end}
		if d.rows {
			loc.kind = locationRow
		}
		return loc, nil
	}
	id, ok := number(o, "sheetId")
	if !ok {
		return location{}, invalid("developer metadata needs a location")
	}
	if b.sheetByID(id) == nil {
		return location{}, invalid("No sheet with id: %d", id)
	}
	return location{kind: locationSheet, sheetID: id}, nil
}

// readMetadata takes the metadata of the spreadsheet itself from a resource.
func (b *book) readMetadata(v any) *apiError {
	for _, o := range objects(v) {
		if err := b.addLoaded(o, location{kind: locationSpreadsheet}); err != nil {
			return err
		}
	}
	return nil
}

// addLoaded takes one piece of metadata from a resource.
func (b *book) addLoaded(o obj, at location) *apiError {
	id, ok := number(o, "metadataId")
	if !ok || str(o, "metadataKey") == "" {
		return invalid("developer metadata needs metadataId and metadataKey")
	}
	visibility := str(o, "visibility")
	if visibility == "" {
		visibility = "DOCUMENT"
	}
	b.metadata = append(b.metadata, metadatum{id: id, key: str(o, "metadataKey"), value: str(o, "metadataValue"),
		visibility: visibility, at: at})
	return nil
}

// match tells whether a DeveloperMetadataLookup finds a piece of metadata.
func (b *book) match(lookup obj, m metadatum) (bool, *apiError) {
	if id, ok := number(lookup, "metadataId"); ok && id != m.id {
		return false, nil
	}
	for field, value := range map[string]string{"metadataKey": m.key, "metadataValue": m.value, "visibility": m.visibility} {
		if want := str(lookup, field); want != "" && want != value {
			return false, nil
		}
	}
	if str(lookup, "locationMatchingStrategy") == "INTERSECTING_LOCATION" {
		return false, notSimulated("looking for developer metadata by INTERSECTING_LOCATION")
	}
	if want := str(lookup, "locationType"); want != "" && want != m.at.kind {
		return false, nil
	}
	where := child(lookup, "metadataLocation")
	if where == nil {
		return true, nil
	}
	loc, err := b.readLocation(where)
	return loc == m.at, err
}

// selectMetadata lists the indexes of the metadata that data filters find.
func (b *book) selectMetadata(filters []obj) ([]int, *apiError) {
	var out []int
	for i, m := range b.metadata {
		for _, f := range filters {
			lookup := child(f, "developerMetadataLookup")
			if lookup == nil {
				return nil, notSimulated("a data filter without developerMetadataLookup")
			}
			ok, err := b.match(lookup, m)
			if err != nil {
				return nil, err
			}
			if ok {
				out = append(out, i)
				break
			}
		}
	}
	return out, nil
}
