package gsheets

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/workbook/cells"
)

// commune is a spreadsheet with a date, a format, a formula, something struck
// through, a merge, a hidden row and a hidden tab.
const commune = `{"properties":{"title":"Xã Tân Khai T6"},"sheets":[
{"properties":{"sheetId":7,"title":"Tháng 6"},"merges":[{"sheetId":7,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":1,"endColumnIndex":3}],
"data":[{"rowMetadata":[{},{},{},{"hiddenByUser":true}],"rowData":[
{"values":[{"userEnteredValue":{"stringValue":"Ngày"}},{"userEnteredValue":{"stringValue":"Tuyên truyền"}}]},
{"values":[{"userEnteredValue":{"numberValue":44006},"userEnteredFormat":{"numberFormat":{"type":"DATE","pattern":"dd/mm/yyyy"}}},{"userEnteredValue":{"numberValue":12}},{"userEnteredValue":{"formulaValue":"=B2*2"},"effectiveValue":{"numberValue":24}}]},
{"values":[{"userEnteredValue":{"numberValue":44007},"userEnteredFormat":{"numberFormat":{"type":"DATE","pattern":"dd/mm/yyyy"}}},{"userEnteredValue":{"numberValue":9},"userEnteredFormat":{"textFormat":{"strikethrough":true}}}]},
{"values":[{"userEnteredValue":{"stringValue":"ẩn & <kín>"}}]}]}]},
{"properties":{"sheetId":8,"title":"Cũ","hidden":true},"data":[{"rowData":[{"values":[{"userEnteredValue":{"boolValue":true}}]}]}]}]}`

// nobody is a client without an account at a local Google.
func nobody(t *testing.T, sim http.Handler, change ...func(*Options)) (*Client, *clock) {
	t.Helper()
	return serve(t, sim, append([]func(*Options){func(o *Options) { o.ByLink, o.DecodeXLSX = true, cells.Decode }}, change...)...)
}

func withCommune(t *testing.T) *sheetsim.Server {
	t.Helper()
	sim := sheetsim.New(sheetsim.Options{RequireAuth: true})
	if err := sim.LoadSpreadsheet("tan-khai", []byte(commune)); err != nil {
		t.Fatal(err)
	}
	return sim
}

