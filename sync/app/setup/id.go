package setup

import (
	"slices"
	"strconv"
	"strings"

	"tonghop/model/office"
	"tonghop/sync/config"
)

// A kind of unit is known by how its name begins, compared without case and
// marks. Its prefix stands before the id where names alone are not enough;
// where drop is set the id does without the word: Xã Thanh An is thanh-an.
var unitKinds = []struct {
	begins, kind string
	drop         bool
	prefix       string
}{
	{"uy ban nhan dan xa", "xa", true, "xa"}, {"ubnd xa", "xa", true, "xa"}, {"doan xa", "xa", true, "xa"}, {"xa doan", "xa", true, "xa"}, {"xa", "xa", true, "xa"},
	{"doan thi tran", "thi_tran", true, "tt"}, {"thi tran", "thi_tran", true, "tt"}, {"tt", "thi_tran", true, "tt"},
	{"doan phuong", "phuong", true, "p"}, {"phuong", "phuong", true, "p"},
	{"dac khu", "dac_khu", true, "dk"},
	{"chi doan", "chi_doan", true, "cd"},
	{"doan truong", "truong", true, ""}, {"truong", "truong", true, ""}, {"thpt", "truong", false, ""}, {"thcs", "truong", false, ""},
	{"doi", "doi", false, ""}, {"cum", "cum", false, ""},
	{"huyen doan", "huyen", true, "h"}, {"huyen", "huyen", true, "h"},
	{"thi xa", "thi_xa", true, "tx"}, {"thanh pho", "thanh_pho", true, "tp"},
}

// typeOf guesses a unit's type from its name; "" where nothing tells it.
func typeOf(name string) string {
	kind, _, _ := splitName(name)
	return kind
}

// splitName takes a name apart into its type, the rest without the word of the
// type, and the id's prefix for that type. The longest beginning counts: Thị
// trấn is no Thị xã.
func splitName(name string) (kind, rest, prefix string) {
	folded := config.Same(name)
	best := 0
	rest = folded
	for _, k := range unitKinds {
		after, ok := strings.CutPrefix(folded, k.begins+" ")
		if !ok || len(k.begins) < best {
			continue
		}
		best, kind, prefix = len(k.begins), k.kind, k.prefix
		if rest = folded; k.drop {
			rest = after
		}
	}
	return kind, rest, prefix
}

// maxID leaves room for a number behind it.
const maxID = 60

// GiveIDs gives ids to the units that have none. An id follows from the name
// alone, so that the same list gives the same ids in whatever order: where two
// units have the same short name both take the prefix of their types.
func GiveIDs(units []Unit) {
	short := map[string]int{}
	for _, u := range units {
		short[shortID(u.Name)]++
	}
	taken := map[string]bool{office.Everyone: true}
	for _, u := range units {
		taken[u.ID] = true
	}
	for i := range units {
		u := &units[i]
		if u.ID != "" {
			continue
		}
		id := shortID(u.Name)
		if short[id] > 1 || taken[id] {
			id = fullID(u.Name)
		}
		u.ID = unused(id, taken)
		taken[u.ID] = true
	}
}

func unused(id string, taken map[string]bool) string {
	for n, try := 2, id; ; n++ {
		if !taken[try] {
			return try
		}
		try = id + "-" + strconv.Itoa(n)
	}
}

// alwaysPrefixed are types whose names would say too little without it.
var alwaysPrefixed = []string{"chi_doan", "thi_xa", "thanh_pho"}

func shortID(name string) string {
	kind, rest, _ := splitName(name)
	if slices.Contains(alwaysPrefixed, kind) {
		return fullID(name)
	}
	return hyphened(rest)
}

func fullID(name string) string {
	_, rest, prefix := splitName(name)
	if prefix == "" {
		return hyphened(config.Same(name))
	}
	return hyphened(prefix + " " + rest)
}

func hyphened(folded string) string {
	id := []rune(strings.ReplaceAll(folded, " ", "-"))
	return strings.TrimRight(string(id[:min(len(id), maxID)]), "-")
}
