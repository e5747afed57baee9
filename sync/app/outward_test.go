package app

import (
	"bufio"
	"context"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
)

// fetchOutward reads a spreadsheet from a server through what a configuration
// says of the network.
func fetchOutward(t *testing.T, n *config.Network, endpoint string) error {
	t.Helper()
	transport, err := newOutward(n)
	if err != nil {
		return err
	}
	defer transport.CloseIdleConnections()
	c, err := gsheets.New(t.Context(), gsheets.Options{Endpoint: endpoint, HTTPClient: &http.Client{Transport: transport},
		Sleep: noWait, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	_, err = c.Fetch(t.Context(), "https://docs.google.com/spreadsheets/d/xa-an")
	return err
}

const oneSheet = `{"properties":{"title":"An"},"sheets":[{"properties":{"title":"A"},"data":[{"rowData":[{"values":[{"userEnteredValue":{"numberValue":1},"effectiveValue":{"numberValue":1}}]}]}]}]}`

func answering(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, oneSheet) }

func TestAnAntivirusThatReadsAlongIsNamedUntilItsCertificateIs(t *testing.T) {
	filter := httptest.NewTLSServer(http.HandlerFunc(answering))
	filter.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	defer filter.Close()
	n := &config.Network{Proxy: config.ProxyNone}
	if err := fetchOutward(t, n, filter.URL); !faulty(err, office.FaultCertificate) {
		t.Errorf("it says %v, want %s", err, office.FaultCertificate)
	}
	n.CA = filepath.Join(t.TempDir(), "ca.pem")
	write(t, n.CA, "no certificate")
	if err := fetchOutward(t, n, filter.URL); err == nil || !strings.Contains(err.Error(), "holds no certificate") {
		t.Errorf("of a file without one it says %v", err)
	}
	write(t, n.CA, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: filter.Certificate().Raw})))
	if err := fetchOutward(t, n, filter.URL); err != nil {
		t.Errorf("trusted, it says %v", err)
	}
}

func TestAProxyIsAskedAndItsRefusalNamed(t *testing.T) {
	google := httptest.NewTLSServer(http.HandlerFunc(answering))
	google.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	defer google.Close()
	dir := t.TempDir()
	ca, login := filepath.Join(dir, "ca.pem"), filepath.Join(dir, "proxy.txt")
	write(t, ca, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: google.Certificate().Raw})))
	write(t, login, "an:mật khẩu\n")
	proxy, asked := tunnel(t, google.Listener.Addr().String(), "an", "mật khẩu")
	cfg := parse(t, dir, "network: {proxy: \"http://"+proxy+"\", ca: ca.pem}")
	if err := fetchOutward(t, &cfg.Network, google.URL); !faulty(err, office.FaultProxy) || !strings.Contains(err.Error(), "name and a password") {
		t.Errorf("it says %v, want %s", err, office.FaultProxy)
	}
	cfg = parse(t, dir, "network: {proxy: \"http://"+proxy+"\", ca: ca.pem, proxy_login: {file: proxy.txt}}")
	before := asked.Load()
	if err := fetchOutward(t, &cfg.Network, google.URL); err != nil || asked.Load() == before {
		t.Errorf("with a login it says %v after %d questions", err, asked.Load()-before)
	}
	cfg = parse(t, dir, "network: {proxy: \"http://127.0.0.1:1\"}")
	if err := fetchOutward(t, &cfg.Network, google.URL); !faulty(err, office.FaultProxy) {
		t.Errorf("of a proxy that is not there it says %v", err)
	}
}

// tunnel is a proxy that leads to one address whoever knows its password.
func tunnel(t *testing.T, to, name, password string) (address string, asked *atomic.Int32) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	asked = new(atomic.Int32)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				req, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				asked.Add(1)
				basic := &http.Request{Header: http.Header{"Authorization": req.Header["Proxy-Authorization"]}}
				if user, pass, ok := basic.BasicAuth(); !ok || user != name || pass != password {
					io.WriteString(conn, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
					return
				}
				far, err := net.Dial("tcp", to)
				if err != nil {
					return
				}
				defer far.Close()
				io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
				go io.Copy(far, conn)
				io.Copy(conn, far)
			}()
		}
	}()
	return l.Addr().String(), asked
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func parse(t *testing.T, dir, network string) *config.Config {
	t.Helper()
	cfg, err := config.Parse([]byte(`programme: {title: "Thử", starts: 2020-06-01}
units: [{id: an, name: "Xã An", type: xa, source: an.csv}]
indicators: [{id: n, label: "Số lượt"}]
`+network+"\n"), filepath.Join(dir, "config.yaml"), config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func faulty(err error, code office.FaultCode) bool {
	var f *office.Fault
	return errors.As(err, &f) && f.Code == code
}

func noWait(ctx context.Context, _ time.Duration) error { return ctx.Err() }
