package config

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tonghop/model/office"
)

func snapshotOf(t *testing.T, text string) Snapshot {
	t.Helper()
	c, err := Parse([]byte(text), "config.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const small = `programme: {title: "Đề án", starts: 2020-06-01}
units:
  - {id: a, name: "Xã A", type: xa, source: a.csv}
indicators:
  - {id: n, label: "Số lượt", unit: lượt}
`

func TestTheProgrammeOfTheSampleComesBackFromItsSnapshot(t *testing.T) {
	raw, err := os.ReadFile("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse(raw, "config.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	back, err := Earlier(s.Text, "config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := *c.Programme
	want.Letterhead, back.Letterhead = office.Letterhead{}, office.Letterhead{} // of the report, which is always today's
	want.Scoring, back.Scoring = office.Scoring{}, office.Scoring{}
	if diff := cmp.Diff(&want, back, cmpopts.IgnoreFields(office.Rule{}, "Holds"), cmp.Comparer(func(a, b interface{ String() string }) bool { return a.String() == b.String() })); diff != "" {
		t.Error(diff)
	}
	again := snapshotOf(t, string(s.Text))
	if again.Hash != s.Hash {
		t.Errorf("the snapshot of a snapshot is another one:\n%s", cmp.Diff(string(s.Text), string(again.Text)))
	}
}

func TestASnapshotIsTheSameHoweverTheFileIsWritten(t *testing.T) {
	want := snapshotOf(t, small).Hash
	for name, text := range map[string]string{
		"a comment":           "# of June\n" + small,
		"sections turned":     "units:\n  - {id: a, name: \"Xã A\", type: xa, source: a.csv}\nindicators:\n  - {id: n, label: \"Số lượt\", unit: lượt}\nprogramme: {title: \"Đề án\", starts: 2020-06-01}\n",
		"single quotes":       strings.ReplaceAll(small, `"`, `'`),
		"a block":             strings.Replace(small, `  - {id: n, label: "Số lượt", unit: lượt}`, "  - id: n\n    label: \"Số lượt\"\n    unit: lượt", 1),
		"another schedule":    small + "schedule: {nightly: \"0 23 * * *\"}\n",
		"a contact of a unit": small + "notify: {email: {host: smtp.example.vn, from: d@example.vn}, units: {a: {email: a@example.vn}}}\n",
	} {
		s := snapshotOf(t, text)
		if s.Hash != want {
			t.Errorf("%s: another snapshot:\n%s", name, s.Text)
		}
		if strings.Contains(string(s.Text), "example.vn") {
			t.Errorf("%s: the snapshot holds a contact", name)
		}
	}
	if snapshotOf(t, strings.Replace(small, "Xã A", "Xã B", 1)).Hash == want {
		t.Error("another name makes no other snapshot")
	}
}

func TestWhatIsNoSnapshotIsTold(t *testing.T) {
	if _, err := Earlier([]byte("units: 5"), "config.yaml"); err == nil || !strings.Contains(err.Error(), "kept in the ledger") {
		t.Errorf("%v", err)
	}
}
