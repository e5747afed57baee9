package cells

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/grid"
)

// inLooks gives a package of one row of cells with the styles that the tests of
// marks need: 1 struck, 2 percent, 3 thousands, 4 hidden, 5 yellow, 6 white on
// white, 7 a tinted theme colour, 8 white on blue, 9 an indexed colour.
func inLooks(cells string) raw {
	return rawSheets(`<sheetData><row r="1">`+cells+`</row></sheetData>`).with("xl/styles.xml", `<styleSheet `+nsMain+`>`+
		`<numFmts><numFmt numFmtId="164" formatCode="0,&quot;k&quot;"/><numFmt numFmtId="165" formatCode=";;;"/></numFmts>`+
		`<fonts><font/><font><strike/></font><font><color theme="0"/></font><font><strike val="0"/></font></fonts>`+
		`<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill>`+
		`<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5"/></patternFill></fill>`+
		`<fill><patternFill patternType="solid"><fgColor rgb="FF0000FF"/></patternFill></fill>`+
		`<fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill></fills>`+
		`<cellXfs><xf/><xf fontId="1"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/><xf fillId="1"/><xf fontId="2"/><xf fillId="2" fontId="3"/>`+
		`<xf fontId="2" fillId="3"/><xf fillId="4"/></cellXfs></styleSheet>`).
		with("xl/theme/theme1.xml", `<theme><themeElements><clrScheme name="x"><dk1><sysClr val="windowText" lastClr="000000"/></dk1><lt1><sysClr val="window" lastClr="FFFFFF"/></lt1>`+
			`<dk2><srgbClr val="44546A"/></dk2><lt2><srgbClr val="E7E6E6"/></lt2><accent1><srgbClr val="4472C4"/></accent1></clrScheme></themeElements></theme>`)
}

