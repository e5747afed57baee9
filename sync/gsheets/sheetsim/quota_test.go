package sheetsim_test

import (
	"net/http"
	"testing"
	"time"

	"tonghop/sync/gsheets/sheetsim"
)

// as reads a cell in the name of a token's owner and gives the status.
func (b *bench) as(user, verb, path, body string) answer {
	b.t.Helper()
	return b.send(b.t.Context(), verb, path, body, map[string]string{"Authorization": "Bearer " + user})
}

func TestAUserHasSixtyReadsInAnyMinuteAndARefusalCostsNothing(t *testing.T) {
	b := newBench(t, sheetsim.Options{Quota: sheetsim.TrueQuota()})
	b.load("s")
	read := func() int { return b.as("one", "GET", "/v4/spreadsheets/s/values/A1", "").status }
	for i := range 60 {
		if i == 30 {
			b.clock.pass(30 * time.Second)
		}
		if got := read(); got != 200 {
			t.Fatalf("read %d: got %d", i+1, got)
		}
	}
	for range 5 {
		if got := read(); got != http.StatusTooManyRequests {
			t.Fatalf("past the limit: got %d", got)
		}
	}
	b.clock.pass(30 * time.Second)
	for i := range 30 {
		if got := read(); got != 200 {
			t.Fatalf("read %d of the next half minute: got %d", i+1, got)
		}
	}
	if got := read(); got != http.StatusTooManyRequests {
		t.Errorf("the other thirty are still spent: got %d", got)
	}
}

func TestWritesAndOtherUsersHaveBucketsOfTheirOwn(t *testing.T) {
	b := newBench(t, sheetsim.Options{Quota: &sheetsim.Quota{PerUser: 1, PerProject: 2}})
	b.load("s")
	const cell = "/v4/spreadsheets/s/values/A1"
	for _, c := range []struct {
		user, verb, path, body string
		want                   int
	}{
		{"one", "GET", cell, "", 200},
		{"one", "GET", cell, "", 429},
		{"one", "PUT", cell + "?valueInputOption=RAW", `{"values":[[1]]}`, 200},
		{"two", "GET", cell, "", 200},
		{"three", "GET", cell, "", 429}, // the project's bucket
		{"three", "GET", "/drive/v3/files", "", 200},
	} {
		if got := b.as(c.user, c.verb, c.path, c.body); got.status != c.want {
			t.Errorf("%s %s %s: got %d, want %d", c.user, c.verb, c.path, got.status, c.want)
		}
	}
}

func TestTheRefusalNamesTheBucket(t *testing.T) {
	b := newBench(t, sheetsim.Options{Quota: &sheetsim.Quota{PerUser: 0, PerProject: 9, RetryAfter: 7 * time.Second}})
	b.load("s")
	got := b.do("PUT", "/v4/spreadsheets/s/values/A1?valueInputOption=RAW", `{"values":[[1]]}`)
	want := "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service " +
		"'sheets.googleapis.com' for consumer 'project_number:100000000001'."
	wantEqual(t, "refusal", []any{got.status, got.message(), got.at("error", "status"),
		got.at("error", "details", 0, "metadata", "quota_limit"), got.header.Get("Retry-After")},
		[]any{429, want, "RESOURCE_EXHAUSTED", "WriteRequestsPerMinutePerUser", "7"})
	if _, values := b.sim.Spreadsheet("s"); !values {
		t.Error("the spreadsheet is gone")
	}
}

func TestABatchCountsAsOneCall(t *testing.T) {
	b := newBench(t, sheetsim.Options{Quota: &sheetsim.Quota{PerUser: 1, PerProject: 1}})
	b.load("s")
	if got := b.batch("s", `{"addSheet":{}}`, `{"addSheet":{}}`, `{"addSheet":{}}`); got.status != 200 {
		t.Errorf("got %d", got.status)
	}
}
