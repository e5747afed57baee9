package config

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tonghop/model/office"
)

func TestContactsAreReadAsASpreadsheetSavesThem(t *testing.T) {
	p := &office.Programme{Units: []office.Unit{{ID: "an", Name: "Xã An", Type: "xa"}, {ID: "binh", Name: "Xã Bình", Type: "xa", Aliases: []string{"UBND xã Bình"}}}}
	want := map[string][]Reachable{
		"an":   {{"Chị Lan", "0912 345 678", "0912345678"}, {"Anh Tú", "+84 987.654.321", "0987654321"}},
		"binh": {{"Cô Hoa", "912345678", "0912345678"}, {"Bác Năm", "09x1234567", ""}},
	}
	wrong := []ContactProblem{{5, "phone", "09x1234567"}, {6, "unit", "Xã Châu"}, {7, "short", ""}}
	for _, sep := range []string{",", ";", "\t"} {
		text := "\ufeffĐơn vị@Người liên hệ@Điện thoại\nXã An@Chị Lan@0912 345 678\nan@Anh Tú@+84 987.654.321\nubnd xã bình@Cô Hoa@912345678\nXã Bình@Bác Năm@09x1234567\nXã Châu@Ai đó@0912345678\nXã An@Chị Lan\n\n"
		var data []byte
		for _, r := range text {
			if r == '@' {
				data = append(data, sep...)
				continue
			}
			data = append(data, string(r)...)
		}
		got := parseContacts(data, p)
		if diff := cmp.Diff(want, got.ByUnit); diff != "" {
			t.Errorf("between %q (-want +got):\n%s", sep, diff)
		}
		if diff := cmp.Diff(wrong, got.Problems); diff != "" {
			t.Errorf("between %q (-want +got):\n%s", sep, diff)
		}
	}
}

func TestWithoutAFileThereAreNoContactsAndNothingIsWrong(t *testing.T) {
	dir := t.TempDir()
	if got := ReadContacts(dir, &office.Programme{}); got.ByUnit != nil || got.Problems != nil {
		t.Errorf("%+v", got)
	}
	if err := os.Mkdir(filepath.Join(dir, ContactsFile), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := ReadContacts(dir, &office.Programme{}); len(got.Problems) != 1 || got.Problems[0].Code != "unreadable" {
		t.Errorf("%+v", got)
	}
}
