package apptest

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tonghop/sync/app"
)

// Small writes a configuration of one commune with a CSV sheet, and with
// further lines where a test wants them, and gives its path.
func Small(t *testing.T, further ...string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"an.csv": "Ngày,Tuyên truyền\n22/6/2020,12\n",
		"config.yaml": `programme: {title: "Thử nghiệm", starts: 2020-06-01, ends: 2020-12-31}
ledger: ledger.db
units: [{id: an, name: "Xã An", type: xa, source: an.csv}]
indicators: [{id: people_informed, label: "Tuyên truyền", short: "Tuyên truyền", unit: lượt}]
web: {listen: "127.0.0.1:0"}
` + strings.Join(further, "")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "config.yaml")
}

// Open opens an office under a clock until the test ends.
func Open(t testing.TB, clock *Clock, config string, n app.Need) *app.Office {
	t.Helper()
	o, err := app.Open(t.Context(), app.Settings{Path: config, Now: clock.Now, Clock: clock.Now, Sleep: clock.Sleep, Log: slog.New(slog.DiscardHandler)}, n)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	return o
}
