package ledgertest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/ledger"
)

var document, settings, evidence = []byte{'P', 'K', 0, 1}, []byte("programme: {}"), []byte("[]")

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// closed is a draft of June up to the 24th.
func closed(code string, at time.Time) *record.Issued {
	return &record.Issued{
		Draft: code, Digest: "digest of " + code, AsOf: at.Add(-time.Minute).UTC(), Closed: at.UTC(), ClosedBy: "văn phòng", Config: hash(settings), Edition: "1.0",
		Period:  calendar.Period{Kind: calendar.KindMonth, Name: "2020-06", First: june24 - 30, Last: june24},
		Drafted: record.Document{Name: "bao-cao.xlsx", SHA256: hash(document)}, Evidence: record.Document{Name: "evidence.json", SHA256: hash(evidence)},
		Revision: 5, Head: "5-000000000000", Reader: "r",
		Figures: []record.Frozen{{Unit: "an", Indicator: "people", Period: office.Stated(5), Year: office.Stated(0)}, {Indicator: "people"}},
	}
}

func numbered(d record.Issued, number string, at time.Time) *record.Issued {
	d.Number, d.At, d.By, d.Dated, d.File = number, at.UTC(), "lãnh đạo", june24, d.Drafted
	return &d
}

func (f *fixture) close(code string, at time.Time) record.Issued {
	f.Helper()
	d := closed(code, at)
	var err error
	d.ID, _, err = f.KeepDraft(f.Context(), d, nil, document, settings, evidence)
	f.ok(err)
	return *d
}

func (f *fixture) register() []record.Issued {
	f.Helper()
	all, err := f.Register(f.Context())
	f.ok(err)
	return all
}

func draftKept(f *fixture) {
	d := closed("111", clock(9, 0))
	sources := []record.KeptSource{{Source: "a", Look: 3, Content: "c"}, {Source: "b"}}
	for i := range 2 {
		id, isNew, err := f.KeepDraft(f.Context(), d, sources, document, settings, evidence)
		if err != nil || isNew != (i == 0) || d.ID != 0 && id != d.ID {
			f.Fatalf("draft %d, new %v, %v", id, isNew, err)
		}
		d.ID = id
	}
	f.equal("register", f.register(), []record.Issued{*d})
	f.equal("in the commit", f.since(0)[0].Reports, []record.Issued{*d})
	f.equal("revisions", f.head().Number, int64(1))
	kept, err := f.KeptSources(f.Context(), d.ID)
	f.ok(err)
	f.equal("sources", kept, sources)
	for _, data := range [][]byte{document, settings, evidence} {
		if got, err := f.File(f.Context(), hash(data)); err != nil || string(got) != string(data) {
			f.Errorf("got %q, %v; want %q", got, err, data)
		}
	}
	if _, err := f.File(f.Context(), hash([]byte("other"))); err == nil {
		f.Error("a file that was never kept is given")
	}
	other := closed("111", clock(10, 0))
	other.Digest = "other"
	if _, _, err := f.KeepDraft(f.Context(), other, nil, document, settings, evidence); !errors.Is(err, ledger.ErrTaken) {
		f.Errorf("another draft of the same code: got %v, want %v", err, ledger.ErrTaken)
	}
	unaccompanied := closed("222", clock(10, 0))
	unaccompanied.Drafted.SHA256 = hash([]byte("other"))
	if _, _, err := f.KeepDraft(f.Context(), unaccompanied, nil, document, settings, evidence); err == nil || len(f.register()) != 1 {
		f.Errorf("a draft without its document is kept: %v", err)
	}
}

func issuedOnce(f *fixture) {
	first, second := f.close("111", clock(9, 0)), f.close("222", clock(9, 1))
	signed := []byte("signed")
	r := numbered(first, "12-BC/ĐTN", clock(10, 0))
	r.Edited, r.Compared, r.File = true, true, record.Document{Name: "ky.xlsx", SHA256: hash(signed)}
	r.Differences = make([]record.CellDifference, 1)
	fill(&r.Differences[0])
	f.ok(f.GiveNumber(f.Context(), r, signed))
	f.equal("register", f.register(), []record.Issued{*r, second})
	f.equal("in the commit", f.since(2)[0].Reports, []record.Issued{*r})
	for name, again := range map[string]*record.Issued{
		"another number for it": numbered(first, "13-BC/ĐTN", clock(11, 0)),
		"its number again":      numbered(second, "12-BC/ĐTN", clock(11, 0)),
	} {
		stray := []byte("a file of " + name)
		again.File.SHA256 = hash(stray)
		if err := f.GiveNumber(f.Context(), again, stray); !errors.Is(err, ledger.ErrTaken) {
			f.Errorf("%s: got %v, want %v", name, err, ledger.ErrTaken)
		}
		if _, err := f.File(f.Context(), hash(stray)); err == nil {
			f.Errorf("%s: refused, and its file is kept", name)
		}
	}
	next := numbered(second, "12-BC/ĐTN", clock(11, 0))
	next.Dated += 365
	if err := f.GiveNumber(f.Context(), next); err != nil {
		f.Errorf("the same number a year later: %v", err)
	}
	unknown := numbered(second, "15", clock(11, 0))
	unknown.ID = 99
	if err := f.GiveNumber(f.Context(), unknown); err == nil {
		f.Error("a draft is issued that there is not")
	}
}

func replacedOnce(f *fixture) {
	first, second, third := f.close("111", clock(9, 0)), f.close("222", clock(9, 1)), f.close("333", clock(9, 2))
	f.ok(f.GiveNumber(f.Context(), numbered(first, "12", clock(10, 0))))
	r := numbered(second, "13", clock(11, 0))
	r.Replaces, r.Reason = "11", "sai số liệu"
	if err := f.GiveNumber(f.Context(), r); err == nil {
		f.Error("a report is replaced that was never issued")
	}
	r.Replaces = "12"
	f.ok(f.GiveNumber(f.Context(), r))
	if got := f.register()[1]; got.Replaces != "12" || got.Reason != "sai số liệu" {
		f.Errorf("got %+v", got)
	}
	r = numbered(third, "14", clock(12, 0))
	r.Replaces = "12"
	if err := f.GiveNumber(f.Context(), r); !errors.Is(err, ledger.ErrTaken) {
		f.Errorf("replaced twice: got %v, want %v", err, ledger.ErrTaken)
	}
}
