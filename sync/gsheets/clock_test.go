package gsheets

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"tonghop/model/grid"
)

// dating answers with one cell, on a clock that is behind ours.
func dating(behind *time.Duration, now func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if *behind == -1 {
			w.Header()["Date"] = nil
		} else {
			w.Header().Set("Date", now().Add(-*behind).UTC().Format(http.TimeFormat))
		}
		w.Write([]byte(oneCell))
	})
}

func TestTheDateOfAReplyTellsHowFarOurClockIsAhead(t *testing.T) {
	machine := newClock()
	var behind time.Duration
	var log bytes.Buffer
	c, _ := serve(t, dating(&behind, machine.Now), func(o *Options) {
		o.Clock, o.Frozen, o.Log = machine.Now, true, slog.New(slog.NewTextHandler(&log, nil))
	})
	for _, tc := range []struct {
		behind, want time.Duration
		dated        bool
	}{
		{0, 0, true}, {700 * time.Millisecond, 0, true}, {12 * time.Minute, 12*time.Minute - time.Second, true},
		{-12 * time.Minute, -12 * time.Minute, true}, {-1, 0, false},
	} {
		behind = tc.behind
		snap, err := c.Fetch(t.Context(), testRef)
		if err != nil || snap.Clock != tc.want || snap.Dated != tc.dated {
			t.Errorf("%v behind: it says %v, %v, %v; want %v, %v", tc.behind, snap.Clock, snap.Dated, err, tc.want, tc.dated)
		}
	}
	if n := strings.Count(log.String(), "our clock is off"); n != 1 {
		t.Errorf("a clock that stays wrong is told %d times, want once:\n%s", n, log.String())
	}
	if ahead, known := c.Clock(); !known || ahead != -12*time.Minute {
		t.Errorf("the client knows %v, %v after an answer without a date", ahead, known)
	}
}

func TestADateFromACacheProvesNothing(t *testing.T) {
	machine := newClock()
	c, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", machine.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
		w.Header().Set("Age", "3600")
		w.Write([]byte(oneCell))
	}), func(o *Options) { o.Clock = machine.Now })
	if snap, err := c.Fetch(t.Context(), testRef); err != nil || snap.Dated {
		t.Errorf("%v, %v", snap.Dated, err)
	}
}

const (
	loadingCell = `{"properties":{"title":"Tân Khai"},"sheets":[{"properties":{"sheetId":7,"title":"Tháng 6"},
"data":[{"rowData":[{"values":[{"userEnteredValue":{"formulaValue":"=IMPORTRANGE(\"x\";\"y\")"},"effectiveValue":{"errorValue":{"type":"%s"}}}]}]}]}]}`
	noCell = `{"properties":{"title":"Tân Khai"},"sheets":[{"properties":{"sheetId":7,"title":"Tháng 6"},"data":[{}]}]}`
)

func TestAnAnswerThatProvesNothingIsAskedForAgain(t *testing.T) {
	for name, tc := range map[string]struct {
		answer string
		doubt  grid.Doubt
	}{
		"still computing":   {strings.Replace(loadingCell, "%s", "LOADING", 1), grid.Computing},
		"an import failed":  {strings.Replace(loadingCell, "%s", "REF", 1), grid.Computing},
		"without a cell":    {noCell, grid.Hollow},
		"without any data":  {strings.Replace(noCell, `,"data":[{}]`, "", 1), grid.Hollow},
		"with an empty row": {strings.Replace(noCell, "{}", `{"rowData":[{}]}`, 1), grid.Hollow},
	} {
		t.Run(name, func(t *testing.T) {
			bad := reply{status: 200, body: tc.answer}
			s := &script{replies: []reply{bad, bad, fine}}
			c, ck := serve(t, s)
			snap, err := c.Fetch(t.Context(), testRef)
			if err != nil || snap.Doubt != grid.NoDoubt || len(ck.slept) != 2 {
				t.Errorf("doubt %q after waits %v, %v", snap.Doubt, ck.slept, err)
			}
			s = &script{replies: []reply{bad}}
			c, ck = serve(t, s)
			snap, err = c.Fetch(t.Context(), testRef)
			var waited time.Duration
			for _, d := range ck.slept {
				waited += d
			}
			if err != nil || snap.Doubt != tc.doubt || s.count() != 4 || waited > time.Minute {
				t.Errorf("to the end: doubt %q after %d calls and %v, %v; want %q", snap.Doubt, s.count(), waited, err, tc.doubt)
			}
			if b, err := snap.Decode(); err != nil || len(b.Tabs) != 1 {
				t.Errorf("what was seen is lost: %v, %v", b, err)
			}
			if snap, err = c.Fetch(t.Context(), testRef); err != nil || snap.Doubt != tc.doubt || s.count() != 5 {
				t.Errorf("what said the same at the last look is asked for %d times, %v", s.count()-4, err)
			}
			frozen, ck := serve(t, &script{replies: []reply{bad}}, func(o *Options) { o.Frozen = true })
			if snap, err = frozen.Fetch(t.Context(), testRef); err != nil || snap.Doubt != tc.doubt || len(ck.slept) != 0 {
				t.Errorf("on a clock that stands: doubt %q after waits %v, %v", snap.Doubt, ck.slept, err)
			}
		})
	}
}

func TestAskingAgainIsBoundedForAllSourcesTogether(t *testing.T) {
	c, ck := serve(t, &script{replies: []reply{{status: 200, body: noCell}}})
	for i := range 20 {
		if _, err := c.Fetch(t.Context(), "https://docs.google.com/spreadsheets/d/xa-"+string(rune('a'+i))); err != nil {
			t.Fatal(err)
		}
	}
	var waited time.Duration
	for _, d := range ck.slept {
		waited += d
	}
	if waited > waitingBudget+askedAgainAfter[2] {
		t.Errorf("twenty sources waited %v", waited)
	}
}
