package gsheets

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"cloud.google.com/go/auth"
	"golang.org/x/oauth2"
	"google.golang.org/api/googleapi"

	"tonghop/model/office"
)

// A verdict is what an error means: for the source, and for what to do next.
type verdict struct {
	fault *office.Fault
	// tries is how often such a call is made in all before the fault stands.
	tries int
	// after is how long Google asked to wait; 0 where it did not say.
	after time.Duration
	// quota tells whose quota is used up, if one is.
	quota quotaKind
	// doubt marks the answer to a request that should have been right for a
	// spreadsheet: the file may be of another kind.
	doubt bool
}

type quotaKind uint8

const (
	quotaNone quotaKind = iota
	quotaUser
	quotaProject
)

const (
	triesFinal     = 1 // another try would give the same
	triesDoubtful  = 2 // Google is known to say 404 and 401 once by mistake
	triesSlow      = 3 // each has waited out a deadline already
	triesTransient = 5
	triesQuota     = 4 // each after a minute's wait
)

// judge tells what an error of a call means. Its detail is for the operator's
// log and holds neither tokens nor the queries of addresses.
func judge(err error, now time.Time) verdict {
	var api *googleapi.Error
	var token *auth.Error
	var person *oauth2.RetrieveError
	var f *office.Fault
	switch {
	case errors.As(err, &f):
		return final(f.Code, "%s", f.Detail)
	case errors.Is(err, errTooLarge):
		return final(office.FaultTooLarge, "the answer is larger than %d MiB", maxBody>>20)
	case errors.As(err, &token):
		return judgeToken(token.Response, token.Body, err)
	case errors.As(err, &person):
		return judgePerson(person, err)
	case errors.As(err, &api):
		return judgeAPI(api, now)
	case errors.Is(err, errCredentials):
		return final(office.FaultCredentials, "%s", clean(err.Error()))
	}
	return judgeWire(err)
}

func final(code office.FaultCode, format string, args ...any) verdict {
	return verdict{fault: fault(code, format, args...), tries: triesFinal}
}

func transient(code office.FaultCode, format string, args ...any) verdict {
	return verdict{fault: fault(code, format, args...), tries: triesTransient}
}

