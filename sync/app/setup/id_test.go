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
		units := []Unit{{1, config.StarterUnit{Name: c.name}}}
		if GiveIDs(units); units[0].ID != c.id || typeOf(c.name) != c.kind {
			t.Errorf("%s: %q of type %q, want %q of type %q", c.name, units[0].ID, typeOf(c.name), c.id, c.kind)
		}
	}
}

func TestIDsAreUniqueAndDoNotDependOnTheOrder(t *testing.T) {
	names := []string{"Xã Tân Khai", "Thị trấn Tân Khai", "Trường Tân Khai", "Xã Tân Khai B", strings.Repeat("Rất Dài ", 30)}
	ids := func(names []string) map[string]string {
		var units []Unit
		for i, name := range names {
			units = append(units, Unit{i + 1, config.StarterUnit{Name: name}})
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
	given := []Unit{{1, config.StarterUnit{Name: "Xã An", ID: "binh"}}, {2, config.StarterUnit{Name: "Xã Bình"}}}
	if GiveIDs(given); given[1].ID != "xa-binh" {
		t.Errorf("beside a given binh Xã Bình is %q, want xa-binh", given[1].ID)
	}
}
