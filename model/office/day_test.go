package office_test

import (
	"testing"

	"tonghop/model/office"
)

func TestGroupedPutsDotsBetweenThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1.000", 26715: "26.715", 1234567: "1.234.567", -1234: "-1.234"} {
		if got := office.Grouped(n); got != want {
			t.Errorf("Grouped(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestAnUnstatedCountIsNotZero(t *testing.T) {
	var none office.Count
	if got := none.Plus(none); got.Stated {
		t.Error("unstated plus unstated is stated")
	}
	if got := none.Plus(office.Stated(0)); !got.Stated || got.N != 0 {
		t.Errorf("unstated plus 0 = %+v", got)
	}
}
