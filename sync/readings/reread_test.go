package readings_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/grid"
	"tonghop/model/reading"
	"tonghop/model/record"
	"tonghop/sync/readings"
)

// A dying record ends the process's work once so many tabs were asked for.
type dying struct {
	record.View
	asked, dies int
	die         context.CancelFunc
}

func (d *dying) Cells(ctx context.Context, n int64) (grid.Tab, error) {
	d.asked++
	if d.asked > d.dies {
		d.die()
		return grid.Tab{}, ctx.Err()
	}
	return d.View.Cells(ctx, n)
}

func (d *desk) readFrom(v record.View, c *readings.Cache) *readings.Readings {
	r := d.readings(c)
	r.Record = v
	return r
}

func (d *desk) readBy(reader string, c *readings.Cache) *readings.Readings {
	r := d.readings(c)
	r.Reader = reader
	return r
}

func TestWhatTheReaderBeforeReadStandsUntilAllIsReadAnew(t *testing.T) {
	d := lived(t)
	c := d.cache(filepath.Join(t.TempDir(), "cache"))
	defer c.Close()
	before, err := d.readBy("reader-1", c).Head(t.Context(), at(4, 16, 0))
	if err != nil || before.Reader != "reader-1" {
		t.Fatal(before, err)
	}
	if d.readBy("reader-1", c).Stale(t.Context()) {
		t.Error("the reader that read all has to read it anew")
	}
	d.look(at(5, 16, 0), 5, sheet([2]int{1, 11}, [2]int{3, 13}, [2]int{4, 14}, [2]int{5, 15})) // which only today's reader sees

	// Killed after each number of tabs, and begun again.
	for dies := range 5 {
		ctx, die := context.WithCancel(t.Context())
		v := &dying{View: d.ledger, dies: 1, die: die}
		r := d.readFrom(v, c)
		if !r.Stale(t.Context()) {
			t.Fatalf("after %d kills nothing has to be read anew", dies)
		}
		kept, err := r.Kept(t.Context())
		if err != nil || kept == nil {
			t.Fatalf("after %d kills nothing stands: %v", dies, err)
		}
		if diff := cmp.Diff(before, kept); diff != "" {
			t.Fatalf("after %d kills (-before +kept):\n%s", dies, diff)
		}
		if err := r.Reread(ctx, at(30, 12, 0)); dies < 4 && !errors.Is(err, context.Canceled) || dies == 4 && err != nil {
			t.Fatalf("after %d kills: %v", dies, err)
		}
		die()
		if r.Rereading() {
			t.Error("it says that it reads although it was killed")
		}
	}
	r := d.readings(c)
	if r.Stale(t.Context()) {
		t.Error("all was read anew, and it says that it was not")
	}
	now, err := r.Kept(t.Context())
	if err != nil || now == nil || now.Reader != reading.Version {
		t.Fatalf("%+v, %v", now, err)
	}
	if diff := cmp.Diff(d.head(nil).Said, now.Said); diff != "" {
		t.Errorf("(-read anew +killed and gone on):\n%s", diff)
	}
	v := &dying{View: d.ledger, dies: 0}
	if _, err := d.readFrom(v, c).Head(t.Context(), at(30, 12, 0)); err != nil || v.asked > 0 {
		t.Errorf("%d tabs are read again, %v", v.asked, err)
	}
}

func TestWhatIsNotAllKeptDoesNotStand(t *testing.T) {
	d := lived(t)
	c := d.cache(filepath.Join(t.TempDir(), "cache"))
	defer c.Close()
	if s, err := d.readings(c).Kept(t.Context()); s != nil || err != nil || d.readings(c).Stale(t.Context()) {
		t.Errorf("with nothing read: %+v, %v", s, err)
	}
	if s, err := d.readings(nil).Kept(t.Context()); s != nil || err != nil || d.readings(nil).Stale(t.Context()) {
		t.Errorf("without a cache: %+v, %v", s, err)
	}
	if _, err := d.readBy("reader-1", c).Head(t.Context(), at(4, 16, 0)); err != nil {
		t.Fatal(err)
	}
	d.alias = "Tuyên truyền miệng" // other words govern it since
	if s, err := d.readings(c).Kept(t.Context()); s != nil || err != nil {
		t.Errorf("read by other words: %+v, %v", s, err)
	}
}
