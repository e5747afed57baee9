package cells

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"tonghop/model/grid"
	"tonghop/model/office"
)

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// testdata/marks.xlsx has one of each thing that a cell may show; LibreOffice
// wrote it again as marks.ods and marks.xls.
func TestEveryFormOfAWorkbookShowsTheSame(t *testing.T) {
	want, err := Decode("marks.xlsx", fixture(t, "marks.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tab := range []struct{ row, col int }{{1, 1}, {3, 1}, {4, 1}, {2, 1}, {2, 2}, {5, 1}} {
		if want.Tabs[0].At(tab.row, tab.col).Marks == 0 {
			t.Errorf("%s of the .xlsx bears no mark", grid.Address(tab.row, tab.col))
		}
	}
	for _, name := range []string{"marks.ods", "marks.xls"} {
		got, err := Decode(name, fixture(t, name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(plainCodes(want), plainCodes(got)); diff != "" {
			t.Errorf("%s (-xlsx +it):\n%s", name, diff)
		}
	}
}

// plainCodes is a book without the codes of its number formats, which each kind
// of file words in its own way.
func plainCodes(b grid.Book) grid.Book {
	for i := range b.Tabs {
		for _, row := range b.Tabs[i].Rows {
			for j := range row {
				if m := row[j].More; m != nil {
					more := *m
					more.Format = ""
					row[j].More = &more
				}
				if row[j].Equal(grid.Cell{Kind: row[j].Kind, Text: row[j].Text, Number: row[j].Number, Formula: row[j].Formula, Marks: row[j].Marks}) {
					row[j].More = nil
				}
			}
		}
	}
	return b
}

func TestExcelsOwnPasswordIsNone(t *testing.T) {
	for password, open := range map[string]bool{defaultPassword: true, "1": false} {
		f := excelize.NewFile()
		defer f.Close()
		if err := f.SetCellInt("Sheet1", "A1", 12); err != nil {
			t.Fatal(err)
		}
		var locked bytes.Buffer
		if err := f.Write(&locked, excelize.Options{Password: password}); err != nil {
			t.Fatal(err)
		}
		b, err := Decode("a.xlsx", locked.Bytes())
		if !open {
			wantFault(t, err, office.FaultEncrypted)
		} else if err != nil || b.Tabs[0].At(0, 0).Number != 12 {
			t.Errorf("under Excel's own password: got %+v, %v", b, err)
		}
	}
}

// xlsStream gives the stream of testdata/marks.xls.
func xlsStream(t testing.TB) []byte {
	t.Helper()
	data := fixture(t, "marks.xls")
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range doc.File {
		if f.Name == "Workbook" {
			b, err := wholeStream(f, len(data))
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
	}
	t.Fatal("no stream")
	return nil
}

func TestAWorkbookOf2003MayStandWithoutACompoundFile(t *testing.T) {
	b, err := Decode("a.xls", xlsStream(t))
	if err != nil || len(b.Tabs) != 2 || b.Tabs[0].Title != "Tháng 6" {
		t.Errorf("got %+v, %v", b, err)
	}
}

func TestACutWorkbookOf2003IsRefused(t *testing.T) {
	stream := xlsStream(t)
	for n := 8; n < len(stream); n += 37 {
		b, err := Decode("a.xls", stream[:n])
		if err == nil && b.Tabs[1].Damage == "" {
			t.Errorf("of %d bytes the first %d were read whole", len(stream), n)
		}
	}
}

func FuzzXLS(f *testing.F) {
	f.Add(xlsStream(f))
	f.Fuzz(func(t *testing.T, stream []byte) {
		b, err := Decode("a.xls", stream)
		if err != nil {
			return
		}
		for i := range b.Tabs {
			checkGrid(t, &b.Tabs[i])
		}
	})
}

// odsOf gives a package of OpenDocument with the content of a spreadsheet.
func odsOf(styles, tables string) []byte {
	return raw{"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
		"content.xml": `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c" xmlns:number="n" xmlns:style="s" xmlns:fo="f"><office:automatic-styles>` + styles +
			`</office:automatic-styles><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`}.bytes()
}

func TestCellsOfAnOpenDocument(t *testing.T) {
	number := func(n float64) grid.Cell { return grid.Cell{Kind: grid.Number, Number: n} }
	for _, c := range []struct {
		name, cell string
		want       grid.Cell
	}{
		{"a number", `<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell>`, number(12)},
		{"a text", `<table:table-cell office:value-type="string"><text:p>Số<text:s text:c="2"/>hồ sơ</text:p><text:p>mức 3</text:p></table:table-cell>`, grid.Cell{Kind: grid.Text, Text: "Số  hồ sơ\nmức 3"}},
		{"a date", `<table:table-cell office:value-type="date" office:date-value="2020-06-01"/>`, grid.Cell{Kind: grid.Date, Number: 43983}},
		{"a time", `<table:table-cell office:value-type="time" office:time-value="PT06H00M00S"/>`, grid.Cell{Kind: grid.Date, Number: 0.25}},
		{"true", `<table:table-cell office:value-type="boolean" office:boolean-value="true"/>`, grid.Cell{Kind: grid.Bool, Number: 1}},
		{"an error", `<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>`,
			grid.Cell{Kind: grid.Error, Text: "#DIV/0!", Formula: true, More: &grid.More{Formula: "1/0"}}},
		{"an error of its own kind", `<table:table-cell table:formula="of:=X()" office:value-type="string" calcext:value-type="error"><text:p>Err:508</text:p></table:table-cell>`,
			grid.Cell{Kind: grid.Error, Text: "Err:508", Formula: true, More: &grid.More{Formula: "X()"}}},
		{"a formula", `<table:table-cell table:formula="of:=SUM([.B2:.B5];[$'T 6'.$C$1])" office:value-type="float" office:value="5"/>`,
			grid.Cell{Kind: grid.Number, Number: 5, Formula: true, More: &grid.More{Formula: "SUM(B2:B5,'T 6'!$C$1)"}}},
		{"a formula without a result", `<table:table-cell table:formula="of:=[.A1]"/>`, grid.Cell{Formula: true, Marks: grid.Untrusted, More: &grid.More{Formula: "A1"}}},
		{"another file", `<table:table-cell table:formula="of:=['file:///a.ods'#$T6.A1]" office:value-type="float" office:value="5"/>`,
			grid.Cell{Kind: grid.Number, Number: 5, Formula: true, Marks: grid.Imported, More: &grid.More{Formula: "[1]T6!A1"}}},
		{"a number that is none", `<table:table-cell office:value-type="float" office:value="x"><text:p>mười</text:p></table:table-cell>`, grid.Cell{Kind: grid.Text, Text: "mười"}},
		{"a note", `<table:table-cell office:value-type="float" office:value="1"><office:annotation><text:p>hỏi</text:p><text:p>lại</text:p></office:annotation><text:p>1</text:p></table:table-cell>`,
			grid.Cell{Kind: grid.Number, Number: 1, More: &grid.More{Note: "hỏi\nlại"}}},
	} {
		b, err := Decode("a.ods", odsOf("", `<table:table table:name="T6"><table:table-row>`+c.cell+`</table:table-row></table:table>`))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, b.Tabs[0].At(0, 0)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestRepeatedRowsOfAnOpenDocumentEndWhereTheContentEnds(t *testing.T) {
	b, err := Decode("a.ods", odsOf(`<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>`,
		`<table:table table:name="T6" table:style-name="off"><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>`+
			`<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="7"/><table:table-cell table:number-columns-repeated="16381"/></table:table-row>`+
			`<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`))
	if err != nil {
		t.Fatal(err)
	}
	seven := grid.Cell{Kind: grid.Number, Number: 7}
	want := grid.Tab{Title: "T6", Hidden: true, Rows: [][]grid.Cell{{seven, seven, seven}, {seven, seven, seven}},
		HiddenRows: []int{0, 1}, FilteredRows: []int{0, 1}, HiddenCols: []int{0, 1}}
	if diff := cmp.Diff(want, b.Tabs[0]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestACellOfAnOpenDocumentHasTheStyleOfItsRowOrColumn(t *testing.T) {
	b, err := Decode("a.ods", odsOf(`<number:percentage-style style:name="P"><number:number number:decimal-places="0"/><number:text>%</number:text></number:percentage-style>`+
		`<style:style style:name="pc" style:family="table-cell" style:data-style-name="P"/><style:style style:name="off" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>`,
		`<table:table table:name="T6"><table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="pc"/><table:table-column table:number-columns-repeated="9"/>`+
			`<table:table-row><table:table-cell table:number-columns-repeated="4" office:value-type="float" office:value="1"/></table:table-row>`+
			`<table:table-row table:default-cell-style-name="off"><table:table-cell/><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>`))
	if err != nil {
		t.Fatal(err)
	}
	tab := &b.Tabs[0]
	for at, want := range map[string]grid.Marks{"A1": 0, "B1": 0, "C1": grid.Percent, "D1": 0, "B2": grid.Struck} {
		row, col, _ := grid.ParseAddress(at)
		if got := tab.At(row, col).Marks; got != want {
			t.Errorf("%s: got marks %b, want %b", at, got, want)
		}
	}
}

func TestAnOpenDocumentIsBoundedAndNamed(t *testing.T) {
	wide := `<table:table table:name="T"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="7"/></table:table-row></table:table>`
	_, err := Decode("a.ods", odsOf("", wide))
	wantFault(t, err, office.FaultTooLarge)
	_, err = Decode("a.ods", raw{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "", "META-INF/manifest.xml": "<manifest:encryption-data/>"}.bytes())
	wantFault(t, err, office.FaultEncrypted)
	_, err = Decode("a.ods", odsOf("", "<table:table>"))
	wantFault(t, err, office.FaultTruncated)
}

func FuzzODS(f *testing.F) {
	f.Add("", `<table:table table:name="T"><table:table-row><table:table-cell table:formula="of:=[.A1]" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row></table:table>`)
	f.Add(`<number:number-style style:name="N"><number:number number:decimal-places="0" number:display-factor="1000"/><number:text>k</number:text><style:map style:condition="value()&gt;=0" style:apply-style-name="M"/></number:number-style>`+
		`<style:style style:name="c" style:family="table-cell" style:data-style-name="N" style:parent-style-name="c"/>`, `<table:table><table:table-row table:style-name="c"/></table:table>`)
	f.Fuzz(func(t *testing.T, styles, tables string) {
		if strings.Count(tables, "repeated") > 20 {
			return
		}
		b, err := Decode("a.ods", odsOf(styles, tables))
		if err != nil {
			return
		}
		for i := range b.Tabs {
			checkGrid(t, &b.Tabs[i])
		}
	})
}
