package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tonghop/sync/config"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/templates"
)

// keyFile writes the key of a service account that Google refuses.
func keyFile(t *testing.T, dir string) string {
	t.Helper()
	refuses := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, `{"error": "invalid_grant"}`, http.StatusBadRequest)
	}))
	t.Cleanup(refuses.Close)
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(map[string]string{
		"type": "service_account", "project_id": "thu", "private_key_id": "1", "client_email": "tonghop@thu.iam.gserviceaccount.com",
		"client_id": "1", "token_uri": refuses.URL,
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "service-account.json")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// firstDay runs tonghop init in a folder of its own.
func firstDay(t *testing.T, dir, list, answers string, args ...string) (out, errs string, code int) {
	t.Helper()
	units := filepath.Join(dir, "units.csv")
	if err := os.WriteFile(units, []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	root := newRoot(&stdout, &stderr)
	root.SetIn(strings.NewReader(answers))
	root.SetArgs(append([]string{"init", "--from", units, "--config", filepath.Join(dir, "config.yaml")}, args...))
	if err := root.ExecuteContext(t.Context()); err != nil {
		code = complain(&stderr, err)
	}
	return stdout.String(), stderr.String(), code
}

const oneLink = "name,link\nXã An,https://docs.google.com/spreadsheets/d/xa-an/edit\n"

func TestTheShareTextHasTheServiceAccountsAddress(t *testing.T) {
	dir := t.TempDir()
	key := keyFile(t, dir)
	out, errs, _ := firstDay(t, dir, oneLink, "", "--credentials", key)
	if !strings.Contains(out, "dán địa chỉ tonghop@thu.iam.gserviceaccount.com, chọn quyền Người xem") {
		t.Errorf("the text to send has no address:\n%s%s", out, errs)
	}
	cfg, err := config.Load(filepath.Join(dir, "config.yaml"), config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(cfg.Google.Credentials, []string{key}) || !bytes.Contains(cfg.Raw, []byte(`credentials: ["service-account.json"]`)) {
		t.Errorf("credentials %q, want the file named from the configuration's folder", cfg.Google.Credentials)
	}
}

func TestAKeyFileThatIsNoneIsAskedForAgain(t *testing.T) {
	dir := t.TempDir()
	key := keyFile(t, dir)
	answers := "\n\n\n\n\n\n" + filepath.Join(dir, "units.csv") + "\n" + key + "\n"
	out, errs, _ := firstDay(t, dir, oneLink, answers)
	if !strings.Contains(out, "! Không dùng được tệp") || !strings.Contains(out, "dán địa chỉ tonghop@thu") {
		t.Errorf("%s%s", out, errs)
	}
}

func TestInitReadsTheSheetsOnceThroughGoogle(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	if err := sim.LoadSpreadsheet("xa-an", []byte(`{"properties": {"title": "Xã An"}, "sheets": [{"properties": {"title": "T6"}}]}`)); err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{"A1": "Ngày", "B1": "Tuyên truyền", "A2": "24/06/2020", "B2": 12} {
		if err := sim.Type("xa-an", "T6", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	google := httptest.NewServer(sim)
	defer google.Close()
	list := oneLink + "Xã Bình,https://docs.google.com/spreadsheets/d/xa-binh/edit\n"
	out, errs, code := firstDay(t, t.TempDir(), list, "", "--endpoint", google.URL, "--starts", "2020-06-01", "--now", "2020-06-24T22:30:00+07:00")
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, want := range []string{"Tuyên truyền (people_informed) ← “Tuyên truyền”", "Xã Bình (binh)", "! Không tìm thấy bảng tính", "Việc tiếp theo"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q does not stand in\n%s", want, out)
		}
	}
}

func TestStoppedInitWritesNothing(t *testing.T) {
	config := filepath.Join(t.TempDir(), "config.yaml")
	ctx, stop := context.WithCancel(t.Context())
	keyboard, _ := io.Pipe()
	root := newRoot(io.Discard, io.Discard)
	root.SetIn(keyboard)
	root.SetArgs([]string{"init", "--config", config})
	done := make(chan error)
	go func() { done <- root.ExecuteContext(ctx) }()
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if _, err := os.Stat(config); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a file: %v", err)
	}
}

func TestTheSampleInsideTheProgramIsTheRepositorys(t *testing.T) {
	inside, err := templates.Builtin().Open("config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer inside.Close()
	got, err := io.ReadAll(inside)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../config.yaml")
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("templates/config.yaml is not config.yaml (%v): run go generate ./templates", err)
	}
}
