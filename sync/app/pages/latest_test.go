package pages

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/apptest"
)

// After the program was renewed the page shows what stood before, says so, and
// looks go on; nobody decides on it, and nothing is written from it.
func TestThePageShowsWhatStoodBeforeWhileANewReaderReadsAnew(t *testing.T) {
	clock := &apptest.Clock{At: time.Date(2020, 6, 22, 20, 0, 0, 0, apptest.Vietnam)}
	config := apptest.Small(t)
	before := apptest.Open(t, clock, config, app.ToWrite)
	before.Readings.Reader = "reader-1"
	if res, err := before.Round.Run(t.Context()); err != nil || len(res.Written) == 0 {
		t.Fatal(res, err)
	}
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}

	clock.Advance(time.Hour)
	o := apptest.Open(t, clock, config, app.ToWrite)
	latest := &latestReport{office: o}
	shown := func() string {
		t.Helper()
		r, err := latest.get(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s, err := latest.state(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return r.Window.Total.Figures[0].String() + " by " + s.Reader[:8] + " at " + r.AsOf.In(apptest.Vietnam).Format("15:04")
	}
	alarmed := func() bool {
		return slices.ContainsFunc(o.Alarms(t.Context()), func(a office.Alarm) bool { return a.Key == "rereading" })
	}
	if !o.Readings.Stale(t.Context()) {
		t.Fatal("what another reader read need not be read anew")
	}
	if got := shown(); got != "12 by reader-1 at 20:00" || !alarmed() {
		t.Errorf("shown is %s, alarmed %v", got, alarmed())
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(config), "an.csv"), []byte("Ngày,Tuyên truyền\n22/6/2020,15\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if refs, err := o.Round.Unproven(t.Context(), calendar.Date(2020, 6, 22)); err != nil || len(refs) != 1 {
		t.Errorf("to be looked at are %v, %v", refs, err)
	}
	res, err := o.Round.Run(t.Context())
	if err != nil || res.Read != 1 || res.Report != nil || len(res.Written) != 0 {
		t.Fatalf("the round gave %+v, %v", res, err)
	}
	if got := shown(); got != "12 by reader-1 at 20:00" {
		t.Errorf("after a round shown is %s", got)
	}
	s, _, err := latest.standing(t.Context())
	if err != nil || s.Reader == "reader-1" || s.Versions()[1].Figures[0].Value != 15 {
		t.Errorf("the desk decides on %+v, %v", s, err)
	}
	if err := o.Readings.Reread(t.Context(), o.Now()); err != nil {
		t.Fatal(err)
	}
	if got := shown(); got[:5] != "15 by" || got[6:14] == "reader-1" || alarmed() || o.Readings.Stale(t.Context()) {
		t.Errorf("read anew, shown is %s, alarmed %v", got, alarmed())
	}
	if res, err := o.Round.Run(t.Context()); err != nil || len(res.Written) == 0 {
		t.Errorf("the round after it wrote %v, %v", res.Written, err)
	}
}