func bookOf(t *testing.T, c *Client, ref string) grid.Book {
	t.Helper()
	snap, err := c.Fetch(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	b, err := snap.Decode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestASheetOpenToAllIsReadWithoutAnAccountAsItsAccountWouldReadIt(t *testing.T) {
	sim := withCommune(t)
	open, _ := nobody(t, sim)
	b := bookOf(t, open, testRef)
	if b.Title != "Xã Tân Khai T6" {
		t.Errorf("the title is %q", b.Title)
	}
	loose := sheetsim.New(sheetsim.Options{})
	if err := loose.LoadSpreadsheet("tan-khai", []byte(commune)); err != nil {
		t.Fatal(err)
	}
	signed, _ := serve(t, loose)
	want := bookOf(t, signed, testRef)
	if len(b.Tabs) != len(want.Tabs) {
		t.Fatalf("%d tabs, want %d", len(b.Tabs), len(want.Tabs))
	}
	for i := range want.Tabs {
		want.Tabs[i].ID = 0 // an exported file knows no ids of tabs
		if b.Tabs[i].Hash() != want.Tabs[i].Hash() {
			t.Errorf("tab %q differs:\n%+v\n%+v", want.Tabs[i].Title, b.Tabs[i], want.Tabs[i])
		}
	}
}

func TestAnExportIsFollowedToWhereGoogleServesIt(t *testing.T) {
	sim := withCommune(t)
	var hosts []string
	google := handlerTransport(func(w http.ResponseWriter, r *http.Request) {
		hosts = append(hosts, r.URL.Host)
		sim.ServeHTTP(w, r)
	})
	c, _ := nobody(t, sim, func(o *Options) { o.Endpoint, o.HTTPClient = "", &http.Client{Transport: google} })
	if b := bookOf(t, c, testRef); len(b.Tabs) != 2 {
		t.Errorf("%d tabs", len(b.Tabs))
	}
	if len(hosts) != 2 || hosts[0] != "docs.google.com" || !strings.HasSuffix(hosts[1], ".googleusercontent.com") {
		t.Errorf("it asked %q", hosts)
	}
}

// handlerTransport answers each request by a handler, whatever its host.
type handlerTransport http.HandlerFunc

func (h handlerTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Host = r.URL.Host
	w := httptest.NewRecorder()
	h(w, r)
	res := w.Result()
	res.Request = r
	return res, nil
}

func TestRefusalsOfALinkAreOurs(t *testing.T) {
	page := func(status int, body string, header map[string]string) sheetsim.Fault {
		return sheetsim.Fault{Method: "docs.export", Status: status, Body: body, ContentType: "text/html; charset=utf-8", Header: header, Times: -1}
	}
	for name, c := range map[string]struct {
		arrange func(*sheetsim.Server)
		code    office.FaultCode
	}{
		"a page to sign in": {func(s *sheetsim.Server) { s.Share("tan-khai", "nguoi-khac@example.vn") }, office.FaultNotOpen},
		"a refusal":         {func(s *sheetsim.Server) { s.Inject(page(403, "<html>You need access</html>", nil)) }, office.FaultNotOpen},
		"a page to sign in that is no redirect": {func(s *sheetsim.Server) {
			s.Inject(page(200, `<html><form action="https://accounts.google.com/signin">`, nil))
		}, office.FaultNotOpen},
		"no such sheet":  {func(s *sheetsim.Server) { s.Delete("tan-khai") }, office.FaultNotOpen},
		"asked too much": {func(s *sheetsim.Server) { s.Inject(page(429, "<html>We're sorry...</html>", nil)) }, office.FaultQuota},
		"led to where those go who ask too much": {func(s *sheetsim.Server) {
			s.Inject(page(302, "<html>", map[string]string{"Location": "https://www.google.com/sorry/index"}))
		}, office.FaultQuota},
		"led elsewhere": {func(s *sheetsim.Server) {
			s.Inject(page(302, "<html>", map[string]string{"Location": "http://wifi.example.vn/login"}))
		}, office.FaultCaptive},
		"another's page": {func(s *sheetsim.Server) { s.Inject(page(200, "<html>Welcome to the Wi-Fi</html>", nil)) }, office.FaultCaptive},
		"Google down":    {func(s *sheetsim.Server) { s.Inject(page(503, "<html>", nil)) }, office.FaultGoogleDown},
	} {
		t.Run(name, func(t *testing.T) {
			sim := withCommune(t)
			c.arrange(sim)
			client, _ := nobody(t, sim)
			_, err := client.Fetch(t.Context(), testRef)
			var f *office.Fault
			if !errors.As(err, &f) || f.Code != c.code {
				t.Fatalf("it says %v, want %s", err, c.code)
			}
			if owner := f.Code.Kind().Owner; owner == office.OwnerUnit {
				t.Errorf("it is the unit's")
			}
		})
	}
}

func TestAnOfficeFileOnDriveIsGivenByItsLink(t *testing.T) {
	sim := withCommune(t)
	x := bookBytes(t, sim)
	sim.AddOfficeFile("tep-excel", "Xã Tân Lợi.xlsx", x)
	c, _ := nobody(t, sim)
	if b := bookOf(t, c, "https://docs.google.com/spreadsheets/d/tep-excel/edit"); b.Title != "Xã Tân Lợi" || len(b.Tabs) != 2 {
		t.Errorf("%q with %d tabs", b.Title, len(b.Tabs))
	}
}

// bookBytes is the export of the commune's spreadsheet.
func bookBytes(t *testing.T, sim http.Handler) []byte {
	t.Helper()
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/sheets-export/tan-khai", nil))
	return w.Body.Bytes()
}

func TestTwoExportsOfOneStateAreOneContent(t *testing.T) {
	sim := withCommune(t)
	c, _ := nobody(t, sim)
	content := func() string {
		snap, err := c.Fetch(t.Context(), testRef)
		if err != nil {
			t.Fatal(err)
		}
		return snap.Content
	}
	first := content()
	if again := content(); again != first {
		t.Errorf("%s and then %s", first, again)
	}
	if err := sim.Type("tan-khai", "Tháng 6", "B2", 13); err != nil {
		t.Fatal(err)
	}
	if changed := content(); changed == first {
		t.Error("a changed figure changes nothing")
	}
}

func TestNobodyAsksDriveAndWritesNothing(t *testing.T) {
	sim := withCommune(t)
	c, _ := nobody(t, sim)
	if unchanged, err := c.Unchanged(t.Context(), []string{testRef}, nil); err != nil || unchanged != nil {
		t.Errorf("%v, %v", unchanged, err)
	}
	if c.MayWrite() || len(c.Accounts(t.Context())) > 0 {
		t.Error("it has an account")
	}
	for method := range sim.Requests() {
		t.Errorf("it asked %s", method)
	}
}

func TestExportsAreAskedForAtTheirOwnPace(t *testing.T) {
	sim := withCommune(t)
	var slept []float64
	c, ck := nobody(t, sim, func(o *Options) {
		sleep := o.Sleep
		o.Sleep = func(ctx context.Context, d time.Duration) error {
			slept = append(slept, d.Seconds())
			return sleep(ctx, d)
		}
	})
	for range openPerMinute + 1 {
		if _, err := c.Fetch(t.Context(), testRef); err != nil {
			t.Fatal(err)
		}
	}
	if len(slept) != 1 || slices.Max(slept) > 62 {
		t.Errorf("it waited %v s until %v", slept, ck.Now())
	}
}
