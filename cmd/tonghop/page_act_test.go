package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"html"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tonghop/sync/app/apptest"
	"tonghop/sync/config"
	"tonghop/sync/desk"
	"tonghop/sync/registry"
	"tonghop/templates"
)

func TestEveryRefusalHasItsWordsInBothLanguages(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		m, err := config.Messages(templates.Builtin(), lang)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, code := range desk.Codes() {
			codes = append(codes, string(code))
		}
		for _, code := range registry.Codes() {
			codes = append(codes, string(code))
		}
		for _, code := range codes {
			for _, key := range []string{"refusal." + code, "refusal." + code + ".hint"} {
				if m.Texts[key] == "" {
					t.Errorf("%s: %s is missing", lang, key)
				}
			}
		}
	}
}

// text is a page's text as a reader sees it.
func text(page string) string {
	page = regexp.MustCompile(`(?s)<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Join(strings.Fields(html.UnescapeString(page)), " ")
}

// visit gets a page, or sends it a form, and gives what it says in the end.
func visit(t *testing.T, client *http.Client, address string, form url.Values) (status int, said string) {
	t.Helper()
	get := func() (*http.Response, error) { return client.Get(address) }
	if form != nil {
		get = func() (*http.Response, error) { return client.PostForm(address, form) }
	}
	resp, err := get()
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, text(string(body))
}

func TestThePageAndTheCommandsDecideAlike(t *testing.T) {
	configFile := apptest.Small(t)
	d := startDaemon(t, configFile)
	client := &http.Client{}
	form := url.Values{"unit": {"an"}, "day": {"2020-06-23"}, "indicator": {"people_informed"}, "manner": {"phoned"}, "value": {"40"}, "by": {"Trực ban"}, "reason": {"báo qua điện thoại"}}
	status, said := visit(t, client, d.url+"enter", form)
	if status != http.StatusOK || !strings.Contains(said, "Recorded as decision 1: enter Tuyên truyền = 40, Xã An") {
		t.Errorf("entering gives %d: %s", status, said)
	}
	if _, said := visit(t, client, d.url+"trace/an/2020-06-23/people_informed", nil); !strings.Contains(said, "40 entered by the office, decision 1 (Trực ban, name typed on the page: báo qua điện thoại)") {
		t.Errorf("the proof says %s", said)
	}

	form.Set("day", "2019-06-23")
	status, said = visit(t, client, d.url+"enter?lang=vi", form)
	if status != http.StatusUnprocessableEntity || !strings.Contains(said, "Chưa ghi được: 2019-06-23 ở trước ngày bắt đầu 2020-06-01") {
		t.Errorf("a refusal on the page gives %d: %s", status, said)
	}
	var stdout, stderr bytes.Buffer
	line := []string{"enter", "an", "2019-06-23", "people_informed", "40", "--by", "x", "--reason", "y", "--config", configFile}
	if code := run(t.Context(), line, &stdout, &stderr); code != 2 || !strings.Contains(stderr.String(), "enter: 2019-06-23 lies before the programme, which starts on 2020-06-01") {
		t.Errorf("the same refusal of the command gives %d: %s", code, stderr.String())
	}

	stdout.Reset()
	if code := run(t.Context(), []string{"undo", "1", "--by", "Thường trực", "--reason", "nhầm", "--config", configFile, "--lang", "en"}, &stdout, &stderr); code != 0 {
		t.Fatalf("undo ends with %d: %s", code, stderr.String())
	}
	if _, said := visit(t, client, d.url+"decisions", nil); !strings.Contains(said, "(taken back by decision 2)") || !strings.Contains(said, "Thường trực") {
		t.Errorf("the decisions say %s", said)
	}
	if status, said := visit(t, client, d.url+"undo", url.Values{"id": {"1"}, "by": {"x"}, "reason": {"y"}}); status != http.StatusUnprocessableEntity || !strings.Contains(said, "decision 1 was taken back already, by decision 2") {
		t.Errorf("taking it back again gives %d: %s", status, said)
	}
	d.stop()
	<-d.done
}

func TestARoundIsBegunOnThePage(t *testing.T) {
	configFile := apptest.Small(t)
	d := startDaemon(t, configFile)
	if err := os.WriteFile(filepath.Join(filepath.Dir(configFile), "an.csv"), []byte("Ngày,Tuyên truyền\n22/6/2020,99\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(20 * time.Second)
	for said := ""; !strings.Contains(said, "99"); {
		if time.Now().After(deadline) {
			t.Fatalf("the new figure is not on the page: %s", said)
		}
		if status, page := visit(t, http.DefaultClient, d.url+"sync", url.Values{}); status != http.StatusOK {
			t.Fatalf("the button gives %d: %s", status, page)
		}
		_, said = visit(t, http.DefaultClient, d.url+"trace/an/2020-06-22/people_informed", nil)
	}
	if _, said := visit(t, http.DefaultClient, d.url+"rounds", nil); !strings.Contains(said, "asked on this page") || !strings.Contains(said, " Next ") {
		t.Errorf("the rounds say %s", said)
	}
	d.stop()
	<-d.done
}

// ownCertificate writes a certificate of this computer's own, and its key.
func ownCertificate(t *testing.T, dir string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	plan := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, plan, plan, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{"cert.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	own, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(own)
	return pool
}

func TestThePageBehindASignInIsEncryptedAndClosedToStrangers(t *testing.T) {
	configFile := apptest.Small(t)
	dir := filepath.Dir(configFile)
	pool := ownCertificate(t, dir)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	raw, err := os.ReadFile(configFile)
	if err != nil {
		t.Fatal(err)
	}
	signed := strings.Replace(string(raw), `web: {listen: "127.0.0.1:0"}`, `web:
  listen: "`+address+`"
  public_url: https://`+address+`
  tls: {cert: cert.pem, key: key.pem}
  sign_in: {client_id: x, client_secret_file: secret.txt, issuer: "http://127.0.0.1:1", office: [vp@example.vn]}`, 1)
	for name, content := range map[string]string{"config.yaml": signed, "secret.txt": "s3cret\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := startSigned(t, configFile)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	status, said := visit(t, client, "https://"+address+"/unit/an", nil)
	if status != http.StatusOK || !strings.Contains(said, "Sign in with Google") || strings.Contains(said, "Xã An") {
		t.Errorf("a stranger is shown %d: %s", status, said)
	}
	if status, _ := visit(t, client, "https://"+address+"/enter", url.Values{"unit": {"an"}}); status != http.StatusUnauthorized {
		t.Errorf("a stranger's form gives %d", status)
	}
	resp, err := client.Get("https://" + address + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.Header.Get("Strict-Transport-Security") == "" {
		t.Error("the browser is not told to stay with https")
	}
	d.stop()
	if code := <-d.done; code != 0 {
		t.Errorf("serve ends with %d: %s", code, d.errs.String())
	}
}

// startSigned starts a daemon whose page is at an https address.
func startSigned(t *testing.T, configFile string) *serving {
	t.Helper()
	d := runDaemon(t, configFile)
	if line := d.next(t, "next look"); !strings.Contains(line, "https://127.0.0.1:") {
		t.Fatalf("serve said %q, want its https address", line)
	}
	return d
}