func fault(code office.FaultCode, format string, args ...any) *office.Fault {
	return &office.Fault{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// judgeWire judges what happened below HTTP: no connection, a cut or foreign
// answer, a deadline.
func judgeWire(err error) verdict {
	for u := (*url.Error)(nil); errors.As(err, &u); {
		err = u.Err // without the address
	}
	var dns *net.DNSError
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return verdict{fault: fault(office.FaultNetwork, "no answer in time"), tries: triesSlow}
	case errors.Is(err, context.Canceled):
		return final(office.FaultNetwork, "stopped")
	case errors.As(err, &dns):
		return transient(office.FaultNetwork, "the address of %s is not found", dns.Name)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.As(err, &syntax) && syntax.Error() == endOfJSON:
		return transient(office.FaultNetwork, "the answer was cut off")
	case syntax != nil, errors.As(err, &kind):
		return transient(office.FaultGoogleDown, "the answer is not Google's: %s", clean(err.Error()))
	}
	return transient(office.FaultNetwork, "%s", clean(err.Error()))
}

// endOfJSON is how encoding/json says that its input ends early; the error has
// no type of its own.
const endOfJSON = "unexpected end of JSON input"

// judgeToken judges the refusal of a token: a service that is down is Google's
// matter, anything else the credentials'.
func judgeToken(res *http.Response, body []byte, err error) verdict {
	status := 0
	if res != nil {
		status = res.StatusCode
	}
	if status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout {
		return transient(office.FaultGoogleDown, "no token: the token service answered %d", status)
	}
	if status == 0 {
		return judgeWire(err)
	}
	var said struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	_ = json.Unmarshal(body, &said) // where it is no JSON the status alone is told
	return final(office.FaultCredentials, "no token: %d %s %s", status, clean(said.Error), clean(said.Description))
}

// judgePerson judges the refusal of a token to a person, who alone can grant
// anew what was revoked or has run out.
func judgePerson(refused *oauth2.RetrieveError, err error) verdict {
	v := judgeToken(refused.Response, refused.Body, err)
	if refused.ErrorCode == "invalid_grant" {
		v.fault.Detail += "; the sign-in was revoked or has run out: run tonghop login again"
	}
	return v
}

// judgeAPI judges an answer of the Sheets or Drive API by its HTTP status, the
// status in its body and the reasons in its details, since the older list of
// errors is not always there.
func judgeAPI(api *googleapi.Error, now time.Time) verdict {
	b := parseErrorBody(api)
	what := clean(strings.TrimSpace(fmt.Sprintf("%d %s %s", api.Code, b.status, b.message)))
	switch {
	case api.Code == http.StatusTooManyRequests || b.has("rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"):
		v := verdict{fault: fault(office.FaultQuota, "%s", what), tries: triesQuota, after: retryAfter(api.Header, now), quota: quotaUser}
		if strings.HasSuffix(b.quotaLimit, "PerProject") {
			v.quota = quotaProject
		}
		return v
	case b.has("dailyLimitExceeded", "quotaExceeded"):
		return final(office.FaultQuota, "%s", what)
	case api.Code >= 500 || api.Code == http.StatusRequestTimeout || !b.parsed:
		v := transient(office.FaultGoogleDown, "%s", what)
		v.after = retryAfter(api.Header, now)
		return v
	case api.Code == http.StatusUnauthorized:
		return verdict{fault: fault(office.FaultCredentials, "%s", what), tries: triesDoubtful}
	case api.Code == http.StatusForbidden:
		return judgeForbidden(b, what)
	case api.Code == http.StatusNotFound:
		return verdict{fault: fault(office.FaultNotFound, "%s", what), tries: triesDoubtful}
	case api.Code == http.StatusBadRequest && b.status == "FAILED_PRECONDITION", b.has("failedPrecondition"):
		v := final(office.FaultOfficeFile, "%s", what)
		v.doubt = true
		return v
	case api.Code == http.StatusRequestEntityTooLarge:
		return final(office.FaultTooLarge, "%s", what)
	}
	v := final(office.FaultInternal, "%s", what)
	v.doubt = api.Code == http.StatusBadRequest
	return v
}

func judgeForbidden(b errorBody, what string) verdict {
	switch {
	case b.has("SERVICE_DISABLED", "accessNotConfigured"):
		return final(office.FaultAPIDisabled, "%s", what)
	case b.has("ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions", "insufficientScopes"),
		strings.Contains(b.message, "insufficient authentication scopes"), strings.Contains(b.message, "unregistered callers"):
		return final(office.FaultCredentials, "%s", what)
	case b.has("fileNotDownloadable"):
		return final(office.FaultNotWorkbook, "%s", what)
	}
	return final(office.FaultNotShared, "%s", what)
}

// An errorBody is what Google's JSON says of an error.
type errorBody struct {
	parsed          bool
	status, message string
	quotaLimit      string
	reasons         []string
}

func (b errorBody) has(reasons ...string) bool {
	for _, have := range b.reasons {
		for _, r := range reasons {
			if have == r {
				return true
			}
		}
	}
	return false
}

func parseErrorBody(api *googleapi.Error) errorBody {
	var raw struct {
		Error *struct {
			Status  string `json:"status"`
			Message string `json:"message"`
			Errors  []struct {
				Reason string `json:"reason"`
			} `json:"errors"`
			Details []struct {
				Reason   string            `json:"reason"`
				Metadata map[string]string `json:"metadata"`
			} `json:"details"`
		} `json:"error"`
	}
	if err := json.Unmarshal([]byte(api.Body), &raw); err != nil || raw.Error == nil {
		return errorBody{message: http.StatusText(api.Code)}
	}
	b := errorBody{parsed: true, status: raw.Error.Status, message: raw.Error.Message}
	for _, e := range raw.Error.Errors {
		b.reasons = append(b.reasons, e.Reason)
	}
	for _, d := range raw.Error.Details {
		b.reasons = append(b.reasons, d.Reason)
		if limit := d.Metadata["quota_limit"]; limit != "" {
			b.quotaLimit = limit
		}
	}
	return b
}

// retryAfter reads the header of that name, in seconds or as a date
// (RFC 9110 §10.2.3). Sheets has not been seen to send it, but it wins.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if s, err := strconv.Atoi(v); err == nil && s > 0 {
		return min(time.Duration(s)*time.Second, maxRetryAfter)
	}
	if t, err := http.ParseTime(v); err == nil && t.After(now) {
		return min(t.Sub(now), maxRetryAfter)
	}
	return 0
}

// maxRetryAfter bounds how long an answer can make the daemon wait.
const maxRetryAfter = 10 * time.Minute

var (
	queryPart = regexp.MustCompile(`\?[^\s"'<>]*`)
	secret    = regexp.MustCompile(`(?i)ya29\.[\w.-]+|bearer +\S+|eyJ[\w-]+\.[\w-]+\.[\w-]*|-----BEGIN[^-]+-----[^-]*`)
)

// clean makes a foreign text fit for a log: one line, bounded, without what
// looks like a token and without the queries of addresses, which may hold the
// id of an account (?ouid=).
func clean(s string) string {
	s = secret.ReplaceAllString(queryPart.ReplaceAllString(s, ""), "[…]")
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 300 {
		s = string(r[:300]) + "…"
	}
	return s
}
