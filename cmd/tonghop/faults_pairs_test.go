package main

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"tonghop/model/office"
	"tonghop/sync/gsheets/sheetsim"
)

// A trouble is something wrong with one unit's sheet, or with what all of them are
// reached by; end undoes it.
type trouble struct {
	name  string
	all   bool // it concerns every unit
	begin func(w *faultWorld, unit string)
	end   func(w *faultWorld, unit string)
}

func computing(errType string) trouble {
	return trouble{name: "a figure that is " + errType,
		begin: func(w *faultWorld, unit string) {
			w.must(w.sim.Computing("xa-"+unit, w.firstTab("xa-"+unit), "B4", `=IMPORTRANGE("x";"y")`, errType))
		},
		end: func(w *faultWorld, unit string) {
			var figure any
			if n := len(w.typed[unit]); n > 2 {
				figure = w.typed[unit][2]
			}
			w.must(w.sim.Type("xa-"+unit, w.firstTab("xa-"+unit), "B4", figure))
		}}
}

func injected(name string, all bool, fault func(unit string) sheetsim.Fault) trouble {
	return trouble{name: name, all: all,
		begin: func(w *faultWorld, unit string) {
			f := fault(unit)
			f.Times = -1
			w.sim.Inject(f)
		},
		end: func(w *faultWorld, _ string) { w.sim.ClearFaults() }}
}

func skewed(by time.Duration) trouble {
	return trouble{name: fmt.Sprintf("our clock off by %v", by), all: true,
		begin: func(w *faultWorld, _ string) { w.skew.Store(int64(by)) },
		end:   func(w *faultWorld, _ string) { w.skew.Store(0) }}
}

var troubles = []trouble{
	computing("LOADING"), computing("REF"), computing("N_A"),
	{name: "a table that is Loading...",
		begin: func(w *faultWorld, unit string) {
			w.load(unit, nil)
			w.must(w.sim.Computing("xa-"+unit, w.firstTab("xa-"+unit), "A1", `=IMPORTRANGE("x";"y")`, "LOADING"))
		},
		end: func(w *faultWorld, unit string) { w.load(unit, w.typed[unit]) }},
	injected("answers without cells", false, func(unit string) sheetsim.Fault {
		return sheetsim.Fault{Method: readOne, Path: "xa-" + unit, Hollow: true}
	}),
	injected("503 of one sheet", false, func(unit string) sheetsim.Fault { return sheetsim.Fault{Path: "xa-" + unit, Status: 503} }),
	{name: "shared no more",
		begin: func(w *faultWorld, unit string) { w.sim.Deny("xa-" + unit) },
		end:   func(w *faultWorld, unit string) { w.sim.Restore("xa-" + unit) }},
	injected("the project suspended", true, func(string) sheetsim.Fault {
		return ofProject("CONSUMER_SUSPENDED", "Permission denied: Consumer 'project_number:1' has been suspended.")[0]
	}),
	skewed(12 * time.Minute), skewed(-12 * time.Minute),
}

// hours are when two troubles begin and end: around the due instant, over it, long
// after it.
var hours = [][2]string{{"16:58", "17:05"}, {"17:00", "22:30"}, {"17:05", "17:20"}, {"16:58", "22:30"}, {"17:00", "17:05"}}

// Every two troubles together, at one hour or another and with one unit or
// another. Xã An and Xã Bình reported at 16:40, Xã Dung reports at 18:00, Xã Chín
// not at all: at no time is anybody else blamed, or these for anything else, and
// in the end the figures are what was typed.
func TestTwoTroublesAtOnceBlameNobodyAndLoseNothing(t *testing.T) {
	n := 0
	for i := range troubles {
		for j := range i {
			a, b, at := &troubles[i], &troubles[j], hours[n%len(hours)]
			ua, ub := []string{"an", "binh", "chin"}[n%3], []string{"an", "binh", "chin"}[(n+1)%3]
			if n++; n%2 == 0 {
				a, b = b, a
			}
			t.Run(fmt.Sprintf("%s with %s, %s with %s, from %s to %s", a.name, ua, b.name, ub, at[0], at[1]), func(t *testing.T) {
				t.Parallel()
				twoTroubles(t, a, ua, b, ub, at)
			})
		}
	}
}

func twoTroubles(t *testing.T, a *trouble, ua string, b *trouble, ub string, at [2]string) {
	w := newFaultWorld(t)
	w.afternoon()
	w.load("dung", faultUnits["dung"]) // it reports later
	w.typed["dung"] = faultUnits["dung"]
	fair := map[string]bool{chinMissing: true, "dung 24/6/2020 missing": true, "dung 24/6/2020 late": true}
	seen := w.figures()
	for _, clock := range []string{"16:58", "17:00", "17:05", "17:20", "18:00", "22:30"} {
		if clock == at[1] {
			b.end(w, ub)
			a.end(w, ua)
		}
		if clock == at[0] {
			a.begin(w, ua)
			b.begin(w, ub)
		}
		if clock == "18:00" {
			w.typed["dung"] = append(slices.Clone(faultUnits["dung"]), 40)
			w.load("dung", w.typed["dung"])
		}
		w.round(clock)
		if lost := w.lost(seen); len(lost) > 0 {
			t.Errorf("at %s these are lost: %v", clock, lost)
		}
		seen = w.figures()
		for _, who := range w.blamed() {
			if !fair[who] {
				t.Errorf("at %s: %s (%s)", clock, who, w.faults())
			}
		}
	}
	if code := w.round("22:45"); code != 0 {
		t.Errorf("mended, it ends with %d: %s", code, w.stderr.String())
	}
	want := map[string]int64{}
	for unit, figures := range w.typed {
		for i, f := range figures {
			want[fmt.Sprintf("%s %d/6/2020", unit, 22+i)] = int64(f)
		}
	}
	if got := w.figures(); !maps.Equal(got, want) {
		t.Errorf("mended, the figures are %v, want %v", got, want)
	}
	// What is true is still told where no trouble was in the way.
	if !a.all && !b.all && w.standing("dung") != office.Late {
		t.Errorf("Xã Dung, which reported at 18:00, stands as %s", w.standing("dung"))
	}
	if !a.all && !b.all && ua != "chin" && ub != "chin" && w.standing("chin") != office.Missing {
		t.Errorf("Xã Chín, which did not report, stands as %s", w.standing("chin"))
	}
}
