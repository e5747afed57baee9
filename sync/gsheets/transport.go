package gsheets

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// maxBody is the largest answer that is read, in bytes as decompressed. With
// the field mask of Fetch a filled cell takes 70 to 130 bytes, so it admits
// more than 120,000 of them: a commune's year of 15 columns is 5,500. Decoding
// takes about 15 times the bytes in memory (BenchmarkYear), so an answer of
// this size just fits a small PC.
const maxBody = 16 << 20

// errTooLarge is met on reading past maxBody.
var errTooLarge = errors.New("the answer is larger than is read")

// resourceKey is under what a call's context holds its file's resource key.
type resourceKey struct{}

// boundedTransport cuts answers off at a number of bytes, with an error rather
// than with an end that looks like one.
type boundedTransport struct {
	base  http.RoundTripper
	clock func() time.Time // this computer's own
	most  int64            // bytes that are read of an answer; 0 means maxBody
}

func (t boundedTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	if key, ok := req.Context().Value(resourceKey{}).(string); ok {
		req = req.Clone(req.Context())
		req.Header.Set("X-Goog-Drive-Resource-Keys", key)
	}
	sent := t.clock()
	res, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	noteDate(req.Context(), res, sent, t.clock())
	res.Body = &boundedBody{ReadCloser: res.Body, left: cmp.Or(t.most, maxBody)}
	return res, nil
}

type boundedBody struct {
	io.ReadCloser
	left int64
}

func (b *boundedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// baseTransport is the transport of a client handed in, or a new one.
func baseTransport(hc *http.Client) http.RoundTripper {
	if hc != nil && hc.Transport != nil {
		return hc.Transport
	}
	return NewTransport(http.ProxyFromEnvironment, nil)
}

// NewTransport gives a transport whose waits are bounded: a daemon must not hang
// on a half-open connection. Proxy leads to Google; roots are trusted in place of
// the system's, nil for those.
func NewTransport(proxy func(*http.Request) (*url.URL, error), roots *x509.CertPool) *http.Transport {
	return &http.Transport{
		Proxy:                  proxy,
		OnProxyConnectResponse: proxyAnswer,
		DialContext:            (&net.Dialer{Timeout: dialTimeout, KeepAlive: dialTimeout}).DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    dialTimeout,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           32,
		MaxIdleConnsPerHost:    8,
		ResponseHeaderTimeout:  writeDeadline,
		IdleConnTimeout:        90 * time.Second,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: silence, PingTimeout: silence / 2},
	}
}

// silence is how long a connection may bring nothing before it is asked whether
// it still stands: a router that forgot it says nothing, and a call that waits for
// an answer over it would wait out its deadline.
const silence = 30 * time.Second

// dialTimeout bounds how long a connection may take to come about.
const dialTimeout = 30 * time.Second
