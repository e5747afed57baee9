package reports

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"tonghop/sync/app"
	"tonghop/templates"
)

func TestWithoutLibreOfficeThePDFIsRefusedWithAWayOut(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("ProgramFiles", t.TempDir())
	if _, err := os.Stat("/Applications/LibreOffice.app"); err == nil {
		t.Skip("LibreOffice stands where macOS puts it: it cannot be hidden from here")
	}
	_, err := toPDF(t.Context(), nil)
	var h *app.Hinted
	if !errors.As(err, &h) || !strings.Contains(err.Error(), "LibreOffice is not installed") || !strings.Contains(h.Hint, "save it as PDF") {
		t.Errorf("got %v", err)
	}
}

func TestLibreOfficePrintsAPDF(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is not installed, and CI=true does not let this test be skipped")
		}
		t.Skip("soffice (LibreOffice) is not installed: no PDF is printed here")
	}
	book, err := fs.ReadFile(templates.Builtin(), "forms/doan/bao-cao-thang.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := toPDF(t.Context(), book)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("what was printed begins with %q", pdf[:min(len(pdf), 8)])
	}
}
