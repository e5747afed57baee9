package gsheets

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/gsheets/sheetsim"
)

// A reader goes round after round over its sources as a round does: it lists,
// and reads what is not known to be unchanged.
type reader struct {
	*testing.T
	c    *Client
	ck   *clock
	sim  *sheetsim.Server
	refs []string
	last map[string]record.Last
}

func newReader(t *testing.T, n int) *reader {
	var ck *clock
	sim := sheetsim.New(sheetsim.Options{Now: func() time.Time { return ck.Now() }})
	decode := func(name string, _ []byte) (grid.Book, error) { return grid.Book{Title: name}, nil }
	c, ck := serve(t, sim, func(o *Options) { o.DecodeXLSX = decode })
	r := &reader{T: t, c: c, ck: ck, sim: sim, last: map[string]record.Last{}}
	r.refs = sources(t, sim, n)
	ck.Sleep(t.Context(), time.Hour)
	return r
}

// round waits, and then gives the ids of the sources that were read.
func (r *reader) round(after time.Duration) string {
	r.Helper()
	r.ck.Sleep(r.Context(), after)
	skip, err := r.c.Unchanged(r.Context(), r.refs, r.last)
	if err != nil {
		r.Fatal(err)
	}
	var read []string
	for _, ref := range r.refs {
		if skip[ref] {
			continue
		}
		id, _ := ParseRef(ref)
		l := record.Last{Seen: r.ck.Now(), Modified: r.last[ref].Modified}
		snap, err := r.c.Fetch(r.Context(), ref)
		var f *office.Fault
		if errors.As(err, &f) {
			read = append(read, id+" "+string(f.Code))
			delete(r.last, ref)
			continue
		}
		if l.Content = snap.Content; !snap.Modified.IsZero() {
			l.Modified = snap.Modified
		}
		r.last[ref] = l
		read = append(read, id)
	}
	return strings.Join(read, " ")
}

func (r *reader) want(what, got, want string) {
	r.Helper()
	if got != want {
		r.Errorf("%s: read %q, want %q", what, got, want)
	}
}

