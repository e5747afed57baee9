package config

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tonghop/model/office"
)

type pinsOf = map[string]map[string]string

func TestPinsStandInTheUnitsOwnEntryAndNothingElseMoves(t *testing.T) {
	for _, c := range []struct{ name, before, after string }{
		{"on one line",
			`units:
  - {id: an, name: "Xã Ấn", type: xa, source: data/an.xlsx}   # cạnh sông
  - {id: binh, name: "Xã Bình", source: data/binh.xlsx}
`, `units:
  - {id: an, name: "Xã Ấn", type: xa, source: data/an.xlsx, columns: {guided: "Hướng dẫn", leaflets: "D"}}   # cạnh sông
  - {id: binh, name: "Xã Bình", source: data/binh.xlsx}
`},
		{"on several lines",
			`units:
  - id: an        # đổi tên năm 2020
    name: "Xã Ấn"
    aliases:
      - Ấn
      - "Xã {Ấn}"

  # the next one
  - id: binh
`, `units:
  - id: an        # đổi tên năm 2020
    name: "Xã Ấn"
    aliases:
      - Ấn
      - "Xã {Ấn}"
    columns: {guided: "Hướng dẫn", leaflets: "D"}

  # the next one
  - id: binh
`},
		{"with pins already, on one line", "units: [{id: an, columns: {people: \"B\"}}]", "units: [{id: an, columns: {people: \"B\", guided: \"Hướng dẫn\", leaflets: \"D\"}}]"},
		{"with one of these already", "units: [{id: an, columns: {leaflets: \"Tờ gấp\"}, name: A}]", "units: [{id: an, columns: {leaflets: \"Tờ gấp\", guided: \"Hướng dẫn\"}, name: A}]"},
		{"with pins already, on lines of their own", "units:\n  - id: an\n    columns:\n      people: B # ghim tay\n    name: A\n", "units:\n  - id: an\n    columns:\n      people: B # ghim tay\n      guided: \"Hướng dẫn\"\n      leaflets: \"D\"\n    name: A\n"},
		{"with no pins under the key", "units:\n  - id: an\n    columns:   # chưa ghim\n    name: A\n", "units:\n  - id: an\n    columns: {guided: \"Hướng dẫn\", leaflets: \"D\"}   # chưa ghim\n    name: A\n"},
		{"with an empty table under it", "units: [{id: an, columns: { }, name: A}]", "units: [{id: an, columns: {guided: \"Hướng dẫn\", leaflets: \"D\" }, name: A}]"},
		{"a table broken over lines", "units:\n  - {id: an,\n     name: A  # }\n    }\n", "units:\n  - {id: an,\n     name: A  # }\n    , columns: {guided: \"Hướng dẫn\", leaflets: \"D\"}}\n"},
		{"a comma before the brace", "units: [{id: an, name: A,}]", "units: [{id: an, columns: {guided: \"Hướng dẫn\", leaflets: \"D\"}, name: A,}]"},
		{"a brace in a text", "units: [{id: an, name: \"}}\"}]", "units: [{id: an, name: \"}}\", columns: {guided: \"Hướng dẫn\", leaflets: \"D\"}}]"},
		{"a text over several lines", "units:\n  - id: an\n    name: |\n      Xã\n      Ấn\n\nweb: {}\n", "units:\n  - id: an\n    name: |\n      Xã\n      Ấn\n    columns: {guided: \"Hướng dẫn\", leaflets: \"D\"}\n\nweb: {}\n"},
		{"the end of a file without a line break", "units:\n- id: an", "units:\n- id: an\n  columns: {guided: \"Hướng dẫn\", leaflets: \"D\"}"},
		{"lines from Windows", "units:\r\n- id: an\r\n  name: A\r\nweb: {}\r\n", "units:\r\n- id: an\r\n  name: A\r\n  columns: {guided: \"Hướng dẫn\", leaflets: \"D\"}\r\nweb: {}\r\n"},
	} {
		got, err := Pin([]byte(c.before), pinsOf{"an": {"guided": "Hướng dẫn", "leaflets": "D"}})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if diff := cmp.Diff(c.after, string(got)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		again, err := Pin(got, pinsOf{"an": {"guided": "other", "leaflets": "E"}, "binh": {}})
		if err != nil || !bytes.Equal(again, got) {
			t.Errorf("%s: pinned again it becomes\n%s (%v)", c.name, again, err)
		}
	}
}

func TestPinRefusesWhatItCannotWrite(t *testing.T) {
	for _, c := range []struct{ name, before, want string }{
		{"a unit that is not there", "units: [{id: binh}]", "unit an: it does not stand under units in this file"},
		{"no units", "web: {}", "unit an: it does not stand under units"},
		{"a list where the pins would stand", "units: [{id: an, columns: [a]}]", `add by hand: columns: {guided: "C"}`},
		{"a key twice", "units: [{id: an, id: an}]", "the file has a key twice"},
		{"no YAML", "units: [", "is not YAML"},
	} {
		got, err := Pin([]byte(c.before), pinsOf{"an": {"guided": "C"}})
		if got != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %q, %v, want an error with %q", c.name, got, err, c.want)
		}
	}
}

