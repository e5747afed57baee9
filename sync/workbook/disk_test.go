package workbook

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tonghop/model/office"
	"tonghop/sync/workbook/cells"
)

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// oneCell is a workbook of one figure.
func oneCell(t *testing.T, n int) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	var out bytes.Buffer
	if err := errors.Join(f.SetCellInt("Sheet1", "A1", int64(n)), f.Write(&out)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func wantFault(t *testing.T, err error, code office.FaultCode) {
	t.Helper()
	f, ok := errors.AsType[*office.Fault](err)
	if !ok || f.Code != code {
		t.Errorf("got error %v, want a fault %q", err, code)
	}
}

func TestAFileIsASnapshot(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "xã.xlsx")
	writeFile(t, name, oneCell(t, 5))
	writeFile(t, filepath.Join(dir, "~$xã.xlsx"), []byte("who has it open"))
	at := time.Date(2020, 6, 24, 16, 30, 0, 0, time.UTC)
	if err := os.Chtimes(name, at, at); err != nil {
		t.Fatal(err)
	}
	d := Disk{Dir: dir}
	s, err := d.Fetch(t.Context(), "xã.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if !s.Modified.Equal(at) {
		t.Errorf("modified %v, want %v", s.Modified, at)
	}
	if !strings.HasPrefix(s.Content, "sha256:") || len(s.Content) != len("sha256:")+64 {
		t.Errorf("content %q is no SHA-256", s.Content)
	}
	if b, err := s.Decode(); err != nil || b.Title != "xã" || b.Tabs[0].At(0, 0).Number != 5 {
		t.Errorf("decoded %+v, %v", b, err)
	}
	same, err := d.Fetch(t.Context(), name) // by its whole path
	if err != nil || same.Content != s.Content {
		t.Errorf("the same bytes: content %q (%v), want %q", same.Content, err, s.Content)
	}
	writeFile(t, name, oneCell(t, 6))
	if other, err := d.Fetch(t.Context(), name); err != nil || other.Content == s.Content {
		t.Errorf("other bytes have the same content %q (%v)", other.Content, err)
	}
}

func TestWhyAFileCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		writeFile(t, filepath.Join(dir, name), data)
		return name
	}
	whole := oneCell(t, 1)
	cases := []struct {
		name, ref string
		code      office.FaultCode
	}{
		{"no such file", "không có.xlsx", office.FaultNotFound},
		{"no such folder", "a/b/c.xlsx", office.FaultNotFound},
		{"a folder", ".", office.FaultNotWorkbook},
		{"Excel's own mark", file("~$a.xlsx", []byte("x")), office.FaultNotWorkbook},
		{"too large", file("lớn.csv", make([]byte, cells.MaxFileSize+1)), office.FaultTooLarge},
		{"half written", file("nửa.xlsx", whole[:len(whole)/2]), office.FaultTruncated},
		{"empty", file("rỗng.xlsx", nil), office.FaultNotWorkbook},
	}
	for _, c := range cases {
		s, err := (&Disk{Dir: dir}).Fetch(t.Context(), c.ref)
		if err == nil {
			_, err = s.Decode()
		}
		if f, ok := errors.AsType[*office.Fault](err); !ok || f.Code != c.code {
			t.Errorf("%s: got %v, want a fault %q", c.name, err, c.code)
		}
	}
}

func TestAFileThatMayNotBeOpened(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("root opens every file, and Windows has other rights")
	}
	name := filepath.Join(t.TempDir(), "a.xlsx")
	writeFile(t, name, oneCell(t, 1))
	if err := os.Chmod(name, 0); err != nil {
		t.Fatal(err)
	}
	_, err := (&Disk{}).Fetch(t.Context(), name)
	wantFault(t, err, office.FaultDenied)
}

func TestErrorsOfTheSystemAreDenied(t *testing.T) {
	wantFault(t, diskFault("a.xlsx", &os.PathError{Op: "open", Path: "a.xlsx", Err: os.ErrPermission}), office.FaultDenied)
	wantFault(t, diskFault("a.xlsx", errors.New("the network folder does not answer")), office.FaultDenied)
}

func TestFetchStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (&Disk{}).Fetch(ctx, "a.xlsx"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}
