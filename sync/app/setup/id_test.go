package setup

import (
	"slices"
	"strings"
	"testing"

	"tonghop/sync/config"
)

func TestAnIDFollowsFromTheNameAlone(t *testing.T) {
	for _, c := range []struct{ name, kind, id string }{
		{"Xã Thanh An", "xa", "thanh-an"},
		{"XÃ ĐỒNG NƠ", "xa", "dong-no"},
		{"UBND xã Hoà Bình", "xa", "hoa-binh"},
		{"Đoàn xã Minh Đức", "xa", "minh-duc"},
		{"Phường Hưng Chiến", "phuong", "hung-chien"},
		{"Thị trấn Tân Khai", "thi_tran", "tan-khai"},
		{"Thị xã Bình Long", "thi_xa", "tx-binh-long"},
		{"Chi đoàn Công an", "chi_doan", "cd-cong-an"},
		{"Đoàn trường THPT Tân Khai", "truong", "thpt-tan-khai"},
		{"THPT Tân Khai 2", "truong", "thpt-tan-khai-2"},
		{"Đặc khu Phú Quốc", "dac_khu", "phu-quoc"},
		{"Đội thanh niên tình nguyện", "doi", "doi-thanh-nien-tinh-nguyen"},
		{"Xavier", "", "xavier"},
	} {
		units := []Unit{{line: 1, StarterUnit: config.StarterUnit{Name: c.name}}}
		if GiveIDs(units); units[0].ID != c.id || typeOf(c.name) != c.kind {
			t.Errorf("%s: %q of type %q, want %q of type %q", c.name, units[0].ID, typeOf(c.name), c.id, c.kind)
		}
	}
}

func TestCommunesThatDifferByTheirMarksGetIDsAsTheyAreTyped(t *testing.T) {
	for _, pair := range [][2][2]string{
		{{"Xã Lộc Thạnh", "loocj-thanhj"}, {"Xã Lộc Thành", "loocj-thanhf"}},
		{{"Xã Ba Tơ", "ba-tow"}, {"Xã Ba Tô", "ba-too"}},
		{{"Xã Văn Lang", "vawn-lang"}, {"Xã Văn Lăng", "vawn-lawng"}},
		{{"Xã Đoàn Kết", "ddoanf-keets"}, {"Xã Đoan Kết", "ddoan-keets"}},
	} {
		units := []Unit{{line: 1, StarterUnit: config.StarterUnit{Name: pair[0][0]}}, {line: 2, StarterUnit: config.StarterUnit{Name: pair[1][0]}}}
		GiveIDs(units)
		for i, want := range pair {
			if units[i].ID != want[1] {
				t.Errorf("%s got %q, want %q", want[0], units[i].ID, want[1])
			}
		}
		if sameUnit(&config.StarterUnit{Name: pair[0][0]}, &config.StarterUnit{Name: pair[1][0]}) {
			t.Errorf("%s and %s are taken for one", pair[0][0], pair[1][0])
		}
	}
	if !sameUnit(&config.StarterUnit{Name: "Xã Thanh Hòa"}, &config.StarterUnit{Name: "xã  Thanh Hoà"}) {
		t.Error("the place of a tone mark makes two units of one")
	}
}

func TestIDsAreUniqueAndDoNotDependOnTheOrder(t *testing.T) {
	names := []string{"Xã Tân Khai", "Thị trấn Tân Khai", "Trường Tân Khai", "Xã Tân Khai B", strings.Repeat("Rất Dài ", 30)}
	ids := func(names []string) map[string]string {
		var units []Unit
		for i, name := range names {
			units = append(units, Unit{line: i + 1, StarterUnit: config.StarterUnit{Name: name}})
		}
		GiveIDs(units)
		of, taken := map[string]string{}, map[string]bool{}
		for _, u := range units {
			if taken[u.ID] || !config.ValidID(u.ID) {
				t.Errorf("%s got %q, which is taken or no id", u.Name, u.ID)
			}
			taken[u.ID], of[u.Name] = true, u.ID
		}
		return of
	}
	forward := ids(names)
	slices.Reverse(names)
	for name, id := range ids(names) {
		if forward[name] != id {
			t.Errorf("%s is %s or %s, as the list is turned", name, forward[name], id)
		}
	}
	if forward["Xã Tân Khai"] != "xa-tan-khai" || forward["Thị trấn Tân Khai"] != "tt-tan-khai" {
		t.Errorf("namesakes are %v", forward)
	}
	given := []Unit{{line: 1, StarterUnit: config.StarterUnit{Name: "Xã An", ID: "binh"}}, {line: 2, StarterUnit: config.StarterUnit{Name: "Xã Bình"}}}
	if GiveIDs(given); given[1].ID != "xa-binh" {
		t.Errorf("beside a given binh Xã Bình is %q, want xa-binh", given[1].ID)
	}
}
