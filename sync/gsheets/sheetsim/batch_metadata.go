package sheetsim

import (
	"reflect"
	"slices"

	"google.golang.org/api/sheets/v4"
)

func (t *batch) createDeveloperMetadata(r obj) (obj, *apiError) {
	o := child(r, "developerMetadata")
	m := metadatum{key: str(o, "metadataKey"), value: str(o, "metadataValue"), visibility: str(o, "visibility")}
	if m.key == "" {
		return nil, invalid("developer metadata must have a key")
	}
	if m.visibility != "DOCUMENT" && m.visibility != "PROJECT" {
		return nil, invalid("developer metadata must have a visibility")
	}
	var err *apiError
	if m.at, err = t.b.readLocation(child(o, "location")); err != nil {
		return nil, err
	}
	var ok bool
	if m.id, ok = number(o, "metadataId"); !ok {
		m.id = int(t.s.mint())
	}
	if slices.ContainsFunc(t.b.metadata, func(other metadatum) bool { return other.id == m.id }) {
		return nil, invalid("developer metadata with id %d already exists", m.id)
	}
	t.b.metadata = append(t.b.metadata, m)
	return obj{"developerMetadata": m.tree()}, nil
}

func (t *batch) updateDeveloperMetadata(r obj) (obj, *apiError) {
	m, err := writeMask(str(r, "fields"), reflect.TypeFor[sheets.DeveloperMetadata]())
	if err != nil {
		return nil, err
	}
	found, err := t.b.selectMetadata(objects(r["dataFilters"]))
	if err != nil {
		return nil, err
	}
	out := []any{}
	for _, i := range found {
		after := overlay(t.b.metadata[i].tree(), child(r, "developerMetadata"), m)
		md := metadatum{id: t.b.metadata[i].id, key: str(after, "metadataKey"), value: str(after, "metadataValue"),
			visibility: str(after, "visibility")}
		if md.at, err = t.b.readLocation(child(after, "location")); err != nil {
			return nil, err
		}
		t.b.metadata[i] = md
		out = append(out, md.tree())
	}
	return obj{"developerMetadata": out}, nil
}