// Every unit of the configuration that comes with the program can be pinned,
// and then it says what it said before and the pins.
func TestTheSampleConfigurationCanBePinned(t *testing.T) {
	raw, err := os.ReadFile("../../config.yaml")
	if err != nil {
		t.Fatal(err)
	}
	before, err := Parse(raw, "../../config.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	pins := pinsOf{}
	for _, u := range before.Programme.Units {
		pins[u.ID] = map[string]string{"people_guided": "Số lượt “hướng dẫn”, hỗ trợ: {ngày}", "leaflets": "AB"}
	}
	out, err := Pin(raw, pins)
	if err != nil {
		t.Fatal(err)
	}
	after, err := Parse(out, "../../config.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range before.Programme.Units {
		u := &before.Programme.Units[i]
		u.Reading.Columns = pins[u.ID]
	}
	if diff := cmp.Diff(before.Programme.Units, after.Programme.Units); diff != "" {
		t.Error(diff)
	}
	for _, line := range bytes.Split(raw, []byte("\n")) {
		if kept := bytes.TrimRight(line, "}"); !bytes.Contains(out, kept) {
			t.Errorf("this line was lost: %s", line)
		}
	}
}

// However a unit is written, pinning it keeps every byte of the file in order
// and adds what was asked for.
func TestPinOnlyPutsTextIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.SampledFrom([]string{"Xã Ấn", `"a } b"`, "'c # d'", "[x, y]", "{k: v}", "~", "2020-06-01", "|\n      two\n      lines"})
		var b strings.Builder
		b.WriteString("# đầu\nunits:\n")
		for i := range rapid.IntRange(1, 3).Draw(t, "units") {
			fmt.Fprintf(&b, "  - id: u%d  # ghi chú\n", i)
			for j := range rapid.IntRange(0, 3).Draw(t, "keys") {
				fmt.Fprintf(&b, "    k%d: %s\n", j, value.Draw(t, "value"))
				b.WriteString(rapid.SampledFrom([]string{"", "\n", "    # giữa\n", "# ở lề\n"}).Draw(t, "between"))
			}
		}
		raw := b.String()
		heading := rapid.String().Draw(t, "heading")
		out, err := Pin([]byte(raw), pinsOf{"u0": {"guided": heading}})
		if err != nil {
			t.Fatalf("%v\n%s", err, raw)
		}
		rest := string(out)
		for _, r := range raw {
			at := strings.IndexRune(rest, r)
			if at < 0 {
				t.Fatalf("%q is gone from\n%s", r, out)
			}
			rest = rest[at+len(string(r)):]
		}
	})
}

