package cells

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"tonghop/model/grid"
	"tonghop/model/office"
)

func TestADamagedWorkbookIsRefusedWhole(t *testing.T) {
	sheet := `<sheetData>` + strings.Repeat(`<row><c><v>1</v></c></row>`, 100) + `</sheetData>`
	whole := rawSheets(sheet).bytes()
	cases := []struct {
		name string
		data []byte
	}{
		{"the file is cut off", whole[:len(whole)/2]},
		{"the end of the file is missing", whole[:len(whole)-1]},
		{"a part's XML is cut off", rawSheets(sheet).with("xl/worksheets/sheet1.xml", `<worksheet `+nsMain+`><sheetData><row><c><v>1</v></c></row>`).bytes()},
		{"a part's XML is empty", rawSheets(sheet).with("xl/worksheets/sheet1.xml", "").bytes()},
		{"the shared texts are cut off", rawSheets(sheet).with("xl/sharedStrings.xml", `<sst><si><t>a</t>`).bytes()},
		{"the styles are cut off", rawSheets(sheet).with("xl/styles.xml", `<styleSheet `+nsMain+`><cellXfs>`).bytes()},
		{"the workbook part is cut off", rawSheets(sheet).with("xl/workbook.xml", `<workbook `+nsMain+`><sheets>`).bytes()},
		{"the relations are cut off", rawSheets(sheet).with("xl/_rels/workbook.xml.rels", `<Relationships>`).bytes()},
		{"a tab's part is missing", rawSheets(sheet).with("xl/_rels/workbook.xml.rels", rels(`<Relationship Id="rId1" Type="x/worksheet" Target="no.xml"/>`)).bytes()},
		{"a tab is related to nothing", rawSheets(sheet).with("xl/_rels/workbook.xml.rels", rels(``)).bytes()},
		{"a tab's part is something else", rawSheets(sheet).with("xl/worksheets/sheet1.xml", `<chartsheet/>`).bytes()},
		{"an entity that nobody declared", rawSheets(`<sheetData><row><c t="str"><v>&x;</v></c></row></sheetData>`).bytes()},
		{"a cell twice with different content", rawSheets(`<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>`).bytes()},
		{"a cell twice in two pieces of a row", rawSheets(`<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row></sheetData>`).bytes()},
		{"a cell of another row", rawSheets(`<sheetData><row r="1"><c r="A2"><v>1</v></c></row></sheetData>`).bytes()},
		{"a cell beyond the last column", rawSheets(`<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>`).bytes()},
		{"a row beyond the last", rawSheets(`<sheetData><row r="1048577"/></sheetData>`).bytes()},
		{"a row before the first", rawSheets(`<sheetData><row r="0"/></sheetData>`).bytes()},
		{"columns stated again and again", rawSheets(`<cols>` + strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 9) + `</cols><sheetData/>`).bytes()},
		{"an element that is not closed", rawSheets(`<sheetData><row><c><v>1</v><c><v>2</v></c></row><row/></sheetData>`).bytes()},
		{"an element that closes twice", rawSheets(`<sheetData><row><c><v>1</v></c></c></row><row><c><v>2</v></c></row></sheetData>`).bytes()},
		{"elements that overlap", rawSheets(`<sheetData><row><c><v>1</c></v></row></sheetData>`).bytes()},
		{"no tabs", rawSheets().bytes()},
	}
	for _, c := range cases {
		_, err := Decode("a.xlsx", c.data)
		if f, ok := errors.AsType[*office.Fault](err); !ok || f.Code != office.FaultTruncated {
			t.Errorf("%s: got %v, want a fault %q", c.name, err, office.FaultTruncated)
		}
	}
}

