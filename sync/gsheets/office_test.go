package gsheets

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

// decodeFake stands for the decoder of .xlsx files: one cell with the content.
func decodeFake(name string, content []byte) (grid.Book, error) {
	if string(content) == "broken" {
		return grid.Book{}, fault(office.FaultTruncated, "broken")
	}
	return grid.Book{Title: name, Tabs: []grid.Tab{{Rows: [][]grid.Cell{{{Kind: grid.Text, Text: string(content)}}}}}}, nil
}

func withOffice(o *Options) { o.DecodeXLSX = decodeFake }

func TestAnOfficeFileOnDriveIsReadByDownload(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	sim.AddOfficeFile("tan-khai", "Tân Khai.xlsx", []byte("tháng 6"))
	c, _ := serve(t, sim, withOffice)
	snap, err := c.Fetch(t.Context(), "https://drive.google.com/file/d/tan-khai/view")
	if err != nil {
		t.Fatal(err)
	}
	b, err := snap.Decode()
	if err != nil || b.Title != "Tân Khai.xlsx" || b.Tabs[0].At(0, 0).Text != "tháng 6" {
		t.Errorf("got %+v, %v", b, err)
	}
	if snap.Modified.IsZero() {
		t.Error("Drive's modified time is not told")
	}
}

func TestAnOfficeFileThatIsUnchangedIsNotDownloaded(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	sim.AddOfficeFile("tan-khai", "Tân Khai.xlsx", []byte("1"))
	c, _ := serve(t, sim, withOffice)
	first, err := c.Fetch(t.Context(), testRef)
	if err != nil {
		t.Fatal(err)
	}
	sim.ResetRequests()
	again, err := c.Fetch(t.Context(), testRef)
	if err != nil || again.Content != first.Content {
		t.Errorf("the content is %q, then %q, %v", first.Content, again.Content, err)
	}
	if r := sim.Requests(); r["drive.files.get"] != 1 || r["sheets.spreadsheets.get"] != 0 {
		t.Errorf("it took %v, want one question to Drive", r)
	}
	sim.AddOfficeFile("tan-khai", "Tân Khai.xlsx", []byte("2"))
	changed, err := c.Fetch(t.Context(), testRef)
	if err != nil || changed.Content == first.Content {
		t.Errorf("after a change the content is still %q, %v", changed.Content, err)
	}
	if _, err := first.Decode(); !isFault(err, office.FaultNetwork) {
		t.Errorf("a file that changed since it was looked at: got %v, want %s", err, office.FaultNetwork)
	}
}

func TestWhatLiesOnDriveAndIsNoWorkbookIsAFault(t *testing.T) {
	// Sheets refuses, then Drive says what it is.
	drive := func(file string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/drive/") {
				w.Write([]byte(file))
				return
			}
			rep := apiError(400, "FAILED_PRECONDITION", "This operation is not supported for this document", "")
			w.WriteHeader(rep.status)
			w.Write([]byte(rep.body))
		})
	}
	for _, tc := range []struct {
		name, file string
		want       office.FaultCode
	}{
		{"a document", `{"mimeType":"application/vnd.google-apps.document"}`, office.FaultDocument},
		{"a PDF", `{"mimeType":"application/pdf","md5Checksum":"0"}`, office.FaultDocument},
		{"a picture", `{"mimeType":"image/jpeg","md5Checksum":"0"}`, office.FaultPicture},
		{"a zip", `{"mimeType":"application/zip","md5Checksum":"0"}`, office.FaultNotWorkbook},
		{"a folder", `{"mimeType":"application/vnd.google-apps.folder"}`, office.FaultFolder},
		{"a form", `{"mimeType":"application/vnd.google-apps.form"}`, office.FaultForm},
		{"a huge file", `{"mimeType":"` + typeXLSX + `","size":"99999999","md5Checksum":"0"}`, office.FaultTooLarge},
		{"a file in the trash", `{"mimeType":"` + typeXLSX + `","md5Checksum":"0","trashed":true}`, office.FaultTrashed},
	} {
		c, _ := serve(t, drive(tc.file), withOffice)
		if _, err := c.Fetch(t.Context(), testRef); !isFault(err, tc.want) {
			t.Errorf("%s: got %v, want %s", tc.name, err, tc.want)
		}
	}
	c, _ := serve(t, drive(`{"mimeType":"`+typeXLSX+`","md5Checksum":"0"}`))
	if _, err := c.Fetch(t.Context(), testRef); !isFault(err, office.FaultOfficeFile) {
		t.Errorf("without a decoder: got %v, want %s", err, office.FaultOfficeFile)
	}
}

func TestEveryKindOfWorkbookOnDriveIsDownloaded(t *testing.T) {
	for _, mime := range []string{typeXLSX, typeXLSM, typeXLS, typeODS, typeCSV, typeTSV} {
		if !isOfficeType(mime) {
			t.Errorf("%s is refused", mime)
		}
	}
}

func TestABrokenOfficeFileIsTheDecodersFault(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	sim.AddOfficeFile("tan-khai", "Tân Khai.xlsx", []byte("broken"))
	c, _ := serve(t, sim, withOffice)
	snap, err := c.Fetch(t.Context(), testRef)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := snap.Decode(); !isFault(err, office.FaultTruncated) {
		t.Errorf("got %v, want %s", err, office.FaultTruncated)
	}
}

func isFault(err error, code office.FaultCode) bool {
	var f *office.Fault
	return errors.As(err, &f) && f.Code == code
}
