package workbook

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func newTarget(t *testing.T) *Target {
	return &Target{Path: filepath.Join(t.TempDir(), "out", "tong-hop.xlsx"), Now: func() time.Time { return june24 }}
}

func publish(t *testing.T, target *Target, tabs string, want bool) {
	t.Helper()
	b := sample()
	b.Tabs[0].Title = tabs
	if changed, err := target.Publish(t.Context(), b); err != nil || changed != want {
		t.Errorf("publishing %q: changed %v (%v), want %v", tabs, changed, err, want)
	}
}

func TestPublishingTwiceWritesOnce(t *testing.T) {
	target := newTarget(t)
	publish(t, target, "Một", true)
	old := june24.Add(-time.Hour)
	if err := os.Chtimes(target.Path, old, old); err != nil {
		t.Fatal(err)
	}
	publish(t, target, "Một", false)
	if info, err := os.Stat(target.Path); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("the file was touched: %v (%v)", info.ModTime(), err)
	}
	publish(t, target, "Hai", true)
	publish(t, target, "Hai", false)
}

func TestPublishingMendsAFileThatWasChanged(t *testing.T) {
	target := newTarget(t)
	publish(t, target, "Một", true)
	want, err := os.ReadFile(target.Path)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(want)
	changed[len(changed)/2] ^= 1 // of the same length
	writeFile(t, target.Path, changed)
	publish(t, target, "Một", true)
	if got, err := os.ReadFile(target.Path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the file was not mended (%v)", err)
	}
}

func TestPublishingOverAFolderFails(t *testing.T) {
	target := newTarget(t)
	if err := os.MkdirAll(target.Path, 0o700); err != nil {
		t.Fatal(err)
	}
	if changed, err := target.Publish(t.Context(), sample()); err == nil || changed {
		t.Errorf("got changed %v, error %v", changed, err)
	}
}

func TestPublishingStopsWithItsContext(t *testing.T) {
	target := newTarget(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if changed, err := target.Publish(ctx, sample()); !errors.Is(err, context.Canceled) || changed {
		t.Errorf("got changed %v, error %v", changed, err)
	}
	if _, err := os.Stat(target.Path); err == nil {
		t.Error("the file was written")
	}
}
