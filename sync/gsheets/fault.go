package gsheets

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
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
	// limit is how many calls a minute Google says that there may be; 0 where it
	// does not.
	limit int
	// doubt marks the answer to a request that should have been right for a
	// spreadsheet: the file may be of another kind.
	doubt bool
	// said is Google's own message.
	said string
}

type quotaKind uint8

const (
	quotaNone quotaKind = iota
	quotaUser
	quotaProject
)

// How often a call is made in all before its fault stands, by the fault. Those
// that are not named here are made once: another try would give the same.
var patience = map[office.FaultCode]int{
	office.FaultNotFound:    2, // Google is known to say 404 and 401 once by mistake
	office.FaultCredentials: 2,
	office.FaultTimeout:     2, // each has waited out a deadline already
	office.FaultNetwork:     5,
	office.FaultCaptive:     5,
	office.FaultProxy:       5,
	office.FaultGoogleDown:  5,
	office.FaultConflict:    5,
	office.FaultQuota:       4, // each after a minute's wait
}

// judge tells what an error of a call means. Its detail is for the operator's
// log and holds neither tokens nor the queries of addresses.
func judge(err error, now time.Time) verdict {
	var api *googleapi.Error
	var token *auth.Error
	var person *oauth2.RetrieveError
	var f *office.Fault
	var export *exportError
	switch {
	case errors.As(err, &export):
		return export.verdict()
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

// final is a verdict that another try would not change.
func final(code office.FaultCode, format string, args ...any) verdict {
	return verdict{fault: fault(code, format, args...), tries: 1}
}

// patient is a verdict that stands after as many tries as its code is given.
func patient(code office.FaultCode, format string, args ...any) verdict {
	return verdict{fault: fault(code, format, args...), tries: max(patience[code], 1)}
}

func fault(code office.FaultCode, format string, args ...any) *office.Fault {
	return &office.Fault{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// judgeToken judges the refusal of a token.
func judgeToken(res *http.Response, body []byte, err error) verdict {
	status := 0
	if res != nil {
		status = res.StatusCode
	}
	if status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout {
		return patient(office.FaultGoogleDown, "no token: the token service answered %d", status)
	}
	if status == 0 {
		return judgeWire(err)
	}
	var said struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	if json.Unmarshal(body, &said) != nil {
		return patient(pageInstead(body), "no token: %d, and a page that is not the token service's", status)
	}
	code := office.FaultCredentials
	if c, ok := reasons[said.Error]; ok {
		code = c
	}
	switch text := strings.ToLower(said.Description); {
	case strings.Contains(text, "reasonable timeframe"), strings.Contains(text, "iat and exp"):
		code = office.FaultClockWrong // Google holds the assertion's instants against its own clock
	case strings.Contains(text, "account not found"), strings.Contains(text, "deleted"), strings.Contains(text, "disabled"):
		code = office.FaultAccountGone
	}
	return final(code, "no token: %d %s %s", status, clean(said.Error), clean(said.Description))
}

// judgePerson judges the refusal of a token to a person, who alone can grant
// anew what was revoked or has run out.
func judgePerson(refused *oauth2.RetrieveError, err error) verdict {
	v := judgeToken(refused.Response, refused.Body, err)
	if refused.ErrorCode == "invalid_grant" && v.fault.Code == office.FaultCredentials {
		v.fault.Detail += "; the sign-in was revoked or has run out: run tonghop login again"
	}
	return v
}

// judgeAPI judges an answer of the Sheets or Drive API by the reasons in its
// details, its HTTP status and the status in its body, and last by what it
// says: the older list of errors is not always there, nor are the details.
func judgeAPI(api *googleapi.Error, now time.Time) verdict {
	b := parseErrorBody(api)
	v := b.verdict(api.Code, clean(strings.TrimSpace(fmt.Sprintf("%d %s %s", api.Code, b.status, b.message))))
	v.said = b.message
	switch {
	case v.fault.Code == office.FaultQuota:
		v.after, v.quota = retryAfter(api.Header, now), quotaUser
		v.limit = b.quotaValue
		if strings.HasSuffix(b.quotaLimit, "PerProject") {
			v.quota = quotaProject
		}
	case v.tries > 1:
		v.after = retryAfter(api.Header, now)
	}
	return v
}

// verdict judges an answer by what is known of it.
func (b *errorBody) verdict(status int, what string) verdict {
	if status == http.StatusTooManyRequests {
		return patient(office.FaultQuota, "%s", what)
	}
	if status >= 500 || status == http.StatusRequestTimeout {
		return patient(office.FaultGoogleDown, "%s", what)
	}
	if !b.parsed {
		return patient(b.instead, "%s", what)
	}
	if code, ok := b.meaning(); ok {
		return patient(code, "%s", what)
	}
	switch status {
	case http.StatusUnauthorized:
		return patient(office.FaultCredentials, "%s", what)
	case http.StatusForbidden:
		return final(b.forbidden(), "%s", what)
	case http.StatusNotFound, http.StatusGone:
		v := patient(office.FaultNotFound, "%s", what)
		v.doubt = true // Sheets says so of documents and shortcuts too
		return v
	case http.StatusConflict, http.StatusPreconditionFailed:
		return patient(office.FaultConflict, "%s", what)
	case http.StatusRequestEntityTooLarge, http.StatusRequestURITooLong:
		return final(office.FaultTooLarge, "%s", what)
	case http.StatusBadRequest:
		v := final(office.FaultInternal, "%s", what)
		if b.status == "FAILED_PRECONDITION" || slices.Contains(b.reasons, "failedPrecondition") {
			v = final(office.FaultOfficeFile, "%s", what)
		}
		v.doubt = true
		return v
	}
	return final(office.FaultUnclear, "%s", what)
}

// forbidden tells what a 403 without a known reason means: that we may not see
// the one file only where it says just that. One that we do not know is ours.
func (b *errorBody) forbidden() office.FaultCode {
	if code, ok := said(saidOfFile, b.message); ok && !b.unknown {
		return code
	}
	if code, ok := said(saidOfProject, b.message); ok {
		return code
	}
	return office.FaultUnclear
}

// ofWriting names what stands in the way of a write, where Google says it.
// Whoever writes has read just before: a refusal is one to write.
func (v verdict) ofWriting() verdict {
	switch v.fault.Code {
	case office.FaultNotShared:
		return final(office.FaultReadOnly, "%s", v.fault.Detail)
	case office.FaultInternal, office.FaultUnclear, office.FaultOfficeFile:
		if code, ok := said(saidOfWriting, v.said); ok {
			return final(code, "%s", v.fault.Detail)
		}
	}
	return v
}

// An errorBody is what Google's JSON says of an error.
type errorBody struct {
	parsed          bool
	instead         office.FaultCode // what stands there in place of JSON
	status, message string
	quotaLimit      string
	quotaValue      int      // calls a minute
	reasons         []string // of the details first
	unknown         bool     // a detail's reason that is in no table of ours
}

// meaning is that of the first reason that is known.
func (b *errorBody) meaning() (office.FaultCode, bool) {
	for _, r := range b.reasons {
		if code, ok := reasons[r]; ok {
			return code, true
		}
	}
	return "", false
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
				Type     string            `json:"@type"`
				Reason   string            `json:"reason"`
				Metadata map[string]string `json:"metadata"`
			} `json:"details"`
		} `json:"error"`
	}
	if err := json.Unmarshal([]byte(api.Body), &raw); err != nil || raw.Error == nil {
		return errorBody{message: http.StatusText(api.Code), instead: pageInstead([]byte(api.Body))}
	}
	b := errorBody{parsed: true, status: raw.Error.Status, message: raw.Error.Message}
	for _, d := range raw.Error.Details {
		if d.Reason != "" {
			_, known := reasons[d.Reason]
			b.reasons, b.unknown = append(b.reasons, d.Reason), b.unknown || !known
		}
		if limit := d.Metadata["quota_limit"]; limit != "" {
			b.quotaLimit = limit
			if n, err := strconv.Atoi(d.Metadata["quota_limit_value"]); err == nil && strings.HasPrefix(d.Metadata["quota_unit"], "1/min/") {
				b.quotaValue = n
			}
		}
	}
	for _, e := range raw.Error.Errors {
		b.reasons = append(b.reasons, e.Reason)
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
