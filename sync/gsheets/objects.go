package gsheets

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
)

// keyObjects is the metadata in which a tab remembers the charts, the warning
// and the conditional formats that it was given.
const keyObjects = "tonghop.objects"

// objects are what a tab was given beside its cells. What is remembered and no
// longer there was taken away by the office, and stays away.
type objects struct {
	// Charts are a hash of what each shows and one of where it was put, by key.
	Charts map[string][2]string `json:"charts,omitempty"`
	// Warned tells that our columns were given a protection that only warns.
	Warned bool `json:"warned,omitempty"`
	// Rules is a hash of the conditional formats, and Ruled says which content
	// of which columns they are about.
	Rules string   `json:"rules,omitempty"`
	Ruled []string `json:"ruled,omitempty"`
}

func parseObjects(text string) objects {
	var o objects
	if json.Unmarshal([]byte(text), &o) != nil {
		return objects{} // damaged: what has our id is found again, the rest is given anew
	}
	return o
}

// An objectPlan gives one tab its charts, its warning and its conditional
// formats.
type objectPlan struct {
	tabPlan
	o    *ourTab
	r    *rendered
	ids  map[string]int64 // of the book's tabs, by key
	next objects
}

// planObjects comes after the cells of every tab, since charts show figures of
// several.
func planObjects(t *target, tabs []*rendered, ids map[string]int64) tabPlan {
	var all tabPlan
	for _, r := range tabs {
		o := t.ours[r.key]
		if o == nil {
			o = &ourTab{id: ids[r.key]}
		}
		p := objectPlan{o: o, r: r, ids: ids, next: objects{Charts: map[string][2]string{}}}
		p.charts()
		p.warning()
		p.rules()
		p.remember()
		all.add(p.requests...)
	}
	return all
}

func (p *objectPlan) charts() {
	for i := range p.r.tab.Charts {
		c := &p.r.tab.Charts[i]
		id := objectID("chart", p.r.key, c.Key)
		spec, at := p.spec(c), p.position(c)
		now := [2]string{hashOf(spec), hashOf(at)}
		was, given := p.o.objects.Charts[c.Key]
		p.next.Charts[c.Key] = now
		switch there := p.o.charts[id]; {
		case !there && !given:
			p.add(&sheets.Request{AddChart: &sheets.AddChartRequest{Chart: &sheets.EmbeddedChart{ChartId: id, Spec: spec, Position: at}}})
		case there && was[0] != now[0]:
			p.add(&sheets.Request{UpdateChartSpec: &sheets.UpdateChartSpecRequest{ChartId: id, Spec: spec}})
		}
		if p.o.charts[id] && was[1] != now[1] {
			p.add(&sheets.Request{UpdateEmbeddedObjectPosition: &sheets.UpdateEmbeddedObjectPositionRequest{ObjectId: id, NewPosition: at, Fields: "*"}})
		}
	}
	for key := range p.o.objects.Charts {
		id := objectID("chart", p.r.key, key)
		if _, wanted := p.next.Charts[key]; !wanted && p.o.charts[id] {
			p.add(&sheets.Request{DeleteEmbeddedObject: &sheets.DeleteEmbeddedObjectRequest{ObjectId: id}})
		}
	}
}

func (p *objectPlan) position(c *book.Chart) *sheets.EmbeddedObjectPosition {
	return &sheets.EmbeddedObjectPosition{OverlayPosition: &sheets.OverlayPosition{
		AnchorCell:  &sheets.GridCoordinate{SheetId: p.o.id, RowIndex: int64(c.Row), ColumnIndex: int64(c.Col)},
		WidthPixels: int64(c.Width), HeightPixels: int64(c.Height),
	}}
}

