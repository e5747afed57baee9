package app

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/mattn/go-ieproxy"

	"tonghop/sync/config"
	"tonghop/sync/gsheets"
)

// Outward carries the calls to the Internet, through the proxy and under the
// certificates that the configuration names.
func (o *Office) Outward() http.RoundTripper {
	if o.settings.Transport != nil {
		return o.settings.Transport
	}
	o.outward.once.Do(func() { o.outward.transport, o.outward.err = newOutward(&o.Config.Network) })
	if o.outward.err != nil {
		return broken{o.outward.err}
	}
	return o.outward.transport
}

// HTTPClient carries the calls to Google.
func (o *Office) HTTPClient() *http.Client { return &http.Client{Transport: o.Outward()} }

// outward is made once an office.
type outward struct {
	once      sync.Once
	transport *http.Transport
	err       error
}

func newOutward(n *config.Network) (*http.Transport, error) {
	proxy, err := proxyOf(n)
	if err != nil {
		return nil, err
	}
	roots, err := rootsOf(n)
	if err != nil {
		return nil, err
	}
	return gsheets.NewTransport(proxy, roots), nil
}

// proxyOf gives the way to the proxy that is configured. The system's is that of
// the environment, and on Windows that of its settings, which a service has too.
func proxyOf(n *config.Network) (func(*http.Request) (*url.URL, error), error) {
	switch n.Proxy {
	case config.ProxyNone:
		return nil, nil
	case config.ProxySystem, "":
		return ieproxy.GetProxyFunc(), nil
	}
	u, err := url.Parse(n.Proxy)
	if err != nil {
		return nil, fmt.Errorf("network.proxy: %w", err)
	}
	if n.ProxyLogin.Given() {
		login, err := n.ProxyLogin.Reveal()
		if err != nil {
			return nil, err
		}
		name, password, ok := strings.Cut(login, ":")
		if !ok {
			return nil, errors.New("network.proxy_login: it must hold a name and a password, parted by a colon")
		}
		u.User = url.UserPassword(name, password)
	}
	return http.ProxyURL(u), nil
}

// rootsOf gives the system's roots with the one that is configured; nil for the
// system's alone.
func rootsOf(n *config.Network) (*x509.CertPool, error) {
	if n.CA == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(n.CA)
	if err != nil {
		return nil, fmt.Errorf("network.ca: %w", err)
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("network.ca: %s holds no certificate as PEM", n.CA)
	}
	return roots, nil
}

// broken carries no call, and says why.
type broken struct{ err error }

func (b broken) RoundTrip(*http.Request) (*http.Response, error) { return nil, b.err }
