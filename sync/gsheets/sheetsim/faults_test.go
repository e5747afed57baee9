package sheetsim_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/api/googleapi"
	"google.golang.org/api/sheets/v4"

	"tonghop/sync/gsheets/sheetsim"
)

func (b *bench) write(v any) error {
	_, err := b.sheets.Spreadsheets.Values.Update("s", "A1", &sheets.ValueRange{Values: [][]any{{v}}}).ValueInputOption("RAW").Do()
	return err
}

func TestAFaultStrikesTheCallsThatItNames(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.load("other")
	b.sim.Inject(sheetsim.Fault{Method: "sheets.spreadsheets.get", Path: "/spreadsheets/s", From: 2, Times: 2, Status: 500})
	get := func(id string) int { return b.do("GET", "/v4/spreadsheets/"+id, "").status }
	got := []int{get("s"), get("other"), get("s"), get("s"), get("s")}
	wantEqual(t, "statuses", got, []int{200, 200, 500, 500, 200})
	if b.do("GET", "/v4/spreadsheets/s/values/A1", "").status != 200 {
		t.Error("another method was struck")
	}
	b.sim.Inject(sheetsim.Fault{Method: "sheets.", Times: -1, Status: 503})
	wantEqual(t, "for ever", []int{get("s"), get("other")}, []int{503, 503})
	b.sim.ClearFaults()
	wantEqual(t, "cleared", get("s"), 200)
}

func TestA503CanComeBeforeTheWriteOrAfterItLanded(t *testing.T) {
	for after, want := range map[bool]string{false: "null", true: `[["x"]]`} {
		b := newBench(t, sheetsim.Options{})
		b.load("s")
		b.sim.Inject(sheetsim.Fault{Status: 503, AfterApply: after})
		var e *googleapi.Error
		if err := b.write("x"); !errors.As(err, &e) || e.Code != 503 || e.Message != "The service is currently unavailable." {
			t.Errorf("got %v", err)
		}
		if _, got := b.get("s", "A1"); got != want {
			t.Errorf("after=%v: the cell holds %s, want %s", after, got, want)
		}
	}
}

func TestAConnectionCanBeCutBeforeOrInTheMiddleOfAReply(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.sim.Inject(sheetsim.Fault{Cut: true, AfterApply: true})
	if err := b.write("landed"); err == nil || !strings.Contains(err.Error(), "EOF") {
		t.Errorf("cut: got %v", err)
	}
	b.sim.Inject(sheetsim.Fault{Truncate: true})
	_, err := b.sheets.Spreadsheets.Get("s").IncludeGridData(true).Do()
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("truncated: got %v, want an unexpected EOF", err)
	}
	if _, got := b.get("s", "A1"); got != `[["landed"]]` {
		t.Errorf("got %s", got)
	}
}

func TestABodyOfHTMLTakesThePlaceOfJSON(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.sim.Inject(sheetsim.Fault{Status: 502, Body: "<html>Bad Gateway</html>"})
	var e *googleapi.Error
	if err := b.write("x"); !errors.As(err, &e) || e.Code != 502 || e.Message != "" || !strings.Contains(e.Body, "<html>") {
		t.Errorf("got %v", err)
	}
	b.sim.Inject(sheetsim.Fault{Method: "drive.", Status: 429, Reason: sheetsim.ReasonAutomatedQueries})
	got := b.do("GET", "/drive/v3/files", "")
	if got.status != 429 || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") || !strings.Contains(got.text, "We're sorry") {
		t.Errorf("got %d %s", got.status, got.text)
	}
}

func TestEveryReasonHasItsRefusal(t *testing.T) {
	for _, c := range []struct {
		fault sheetsim.Fault
		want  string
	}{
		{sheetsim.Fault{Status: 401}, "authError"},
		{sheetsim.Fault{Status: 403}, "forbidden"},
		{sheetsim.Fault{Status: 403, Reason: sheetsim.ReasonServiceDisabled}, "accessNotConfigured"},
		{sheetsim.Fault{Status: 403, Reason: sheetsim.ReasonScope}, "insufficientPermissions"},
		{sheetsim.Fault{Status: 403, Reason: sheetsim.ReasonUserRate}, "userRateLimitExceeded"},
		{sheetsim.Fault{Status: 403, Reason: sheetsim.ReasonStorage}, "storageQuotaExceeded"},
		{sheetsim.Fault{Status: 404}, "notFound"},
		{sheetsim.Fault{Status: 429}, "rateLimitExceeded"},
		{sheetsim.Fault{Status: 429, Reason: sheetsim.ReasonWriteQuota}, "rateLimitExceeded"},
		{sheetsim.Fault{Status: 500}, "backendError"},
	} {
		b := newBench(t, sheetsim.Options{})
		b.load("s")
		b.sim.Inject(c.fault)
		var e *googleapi.Error
		err := b.write("x")
		if !errors.As(err, &e) || e.Code != c.fault.Status || len(e.Errors) != 1 || e.Errors[0].Reason != c.want {
			t.Errorf("%d %s: got %v, want the reason %s", c.fault.Status, c.fault.Reason, err, c.want)
		}
	}
}

func TestAFaultCanDelayAndEditInBetween(t *testing.T) {
	b := newBench(t, sheetsim.Options{})
	b.load("s")
	b.sim.Inject(sheetsim.Fault{Method: "sheets.spreadsheets.values.get", Delay: func(context.Context) {
		if err := b.sim.Type("s", "Sheet1", "A1", "typed meanwhile"); err != nil {
			t.Error(err)
		}
	}})
	if _, got := b.get("s", "A1"); got != `[["typed meanwhile"]]` {
		t.Errorf("got %s", got)
	}
}

func TestFaultsWithAProbabilityRepeatWithTheirSeed(t *testing.T) {
	run := func(seed uint64) string {
		b := newBench(t, sheetsim.Options{Seed: seed})
		b.load("s")
		b.sim.Inject(sheetsim.Fault{Times: -1, Probability: 0.5, Status: 503})
		var out strings.Builder
		for range 40 {
			if b.do("GET", "/v4/spreadsheets/s", "").status == http.StatusOK {
				out.WriteByte('.')
			} else {
				out.WriteByte('x')
			}
		}
		return out.String()
	}
	one, again, other := run(1), run(1), run(2)
	if one != again || one == other {
		t.Errorf("got %s, %s and with another seed %s", one, again, other)
	}
	if n := strings.Count(one, "x"); n < 8 || n > 32 {
		t.Errorf("%d of 40 failed, want about half", n)
	}
}

func TestAFaultScriptIsReadStrictly(t *testing.T) {
	faults, err := sheetsim.ParseFaults([]byte(`[{"method":"sheets.","from":3,"times":-1,"status":503,"afterApply":true},{"path":"/x","cut":true}]`))
	if err != nil || len(faults) != 2 || faults[0].From != 3 || !faults[1].Cut {
		t.Errorf("got %v %v", faults, err)
	}
	for _, bad := range []string{`{}`, `[{"statsu":503}]`, `[{"method":"sheets."}]`, `[`} {
		if _, err := sheetsim.ParseFaults([]byte(bad)); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}
