package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"tonghop/model/office"
)

func TestUnitsAreFoundByIDAndByNameAsPeopleWriteIt(t *testing.T) {
	k, _ := workplace()
	k.Programme.Units = []office.Unit{
		{ID: "loc-thanh", Name: "Xã Lộc Thành", Type: "xa"}, {ID: "loc-thanh-2", Name: "Xã Lộc Thạnh", Type: "xa"},
		{ID: "tan-khai", Name: "Thị trấn Tân Khai", Type: "thi_tran", Aliases: []string{"TT Tân Khai"}}, {ID: "an", Name: "Xã An", Type: "xa", Code: "25432"},
	}
	for name, want := range map[string]string{
		"loc-thanh": "loc-thanh", "Xã Lộc Thành": "loc-thanh", "xã lộc thạnh": "loc-thanh-2", " Lộc Thạnh ": "loc-thanh-2",
		"Tân Khai": "tan-khai", "tan khai": "tan-khai", "TT Tân Khai": "tan-khai", "25432": "an",
	} {
		if u, err := k.Unit(name); err != nil || u.ID != want {
			t.Errorf("%q is %v, %v; want %s", name, u, err, want)
		}
	}
	for name, want := range map[string]Code{
		"loc thanh":    UnitMany, // two are it without their marks
		"Lộc Thanh":    UnitUnknown,
		"Tân Khải":     UnitNear, // another commune's name, until somebody says so
		"tan-kai":      UnitNear,
		"Hội Nông dân": UnitUnknown,
	} {
		if u, err := k.Unit(name); codeOf(err) != want {
			t.Errorf("%q is %v, %v; want %s", name, u, err, want)
		}
	}
}

func TestOfAProvinceTheNearestUnitsAreListedFirstAndNotAll(t *testing.T) {
	k, _ := workplace()
	k.Programme.Units = nil
	for i := range 95 {
		k.Programme.Units = append(k.Programme.Units, office.Unit{ID: fmt.Sprintf("khac-%d", i), Name: fmt.Sprintf("Xã Số %d", i), Type: "xa"})
	}
	k.Programme.Units = append(k.Programme.Units, office.Unit{ID: "loc-thanh", Name: "Xã Lộc Thành", Type: "xa"}, office.Unit{ID: "loc-thanh-2", Name: "Xã Lộc Thạnh", Type: "xa"})
	_, err := k.Unit("Lộc Thanhh")
	var r *office.Refusal
	if !errors.As(err, &r) {
		t.Fatal(err)
	}
	_, pairs := r.Refused()
	if units := pairs[len(pairs)-1]; !strings.HasPrefix(units, "loc-thanh, loc-thanh-2, khac-0,") || !strings.HasSuffix(units, ", …") {
		t.Errorf("it lists %s", units)
	}
}

func TestIndicatorsAreFoundByIDAndByName(t *testing.T) {
	k, _ := workplace()
	for name, want := range map[string]string{
		"people_guided": "people_guided", "hướng dẫn": "people_guided", "Số lượt người dân, doanh nghiệp được hướng dẫn": "people_guided",
		"lượt hướng dẫn": "people_guided", "Tổng hồ sơ": "dossiers_total",
	} {
		if x, err := k.Indicator(name); err != nil || x.ID != want {
			t.Errorf("%q is %v, %v; want %s", name, x, err, want)
		}
	}
}
