package gsheets

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tonghop/model/office"
)

// apiError is an error in Google's shape; extra is put into the error object.
func apiError(code int, status, message, extra string) reply {
	return reply{status: code, body: fmt.Sprintf(`{"error":{"code":%d,"message":%q,"status":%q%s}}`, code, message, status, extra)}
}

func quotaError(limit string, header map[string]string) reply {
	r := apiError(429, "RESOURCE_EXHAUSTED", "Quota exceeded", `,"details":[{"reason":"RATE_LIMIT_EXCEEDED","metadata":{"quota_limit":"`+limit+`"}}]`)
	r.header = header
	return r
}

var (
	down     = apiError(503, "UNAVAILABLE", "The service is currently unavailable.", "")
	htmlPage = reply{status: 502, body: "<!DOCTYPE html><title>Error 502</title>", header: map[string]string{"Content-Type": "text/html"}}
	notFound = apiError(404, "NOT_FOUND", "Requested entity was not found.", "")
	noAccess = apiError(403, "PERMISSION_DENIED", "The caller does not have permission", "")
	fine     = reply{status: 200, body: oneCell}
)

func TestEveryFailureIsAFaultAndNoneAnEmptySheet(t *testing.T) {
	for _, tc := range []struct {
		name  string
		reply reply
		want  office.FaultCode
		calls int
	}{
		{"deleted, or a wrong id", notFound, office.FaultNotFound, 4},
		{"not shared", noAccess, office.FaultNotShared, 1},
		{"the API switched off", apiError(403, "PERMISSION_DENIED", "Google Sheets API has not been used in project 1 before or it is disabled.", `,"details":[{"reason":"SERVICE_DISABLED"}]`), office.FaultAPIDisabled, 1},
		{"the API switched off, as told to generated clients", apiError(403, "PERMISSION_DENIED", "Not configured", `,"errors":[{"reason":"accessNotConfigured"}]`), office.FaultAPIDisabled, 1},
		{"a token for other scopes", apiError(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.", ""), office.FaultCredentials, 1},
		{"no token at all", apiError(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers (callers without established identity).", ""), office.FaultCredentials, 1},
		{"a token refused", apiError(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", ""), office.FaultCredentials, 2},
		{"too many calls, to the end", quotaError("ReadRequestsPerMinutePerUser", nil), office.FaultQuota, 4},
		{"too many calls, as an HTML page", reply{status: 429, body: "<html>We're sorry</html>"}, office.FaultQuota, 4},
		{"too many calls, in Drive's way", apiError(403, "", "User Rate Limit Exceeded", `,"errors":[{"reason":"userRateLimitExceeded"}]`), office.FaultQuota, 4},
		{"unavailable, to the end", down, office.FaultGoogleDown, 5},
		{"an inner error, to the end", apiError(500, "INTERNAL", "Internal error encountered.", ""), office.FaultGoogleDown, 5},
		{"an HTML page", htmlPage, office.FaultGoogleDown, 5},
		{"an HTML page where JSON is due", reply{status: 200, body: "<html>Xin chào, đăng nhập Wi-Fi</html>"}, office.FaultCaptive, 5},
		{"a 404 that is not the API's", reply{status: 404, body: "<html>Error 404 (Not Found)!!1</html>"}, office.FaultGoogleDown, 5},
		{"an answer cut off", reply{status: 200, body: oneCell[:60], cut: true}, office.FaultNetwork, 5},
		{"an answer that ends early", reply{status: 200, body: oneCell[:60]}, office.FaultNetwork, 5},
		{"an empty answer", reply{status: 200}, office.FaultNetwork, 5},
		{"an answer that names no tab", reply{status: 200, body: `{"properties":{"title":"Tân Khai"}}`}, office.FaultNetwork, 5},
		{"null", reply{status: 200, body: "null"}, office.FaultNetwork, 5},
		{"a list", reply{status: 200, body: "[]"}, office.FaultGoogleDown, 5},
		{"null for a tab", reply{status: 200, body: `{"sheets":[null]}`}, office.FaultGoogleDown, 5},
		{"null for its cells", reply{status: 200, body: `{"sheets":[{"properties":{},"data":[null]}]}`}, office.FaultGoogleDown, 5},
		{"null for a row", reply{status: 200, body: `{"sheets":[{"properties":{},"data":[{"rowData":[null]}]}]}`}, office.FaultGoogleDown, 5},
		{"null for a cell", reply{status: 200, body: `{"sheets":[{"properties":{},"data":[{"rowData":[{"values":[null]}]}]}]}`}, office.FaultGoogleDown, 5},
		{"a text where a number is due", reply{status: 200, body: `{"sheets":[{"properties":{"sheetId":"seven"}}]}`}, office.FaultGoogleDown, 5},
		{"a number where a text is due", reply{status: 200, body: `{"sheets":[{"properties":{"title":7}}]}`}, office.FaultGoogleDown, 5},
		{"our own mistake", apiError(400, "INVALID_ARGUMENT", "Request contains an invalid argument.", ""), office.FaultInternal, 2},
		{"an Office file, with Drive silent", apiError(400, "FAILED_PRECONDITION", "This operation is not supported for this document", ""), office.FaultOfficeFile, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := &script{replies: []reply{tc.reply}}
			c, _ := serve(t, s)
			snap, err := c.Fetch(t.Context(), testRef)
			var f *office.Fault
			if !errors.As(err, &f) || f.Code != tc.want {
				t.Fatalf("got %v, want %s", err, tc.want)
			}
			if snap.Decode != nil || snap.Content != "" {
				t.Error("a fault came with a snapshot")
			}
			if got := s.count(); got != tc.calls {
				t.Errorf("it took %d calls, want %d: %v", got, tc.calls, s.calls)
			}
		})
	}
}

func TestWhatPassesIsTriedAgainUntilItSucceeds(t *testing.T) {
	for _, tc := range []struct {
		name  string
		fails []reply
		waits []time.Duration
	}{
		{"unavailable", []reply{down, down}, []time.Duration{time.Second, 2 * time.Second}},
		{"an HTML page", []reply{htmlPage}, []time.Duration{time.Second}},
		{"a cut answer", []reply{{status: 200, body: oneCell[:60], cut: true}}, []time.Duration{time.Second}},
		{"unavailable, with a time to come back", []reply{{status: 503, body: down.body, header: map[string]string{"Retry-After": "7"}}}, []time.Duration{7 * time.Second}},
		{"a 404 by mistake", []reply{notFound}, []time.Duration{time.Second}},
		{"too many calls", []reply{quotaError("ReadRequestsPerMinutePerUser", nil)}, []time.Duration{span}},
		{"too many calls of the project", []reply{quotaError("ReadRequestsPerMinutePerProject", nil)}, []time.Duration{span}},
		{"too many calls, with a time to come back", []reply{quotaError("ReadRequestsPerMinutePerUser", map[string]string{"Retry-After": "20"})}, []time.Duration{20 * time.Second}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := &script{replies: append(tc.fails, fine)}
			c, ck := serve(t, s)
			snap, err := c.Fetch(t.Context(), testRef)
			if err != nil {
				t.Fatal(err)
			}
			b, err := snap.Decode()
			if err != nil || b.Tabs[0].At(0, 0).Number != 12 {
				t.Errorf("got %+v, %v", b, err)
			}
			if len(ck.slept) != len(tc.waits) {
				t.Fatalf("waited %v, want %v", ck.slept, tc.waits)
			}
			for i := range tc.waits {
				if ck.slept[i] != tc.waits[i] {
					t.Errorf("waited %v, want %v", ck.slept, tc.waits)
				}
			}
		})
	}
}

func TestAnAnswerWithoutEndIsTooLarge(t *testing.T) {
	c, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(`{"properties":{"title":"`))
		chunk := []byte(strings.Repeat("x", 1<<20))
		for range 40 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
		w.Write([]byte(`"}}`))
	}))
	_, err := c.Fetch(t.Context(), testRef)
	var f *office.Fault
	if !errors.As(err, &f) || f.Code != office.FaultTooLarge {
		t.Errorf("got %v, want %s", err, office.FaultTooLarge)
	}
}

