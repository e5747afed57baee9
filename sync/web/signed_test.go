package web

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// june is the form to issue the draft of June as it is filled in at first.
func june() url.Values {
	return url.Values{"draft": {"444-4444"}, "number": {"14-BC"}, "date": {"2020-06-25"}, "by": {"Lãnh đạo"}, "signed": {""}}
}

// attached is a form with a file.
func attached(t testing.TB, filled url.Values, name string, content []byte) (body *bytes.Buffer, contentType string) {
	t.Helper()
	body = &bytes.Buffer{}
	m := multipart.NewWriter(body)
	for field := range filled {
		if err := m.WriteField(field, filled.Get(field)); err != nil {
			t.Fatal(err)
		}
	}
	w, err := m.CreateFormFile("signed_file", name)
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return body, m.FormDataContentType()
}

// sendFile sends a form with a file, as a browser on the page itself does.
func sendFile(t testing.TB, s http.Handler, path string, filled url.Values, name string, content []byte) *httptest.ResponseRecorder {
	t.Helper()
	body, contentType := attached(t, filled, name, content)
	r := request(http.MethodPost, home+path, body)
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

var (
	inputs  = regexp.MustCompile(`<input[^>]* name="([^"]+)"(?: value="([^"]*)")?`)
	selects = regexp.MustCompile(`(?s)<select name="([^"]+)"(.*?)</select>`)
	chosen  = regexp.MustCompile(`<option value="([^"]*)" selected>`)
)

// filledIn is what a browser sends of the form on a page, but for files.
func filledIn(page string) url.Values {
	filled := url.Values{}
	for _, m := range inputs.FindAllStringSubmatch(page, -1) {
		if m[1] != "signed_file" {
			filled.Add(m[1], html.UnescapeString(m[2]))
		}
	}
	for _, m := range selects.FindAllStringSubmatch(page, -1) {
		if o := chosen.FindStringSubmatch(m[2]); o != nil {
			filled.Add(m[1], o[1])
		}
	}
	return filled
}

var signedBook = []byte("PK\x03\x04 a workbook")

func TestASignedFileIsComparedBeforeItIsIssued(t *testing.T) {
	o, register, _ := registered(t)
	s := newServer(t, o)
	wants(t, get(t, s, "/issue?draft=444-4444").Body.String(), "Tệp đã ký (nếu khác bản nháp)")
	w := sendFile(t, s, "/issue", june(), `C:\Bao cao\da ky.xlsx`, signedBook)
	to := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/issue?") || len(register.asked) > 0 {
		t.Fatalf("sending the file gives %d %s, and %q was asked", w.Code, to, register.asked)
	}
	page := get(t, s, to).Body.String()
	wants(t, page, "Tệp đã nhận, chưa phát hành: da ky.xlsx", "Tệp ký khác bản nháp 1 ô", "Báo cáo!C9 5 <9>", "Đúng, phát hành với tệp này")
	if strings.Contains(page, "<9>") {
		t.Error("a cell of the file is not escaped")
	}
	if w := send(t, s, "/issue", filledIn(page)); w.Code != http.StatusSeeOther || !slices.Equal(register.asked, []string{"issue|444-4444|14-BC|2020-06-25|||da ky.xlsx 15|Lãnh đạo"}) {
		t.Errorf("confirming gives %d, asked %q", w.Code, register.asked)
	}
	w = send(t, s, "/issue", filledIn(page))
	wants(t, w.Body.String(), "Tệp đã gửi không còn được giữ.")
	if w.Code != http.StatusUnprocessableEntity || len(register.asked) != 1 {
		t.Errorf("confirming again gives %d, asked %q", w.Code, register.asked)
	}
}

func TestAFormWithoutAFileIssuesTheDraft(t *testing.T) {
	o, register, _ := registered(t)
	if w := sendFile(t, newServer(t, o), "/issue", june(), "", nil); w.Code != http.StatusSeeOther || !slices.Equal(register.asked, []string{"issue|444-4444|14-BC|2020-06-25||||Lãnh đạo"}) {
		t.Errorf("it gives %d, asked %q", w.Code, register.asked)
	}
}

func TestAFileThatIsNoReportIsRefused(t *testing.T) {
	o, register, _ := registered(t)
	s := newServer(t, o)
	for _, c := range []struct {
		name    string
		content []byte
		status  int
		want    string
	}{
		{"bao-cao.exe", signedBook, http.StatusUnprocessableEntity, "không phải .xlsx hay .pdf"},
		{"bao-cao.xlsx", []byte("MZ a program"), http.StatusUnprocessableEntity, "không phải .xlsx hay .pdf"},
		{"bao-cao.pdf", signedBook, http.StatusUnprocessableEntity, "không phải .xlsx hay .pdf"},
		{"bao-cao.xlsx", nil, http.StatusUnprocessableEntity, "không phải .xlsx hay .pdf"},
		{"bao-cao.xlsx", append([]byte("PK\x03\x04"), "spoiled"...), http.StatusUnprocessableEntity, "Không mở được tệp gửi lên"},
		{"bao-cao.xlsx", append(slices.Clone(signedBook), make([]byte, maxSigned)...), http.StatusUnprocessableEntity, "lớn hơn 8 MB"},
		{"bao-cao.xlsx", append(slices.Clone(signedBook), make([]byte, maxSigned+maxForm)...), http.StatusRequestEntityTooLarge, ""},
	} {
		w := sendFile(t, s, "/issue", june(), c.name, c.content)
		if w.Code != c.status {
			t.Errorf("%s with %d bytes gives %d, want %d", c.name, len(c.content), w.Code, c.status)
		}
		wants(t, w.Body.String(), c.want)
	}
	if w := sendFile(t, s, "/enter", june(), "bao-cao.xlsx", append(slices.Clone(signedBook), make([]byte, maxForm)...)); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("another form takes a file: %d", w.Code)
	}
	if w := sendFile(t, s, "/issue", june(), "quet.pdf", []byte("%PDF-1.7")); w.Code != http.StatusSeeOther {
		t.Errorf("a scan gives %d", w.Code)
	} else {
		wants(t, get(t, s, w.Header().Get("Location")).Body.String(), "quet.pdf", "không so với bản nháp được")
	}
	if len(register.asked) > 0 {
		t.Errorf("it was asked %q", register.asked)
	}
}

func TestASentFileIsForWhoSentIt(t *testing.T) {
	s := newServer(t, func() Options { o, _, _ := registered(t); return o }())
	by := visitor{role: Approver, person: "bt@example.vn", signedIn: true}
	hash := s.uploads.put(by, "444-4444", &SignedFile{"a.xlsx", signedBook})
	if s.uploads.get(by, "444-4444", hash) == nil {
		t.Fatal("it is not held")
	}
	other := by
	other.person = "khac@example.vn"
	if s.uploads.get(other, "444-4444", hash) != nil || s.uploads.get(by, "333-3333", hash) != nil {
		t.Error("it is given to another person, or for another draft")
	}
	for i := range maxUploads {
		s.uploads.put(by, "444-4444", &SignedFile{"b.xlsx", append(slices.Clone(signedBook), byte(i))})
	}
	if s.uploads.get(by, "444-4444", hash) != nil {
		t.Error("the oldest of too many is held still")
	}
}
