package record_test

import (
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/modeltest"
)

func TestAPeriodIsFoundByItsNameAlone(t *testing.T) {
	w := modeltest.OfficeWindows
	w.Named = []calendar.NamedPeriod{{ID: "he-2020", First: modeltest.June(1), Last: modeltest.June(30)}}
	for name, want := range map[string]calendar.PeriodKind{
		"2020-06-24": calendar.KindDay, "2020-06": calendar.KindMonth, "2020-Q2": calendar.KindQuarter, "2020-h1": calendar.KindHalf, "2020": calendar.KindYear, "he-2020": calendar.KindNamed,
	} {
		if p, ok := w.Find(name); !ok || p.Kind != want {
			t.Errorf("%s is %+v, want a %s", name, p, want)
		}
	}
	for _, name := range []string{"", "2020-13", "2020-Q5", "20", "he"} {
		if p, ok := w.Find(name); ok {
			t.Errorf("%q is taken for %+v", name, p)
		}
	}
}
