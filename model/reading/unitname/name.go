// Package unitname compares the names of units as people write them: with and
// without the word of their type, the youth union or the committee before it,
// the tone mark placed elsewhere. A name counts by its marks: Lộc Thành and Lộc
// Thạnh are two communes. Only a text that bears no marks at all is read
// without them, and only where that leaves one unit.
package unitname

import (
	"strconv"
	"strings"
	"unicode"

	"tonghop/model/reading/spelling"
)

// A Name is a unit's name taken apart.
type Name struct {
	Kind string // its type where a word tells it: xa, phuong, thi_tran …
	Own  string // the rest with its marks: the tone at each syllable's end
	Fold string // the rest without marks
}

// orgWords stand before a unit's own name and tell nothing.
var orgWords = phrases("đơn vị", "ủy ban nhân dân", "ubnd", "hđnd", "đảng ủy", "ban chấp hành", "bch", "ban thường vụ", "btv",
	"đoàn thanh niên cộng sản hồ chí minh", "đoàn thanh niên cs hồ chí minh", "đoàn tncs hồ chí minh", "đoàn tncs hcm", "đoàn thanh niên", "đoàn tn", "đtn",
	"tncs hồ chí minh", "đoàn", "trung tâm phục vụ hành chính công", "ttpvhcc", "bộ phận một cửa", "tên đơn vị")

// typeWords tell a unit's type; those of one letter want a point or a name
// behind them.
var typeWords = []struct {
	phrase
	kind string
}{
	{words("thị trấn đoàn"), "thi_tran"}, {words("thị trấn"), "thi_tran"}, {words("tt"), "thi_tran"},
	{words("xã đoàn"), "xa"}, {words("xã"), "xa"}, {words("x"), "xa"},
	{words("phường đoàn"), "phuong"}, {words("phường"), "phuong"}, {words("p"), "phuong"},
	{words("đặc khu"), "dac_khu"}, {words("thị xã"), "thi_xa"}, {words("tx"), "thi_xa"}, {words("thành phố"), "thanh_pho"}, {words("tp"), "thanh_pho"},
	{words("huyện"), "huyen"}, {words("quận"), "quan"},
	{words("chi đoàn"), "chi_doan"}, {words("trường"), "truong"}, {words("đội"), "doi"},
}

// A phrase is a sequence of words with and without their marks.
type phrase struct{ tone, fold []string }

func words(s string) phrase {
	var p phrase
	for _, w := range strings.Fields(s) {
		p.tone, p.fold = append(p.tone, spelling.ToneKey(w)), append(p.fold, spelling.Unmark(w))
	}
	return p
}

func phrases(list ...string) []phrase {
	all := make([]phrase, len(list))
	for i, s := range list {
		all[i] = words(s)
	}
	return all
}

// A text is a name cut into syllables.
type text struct {
	tone, fold []string
	marked     bool
}

func cut(s string) text {
	var t text
	lower := spelling.Lower(s)
	for _, w := range strings.FieldsFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) }) {
		if n, err := strconv.Atoi(w); err == nil && len(w) < 4 {
			w = strconv.Itoa(n) // Phường 09
		}
		tone, fold := spelling.ToneKey(w), spelling.Unmark(w)
		t.tone, t.fold = append(t.tone, tone), append(t.fold, fold)
		t.marked = t.marked || tone != fold
	}
	return t
}

// at reports whether a phrase stands at a place, by its marks where the text
// bears any, with more behind it.
func (t *text) at(i int, p phrase) bool {
	if i+len(p.tone) >= len(t.tone) {
		return false
	}
	for j := range p.tone {
		if t.tone[i+j] != p.tone[j] && (t.marked || t.fold[i+j] != p.fold[j]) {
			return false
		}
	}
	last := len(p.fold) - 1
	return p.fold[last] != "doan" || t.fold[i+last+1] != "ket" // Đoàn Kết is a place
}

// Parse takes a name apart.
func Parse(s string) Name {
	t := cut(s)
	n, _ := t.name()
	return n
}

// name takes a text apart. Spoken tells that the type word stands without its
// marks, so that the text is one without any.
func (t *text) name() (n Name, spoken bool) {
	i := 0
	if len(t.fold) > 1 && numbering(t.fold[0]) && len(t.fold[0]) < 4 {
		i = 1 // "1. Xã …", "II. Xã …"
	}
	for again := true; again; {
		again = false
		for _, o := range orgWords {
			if t.at(i, o) {
				i, again = i+len(o.tone), true
			}
		}
	}
	for _, w := range typeWords {
		if t.at(i, w.phrase) {
			spoken = !t.marked && strings.Join(w.tone, "") != strings.Join(w.fold, "")
			n.Kind, i = w.kind, i+len(w.tone)
			break
		}
	}
	end := len(t.fold)
	for j := i + 1; j < end; j++ {
		if t.fold[j] == "huyen" && t.is(j, "huyện") || t.fold[j] == "tinh" && t.is(j, "tỉnh") {
			end = j
		}
	}
	n.Own, n.Fold = strings.Join(t.tone[i:end], " "), strings.Join(t.fold[i:end], " ")
	return n, spoken
}

func (t *text) is(i int, word string) bool { return !t.marked || t.tone[i] == spelling.ToneKey(word) }

func numbering(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil || strings.Trim(s, "ivx") == ""
}

// Same reports whether two names could be one unit's: equal by their marks, and
// not of two types.
func (n Name) Same(o Name) bool { return n.Own != "" && n.Own == o.Own && n.fits(o) }

func (n Name) fits(o Name) bool { return n.Kind == o.Kind || n.Kind == "" || o.Kind == "" }
