package setup

import (
	"slices"
	"testing"

	"tonghop/model/reading/unitname"
)

func TestTheTableHasTodaysProvincesAndCommunes(t *testing.T) {
	all, err := Provinces()
	if err != nil {
		t.Fatal(err)
	}
	n, kinds := 0, map[string]int{}
	for _, p := range all {
		codes := map[string]bool{}
		for _, c := range p.Communes {
			n++
			kinds[typeOf(c.Name)]++
			if codes[c.Code] || len(c.Code) != 5 {
				t.Errorf("%s, %s: code %q", p.Name, c.Name, c.Code)
			}
			codes[c.Code] = true
		}
	}
	if len(all) != 34 || n != 3321 || kinds["xa"]+kinds["phuong"]+kinds["dac_khu"] != n || kinds["dac_khu"] != 13 {
		t.Errorf("%d provinces, %d communes, %v", len(all), n, kinds)
	}
}

func TestAProvinceIsFoundAsItIsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"Đồng Nai": "Thành phố Đồng Nai", "dong nai": "Thành phố Đồng Nai", "Tỉnh Đồng Nai": "Thành phố Đồng Nai",
		"TP Hồ Chí Minh": "Thành phố Hồ Chí Minh", "Khánh Hòa": "Tỉnh Khánh Hoà",
	} {
		if p, _, err := FindProvince(text); err != nil || p == nil || p.Name != want {
			t.Errorf("%q is %v, %v", text, p, err)
		}
	}
	if p, near, _ := FindProvince("Đồng Nia"); p != nil || !slices.Contains(near, "Thành phố Đồng Nai") {
		t.Errorf("%v, near %q", p, near)
	}
}

func TestCommunesThatDifferByAToneMarkAreTwo(t *testing.T) {
	p, _, _ := FindProvince("Đồng Nai")
	for name, code := range map[string]string{"Lộc Thạnh": "25280", "Xã Lộc Thành": "25294", "ĐOÀN XÃ LỘC THÀNH": "25294"} {
		found := named(p.index().now, unitname.Parse(name))
		if len(found) != 1 || found[0].Code != code {
			t.Errorf("%s: %v", name, found)
		}
	}
}

func TestAPredecessorIsAnAliasWhereItTellsOneCommune(t *testing.T) {
	all, _ := Provinces()
	for i := range all {
		p := &all[i]
		x, of := p.index(), map[string]string{}
		for j := range p.Communes {
			c := &p.Communes[j]
			for _, a := range x.aliases(c) {
				if of[a] != "" || len(named(x.now, unitname.Parse(a))) > 0 {
					t.Fatalf("%s: %s is an alias of %s and of %s", p.Name, a, of[a], c.Name)
				}
				of[a] = c.Name
			}
		}
		if len(of) == 0 {
			t.Errorf("%s has no aliases", p.Name)
		}
	}
}
