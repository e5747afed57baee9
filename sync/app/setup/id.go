package setup

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tonghop/model/office"
	"tonghop/model/reading/spelling"
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
		if !ok || len(k.begins) < best || strings.HasSuffix(k.begins, "doan") && strings.HasPrefix(after, "ket") { // Xã Đoàn Kết
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
// units have the same short name both take the prefix of their types, and where
// only their marks differ both are spelled as they are typed: loocj-thanhf (Lộc
// Thành), loocj-thanhj (Lộc Thạnh).
func GiveIDs(units []Unit) {
	short, full := map[string]int{}, map[string]int{}
	for _, u := range units {
		short[shortID(u.Name)]++
		full[fullID(u.Name)]++
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
		if full[fullID(u.Name)] > 1 {
			id = typedID(u.Name)
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

// typedID is the short id with the marks as Telex types them.
func typedID(name string) string {
	_, rest, _ := splitName(name)
	words := strings.Fields(spelling.Lower(name))
	if keep := len(strings.Fields(rest)); keep < len(words) {
		words = words[len(words)-keep:]
	}
	for i := range words {
		words[i] = telex(words[i])
	}
	return hyphened(config.Same(strings.Join(words, " ")))
}

// telexKeys are what one types for a mark: tones at the syllable's end, the
// others behind their letter.
var telexKeys = map[rune]string{0x301: "s", 0x300: "f", 0x309: "r", 0x303: "x", 0x323: "j", 0x306: "w", 0x31b: "w"}

// telex spells a syllable as it is typed: thành is thanhf, tô is too.
func telex(syllable string) string {
	var b strings.Builder
	last := ' '
	for _, r := range norm.NFD.String(spelling.ToneKey(syllable)) {
		switch key, isMark := telexKeys[r]; {
		case isMark:
			b.WriteString(key)
		case r == 0x302: // the roof doubles its letter
			b.WriteRune(last)
		case r == 'đ':
			b.WriteString("dd")
		default:
			b.WriteRune(r)
			last = r
		}
	}
	return b.String()
}

func hyphened(folded string) string {
	id := []rune(strings.ReplaceAll(folded, " ", "-"))
	return strings.TrimRight(string(id[:min(len(id), maxID)]), "-")
}
