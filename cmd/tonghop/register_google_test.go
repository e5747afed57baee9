package main

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/reports"
	"tonghop/sync/gsheets/sheetsim"
)

// A district on Google: the sheets are kept as they were read, and read again
// to the same figures.
func TestSheetsOnGoogleAreKeptAtTheClose(t *testing.T) {
	v := newVictim(t, built(t), officeLives[0], 0)
	v.run("sync")
	said := v.run("close", "day", "2020-06-23", "--by", "Văn phòng")
	kept := regexp.MustCompile(`lưu được nguyên bản (\d+)/(\d+)`).FindStringSubmatch(said)
	if kept == nil || kept[1] == "0" {
		t.Fatalf("nothing is kept:\n%s", said)
	}
	proof := v.run("verify")
	if !strings.Contains(proof, "đọc lại "+kept[1]+" tệp nguồn, in lại đúng từng byte") || strings.Contains(proof, "✗") || strings.Contains(proof, "reader") {
		t.Errorf("kept %s of %s, and verify says\n%s", kept[1], kept[2], proof)
	}
}

// Without Google a period is closed all the same, and not source by source.
func TestGoogleIsNotAskedAgainOnceItIsDown(t *testing.T) {
	v := newVictim(t, "", officeLives[0], 0)
	v.google.Inject(sheetsim.Fault{Times: -1, Status: 503})
	f := &flags{config: v.config, now: crashNow, log: "error", stdout: io.Discard, stderr: io.Discard,
		sleepOverride: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
	o, err := f.open(t.Context(), app.ToWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	fetch := reports.Of(o.Office).Fetcher(t.Context())
	asked := 0
	for i, ref := range o.Programme.Sources() {
		_, err := fetch(t.Context(), ref)
		if f := (*office.Fault)(nil); !errors.As(err, &f) || f.Code != office.FaultGoogleDown {
			t.Errorf("%s: %v, want that Google is down", ref, err)
		}
		n := 0
		for _, times := range v.google.Requests() {
			n += times
		}
		if i > 0 && n != asked {
			t.Errorf("Google was asked for source %d", i+1)
		}
		asked = n
	}
}
