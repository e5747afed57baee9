package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app/daemon"
	"tonghop/sync/gsheets/sheetsim"
)

// What one commune may do to a district, and what its looks come to.
var hostile = []struct {
	name   string
	begin  func(t *testing.T, r *rehearsal)
	faults []office.FaultCode // that of its looks; "" where it is read
}{
	{"a date dragged down 100,000 rows", func(t *testing.T, r *rehearsal) { r.dragged(t, rehearsalID(0), 100_000) }, []office.FaultCode{""}},
	{"14 tabs of formatted emptiness", func(t *testing.T, r *rehearsal) { r.formatted(t, rehearsalID(0), 14) }, []office.FaultCode{""}},
	{"a decompression bomb", func(t *testing.T, r *rehearsal) {
		r.sim.AddOfficeFile(rehearsalID(0), "so-lieu.xlsx", bomb(t))
	}, []office.FaultCode{office.FaultTooLarge}},
	{"an answer that never comes", func(_ *testing.T, r *rehearsal) {
		r.sim.Inject(sheetsim.Fault{Path: rehearsalID(0), Times: -1, Delay: func(ctx context.Context) { <-ctx.Done() }})
	}, []office.FaultCode{office.FaultTimeout}},
	{"an answer of nothing, each time after a minute", func(_ *testing.T, r *rehearsal) {
		r.sim.Inject(sheetsim.Fault{Path: rehearsalID(0), Times: -1, Hollow: true, Delay: func(ctx context.Context) { wait(ctx, time.Minute) }})
	}, []office.FaultCode{"", office.FaultTimeout}},
}

// The daemon lives from 16:30 to 17:20 over a district of which one sheet is
// hostile: of all others a look is made in the two minutes before 17:00 and
// another in the two after it, and the book with their figures stands at 17:05.
func TestOneHostileSheetCostsNoOtherItsLook(t *testing.T) {
	const n = 8
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			inRehearsal(t, n, 1, func(t *testing.T, r *rehearsal) {
				h.begin(t, r)
				r.until(on24(16, 30, 0))
				for i := 1; i < n; i++ {
					if i%2 == 1 {
						r.report(t, i, on24(16, 57, 0), 10+i)
					}
				}
				r.Config.Schedule.Looks = append(r.Config.Schedule.Looks, "57 16 * * *") // which gives way to the look before the due instant
				runner, watch, err := daemon.Runner(t.Context(), r.Office)
				if err != nil {
					t.Fatal(err)
				}
				ctx, stop := context.WithCancel(t.Context())
				ended := make(chan error)
				go func() { ended <- runner.Serve(ctx) }()
				r.until(on24(17, 5, 0))
				r.holdLooks(t, n, h.faults)
				if ready := watch.Ready(t.Context()); ready != nil {
					t.Errorf("all looks were made, and yet: %v", ready)
				}
				if book := cellsOfID(t, r, "tong-hop"); !strings.Contains(book, `{"numberValue":11}`) || !strings.Contains(book, `{"numberValue":17}`) {
					t.Error("the book does not show what the others reported")
				}
				stop()
				<-ended
			})
		})
	}
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func cellsOfID(t *testing.T, r *rehearsal, id string) string {
	t.Helper()
	ss, ok := r.sim.Spreadsheet(id)
	if !ok {
		t.Fatalf("%s is not there", id)
	}
	return cellsOf(ss)
}

// holdLooks demands a look before and one at 17:00 of every unit but the first,
// and of the first that its looks met what they may meet.
func (r *rehearsal) holdLooks(t *testing.T, n int, faults []office.FaultCode) {
	t.Helper()
	commits, err := r.Ledger.Since(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	before, at := map[string]bool{}, map[string]bool{}
	met := map[office.FaultCode]int{}
	for _, c := range commits {
		for _, l := range c.Looks {
			var code office.FaultCode
			if l.Fault != nil {
				code = l.Fault.Code
			}
			if l.Source == rehearsalSource(0) {
				met[code]++
			} else if code != "" {
				t.Errorf("%s met %s", l.Source, code)
			}
			switch after := l.Asked.Sub(on24(17, 0, 0)); {
			case after < -2*time.Minute:
			case after < 0:
				before[l.Source] = true
			case after < 2*time.Minute:
				at[l.Source] = true
			}
		}
	}
	for i := 1; i < n; i++ {
		// Who was seen to have reported before is not looked at again.
		if ref := rehearsalSource(i); !before[ref] || !at[ref] && i%2 == 0 {
			t.Errorf("%s was looked at before 17:00: %v, at it: %v", ref, before[ref], at[ref])
		}
	}
	t.Logf("looks at the hostile sheet: %v", met)
	if len(met) == 0 {
		t.Error("nothing tells of the hostile sheet")
	}
	for _, code := range faults {
		delete(met, code)
	}
	if len(met) > 0 {
		t.Errorf("the hostile sheet met %v besides", met)
	}
}

// dragged puts a sheet on the Drive whose date somebody dragged down.
func (r *rehearsal) dragged(t *testing.T, id string, rows int) {
	t.Helper()
	text := []string{"Ngày|Tuyên truyền", "24/06/2020"}
	for i := range rows {
		text = append(text, time.Date(2020, 6, 25+i, 0, 0, 0, 0, time.UTC).Format("02/01/2006"))
	}
	r.load(t, id, text...)
}

// formatted puts a sheet on the Drive with tabs that somebody coloured whole.
func (r *rehearsal) formatted(t *testing.T, id string, tabs int) {
	t.Helper()
	coloured := `{"userEnteredFormat":{"backgroundColor":{"red":1,"green":0.9},"borders":{"top":{"style":"SOLID"},"bottom":{"style":"SOLID"}},"textFormat":{"fontFamily":"Times New Roman","fontSize":13}}}`
	row := `{"values":[` + strings.TrimSuffix(strings.Repeat(coloured+",", 26), ",") + `]}`
	empty := strings.TrimSuffix(strings.Repeat(row+",", 1000), ",")
	var sheets []json.RawMessage
	for i := range tabs {
		rows := empty
		if i == 0 {
			rows = `{"values":[{"userEnteredValue":{"stringValue":"Ngày"}},{"userEnteredValue":{"stringValue":"Tuyên truyền"}}]},{"values":[{"userEnteredValue":{"stringValue":"24/06/2020"}}]},` + empty
		}
		sheets = append(sheets, json.RawMessage(fmt.Sprintf(`{"properties":{"sheetId":%d,"title":"Tháng %d"},"data":[{"rowData":[%s]}]}`, i, (i+5)%12+1, rows)))
		if i >= 12 {
			sheets[i] = json.RawMessage(fmt.Sprintf(`{"properties":{"sheetId":%d,"title":"Nháp %d"},"data":[{"rowData":[%s]}]}`, i, i, rows))
		}
	}
	all, err := json.Marshal(map[string]any{"spreadsheetId": id, "properties": map[string]string{"title": id, "locale": "vi_VN"}, "sheets": sheets})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.sim.LoadSpreadsheet(id, all); err != nil {
		t.Fatal(err)
	}
}

// bomb is an .xlsx of some kilobytes that unzips to half a gigabyte.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	zeros := make([]byte, 1<<20)
	for i := 0; i < 512 && err == nil; i++ {
		_, err = w.Write(zeros)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
