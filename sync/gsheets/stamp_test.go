package gsheets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
)

func TestAStampIsReadAsItWasWritten(t *testing.T) {
	r := renderBook(testBook(1, 2, 3))[0]
	want := stampOf(r, "Theo ngày (2)")
	got, ok := parseStamp(want.String())
	if !ok || got.String() != want.String() {
		t.Errorf("got %v %s, want %s", ok, got, want)
	}
	if n := len(got.Values) / 4; n != r.rows || got.Block != 1 {
		t.Errorf("%d rows have %d hashes in blocks of %d", r.rows, n, got.Block)
	}
}

func TestBlanksAtTheEndOfARowDoNotCount(t *testing.T) {
	a := value{kind: 't', text: "a"}
	if hashValues([][]value{{a}, nil}) != hashValues([][]value{{a, {}}, {{}, {}}}) {
		t.Error("a row is another one with blanks at its end")
	}
	if hashValues([][]value{{a}, nil}) == hashValues([][]value{nil, {a}}) || hashValues([][]value{{{}, a}}) == hashValues([][]value{{a}}) {
		t.Error("a value may move without a sign")
	}
}

func TestAStampOfALongTabStaysWithinWhatGoogleKeeps(t *testing.T) {
	r := renderBook(testBook(make([]int64, 20_000)...))[0]
	s := stampOf(r, "Theo ngày")
	if n := len(s.String()); n > 30_000 {
		t.Errorf("the stamp has %d characters, over 30,000", n)
	}
	if _, ok := parseStamp(s.String()); !ok {
		t.Error("it is not read back")
	}
}

func TestAStampThatSomebodyDamagedIsNone(t *testing.T) {
	good := stampOf(renderBook(testBook(1))[0], "T").String()
	for _, bad := range []string{
		"", "junk", "{}", "null", strings.Replace(good, `"v":1`, `"v":2`, 1),
		strings.Replace(good, `"rows":3`, `"rows":4`, 1), strings.Replace(good, `"rows":3`, `"rows":-1`, 1),
		strings.Replace(good, `"block":1`, `"block":0`, 1), strings.Replace(good, `"values":"`, `"values":"!`, 1),
		`{"v":1,"rows":4000000000,"cols":1,"block":4000000000,"values":"AAAAAA==","styles":"AAAAAA=="}`,
	} {
		if s, ok := parseStamp(bad); ok {
			t.Errorf("%q is taken for the stamp %+v", bad, s)
		}
	}
}

func TestADamagedStampIsMendedAndNothingIsBlamed(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	for _, m := range tab(t, sim, "Theo ngày").DeveloperMetadata {
		if m.MetadataKey == keyStamp {
			m.MetadataValue = "junk"
			spoil := &sheets.Request{UpdateDeveloperMetadata: &sheets.UpdateDeveloperMetadataRequest{Fields: "metadataValue", DeveloperMetadata: m,
				DataFilters: []*sheets.DataFilter{{DeveloperMetadataLookup: &sheets.DeveloperMetadataLookup{MetadataId: m.MetadataId}}}}}
			if err := sim.Apply("tong-hop", spoil); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := sim.Type("tong-hop", "Theo ngày", "A9", "Người lập"); err != nil {
		t.Fatal(err)
	}
	res := publish(t, publisher(t, p.c), testBook(13))
	if want := []Edit{{Tab: "Theo ngày", Cell: "A9", Was: "Người lập"}}; !res.Changed || !slices.Equal(res.Edits, want) {
		t.Errorf("got %+v, want it written anew and %+v told", res, want)
	}
	if got, want := texts(tab(t, sim, "Theo ngày")), "TỔNG HỢP/Đơn vị|Hồ sơ|Ngày/Đơn vị 1|13|43983"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if res := publish(t, p, testBook(13)); res.Changed {
		t.Errorf("it is written again: %+v", res)
	}
}

func TestACopyThatSomebodyMadeOfOurTabIsLeftAlone(t *testing.T) {
	sim, p := newTarget(t)
	publish(t, p, testBook(12))
	ours := tab(t, sim, "Theo ngày")
	var add []*sheets.Request
	for _, id := range []int64{98, 99} { // before ours, and after
		index := int(id-98) * 4
		add = append(add, newTab(id, fmt.Sprintf("Bản sao %d", id), index, 50, 10), writeTexts(id, 0, [][]string{{"bản sao"}}))
		for _, m := range ours.DeveloperMetadata {
			add = append(add, createMetadata(id, m.MetadataKey, m.MetadataValue))
		}
	}
	if err := sim.Apply("tong-hop", add...); err != nil {
		t.Fatal(err)
	}
	publish(t, p, testBook(13))
	for _, title := range []string{"Bản sao 98", "Bản sao 99"} {
		if got := texts(tab(t, sim, title)); got != "bản sao" {
			t.Errorf("%s holds %s", title, got)
		}
	}
	if got := texts(tab(t, sim, "Theo ngày")); !strings.HasSuffix(got, "|13|43983") {
		t.Errorf("our tab holds %s", got)
	}
}

func TestATextLongerThanACellHoldsIsCutWhereItShows(t *testing.T) {
	for _, long := range []string{strings.Repeat("a", maxText+1), strings.Repeat("ế", maxText+5), strings.Repeat("😀", maxText)} {
		got := fit(long)
		if n := utf16Len(got); n > maxText || !strings.HasSuffix(got, "…") || strings.Contains(got, "\uFFFD") {
			t.Errorf("a text of %d characters is cut to %d, ending in %q", utf16Len(long), n, got[max(len(got)-8, 0):])
		}
	}
	for _, same := range []string{"", "ngắn", strings.Repeat("ế", maxText)} {
		if got := fit(same); got != same {
			t.Errorf("a text of %d bytes is changed", len(same))
		}
	}
	if got, want := fit("a\r\nb"), "a\nb"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

func TestATabsNameIsQuotedInARange(t *testing.T) {
	for title, want := range map[string]string{"Tháng 6": "'Tháng 6'!A1:B2", "A1": "'A1'!A1:B2", "It's": "'It''s'!A1:B2"} {
		if got := quoted(title, "A1:B2"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestAColourIsReadFromItsDigits(t *testing.T) {
	for of, want := range map[book.Color]string{0xFF0000: "1 0 0", 0: "0 0 0", 0x00FF33: "0 1 0.2"} {
		c := colour(of).RgbColor
		if got := fmt.Sprint(c.Red, " ", c.Green, " ", c.Blue); got != want {
			t.Errorf("%06X is %s, want %s", of, got, want)
		}
	}
}