// excelize alone reads such a file and gives what is left of it.
func TestABitThatFlippedInAPartIsNoticed(t *testing.T) {
	r := rawSheets(`<sheetData><row><c><v>11111</v></c></row></sheetData>`)
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for name, content := range r {
		w, err := zw.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	data := bytes.Replace(buf.Bytes(), []byte("<v>11111</v>"), []byte("<v>17111</v>"), 1)
	_, err := Decode("a.xlsx", data)
	wantFault(t, err, office.FaultTruncated)
}

func TestAPartThatStandsTwiceIsRefused(t *testing.T) {
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for _, r := range []raw{rawSheets(`<sheetData><row><c><v>1</v></c></row></sheetData>`), rawSheets(`<sheetData><row><c><v>2</v></c></row></sheetData>`)} {
		for name, content := range r {
			w, err := zw.Create(name)
			if err == nil {
				_, err = io.WriteString(w, content)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Decode("a.xlsx", buf.Bytes())
	wantFault(t, err, office.FaultTruncated)
}

func TestWhatIsTooLargeIsRefused(t *testing.T) {
	var wide, merges, arrays strings.Builder
	for i := range 300 {
		fmt.Fprintf(&wide, `<row><c r="XFD%d"><v>1</v></c></row>`, i+1)
	}
	for range MaxMerges + 1 {
		merges.WriteString(`<mergeCell ref="A1:B1"/>`)
	}
	for i := range 40 {
		fmt.Fprintf(&arrays, `<row><c r="A%d"><f t="array" ref="A1:XFD40">1</f><v>1</v></c><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
	}
	corner := `<sheetData><row r="1048576"><c r="A1048576" t="str"><v> </v></c></row></sheetData>`
	tabs := make([]string, MaxTabs+1)
	styles := `<styleSheet ` + nsMain + `>` + strings.Repeat(" ", MaxHeadSize) + `</styleSheet>`
	empties := `<sst ` + nsMain + `>` + strings.Repeat("<si/>", MaxSlots+1) + `</sst>`
	cases := []struct {
		name string
		data []byte
	}{
		{"the file", make([]byte, MaxFileSize+1)},
		{"a zip bomb", rawSheets(`<sheetData/>`).with("xl/sharedStrings.xml", strings.Repeat(" ", MaxUnzippedSize)).bytes()},
		{"a cell in the last column of many rows", rawSheets(`<sheetData>` + wide.String() + `</sheetData>`).bytes()},
		{"a cell in the last row of many tabs", rawSheets(corner, corner, corner, corner, corner).bytes()},
		{"merged areas", rawSheets(`<sheetData><row><c><v>1</v></c><c><v>1</v></c></row></sheetData><mergeCells>` + merges.String() + `</mergeCells>`).bytes()},
		{"array formulas over each other", rawSheets(`<sheetData>` + arrays.String() + `</sheetData>`).bytes()},
		{"tabs", rawSheets(tabs...).bytes()},
		{"styles", rawSheets(`<sheetData/>`).with("xl/styles.xml", styles).bytes()},
		{"shared texts", rawSheets(`<sheetData/>`).with("xl/sharedStrings.xml", empties).bytes()},
	}
	for _, c := range cases {
		_, err := Decode("a.xlsx", c.data)
		if f, ok := errors.AsType[*office.Fault](err); !ok || f.Code != office.FaultTooLarge {
			t.Errorf("%s: got %v, want a fault %q", c.name, err, office.FaultTooLarge)
		}
	}
}

func TestAZipThatLiesAboutItsSizeIsRefused(t *testing.T) {
	name := "xl/worksheets/sheet1.xml"
	r := rawSheets(`<sheetData>` + strings.Repeat(`<row/>`, 10_000) + `</sheetData>`)
	data := r.bytes()
	// The size in the zip's directory, which everything believes.
	at := bytes.LastIndex(data, []byte(name)) - 46 + 24
	if got := binary.LittleEndian.Uint32(data[at:]); int(got) != len(r[name]) {
		t.Fatalf("the directory's size is not at %d", at)
	}
	binary.LittleEndian.PutUint32(data[at:], 100)
	_, err := Decode("a.xlsx", data)
	wantFault(t, err, office.FaultTruncated)
}

func TestEmptyRowsAndColumnsWithoutEndCostNothing(t *testing.T) {
	var rows strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&rows, `<row r="%d" ht="15" customHeight="1"><c r="A%d" s="2"/><c r="XFD%d" s="2"/></row>`, i+2, i+2, i+2)
	}
	data := rawSheets(`<sheetData><row r="1"><c r="A1"><v>1</v></c></row>` + rows.String() + `</sheetData>`).bytes()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	b, err := Decode("a.xlsx", data)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(b.Tabs[0].Rows); n != 1 {
		t.Errorf("got %d rows, want 1", n)
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 200<<20 {
		t.Errorf("the heap grew by %d bytes", grown)
	}
}

func TestALongTextAndManyMergesAreKept(t *testing.T) {
	long := strings.Repeat("ấ", 50_000)
	var merges strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&merges, `<mergeCell ref="A%d:B%d"/>`, i+1, i+1)
	}
	tab := decodeOne(t, rawSheets(`<sheetData><row r="1"><c r="B1" t="str"><v>`+long+`</v></c></row>`+
		`<row r="5000"><c r="A5000"><v>1</v></c></row></sheetData><mergeCells>`+merges.String()+`</mergeCells>`))
	if got := tab.At(0, 1).Text; got != long {
		t.Errorf("got a text of %d bytes, want %d", len(got), len(long))
	}
	if got := len(tab.Merges); got != 5_000 {
		t.Errorf("got %d merges, want 5000", got)
	}
}

// Nesting without end overflows a stack that recurses, which no recover mends.
func TestDeepNestingIsRefused(t *testing.T) {
	const deep = 1_000_000
	nest := strings.Repeat("<r>", deep) + strings.Repeat("</r>", deep)
	for _, sheet := range []string{
		`<x>` + nest + `</x><sheetData/>`,
		`<sheetData><row><c t="inlineStr"><is>` + nest + `</is></c></row></sheetData>`,
	} {
		_, err := Decode("a.xlsx", rawSheets(sheet).bytes())
		wantFault(t, err, office.FaultTruncated)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("a.xlsx", rawSheets(`<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f t="array" ref="B1:B2">1</f><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`).bytes())
	f.Add("a.csv", []byte("\ufeffNgày;Số hồ sơ\r\n1/6/2020;\"1\n2\"\r\n\r\n"))
	f.Add("a.csv", []byte("\xff\xfea\x00,\x00b\x00"))
	f.Add("a.xls", compound("Root Entry", "Workbook"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		b, err := Decode(name, data)
		if err != nil {
			if _, ok := err.(*office.Fault); !ok {
				t.Fatalf("error %T is no fault: %v", err, err)
			}
			return
		}
		for _, tab := range b.Tabs {
			checkGrid(t, &tab)
		}
	})
}

// FuzzSheet feeds the content of a tab's part, which FuzzDecode can hardly
// reach through the zip's checksums.
func FuzzSheet(f *testing.F) {
	f.Add(`<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>a</t></is></c></row></sheetData>`)
	f.Add(`<cols><col min="1" max="3" hidden="1"/></cols><sheetData><row hidden="1"><c s="1"><f>A1</f><v>43983</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C4"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		b, err := Decode("a.xlsx", rawSheets(sheet).bytes())
		if err != nil {
			return
		}
		for _, tab := range b.Tabs {
			checkGrid(t, &tab)
		}
	})
}

// checkGrid holds what every decoded tab promises.
func checkGrid(t *testing.T, tab *grid.Tab) {
	t.Helper()
	slots := 0
	for i, row := range tab.Rows {
		slots += len(row) + 1
		if last := len(row) - 1; row != nil && (last < 0 || row[last].Empty() && (row[last].More == nil || row[last].More.Note == "")) {
			t.Errorf("row %d ends with a blank", i+1)
		}
	}
	if n := len(tab.Rows); n > 0 && tab.Rows[n-1] == nil {
		t.Error("the tab ends with an empty row")
	}
	if slots > 2*MaxSlots {
		t.Errorf("the grid takes %d slots", slots)
	}
	width := tab.Width()
	for _, m := range tab.Merges {
		if m.Row < 0 || m.Col < 0 || m.EndRow <= m.Row || m.EndCol <= m.Col || m.EndRow > len(tab.Rows) || m.EndCol > width {
			t.Errorf("merge %v reaches out of the tab", m)
		}
	}
	for _, list := range [][]int{tab.HiddenRows, tab.HiddenCols} {
		for i, n := range list {
			if n < 0 || i > 0 && n <= list[i-1] {
				t.Errorf("hidden %v is not ascending", list)
			}
		}
	}
}
