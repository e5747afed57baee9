package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
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
}