func (p *objectPlan) spec(c *book.Chart) *sheets.ChartSpec {
	kind, values, names := "COLUMN", "LEFT_AXIS", "BOTTOM_AXIS"
	switch c.Kind {
	case book.ChartBars:
		kind, values, names = "BAR", "BOTTOM_AXIS", "LEFT_AXIS"
	case book.ChartLines:
		kind = "LINE"
	}
	basic := &sheets.BasicChartSpec{
		ChartType: kind, HeaderCount: 1, LegendPosition: "BOTTOM_LEGEND",
		Domains: []*sheets.BasicChartDomain{{Domain: p.data(c.Categories)}},
		Axis: []*sheets.BasicChartAxis{{Position: names},
			{Position: values, ViewWindowOptions: &sheets.ChartAxisViewWindowOptions{ViewWindowMode: "PRETTY"}}},
	}
	for i, s := range c.Series {
		series := &sheets.BasicChartSeries{Series: p.data(s.Ref), TargetAxis: values, ColorStyle: colour(s.Color)}
		if c.Kind == book.ChartLines {
			series.PointStyle = &sheets.PointStyle{Shape: []string{"CIRCLE", "SQUARE", "TRIANGLE"}[i%3], Size: 6}
		}
		if len(c.Series) == 1 {
			series.DataLabel = &sheets.DataLabel{Type: "DATA"}
		}
		basic.Series = append(basic.Series, series)
	}
	if len(c.Series) == 1 {
		basic.LegendPosition = "NO_LEGEND"
	}
	return &sheets.ChartSpec{Title: c.Title, AltText: c.Title, HiddenDimensionStrategy: "SHOW_ALL", BasicChart: basic}
}

func (p *objectPlan) data(of book.Ref) *sheets.ChartData {
	at := &sheets.GridRange{SheetId: p.ids[of.Tab], StartRowIndex: int64(of.Row), EndRowIndex: int64(of.EndRow),
		StartColumnIndex: int64(of.Col), EndColumnIndex: int64(of.EndCol)}
	return &sheets.ChartData{SourceRange: &sheets.ChartSourceRange{Sources: []*sheets.GridRange{at}}}
}

// warning lets Google ask "are you sure?" of whoever types into our columns.
// Nobody is kept out.
func (p *objectPlan) warning() {
	id := objectID("warning", p.r.key)
	at := &sheets.GridRange{SheetId: p.o.id, EndColumnIndex: int64(p.r.cols)}
	if open := p.r.tab.Open; open != nil {
		at.StartColumnIndex = int64(open.EndCol)
	}
	p.next.Warned = true
	old, there := p.o.warnings[id]
	switch {
	case !there && !p.o.objects.Warned:
		p.add(&sheets.Request{AddProtectedRange: &sheets.AddProtectedRangeRequest{ProtectedRange: &sheets.ProtectedRange{
			ProtectedRangeId: id, Range: at, WarningOnly: true, Description: "tonghop"}}})
	case there && (old.StartColumnIndex != at.StartColumnIndex || old.EndColumnIndex != at.EndColumnIndex):
		p.add(&sheets.Request{UpdateProtectedRange: &sheets.UpdateProtectedRangeRequest{Fields: "range",
			ProtectedRange: &sheets.ProtectedRange{ProtectedRangeId: id, Range: at}}})
	}
}

// remember keeps what the tab was given, in the batch that gives it.
func (p *objectPlan) remember() {
	raw, err := json.Marshal(p.next)
	was, err2 := json.Marshal(p.o.objects)
	if err != nil || err2 != nil || string(raw) == string(was) { // plain fields always have a JSON form
		return
	}
	if p.o.objectsID == 0 {
		p.add(createMetadata(p.o.id, keyObjects, string(raw)))
		return
	}
	p.add(&sheets.Request{UpdateDeveloperMetadata: &sheets.UpdateDeveloperMetadataRequest{
		DataFilters:       []*sheets.DataFilter{{DeveloperMetadataLookup: &sheets.DeveloperMetadataLookup{MetadataId: p.o.objectsID}}},
		DeveloperMetadata: &sheets.DeveloperMetadata{MetadataValue: string(raw)}, Fields: "metadataValue"}})
}

// objectID gives an id that follows from names, so that a repeated batch
// cannot give anything twice.
func objectID(names ...string) int64 {
	h := fnv.New32a()
	for _, n := range names {
		h.Write([]byte(n + "\x00"))
	}
	return int64(h.Sum32()&0x3fffffff) + 1
}

func hashOf(v any) string {
	raw, err := json.Marshal(v)
	if err != nil { // cannot be sent either, which send will tell
		return fmt.Sprint(err)
	}
	h := fnv.New64a()
	h.Write(raw)
	return strconv.FormatUint(h.Sum64(), 36)
}
