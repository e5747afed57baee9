package gsheets

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"tonghop/model/office"
)

// judgeWire judges what happened below the API: no connection, somebody in
// between, a cut or foreign answer, a deadline.
func judgeWire(err error) verdict {
	for u := (*url.Error)(nil); errors.As(err, &u); {
		err = u.Err // without the address
	}
	if v, ok := judgeBetween(err); ok {
		return v
	}
	var dns *net.DNSError
	var timeout net.Error
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return patient(office.FaultTimeout, "no answer in time")
	case errors.Is(err, context.Canceled):
		return final(office.FaultNetwork, "stopped")
	case errors.As(err, &dns):
		return patient(office.FaultNetwork, "the address of %s is not found", dns.Name)
	case errors.As(err, &timeout) && timeout.Timeout():
		return patient(office.FaultTimeout, "%s", clean(err.Error()))
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.As(err, &syntax) && syntax.Error() == endOfJSON:
		return patient(office.FaultNetwork, "the answer was cut off")
	case syntax != nil && strings.Contains(syntax.Error(), "'<'"):
		return patient(office.FaultCaptive, "a web page stands where Google's answer is due")
	case syntax != nil, errors.As(err, &kind), errors.Is(err, errNull):
		return patient(office.FaultGoogleDown, "the answer is not Google's: %s", clean(err.Error()))
	}
	return patient(office.FaultNetwork, "%s", clean(err.Error()))
}

// endOfJSON is how encoding/json says that its input ends early; the error has
// no type of its own.
const endOfJSON = "unexpected end of JSON input"

// judgeBetween judges what stands between us and Google: a proxy, an antivirus
// or a filter that answers in its name, a certificate that our clock refuses.
func judgeBetween(err error) (verdict, bool) {
	var op *net.OpError
	var proxy *proxyError
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &proxy):
		return patient(office.FaultProxy, "%s", clean(proxy.Error())), true
	case errors.As(err, &op) && op.Op == "proxyconnect":
		return patient(office.FaultProxy, "the proxy cannot be reached: %s", clean(op.Err.Error())), true
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return final(office.FaultClockWrong, "by our clock Google's certificate is not valid: %s", clean(invalid.Error())), true
	case errors.As(err, &unknown):
		return final(office.FaultCertificate, "the certificate is signed by %s", issuer(unknown.Cert)), true
	case errors.As(err, &host), errors.As(err, &invalid):
		return final(office.FaultCertificate, "%s", clean(err.Error())), true
	case errors.As(err, &record):
		return patient(office.FaultCaptive, "something answers in Google's place, without TLS"), true
	}
	return verdict{}, false
}

func issuer(c *x509.Certificate) string {
	if c == nil {
		return "an unknown authority"
	}
	return clean(c.Issuer.String())
}

// A proxyError is a proxy's refusal to lead us to Google.
type proxyError struct{ status int }

func (e *proxyError) Error() string {
	if e.status == http.StatusProxyAuthRequired {
		return "the proxy asks for a name and a password"
	}
	return fmt.Sprintf("the proxy refuses with %d %s", e.status, http.StatusText(e.status))
}

// proxyAnswer turns a proxy's refusal into an error of its own kind.
func proxyAnswer(_ context.Context, _ *url.URL, _ *http.Request, res *http.Response) error {
	if res.StatusCode != http.StatusOK {
		return &proxyError{res.StatusCode}
	}
	return nil
}

// pageInstead tells whose page stands where JSON is due: one of Google's own
// errors, or that of somebody in between.
func pageInstead(body []byte) office.FaultCode {
	if text := bytes.ToLower(body); bytes.Contains(text, []byte("google")) || bytes.Contains(text, []byte("!!1")) || len(bytes.TrimSpace(text)) == 0 {
		return office.FaultGoogleDown
	}
	return office.FaultCaptive
}
