package gsheets

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

func TestAListingCostsACallAThousandFilesAndAccount(t *testing.T) {
	sim := sheetsim.New(sheetsim.Options{})
	c, _ := withAccounts(t, &fakeGoogle{api: sim}, "a@x", "b@x")
	sources(t, sim, 1001)
	sim.AddOfficeFile("tan-khai", "Tân Khai.xlsx", []byte("x"))
	sim.Trash("xa-007")
	sim.Deny("xa-008")
	files, complete, err := c.List(t.Context())
	if err != nil || !complete {
		t.Fatalf("complete %v, %v", complete, err)
	}
	if len(files) != 1000 || !files["tan-khai"].Office || files["xa-000"].Office || files["xa-000"].Name != "Tân Khai" {
		t.Errorf("%d files are listed, want 1000, with %+v and %+v", len(files), files["tan-khai"], files["xa-000"])
	}
	for _, gone := range []string{"xa-007", "xa-008"} {
		if _, ok := files[gone]; ok {
			t.Errorf("%s is listed", gone)
		}
	}
	if r := sim.Requests(); r["drive.files.list"] != 2 || len(r) != 1 {
		t.Errorf("it took %v, want a call an account", r)
	}
	sources(t, sim, 1100)
	sim.ResetRequests()
	if files, _, err = c.List(t.Context()); err != nil || len(files) != 1101 || sim.Requests()["drive.files.list"] != 4 {
		t.Errorf("%d files in %v, %v", len(files), sim.Requests(), err)
	}
}

func TestAListingThatFailsOrIsIncompleteSaysSo(t *testing.T) {
	s := &script{replies: []reply{{status: 200, body: `{"incompleteSearch":true,"files":[{"id":"a","mimeType":"` + typeSheet + `","modifiedTime":"junk"}]}`}}}
	c, _ := serve(t, s)
	files, complete, err := c.List(t.Context())
	if err != nil || complete || len(files) != 1 || !files["a"].Modified.IsZero() {
		t.Errorf("got %v, complete %v, %v", files, complete, err)
	}
	endless := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, `{"nextPageToken":"again"}`) })
	c, _ = serve(t, endless)
	if _, complete, err = c.List(t.Context()); err != nil || complete {
		t.Errorf("a listing without end: complete %v, %v", complete, err)
	}
	c, _ = serve(t, &script{replies: []reply{apiError(403, "PERMISSION_DENIED", "no", `,"details":[{"reason":"SERVICE_DISABLED"}]`)}})
	if _, _, err := c.List(t.Context()); !isFault(err, office.FaultAPIDisabled) {
		t.Errorf("got %v, want %s", err, office.FaultAPIDisabled)
	}
}

func TestAFileIsSettledOnlyWhenItsTimeCannotTrailAnyMore(t *testing.T) {
	f := File{Modified: start}
	for after, want := range map[time.Duration]bool{-time.Hour: false, 0: false, overlap: false, overlap + time.Second: true} {
		if got := f.Settled(start.Add(after)); got != want {
			t.Errorf("a look %v after the change settles it: %v, want %v", after, got, want)
		}
	}
	if (File{}).Settled(start) {
		t.Error("a file without a time is settled")
	}
}