// Whatever the file and the pins: either an error, or a file that still says
// what it said and the pins.
func FuzzPin(f *testing.F) {
	f.Add("units: [{id: an, name: A}]", "an", "guided", "Hướng dẫn")
	f.Add("units:\n- id: an\n  columns:\n    x: y\n", "an", "guided", "C")
	f.Add("units:\n- &a {id: an}\n- <<: *a\n", "an", "guided", "\"\\\n")
	f.Add("{units: [{id: !!str an, ? [x] : y}]}", "an", "k: {", "#")
	f.Fuzz(func(t *testing.T, raw, unit, indicator, column string) {
		out, err := Pin([]byte(raw), pinsOf{unit: {indicator: column}})
		if err != nil {
			return
		}
		root, err := rootOf(out)
		if err != nil {
			t.Fatalf("it no longer parses: %v\n%s", err, out)
		}
		_, columns := value(unitNode(root, unit), "columns")
		if _, n := value(columns, indicator); n == nil {
			t.Fatalf("%s has no pin of %q:\n%s", unit, indicator, out)
		}
	})
}

func table(layout string, columns ...office.Column) office.Table {
	return office.Table{Layout: layout, Columns: append([]office.Column{{At: "A", Header: "Ngày", Role: "date"}}, columns...)}
}

func indicator(at, header, id string) office.Column {
	return office.Column{At: at, Header: header, Role: "indicator", Indicator: id, How: "folded"}
}

func TestAPinIsTheHeadingWhereThatIsClear(t *testing.T) {
	unknown := func(at, header string) office.Column { return office.Column{At: at, Header: header, Role: "unknown"} }
	pinned := office.Column{At: "C", Header: "Tờ gấp", Role: "indicator", Indicator: "leaflets", How: "pinned"}
	for _, c := range []struct {
		name   string
		tables []office.Table
		want   map[string]string
		loose  []string
	}{
		{"one table", []office.Table{table("long", indicator("B", "Số lượt\n HD", "guided"))}, map[string]string{"guided": "Số lượt HD"}, nil},
		{"the same heading in another place", []office.Table{table("long", indicator("B", "Lượt HD", "guided")), table("long", unknown("B", "Khác"), indicator("C", "LƯỢT HD", "guided"))},
			map[string]string{"guided": "Lượt HD"}, nil},
		{"other headings in the same place", []office.Table{table("long", indicator("B", "Lượt HD", "guided")), table("long", indicator("B", "Hướng dẫn", "guided"))},
			map[string]string{"guided": "B"}, nil},
		{"other headings in other places", []office.Table{table("long", indicator("B", "Lượt HD", "guided")), table("long", indicator("C", "Hướng dẫn", "guided"))},
			map[string]string{}, []string{"guided"}},
		{"other headings, and a table without it", []office.Table{table("long", indicator("B", "Lượt HD", "guided")), table("long", indicator("B", "Hướng dẫn", "guided")), table("long", unknown("B", "Khác"))},
			map[string]string{}, []string{"guided"}},
		{"the heading twice, once for something else", []office.Table{table("long", indicator("B", "Số lượng", "guided"), unknown("C", "Số lượng"))}, map[string]string{"guided": "B"}, nil},
		{"a heading that looks like letters", []office.Table{table("long", indicator("D", "HD", "guided"))}, map[string]string{"guided": "D"}, nil},
		{"a heading that was cut", []office.Table{table("long", indicator("D", "Số lượt …", "guided"))}, map[string]string{"guided": "D"}, nil},
		{"no letters in a wide table", []office.Table{table("wide", indicator("5", "HD", "guided"))}, map[string]string{}, []string{"guided"}},
		{"pinned already", []office.Table{table("long", pinned), table("long", indicator("B", "Tờ rơi", "leaflets"))}, map[string]string{}, nil},
	} {
		got, loose := Pins(c.tables)
		if diff := cmp.Diff(c.want, got); diff != "" || !slices.Equal(loose, c.loose) {
			t.Errorf("%s: %sloose %v, want %v", c.name, diff, loose, c.loose)
		}
	}
}
