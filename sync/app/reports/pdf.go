package reports

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"tonghop/sync/app"
)

// pdfTime bounds how long LibreOffice may take; its first start on a slow
// office PC takes half a minute.
const pdfTime = 3 * time.Minute

// toPDF prints a workbook by LibreOffice, which runs apart from one that the
// office has open.
func toPDF(ctx context.Context, book []byte) ([]byte, error) {
	program, err := libreOffice()
	if err != nil {
		return nil, app.Failure(err, "install LibreOffice (libreoffice.org), or open the .xlsx in Excel and save it as PDF")
	}
	dir, err := os.MkdirTemp("", "tonghop-pdf-")
	if err != nil {
		return nil, app.Failure(fmt.Errorf("making a folder for the PDF: %w", err), "make room on the disk")
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "report.xlsx")
	if err := os.WriteFile(in, book, 0o600); err != nil {
		return nil, app.Failure(fmt.Errorf("preparing the PDF: %w", err), "make room on the disk")
	}
	ctx, cancel := context.WithTimeout(ctx, pdfTime)
	defer cancel()
	profile := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(filepath.Join(dir, "profile")), "/")}
	cmd := exec.CommandContext(ctx, program, "-env:UserInstallation="+profile.String(), "--headless", "--convert-to", "pdf", "--outdir", dir, in)
	cmd.WaitDelay = 5 * time.Second
	said, err := cmd.CombinedOutput()
	if err == nil {
		var pdf []byte
		if pdf, err = os.ReadFile(filepath.Join(dir, "report.pdf")); err == nil {
			return pdf, nil
		}
	}
	if ctx.Err() == context.DeadlineExceeded {
		err = fmt.Errorf("LibreOffice took longer than %s", pdfTime)
	}
	return nil, app.Failure(fmt.Errorf("printing the PDF: %w: %s", err, firstLine(said)), "the .xlsx is written; open it and save it as PDF")
}

func firstLine(b []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(b)), "\n")
	return line
}

// libreOffice finds the program on the path, or where Windows and macOS put it.
func libreOffice() (string, error) {
	for _, name := range []string{"soffice", "libreoffice"} {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	for _, place := range []string{
		filepath.Join(os.Getenv("ProgramFiles"), "LibreOffice", "program", "soffice.exe"),
		"/Applications/LibreOffice.app/Contents/MacOS/soffice",
	} {
		if info, err := os.Stat(place); err == nil && !info.IsDir() {
			return place, nil
		}
	}
	return "", errors.New("printing the PDF: LibreOffice is not installed")
}
