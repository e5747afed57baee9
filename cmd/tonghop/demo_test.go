package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func BenchmarkDemoMonth(b *testing.B) {
	for b.Loop() {
		if code := run(b.Context(), []string{"demo", "--once", "--out", b.TempDir()}, io.Discard, io.Discard); code != 0 {
			b.Fatalf("exit %d", code)
		}
	}
}

func TestTheDemoLivesThroughItsMonth(t *testing.T) {
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"demo", "--once", "--out", out, "--lang", "en"}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	for _, name := range []string{"tong-hop.xlsx", "bao-cao-thang-2020-06.xlsx", "config.yaml", "demo.db"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
	var standings bytes.Buffer
	if code := run(t.Context(), []string{"export", "standings", "--config", filepath.Join(out, "config.yaml"), "--log", "error"}, &standings, &stderr); code != 0 {
		t.Fatalf("exporting: exit %d: %s", code, stderr.String())
	}
	for _, want := range []string{
		"tan-quan,day,2020-06-24,late,2020-06-24T17:00:00+07:00,2020-06-24T17:00:15",
		"dong-no,day,2020-06-24,missing,",
		"phuoc-an,day,2020-06-24,unreadable,",
		"thanh-an,day,2020-06-24,on_time,",
	} {
		if !strings.Contains(standings.String(), want) {
			t.Errorf("no standing begins with %s", want)
		}
	}
}