func (r *reader) do(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func TestAnEditThatDriveNoticesLateIsNotMissed(t *testing.T) {
	r := newReader(t, 2)
	r.want("the first round", r.round(0), "xa-000 xa-001")
	r.want("with nothing changed", r.round(time.Minute), "")
	r.ck.Sleep(t.Context(), 30*time.Second)
	r.do(r.sim.Type("xa-001", "Tháng 6", "A2", 15)) // 30 s after the round
	r.want("before Drive has noticed", r.round(30*time.Second), "")
	for _, after := range []time.Duration{3, 2, 2, 2} { // 3.5, 5.5, 7.5 and 9.5 minutes after the edit
		r.want("until its time is settled", r.round(after*time.Minute), "xa-001")
	}
	r.want("when it is settled, once more", r.round(time.Minute), "xa-001")
	r.want("and then no more", r.round(time.Minute), "")
}

func TestEditsInASpellThatDriveNoticesTogetherAreAllRead(t *testing.T) {
	r := newReader(t, 1)
	r.round(0)
	contents := map[string]bool{}
	for i := range 12 {
		r.do(r.sim.Type("xa-000", "Tháng 6", "A2", 100+i))
		r.round(50 * time.Second)
		contents[r.last[r.refs[0]].Content] = true
	}
	r.round(15 * time.Minute)
	r.round(15 * time.Minute)
	snap, err := r.c.Fetch(t.Context(), r.refs[0])
	r.do(err)
	if got := r.last[r.refs[0]].Content; got != snap.Content || len(contents) < 2 {
		t.Errorf("the last edit was missed, after %d contents were seen", len(contents))
	}
}

func TestASourceThatIsNotListedIsAskedAboutAlone(t *testing.T) {
	r := newReader(t, 3)
	r.sim.LinkOnly("xa-001")
	r.sim.OnSharedDrive("xa-002")
	r.want("the first round", r.round(0), "xa-000 xa-001 xa-002")
	r.sim.ResetRequests()
	r.want("with nothing changed", r.round(time.Minute), "")
	if got := r.sim.Requests(); got["drive.files.list"] != 1 || got["drive.files.get"] != 1 || len(got) != 2 {
		t.Errorf("it took %v, want a listing and a word about the one that is shared by link", got)
	}
	r.do(r.sim.Type("xa-001", "Tháng 6", "A2", 15))
	r.want("after an edit", r.round(4*time.Minute), "xa-001")
	r.sim.Inject(sheetsim.Fault{Method: "drive.files.get", Times: -1, Status: 404})
	r.want("where Drive does not tell", r.round(20*time.Minute), "xa-001")
	r.want("each time", r.round(20*time.Minute), "xa-001")
}

func TestAnOfficeFileIsSkippedWhileItsChecksumStands(t *testing.T) {
	r := newReader(t, 0)
	r.sim.AddOfficeFile("tan-khai", "Tân Khai.xlsx", []byte("a"))
	r.refs = []string{"https://drive.google.com/file/d/tan-khai/view"}
	r.want("the first round", r.round(0), "tan-khai")
	r.want("with nothing changed", r.round(time.Minute), "")
	r.sim.AddOfficeFile("tan-khai", "Tân Khai.xlsx", []byte("b"))
	r.want("saved anew", r.round(time.Minute), "tan-khai")
	r.want("and then no more", r.round(time.Second), "")
}

func TestWhatLiesInTheTrashIsAFaultUntilItIsRestored(t *testing.T) {
	r := newReader(t, 1)
	r.round(0)
	r.sim.Trash("xa-000")
	r.want("in the trash", r.round(time.Minute), "xa-000 trashed")
	r.ck.Sleep(t.Context(), time.Hour)
	if _, err := r.c.Fetch(t.Context(), r.refs[0]); !isFault(err, office.FaultTrashed) {
		t.Errorf("read without a listing: %v", err)
	}
	r.sim.Restore("xa-000")
	if _, err := r.c.Fetch(t.Context(), r.refs[0]); err != nil {
		t.Errorf("restored, and read without a listing: %v", err)
	}
	r.want("restored", r.round(0), "xa-000")
}

func TestASnapshotTellsTheTimeThatWasListedOnlyWhileTheListingIsRecent(t *testing.T) {
	r := newReader(t, 1)
	edited := r.ck.Now().Add(-time.Hour)
	r.round(0)
	for after, want := range map[time.Duration]time.Time{listingLasts: edited, listingLasts + time.Second: {}} {
		if _, err := r.c.Unchanged(t.Context(), r.refs, nil); err != nil {
			t.Fatal(err)
		}
		r.ck.Sleep(t.Context(), after)
		snap, err := r.c.Fetch(t.Context(), r.refs[0])
		if err != nil || !snap.Modified.Equal(want) {
			t.Errorf("%v after the listing: modified %v, %v; want %v", after, snap.Modified, err, want)
		}
	}
}

func TestWorkbooksSharedWithUsAreKnownWithTheirAddresses(t *testing.T) {
	r := newReader(t, 2)
	r.sim.AddOfficeFile("moi", "Mới.xlsx", []byte("a"))
	r.refs = r.refs[:1]
	r.sim.LinkOnly("xa-000")
	r.round(time.Minute)
	var got []string
	for _, f := range r.c.Shared() {
		got = append(got, f.Name+" "+f.URL())
	}
	want := []string{"Mới.xlsx https://drive.google.com/file/d/moi/view", "Tân Khai https://docs.google.com/spreadsheets/d/xa-001/edit"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAListingThatFailsIsAnErrorAndKeepsWhatWasKnown(t *testing.T) {
	r := newReader(t, 1)
	r.round(0)
	known := maps.Clone(r.c.listed.files)
	r.sim.Inject(sheetsim.Fault{Method: "drive.files.list", Times: -1, Status: 403})
	if _, err := r.c.Unchanged(t.Context(), r.refs, r.last); err == nil {
		t.Error("a listing that failed is no error")
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := r.c.Unchanged(ctx, r.refs, r.last); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled listing: %v", err)
	}
	if !maps.Equal(known, r.c.listed.files) {
		t.Error("what was known of files was thrown away")
	}
}