func TestWhatACellShowsBesideItsValue(t *testing.T) {
	num := func(n float64, m grid.Marks, more *grid.More) grid.Cell {
		return grid.Cell{Kind: grid.Number, Number: n, Marks: m, More: more}
	}
	words := func(s, kept string, m grid.Marks) grid.Cell {
		c := grid.Cell{Kind: grid.Text, Text: s, Marks: m}
		if kept != "" {
			c.More = &grid.More{Kept: kept}
		}
		return c
	}
	inline := func(style, runs string) string {
		return `<c r="A1" t="inlineStr" s="` + style + `"><is>` + runs + `</is></c>`
	}
	const struck, raised, plain = `<r><rPr><strike/></rPr><t>12</t></r>`, `<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r>`, `<r><rPr><b/></rPr><t>15</t></r>`
	cases := []struct {
		name, xml string
		want      grid.Cell
	}{
		{"a struck number", `<c r="A1" s="1"><v>16</v></c>`, num(16, grid.Struck, nil)},
		{"a struck text", `<c r="A1" s="1" t="str"><v>16</v></c>`, words("16", "", grid.Struck)},
		{"a text of which a part is struck", inline("0", struck+plain), words("1215", "15", grid.StruckPart)},
		{"a text of which all is struck", inline("0", struck+`<r><t xml:space="preserve"> </t></r>`), words("12 ", "", grid.Struck)},
		{"a part that is not struck in a struck cell", inline("1", `<r><t>12</t></r>`+plain), words("1215", "15", grid.StruckPart)},
		{"runs without a look of their own in a struck cell", inline("1", `<r><t>12</t></r><r><t>15</t></r>`), words("1215", "", grid.Struck)},
		{"a raised sign", inline("0", `<r><t>12</t></r>`+raised), words("121", "12", grid.Superscript)},
		{"a lowered sign", inline("0", `<r><t>H</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r>`), words("H2", "", 0)},
		{"a raised character", `<c r="A1" t="str"><v>12¹</v></c>`, words("12¹", "", 0)},
		{"a percentage", `<c r="A1" s="2"><v>1</v></c>`, num(1, grid.Percent, &grid.More{Format: "0%"})},
		{"thousands", `<c r="A1" s="3"><v>15000</v></c>`, num(15000, grid.Scaled, &grid.More{Format: `0,"k"`})},
		{"nothing shown", `<c r="A1" s="4"><v>15</v></c>`, num(15, grid.Unseen, &grid.More{Format: ";;;"})},
		{"yellow", `<c r="A1" s="5"><v>15</v></c>`, num(15, 0, &grid.More{Fill: "FFFF00"})},
		{"white on white", `<c r="A1" s="6"><v>15</v></c>`, num(15, grid.Unseen, nil)},
		{"a white text", `<c r="A1" s="6" t="str"><v>Ngày</v></c>`, words("Ngày", "", 0)},
		{"a theme's colour, made lighter", `<c r="A1" s="7"><v>15</v></c>`, num(15, 0, &grid.More{Fill: "A2B9E2"})},
		{"white on blue", `<c r="A1" s="8"><v>15</v></c>`, num(15, 0, &grid.More{Fill: "0000FF"})},
		{"a colour of the palette", `<c r="A1" s="9"><v>15</v></c>`, num(15, 0, &grid.More{Fill: "FFFF00"})},
		{"today", `<c r="A1"><f>TODAY()</f><v>43983</v></c>`, grid.Cell{Kind: grid.Number, Number: 43983, Formula: true, Marks: grid.Volatile, More: &grid.More{Formula: "TODAY()"}}},
		{"another file", `<c r="A1"><f>[1]T6!A1</f><v>5</v></c>`, grid.Cell{Kind: grid.Number, Number: 5, Formula: true, Marks: grid.Imported, More: &grid.More{Formula: "[1]T6!A1"}}},
		{"another file that was not found", `<c r="A1" t="e"><f>[1]T6!A1</f><v>#REF!</v></c>`, grid.Cell{Kind: grid.Error, Text: "#REF!", Formula: true, Marks: grid.Imported | grid.Pending, More: &grid.More{Formula: "[1]T6!A1"}}},
		{"an import, as Google saves it", `<c r="A1"><f>IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""x"",""T!A1"")"),45)</f><v>45</v></c>`, grid.Cell{Kind: grid.Number, Number: 45, Formula: true, Marks: grid.Imported, More: &grid.More{Formula: `IMPORTRANGE("x","T!A1")`}}},
		{"a cell that an import fills", `<c r="A1"><f>IFERROR(__xludf.DUMMYFUNCTION("""COMPUTED_VALUE"""),12)</f><v>12</v></c>`, grid.Cell{Kind: grid.Number, Number: 12, Formula: true}},
		{"an awaited result, saved as a text", `<c r="A1" t="str"><v>Loading...</v></c>`, grid.Cell{Kind: grid.Error, Text: "Loading...", Marks: grid.Pending}},
		{"a newer function", `<c r="A1"><f>_xlfn.IFNA(A2,0)</f><v>12</v></c>`, grid.Cell{Kind: grid.Number, Number: 12, Formula: true, More: &grid.More{Formula: "IFNA(A2,0)"}}},
	}
	for _, c := range cases {
		tab := decodeOne(t, inLooks(c.xml))
		if diff := cmp.Diff(c.want, tab.At(0, 0)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestAFileThatAsksToBeRecalculatedTrustsNoResult(t *testing.T) {
	for calc, want := range map[string]grid.Marks{`fullCalcOnLoad="1"`: grid.Untrusted, `calcCompleted="0"`: grid.Untrusted, `calcMode="manual" calcOnSave="0"`: grid.Untrusted, `calcMode="manual"`: 0, `calcId="191029"`: 0} {
		r := inLooks(`<c r="A1"><f>SUM(B1)</f><v>0</v></c><c r="B1"><v>5</v></c>`)
		r["xl/workbook.xml"] = strings.Replace(r["xl/workbook.xml"], "</sheets>", "</sheets><calcPr "+calc+"/>", 1)
		tab := decodeOne(t, r)
		if got := tab.At(0, 0).Marks; got != want {
			t.Errorf("%s: got marks %b, want %b", calc, got, want)
		}
		if got := tab.At(0, 1).Marks; got != 0 {
			t.Errorf("%s: a typed number has the marks %b", calc, got)
		}
	}
}

func TestASharedFormulaIsFilledIn(t *testing.T) {
	tab := decodeOne(t, rawSheets(`<sheetData><row r="3"><c r="C3"><f t="shared" ref="C3:D4" si="0">SUM($A3:B3)</f><v>1</v></c><c r="D3"><f t="shared" si="0"/><v>2</v></c></row>`+
		`<row r="4"><c r="C4"><f t="shared" si="0"/><v>3</v></c></row></sheetData>`))
	for at, want := range map[string]string{"C3": "SUM($A3:B3)", "D3": "SUM($A3:C3)", "C4": "SUM($A4:B4)"} {
		row, col, _ := grid.ParseAddress(at)
		if got := tab.At(row, col).FormulaText(); got != want {
			t.Errorf("%s: got %s, want %s", at, got, want)
		}
	}
}

func TestNotesStandAtTheirCells(t *testing.T) {
	r := rawSheets(`<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c></row></sheetData>`).
		with("xl/worksheets/_rels/sheet1.xml.rels", rels(`<Relationship Id="rId1" Type="`+nsRel+`/comments" Target="../comments1.xml"/>`+
			`<Relationship Id="rId2" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/>`)).
		with("xl/comments1.xml", `<comments `+nsMain+`><authors><author>Lan</author></authors><commentList>`+
			`<comment ref="A1" authorId="0"><text><r><rPr><b/></rPr><t>Lan:</t></r><r><t xml:space="preserve">
hỏi lại xã</t></r></text></comment>`+
			`<comment ref="B1" authorId="0"><text><t>[Threaded comment] Your version of Excel…</t></text></comment>`+
			`<comment ref="B2" authorId="0"><text><t>chưa có</t></text></comment><comment ref="Z99" authorId="0"><text><t>xa</t></text></comment></commentList></comments>`).
		with("xl/threadedComments/threadedComment1.xml", `<ThreadedComments><threadedComment ref="B1" id="{1}"><text>số này đúng không?</text></threadedComment>`+
			`<threadedComment ref="B1" id="{2}" parentId="{1}"><text>sửa rồi</text></threadedComment></ThreadedComments>`)
	tab := decodeOne(t, r)
	for at, want := range map[string]string{"A1": "Lan:\nhỏi lại xã", "B1": "số này đúng không?\nsửa rồi", "B2": "chưa có"} {
		row, col, _ := grid.ParseAddress(at)
		if c := tab.At(row, col); c.More == nil || c.More.Note != want {
			t.Errorf("%s: got %+v, want the note %q", at, c.More, want)
		}
	}
	if len(tab.Rows) != 2 || tab.Width() != 3 {
		t.Errorf("got %d rows, %d columns, want 2 and 3", len(tab.Rows), tab.Width())
	}
}

func TestColouredBlanksAreKeptBeforeTheLastCell(t *testing.T) {
	tab := decodeOne(t, inLooks(`<c r="A1" s="5"/><c r="B1" t="str"><v>tạm tính</v></c><c r="C1" s="5"/><c r="XFD1" s="5"/>`))
	want := [][]grid.Cell{{{More: &grid.More{Fill: "FFFF00"}}, {Kind: grid.Text, Text: "tạm tính"}}}
	if diff := cmp.Diff(want, tab.Rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHiddenRowsAndColumnsInEveryForm(t *testing.T) {
	tab := decodeOne(t, rawSheets(`<cols><col min="2" max="2" width="0" customWidth="1"/><col min="3" max="3" hidden="1" outlineLevel="1"/></cols><sheetData>`+
		`<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row><row r="2" ht="0" customHeight="1"><c r="A2"><v>1</v></c></row>`+
		`<row r="3" hidden="1"><c r="A3"><v>1</v></c></row><row r="4" hidden="1" outlineLevel="1"><c r="A4"><v>1</v></c></row></sheetData>`+
		`<autoFilter ref="A2:C3"><filterColumn colId="0"><filters><filter val="2"/></filters></filterColumn></autoFilter>`))
	if diff := cmp.Diff([]int{1, 2, 3}, tab.HiddenRows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{2}, tab.FilteredRows); diff != "" {
		t.Errorf("rows of the filter (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 2}, tab.HiddenCols); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
}

func TestATabThatShowsNoZeros(t *testing.T) {
	tab := decodeOne(t, rawSheets(`<sheetViews><sheetView showZeros="0"/></sheetViews><sheetData><row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>5</v></c></row></sheetData>`))
	if a, b := tab.At(0, 0).Marks, tab.At(0, 1).Marks; a != grid.Unseen || b != 0 {
		t.Errorf("got marks %b and %b", a, b)
	}
}
