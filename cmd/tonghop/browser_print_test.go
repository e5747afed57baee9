package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// printed prints the page as its style sheet says, and gives the text of each
// sheet of paper as it is laid out.
func (b *tab) printed(name string) (sheets []string) {
	b.t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("CI") != "" {
			b.t.Fatal("pdftotext is not installed, and CI does not let this test be skipped")
		}
		b.t.Skip("pdftotext is not installed: nothing printed is looked at")
	}
	var pdf []byte
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		r, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
		pdf = r.Data
		return err
	}))
	file := filepath.Join(b.t.TempDir(), "page.pdf")
	if dir := os.Getenv("TONGHOP_PICTURES"); dir != "" {
		file = filepath.Join(dir, name+".pdf")
	}
	if err := os.WriteFile(file, pdf, 0o644); err != nil {
		b.t.Fatal(err)
	}
	info, err := exec.Command("pdfinfo", file).Output()
	if err != nil {
		b.t.Fatal(err)
	}
	size := regexp.MustCompile(`Page size: +([0-9.]+) x ([0-9.]+)`).FindStringSubmatch(string(info))
	wide, _ := strconv.ParseFloat(size[1], 64)
	high, _ := strconv.ParseFloat(size[2], 64)
	if min(wide, high) < 590 || min(wide, high) > 600 || max(wide, high) < 837 || max(wide, high) > 847 {
		b.t.Errorf("%s is printed on %v × %v points, which is no A4", name, wide, high)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		b.t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

// printedOnA4 prints the pages of a province: no row is without its unit's name,
// each sheet has the table's head, and no name is cut off.
func printedOnA4(t *testing.T, in context.Context, base string) {
	b := openTab(t, in, base)
	b.visit("/month")
	sheets := b.printed("month")
	rows := 0
	for i, sheet := range sheets {
		if strings.Contains(sheet, "Xã Phước Thiện") || strings.Contains(sheet, "Phước Thiện ") {
			if !strings.Contains(sheet, "24/6") {
				t.Errorf("sheet %d has units and no days above them", i+1)
			}
		}
		rows += len(regexp.MustCompile(`(?m)^ *(?:Phước Thiện \d+|Tân Hưng|Minh Tâm)\b.*\d+/\d+ *$`).FindAllString(sheet, -1))
	}
	if rows < 180 {
		t.Errorf("%d of 187 rows have a name on the left and a rate on the right, on %d sheets", rows, len(sheets))
	}
	for path, name := range map[string]string{"/": "today", "/unit/don-vi-7": "unit", "/findings": "findings", "/calls": "calls"} {
		b.visit(path)
		if sheets := b.printed(name); len(sheets) == 0 || strings.TrimSpace(sheets[0]) == "" {
			t.Errorf("%s prints nothing on its first sheet", path)
		}
	}
	b.quiet()
}
