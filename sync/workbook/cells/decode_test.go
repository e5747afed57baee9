package cells

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// decodeOne decodes a package of one tab.
func decodeOne(t *testing.T, r raw) grid.Tab {
	t.Helper()
	b, err := Decode("a.xlsx", r.bytes())
	if err != nil {
		t.Fatalf("Decode: %v", err)
	}
	if len(b.Tabs) != 1 {
		t.Fatalf("got %d tabs, want 1", len(b.Tabs))
	}
	return b.Tabs[0]
}

func wantFault(t *testing.T, err error, code office.FaultCode) {
	t.Helper()
	f, ok := errors.AsType[*office.Fault](err)
	if !ok || f.Code != code {
		t.Errorf("got error %v, want a fault %q", err, code)
	}
}

func TestEachKindOfCell(t *testing.T) {
	r := rawSheets(`<sheetData/>`).with("xl/sharedStrings.xml", `<sst `+nsMain+`>
		<si><t xml:space="preserve"> hai  </t></si>
		<si><r><rPr><b/></rPr><t>Hồ </t></r><r><t>sơ</t></r><rPh sb="0" eb="1"><t>đọc</t></rPh></si>
		<si><t>a_x000D_b_x005F_x000D_c_xD83D__xDE00__x12</t></si>
		<si/></sst>`)
	cases := []struct {
		name, xml string
		want      grid.Cell
	}{
		{"a shared text with its spaces", `<c r="A1" t="s"><v>0</v></c>`, grid.Cell{Kind: grid.Text, Text: " hai  "}},
		{"a text in several looks", `<c r="A1" t="s"><v>1</v></c>`, grid.Cell{Kind: grid.Text, Text: "Hồ sơ"}},
		{"escaped characters", `<c r="A1" t="s"><v>2</v></c>`, grid.Cell{Kind: grid.Text, Text: "a\rb_x000D_c😀_x12"}},
		{"an inline text", `<c r="A1" t="inlineStr"><is><t>năm</t></is></c>`, grid.Cell{Kind: grid.Text, Text: "năm"}},
		{"an inline text in runs", `<c r="A1" t="inlineStr"><is><r><t>n</t></r><r><t>ăm</t></r></is></c>`, grid.Cell{Kind: grid.Text, Text: "năm"}},
		{"entities", `<c r="A1" t="str"><v>&lt;5 &amp; &#x111;</v></c>`, grid.Cell{Kind: grid.Text, Text: "<5 & đ"}},
		{"a whole number", `<c r="A1"><v>12</v></c>`, grid.Cell{Kind: grid.Number, Number: 12}},
		{"a number with a type", `<c r="A1" t="n"><v>-1.5E2</v></c>`, grid.Cell{Kind: grid.Number, Number: -150}},
		{"a grouped number", `<c r="A1" s="2"><v>1234</v></c>`, grid.Cell{Kind: grid.Number, Number: 1234}},
		{"a date", `<c r="A1" s="1"><v>43983</v></c>`, grid.Cell{Kind: grid.Date, Number: 43983}},
		{"a date with its time", `<c r="A1" s="1"><v>43983.75</v></c>`, grid.Cell{Kind: grid.Date, Number: 43983.75}},
		{"a time alone", `<c r="A1" s="1"><v>0.5</v></c>`, grid.Cell{Kind: grid.Date, Number: 0.5}},
		{"1 January 1900", `<c r="A1" s="1"><v>1</v></c>`, grid.Cell{Kind: grid.Date, Number: 2}},
		{"28 February 1900", `<c r="A1" s="1"><v>59</v></c>`, grid.Cell{Kind: grid.Date, Number: 60}},
		{"29 February 1900, which never was", `<c r="A1" s="1"><v>60</v></c>`, grid.Cell{Kind: grid.Date, Number: 60}},
		{"1 March 1900", `<c r="A1" s="1"><v>61</v></c>`, grid.Cell{Kind: grid.Date, Number: 61}},
		{"a date in ISO form", `<c r="A1" t="d"><v>2020-06-01T12:00:00</v></c>`, grid.Cell{Kind: grid.Date, Number: 43983.5}},
		{"a date in ISO form that is none", `<c r="A1" t="d"><v>2020-06-31</v></c>`, grid.Cell{Kind: grid.Text, Text: "2020-06-31"}},
		{"true", `<c r="A1" t="b"><v>1</v></c>`, grid.Cell{Kind: grid.Bool, Number: 1}},
		{"false", `<c r="A1" t="b"><v>0</v></c>`, grid.Cell{Kind: grid.Bool}},
		{"an error", `<c r="A1" t="e"><v>#REF!</v></c>`, grid.Cell{Kind: grid.Error, Text: "#REF!"}},
		{"an error written as a text", `<c r="A1" t="str"><f>B1</f><v>Loading...</v></c>`, grid.Cell{Kind: grid.Error, Text: "Loading...", Formula: true, Marks: grid.Pending, More: &grid.More{Formula: "B1"}}},
		{"a formula's number", `<c r="A1"><f>B1+C1</f><v>7</v></c>`, grid.Cell{Kind: grid.Number, Number: 7, Formula: true, More: &grid.More{Formula: "B1+C1"}}},
		{"a formula's text", `<c r="A1" t="str"><f>B1</f><v>KPS</v></c>`, grid.Cell{Kind: grid.Text, Text: "KPS", Formula: true, More: &grid.More{Formula: "B1"}}},
		{"a formula's empty text", `<c r="A1" t="str"><f>B1</f><v></v></c>`, grid.Cell{Kind: grid.Text, Formula: true, More: &grid.More{Formula: "B1"}}},
		{"a formula's date", `<c r="A1" s="1"><f>B1</f><v>43983</v></c>`, grid.Cell{Kind: grid.Date, Number: 43983, Formula: true, More: &grid.More{Formula: "B1"}}},
		{"a formula without a result", `<c r="A1"><f>B1</f></c>`, grid.Cell{Formula: true, Marks: grid.Untrusted, More: &grid.More{Formula: "B1"}}},
		{"a formula with an empty result", `<c r="A1"><f>B1</f><v/></c>`, grid.Cell{Formula: true, Marks: grid.Untrusted, More: &grid.More{Formula: "B1"}}},
		{"a cell of a shared formula", `<c r="A1"><f t="shared" si="0"/><v>3</v></c>`, grid.Cell{Kind: grid.Number, Number: 3, Formula: true}},
		{"an empty text without a formula", `<c r="A1" t="s"><v>3</v></c><c r="B1"><v>1</v></c>`, grid.Cell{}},
		{"a shared text that is not there", `<c r="A1" t="s"><v>12</v></c>`, grid.Cell{Kind: grid.Error, Text: "#VALUE!"}},
		{"a shared text before the first", `<c r="A1" t="s"><v>-1</v></c>`, grid.Cell{Kind: grid.Error, Text: "#VALUE!"}},
		{"a number that is none", `<c r="A1"><v>mười</v></c>`, grid.Cell{Kind: grid.Text, Text: "mười"}},
		{"a number beyond all numbers", `<c r="A1"><v>1E999</v></c>`, grid.Cell{Kind: grid.Text, Text: "1E999"}},
		{"not a number", `<c r="A1"><v>NaN</v></c>`, grid.Cell{Kind: grid.Text, Text: "NaN"}},
		{"a style that is not there", `<c r="A1" s="99"><v>43983</v></c>`, grid.Cell{Kind: grid.Number, Number: 43983}},
	}
	for _, c := range cases {
		r["xl/worksheets/sheet1.xml"] = `<worksheet ` + nsMain + `><sheetData><row r="1">` + c.xml + `</row></sheetData></worksheet>`
		tab := decodeOne(t, r)
		if got := tab.At(0, 0); !got.Equal(c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestThe1904SystemCountsFromTheSameDay(t *testing.T) {
	r := rawSheets(`<sheetData><row r="1"><c r="A1" s="1"><v>42521</v></c><c r="B1"><v>42521</v></c></row></sheetData>`)
	r["xl/workbook.xml"] = strings.Replace(r["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)
	tab := decodeOne(t, r)
	want := []grid.Cell{{Kind: grid.Date, Number: 43983}, {Kind: grid.Number, Number: 42521}}
	if diff := cmp.Diff(want, tab.Rows[0]); diff != "" {
		t.Errorf("1 June 2020 (-want +got):\n%s", diff)
	}
}

func TestCustomNumberFormatsTellDates(t *testing.T) {
	r := rawSheets(`<sheetData><row r="1"><c r="A1" s="0"><v>5</v></c><c r="B1" s="1"><v>43983</v></c><c r="C1" s="2"><v>43983</v></c></row></sheetData>`).
		with("xl/styles.xml", `<styleSheet `+nsMain+`><numFmts count="3"><numFmt numFmtId="164" formatCode="0&quot; tháng&quot;"/>`+
			`<numFmt numFmtId="165" formatCode="dd/mm/yyyy"/><numFmt numFmtId="14" formatCode="#,##0"/></numFmts>`+
			`<cellXfs count="3"><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs></styleSheet>`)
	want := []grid.Cell{{Kind: grid.Number, Number: 5, More: &grid.More{Format: `0" tháng"`}},
		{Kind: grid.Date, Number: 43983, More: &grid.More{Format: "dd/mm/yyyy"}}, {Kind: grid.Number, Number: 43983}}
	if diff := cmp.Diff(want, decodeOne(t, r).Rows[0]); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

func TestStylesAndTextsMayStandElsewhere(t *testing.T) {
	r := rawSheets(`<sheetData><row r="1"><c r="A1" s="1"><v>43983</v></c><c r="B1" t="s"><v>0</v></c></row></sheetData>`)
	r["xl/look.xml"] = r["xl/styles.xml"]
	delete(r, "xl/styles.xml")
	delete(r, "xl/sharedStrings.xml")
	r["words/t.xml"] = `<sst ` + nsMain + `><si><t>xã</t></si></sst>`
	r["xl/_rels/workbook.xml.rels"] = rels(`<Relationship Id="rId1" Type="` + nsRel + `/worksheet" Target="/xl/worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + nsRel + `/styles" Target="look.xml"/>` +
		`<Relationship Id="rId3" Type="` + nsRel + `/sharedStrings" Target="../words/t.xml"/>`)
	want := []grid.Cell{{Kind: grid.Date, Number: 43983}, {Kind: grid.Text, Text: "xã"}}
	if diff := cmp.Diff(want, decodeOne(t, r).Rows[0]); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

func TestCellsAnArrayFormulaFillsAreFormulas(t *testing.T) {
	tab := decodeOne(t, rawSheets(`<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f><v>0</v></c></row>`+
		`<row r="2"><c r="A2"><v>0</v></c><c r="B2"><v>4</v></c></row><row r="4"><c r="A4"><v>9</v></c></row></sheetData>`))
	for at, want := range map[[2]int]bool{{0, 0}: true, {1, 0}: true, {1, 1}: false, {2, 0}: false, {3, 0}: false} {
		if got := tab.At(at[0], at[1]).Formula; got != want {
			t.Errorf("%s: formula %v, want %v", grid.Address(at[0], at[1]), got, want)
		}
	}
}

func TestRowsAndCellsStandWhereTheySay(t *testing.T) {
	n := func(v float64) grid.Cell { return grid.Cell{Kind: grid.Number, Number: v} }
	cases := []struct {
		name, xml string
		want      [][]grid.Cell
	}{
		{"gaps are blank", `<row r="2"><c r="B2"><v>1</v></c></row>`, [][]grid.Cell{nil, {{}, n(1)}}},
		{"rows out of order", `<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`, [][]grid.Cell{{n(1)}, {n(2)}}},
		{"cells out of order", `<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>`, [][]grid.Cell{{n(1), n(2)}}},
		{"no addresses", `<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, [][]grid.Cell{{n(1), n(2)}, {n(3)}}},
		{"some addresses", `<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, [][]grid.Cell{nil, {{}, n(1), n(2)}, {n(3)}}},
		{"a row in two pieces", `<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>`, [][]grid.Cell{{n(1), n(2)}}},
		{"the same cell twice alike", `<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>`, [][]grid.Cell{{n(1)}}},
		{"styled blanks at the end", `<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="2"/></row><row r="9"><c r="C9" s="1"/></row>`, [][]grid.Cell{{n(1)}}},
		{"a dimension that lies", `<row r="1"><c r="A1"><v>1</v></c></row>`, [][]grid.Cell{{n(1)}}},
	}
	for _, c := range cases {
		tab := decodeOne(t, rawSheets(`<dimension ref="A1:XFD1048576"/><sheetData>`+c.xml+`</sheetData>`))
		if diff := cmp.Diff(c.want, tab.Rows); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestHiddenRowsColumnsAndMerges(t *testing.T) {
	tab := decodeOne(t, rawSheets(`<cols><col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="true"/></cols>`+
		`<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>1</v></c></row><row r="3" hidden="1"><c r="A3"><v>1</v></c></row>`+
		`<row r="2" hidden="1"/><row r="4"><c r="A4"><v>1</v></c></row><row r="9" hidden="1"/></sheetData>`+
		`<autoFilter ref="A1:B2"/><mergeCells count="5"><mergeCell ref="A1:B2"/><mergeCell ref="C1:XFD1048576"/><mergeCell ref="A7:B9"/><mergeCell ref="A4"/><mergeCell ref="?"/></mergeCells>`))
	if diff := cmp.Diff([]int{1, 2}, tab.HiddenRows); diff != "" {
		t.Errorf("hidden rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 2}, tab.HiddenCols); diff != "" {
		t.Errorf("hidden columns (-want +got):\n%s", diff)
	}
	want := []grid.Range{{EndRow: 2, EndCol: 2}, {Col: 2, EndRow: 4, EndCol: 4}}
	if diff := cmp.Diff(want, tab.Merges); diff != "" {
		t.Errorf("merges (-want +got):\n%s", diff)
	}
}

func TestTabsComeInTheirOrder(t *testing.T) {
	r := rawSheets(`<sheetData/>`, `<sheetData/>`, `<sheetData/>`)
	r["xl/workbook.xml"] = workbookXML("", `<sheet name="Tháng 7" sheetId="9" r:id="rId3"/><sheet name=" Tháng 6 " sheetId="2" state="hidden" r:id="rId1"/>`+
		`<sheet name="Mật" sheetId="3" state="veryHidden" r:id="rId2"/>`)
	b, err := Decode(`C:\Users\x\Xã Minh Đức.xlsx`, r.bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := grid.Book{Title: "Xã Minh Đức", Tabs: []grid.Tab{{Title: "Tháng 7"}, {Title: " Tháng 6 ", Hidden: true}, {Title: "Mật", Hidden: true}}}
	if diff := cmp.Diff(want, b); diff != "" {
		t.Errorf("book (-want +got):\n%s", diff)
	}
}

func TestSheetsOfChartsAreLeftOut(t *testing.T) {
	r := rawSheets(`<sheetData/>`, `<sheetData/>`)
	name := "xl/_rels/workbook.xml.rels"
	r[name] = strings.Replace(r[name], "/worksheet\" Target=\"worksheets/sheet1.xml\"", "/chartsheet\" Target=\"chartsheets/sheet1.xml\"", 1)
	if got := decodeOne(t, r).Title; got != "T2" {
		t.Errorf("got tab %q, want T2", got)
	}
}

func TestWhatIsNoWorkbookIsNamed(t *testing.T) {
	zipped := func(name string) []byte { return raw{name: "x"}.bytes() }
	cases := []struct {
		name, file string
		data       []byte
		code       office.FaultCode
		detail     string
	}{
		{"nothing", "a.xlsx", nil, office.FaultNotWorkbook, "an empty file"},
		{"nothing, called a CSV", "a.csv", nil, office.FaultNotWorkbook, "an empty file"},
		{"spaces", "a.xlsx", []byte(" \r\n"), office.FaultNotWorkbook, "an empty file"},
		{"a PDF", "a.xlsx", []byte("%PDF-1.7\n"), office.FaultDocument, "a PDF"},
		{"a PDF, called a CSV", "a.csv", []byte("%PDF-1.7\n"), office.FaultDocument, "a PDF"},
		{"a page", "a.xls", []byte("\ufeff\n<!DOCTYPE html><table>"), office.FaultWebPage, "a web page"},
		{"a page, called a CSV", "a.csv", []byte("<html><body>"), office.FaultWebPage, "a web page"},
		{"a page that is XML", "a.xls", []byte(`<?xml version="1.0"?><html xmlns="x">`), office.FaultWebPage, "a web page"},
		{"a table alone", "a.xls", []byte("<table border=1><tr>"), office.FaultWebPage, "a web page"},
		{"a page saved whole", "a.xls", []byte("MIME-Version: 1.0\r\nX-Document-Type: Workbook"), office.FaultWebPage, "a web page"},
		{"an XML file", "a.xml", []byte(`<?xml version="1.0"?><Workbook/>`), office.FaultNotWorkbook, "an XML file"},
		{"an XML spreadsheet of 2003", "a.xls", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), office.FaultOldXLS, "an XML Spreadsheet"},
		{"a picture", "a.xlsx", []byte("\x89PNG\r\n"), office.FaultPicture, "a picture"},
		{"a photograph of a telephone", "a.xlsx", []byte("\x00\x00\x00\x18ftypheic\x00"), office.FaultPicture, "a picture"},
		{"text without the name of a CSV", "a.md", []byte("a,b\n1,2\n"), office.FaultNotWorkbook, "neither a workbook nor a .csv"},
		{"a Word document", "a.xlsx", zipped("word/document.xml"), office.FaultDocument, "a Word document"},
		{"an OpenDocument text", "a.xlsx", raw{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}.bytes(), office.FaultDocument, "OpenDocument"},
		{"a binary workbook", "a.xlsx", zipped("xl/workbook.bin"), office.FaultXLSB, "(.xlsb)"},
		{"some zip", "a.xlsx", zipped("a.txt"), office.FaultNotWorkbook, "a zip archive"},
		{"an empty zip", "a.xlsx", raw{}.bytes(), office.FaultNotWorkbook, "an empty zip"},
		{"a workbook of 2003 without content", "a.xls", compound("Root Entry", "Workbook"), office.FaultOldXLS, "Excel 95"},
		{"a workbook of 1995", "a.xls", compound("Root Entry", "Book"), office.FaultOldXLS, "Excel 5 or 95"},
		{"an encrypted workbook", "a.xlsx", compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), office.FaultEncrypted, "password"},
		{"a Word document of 2003", "a.xls", compound("Root Entry", "WordDocument"), office.FaultDocument, "a Word"},
		{"some compound file", "a.xls", compound("Root Entry"), office.FaultNotWorkbook, "compound"},
		{"a cut compound file", "a.xls", compound("Root Entry", "Workbook")[:700], office.FaultTruncated, "compound"},
	}
	for _, c := range cases {
		_, err := Decode(c.file, c.data)
		f, ok := errors.AsType[*office.Fault](err)
		if !ok || f.Code != c.code || !strings.Contains(f.Detail, c.detail) {
			t.Errorf("%s: got %v, want %s: …%s…", c.name, err, c.code, c.detail)
		}
	}
}

func TestAPasswordIsRecognised(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	var buf bytes.Buffer
	if err := f.Write(&buf, excelize.Options{Password: "1"}); err != nil {
		t.Fatal(err)
	}
	_, err := Decode("a.xlsx", buf.Bytes())
	wantFault(t, err, office.FaultEncrypted)
}

// compound gives a compound file with empty streams of these names.
func compound(names ...string) []byte {
	const free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	file := make([]byte, 512*3)
	le := binary.LittleEndian
	copy(file, compoundMagic)
	le.PutUint16(file[24:], 0x3E)
	le.PutUint16(file[26:], 3)
	le.PutUint16(file[28:], 0xFFFE)
	le.PutUint16(file[30:], 9)
	le.PutUint16(file[32:], 6)
	le.PutUint32(file[44:], 1) // one sector of allocation
	le.PutUint32(file[48:], 1) // the directory is in sector 1
	le.PutUint32(file[56:], 4096)
	le.PutUint32(file[60:], end)
	le.PutUint32(file[68:], end)
	for i := range 109 {
		le.PutUint32(file[76+4*i:], free)
	}
	le.PutUint32(file[76:], 0)
	for i := range 128 {
		le.PutUint32(file[512+4*i:], free)
	}
	le.PutUint32(file[512:], fat)
	le.PutUint32(file[516:], end)
	for i := range 4 {
		entry := file[1024+128*i : 1024+128*(i+1)]
		le.PutUint32(entry[68:], free)
		le.PutUint32(entry[72:], free)
		le.PutUint32(entry[76:], free)
		if i >= len(names) {
			continue
		}
		for j, u := range utf16.Encode([]rune(names[i])) {
			le.PutUint16(entry[2*j:], u)
		}
		le.PutUint16(entry[64:], uint16(2*len(names[i])+2))
		entry[66] = 2
		le.PutUint32(entry[116:], end)
		if i == 0 {
			entry[66] = 5
			if len(names) > 1 {
				le.PutUint32(entry[76:], 1)
			}
		} else if i+1 < len(names) {
			le.PutUint32(entry[72:], uint32(i+1))
		}
	}
	return file
}

func TestOneDamagedTabCostsNoBook(t *testing.T) {
	good := `<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>`
	b, err := Decode("a.xlsx", rawSheets(good, `<sheetData><row r="7"><c r="C9"/></row></sheetData>`, good).
		with("xl/worksheets/sheet3.xml", "").bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := []grid.Tab{{Title: "T1", Rows: [][]grid.Cell{{{Kind: grid.Number, Number: 5}}}},
		{Title: "T2", Damage: `cell "C9" in row 7`}, {Title: "T3", Damage: "the XML is cut off"}}
	if diff := cmp.Diff(want, b.Tabs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAFaultSaysWhereItLies(t *testing.T) {
	_, err := Decode("a.xlsx", rawSheets(`<sheetData><row r="7"><c r="C9"/></row></sheetData>`).bytes())
	if want := `truncated: reading tab "T1": cell "C9" in row 7`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