func TestNoConnectionAndNoAnswerAreTheNetworks(t *testing.T) {
	slow := make(chan struct{})
	defer close(slow)
	c, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-slow }),
		func(o *Options) { o.Deadline = 10 * time.Millisecond })
	gone, _ := serve(t, http.NotFoundHandler(), func(o *Options) { o.Endpoint = "http://127.0.0.1:1" })
	for want, c := range map[office.FaultCode]*Client{office.FaultTimeout: c, office.FaultNetwork: gone} {
		if _, err := c.Fetch(t.Context(), testRef); !isFault(err, want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestADetailHoldsNeitherTokensNorAccounts(t *testing.T) {
	s := &script{replies: []reply{apiError(403, "PERMISSION_DENIED",
		"No https://docs.google.com/spreadsheets/d/x/edit?ouid=115 for Bearer ya29.A0abc-def_G and eyJhbGciOi.eyJpc3Mi.c2ln", "")}}
	c, _ := serve(t, s)
	_, err := c.Fetch(t.Context(), testRef)
	for _, bad := range []string{"ouid", "115", "ya29", "A0abc", "eyJ"} {
		if strings.Contains(err.Error(), bad) {
			t.Errorf("the detail %q holds %q", err, bad)
		}
	}
	if !strings.Contains(err.Error(), "403 PERMISSION_DENIED") {
		t.Errorf("the detail %q does not say what Google said", err)
	}
}

func TestOnceGoogleIsDownEachSourceIsTriedOnce(t *testing.T) {
	s := &script{replies: []reply{down}}
	c, _ := serve(t, s)
	for range 10 {
		if _, err := c.Fetch(t.Context(), testRef); err == nil {
			t.Fatal("want a fault")
		}
	}
	if got, want := s.count(), 2*patience[office.FaultGoogleDown]+8; got != want {
		t.Errorf("ten sources took %d calls, want %d", got, want)
	}
}

func TestAUsedUpQuotaIsNotWaitedForBySourceAfterSource(t *testing.T) {
	s := &script{replies: []reply{quotaError("ReadRequestsPerMinutePerUser", nil)}}
	c, ck := serve(t, s)
	began := ck.Now()
	for range 13 {
		if _, err := c.Fetch(t.Context(), testRef); !isFault(err, office.FaultQuota) {
			t.Fatalf("got %v", err)
		}
	}
	if took := ck.Now().Sub(began); took > 4*time.Minute || s.count() > 5 {
		t.Errorf("thirteen sources took %v and %d calls, want to know after four", took, s.count())
	}
	s.replies = []reply{fine}
	ck.Sleep(t.Context(), 2*time.Minute)
	if _, err := c.Fetch(t.Context(), testRef); err != nil {
		t.Errorf("refilled, it still says %v", err)
	}
}
