package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"

	"tonghop/model/office"
)

// Bounds of a webhook's answer.
const (
	webTimeout = 20 * time.Second
	maxAnswer  = 64 << 10
)

// A Poster posts JSON to web addresses. It follows no redirect and asks nobody
// twice.
type Poster struct{ client *http.Client }

// NewPoster posts by a transport; nil means one of its own, which keeps no
// connection open.
func NewPoster(transport http.RoundTripper) *Poster {
	if transport == nil {
		// A kept connection that dies makes Go send the request once more.
		transport = &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true, TLSHandshakeTimeout: webTimeout}
	}
	return &Poster{&http.Client{
		Transport:     transport,
		Timeout:       webTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Posted is what a webhook gets, as JSON. Text is ready to be shown or passed
// on, to Zalo for example; ID tells repetitions apart.
type Posted struct {
	ID      string    `json:"id"`
	Kind    Kind      `json:"kind"`
	Unit    string    `json:"unit"` // its ID; "" is the office
	Subject string    `json:"subject"`
	Text    string    `json:"text"`
	At      time.Time `json:"at"`
}

// Send posts a message to its webhook.
func (p *Poster) Send(ctx context.Context, m *Message) Result {
	return p.post(ctx, m.To.address, Posted{ID: m.ID, Kind: m.Kind, Unit: m.Unit, Subject: m.Subject, Text: m.Text, At: m.At})
}

// post posts a value and tells what became of it: 2xx is sent; 4xx and 3xx are
// refused; 5xx is doubtful, since the other side may have passed it on before
// it failed; and so is everything else once a connection stood.
func (p *Poster) post(ctx context.Context, address string, value any) Result {
	body, err := json.Marshal(value)
	if err != nil {
		return Result{Outcome: office.Refused, Why: err.Error()}
	}
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return Result{Outcome: office.Refused, Why: "not a web address"}
	}
	req.GetBody = nil // nothing may be sent a second time
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := p.client.Do(req)
	if err != nil {
		if !connected.Load() {
			return Result{Outcome: office.Unsent, Why: cause(err), Down: true}
		}
		return Result{Outcome: office.Doubtful, Why: cause(err)}
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxAnswer)) // the status has said it all
	res := byStatus(resp.StatusCode)
	if wait := resp.Header.Get("Retry-After"); wait != "" && res.Outcome == office.Unsent {
		res.Why += ", and asks to wait: " + cut(oneLine(wait), 40)
	}
	return res
}

func byStatus(code int) Result {
	why := fmt.Sprintf("HTTP %d %s", code, http.StatusText(code))
	switch {
	case code >= 200 && code < 300:
		return Result{Outcome: office.Sent}
	case code == http.StatusTooManyRequests:
		return Result{Outcome: office.Unsent, Why: why}
	case code < 500:
		return Result{Outcome: office.Refused, Why: why}
	}
	return Result{Outcome: office.Doubtful, Why: why}
}

// cause is why a request failed, without its address.
func cause(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return oneLine(err.Error())
}
