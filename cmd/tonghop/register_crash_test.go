package main

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tonghop/sync/app/apptest"
)

// A day is closed and issued by the program itself, which is killed at either
// step; given once more, the commands come to the same end: one draft, one
// number, the very bytes.
func TestAReportKilledWhileItIsIssuedIsIssuedOnce(t *testing.T) {
	bin := built(t)
	clerk := func(config string, args ...string) *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), bin, append(args, "--config", config, "--now", crashNow, "--log", "error")...)
		cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
		return cmd
	}
	run := func(t *testing.T, config string, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		cmd := clerk(config, args...)
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out.String())
		}
		return out.String()
	}
	closing := []string{"close", "day", "2020-06-24", "--by", "Văn phòng"}
	issuing := func(code string) []string {
		return []string{"issue", "--draft", code, "--number", "12-BC", "--by", "Văn phòng"}
	}
	first := apptest.Small(t)
	run(t, first, "sync")
	began := time.Now()
	said := run(t, first, closing...)
	took := time.Since(began)
	code := draftOf(t, said)
	run(t, first, issuing(code)...)
	want := mustRead(t, filepath.Join(filepath.Dir(first), "out", "bao-cao-ngay-2020-06-24-so-12-BC.xlsx"))
	for seed := range uint64(kills(t)) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 2))
			config := apptest.Small(t)
			run(t, config, "sync")
			for _, args := range [][]string{closing, issuing(code)} {
				cmd := clerk(config, args...)
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				time.AfterFunc(time.Duration(random.Float64()*1.2*float64(took)), func() { _ = cmd.Process.Kill() }) // in vain where it has ended
				_ = cmd.Wait()
				run(t, config, args...)
			}
			if list := run(t, config, "issued"); strings.Count(list, "12-BC ngày") != 1 || strings.Contains(list, "chưa có số") {
				t.Errorf("the register has\n%s", list)
			}
			if got := mustRead(t, filepath.Join(filepath.Dir(config), "out", "bao-cao-ngay-2020-06-24-so-12-BC.xlsx")); !maps.EqualFunc(sheetsOf(t, got), sheetsOf(t, want), bytes.Equal) {
				t.Error("the issued file is another one than an undisturbed office has")
			}
			if proof := run(t, config, "verify"); !strings.Contains(proof, "in lại đúng từng byte") || strings.Contains(proof, "✗") {
				t.Errorf("verify says\n%s", proof)
			}
		})
	}
}

// sheetsOf are the parts of a workbook but for its properties, which bear the head
// of the ledger that it was drafted from: no two offices have the same.
func sheetsOf(t *testing.T, xlsx []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(xlsx), int64(len(xlsx)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "docProps/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	return parts
}
