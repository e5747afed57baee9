package web

import (
	"context"
	"io/fs"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"tonghop/model/book/booktest"
	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
)

func TestWhatCommunesWriteStaysText(t *testing.T) {
	const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`
	r := booktest.Report(3, booktest.AsOf)
	r.Programme.Title = evil
	r.Programme.Units[0].Name = evil
	r.Programme.Indicators[0].Label, r.Programme.Indicators[0].Short, r.Programme.Indicators[0].Unit = evil, evil, evil
	for i := range r.Findings {
		r.Findings[i].Raw, r.Findings[i].Tab, r.Findings[i].Cell = evil, evil, evil
	}
	for i := range r.Standings {
		r.Standings[i].Status, r.Standings[i].Reason = office.Excused, evil
	}
	o := options(t, r)
	o.Link = func(office.Origin) string { return `javascript:alert(3)//` + evil }
	o.Files = func() []File { return []File{{"day", evil, "javascript:alert(4)"}} }
	s := newServer(t, o)
	for _, path := range []string{"/", "/unit/don-vi-1"} {
		page := get(t, s, path).Body.String()
		for _, raw := range []string{"<script", "<img", `href="javascript:`} {
			if strings.Contains(page, raw) {
				t.Errorf("%s lets %q through", path, raw)
			}
		}
		if !strings.Contains(page, "&lt;script&gt;") {
			t.Errorf("%s does not show the text at all", path)
		}
	}
}

func TestAUnitsPageIsReachedWhateverItsID(t *testing.T) {
	r := booktest.Report(1, booktest.AsOf)
	r.Programme.Units[0].ID = "đội/số 1?x#y"
	s := newServer(t, options(t, r))
	href := linkTo(&r.Programme.Units[0]).Href
	if !strings.Contains(get(t, s, "/").Body.String(), `href="`+href+`"`) {
		t.Errorf("the first page does not lead to %s", href)
	}
	if w := get(t, s, href); w.Code != http.StatusOK {
		t.Errorf("GET %s gives %d, want 200", href, w.Code)
	}
}

// worst is a report in which nothing is as small as it could be.
func worst(units int) *report.Report {
	r := booktest.Report(units, booktest.AsOf)
	for i := range r.Standings {
		r.Standings[i].Status = []office.Status{office.Missing, office.Invalid, office.Late, office.Unproven}[i%4]
	}
	window := r.Window.Period
	for _, u := range r.Programme.Units {
		for d := window.First; d < r.Programme.Starts; d++ {
			r.Standings = append(r.Standings, office.Standing{Unit: u.ID, Period: calendar.DayPeriod(d), Status: office.Missing})
		}
	}
	long := strings.Repeat("mười đến mười lăm ", 400)
	for i := range r.Findings {
		r.Findings[i].Raw = long
	}
	for len(r.Findings) < 10*units {
		f := r.Findings[len(r.Findings)%units]
		f.Unit = r.Programme.Units[len(r.Findings)%3].ID
		r.Findings = append(r.Findings, f)
	}
	return r
}

func TestNoPageIsOver100KBAt200Units(t *testing.T) {
	const limit = 100_000
	for name, r := range map[string]*report.Report{"usual": booktest.Report(200, booktest.AsOf), "worst": worst(200)} {
		s := newServer(t, options(t, r))
		for _, path := range []string{"/", "/month", "/unit/don-vi-1", "/unit/don-vi-2"} {
			if n := get(t, s, path).Body.Len(); n > limit {
				t.Errorf("%s: %s has %d bytes, want at most %d", name, path, n, limit)
			} else {
				t.Logf("%s: %s has %d bytes", name, path, n)
			}
		}
	}
}

func TestEveryPageRendersAnEmptyReport(t *testing.T) {
	s := newServer(t, options(t, &report.Report{}))
	for _, path := range []string{"/", "/month"} {
		if w := get(t, s, path); w.Code != http.StatusOK {
			t.Errorf("%s of an empty report gives %d: %s", path, w.Code, w.Body)
		}
	}
	r := &report.Report{Programme: &office.Programme{Units: []office.Unit{{ID: "a", Name: "A"}}}}
	if w := get(t, newServer(t, options(t, r)), "/unit/a"); w.Code != http.StatusOK {
		t.Errorf("a unit without looks gives %d: %s", w.Code, w.Body)
	}
}

func TestEveryTextOfThePagesIsInTheCatalogue(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		o := options(t, booktest.Report(15, booktest.AsOf))
		o.Messages = catalogue(t, lang)
		s := newServer(t, o)
		for _, path := range []string{"/", "/month", "/unit/don-vi-5", "/unit/don-vi-7", "/nothing"} {
			text := words(get(t, s, path).Body.String())
			for _, prefix := range []string{"web.", "book.", "status.", "{"} {
				if at := strings.Index(text, prefix); at >= 0 {
					t.Errorf("%s %s: a text is missing: %.60s", lang, path, text[at:])
				}
			}
		}
	}
}

func TestAFaultyPageIsRefusedAtTheStart(t *testing.T) {
	whole := fstest.MapFS{}
	entries, err := fs.ReadDir(os.DirFS(pagesDir), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(os.DirFS(pagesDir), e.Name())
		if err != nil {
			t.Fatal(err)
		}
		whole[e.Name()] = &fstest.MapFile{Data: data}
	}
	for name, edit := range map[string]string{
		"unit.html":  `{{define "main"}}{{.Nmae}}{{end}}`,
		"today.html": `{{define "main"}}{{if .Day}}<p {{end}}>{{end}}`,
		"base.html":  `{{block "main" .}}`,
		"style.css":  "",
	} {
		edited := fstest.MapFS{}
		for k, v := range whole {
			edited[k] = v
		}
		edited[name] = &fstest.MapFile{Data: []byte(edit)}
		if edit == "" {
			delete(edited, name)
		}
		o := options(t, &report.Report{})
		o.Pages = edited
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("a faulty %s gives the error %v, want one that names it", name, err)
		}
	}
}

func TestServeStopsCleanlyOnceTheContextEnds(t *testing.T) {
	defer goleak.VerifyNone(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	entered, leave := make(chan struct{}), make(chan struct{})
	o := options(t, booktest.Report(2, booktest.AsOf))
	made := o.Report
	o.Report = func(ctx context.Context) (*report.Report, error) {
		close(entered)
		<-leave
		return made(ctx)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	s := newServer(t, o)
	go func() { served <- s.Serve(ctx, l) }()

	answered := make(chan int, 1)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	go func() {
		r, err := client.Get("http://" + l.Addr().String() + "/")
		if err != nil {
			answered <- 0
			return
		}
		r.Body.Close()
		answered <- r.StatusCode
	}()
	<-entered
	cancel()
	close(leave)
	if got := <-answered; got != http.StatusOK {
		t.Errorf("the open request got %d, want 200", got)
	}
	select {
	case err := <-served:
		if err != nil {
			t.Errorf("Serve gives %v, want nil", err)
		}
	case <-time.After(2 * StopTimeout):
		t.Error("Serve does not stop")
	}
}

func TestServeTellsOfAListenerThatFails(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := newServer(t, options(t, &report.Report{})).Serve(t.Context(), l); err == nil {
		t.Error("Serve on a closed listener gives nil")
	}
}
