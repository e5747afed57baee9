package grid

import "testing"

func TestWhatAFormatMakesOfANumber(t *testing.T) {
	cases := []struct {
		code string
		n    float64
		want Marks
	}{
		{"0", 12, 0}, {"#,##0", 1234, 0}, {"#,##0.00", 12, 0}, {"General", 12, 0}, {"@", 12, 0},
		{`0 "lượt"`, 12, 0}, {`0 \h\s`, 12, 0}, {`#,##0 [$đ-42A]`, 12, 0}, {"[Red]0", 12, 0}, {`_-* #,##0_-;\-* #,##0_-;_-* "-"_-;_-@_-`, 12, 0},
		{`_-* #,##0_-;\-* #,##0_-;_-* "-"_-;_-@_-`, 0, 0}, {`0;-0;"Không"`, 0, 0}, {"0000", 12, 0}, {"0.00E+00", 12, 0},
		{"0%", 1, Percent}, {"0.0%", 0.5, Percent}, {`0"%"`, 12, Percent}, {`0\%`, 12, Percent},
		{`0,"k"`, 15000, Scaled}, {"0,", 15000, Scaled}, {"0.0,", 15000, Scaled}, {"#,##0,", 15000, Scaled}, {"#,##0,.0", 15000, Scaled}, {"0,,", 1, Scaled},
		{`0"/5"`, 3, Scaled}, {`0"-15"`, 10, Scaled}, {`0"0"`, 15, Scaled}, {`0\5`, 1, Scaled}, {"0/5", 3, Scaled},
		{`0 "nghìn"`, 15, Scaled}, {`0" Nghìn lượt"`, 15, Scaled}, {`0"k"`, 15, Scaled}, {`0 "kg"`, 15, 0}, {`General" tr"`, 15, Scaled},
		{";;;", 15, Unseen}, {";;;", 0, Unseen}, {"0;;", -1, Unseen}, {"0;-0;;@", 0, Unseen}, {"0;-0;;@", 1, 0}, {"#,###", 0, Unseen}, {"#,###", 1234, 0},
		{`"***"`, 15, Unseen}, {`"có"`, 0, 0}, {`# "lượt"`, 0, 0},
		{`[>999]0,"k";0`, 1000, Scaled}, {`[>999]0,"k";0`, 12, 0}, {`[<0]"âm";[=0]"-";0`, 12, 0},
	}
	for _, c := range cases {
		if got := ParseFormat(c.code).Marks(&Cell{Kind: Number, Number: c.n}); got != c.want {
			t.Errorf("%v under %s: got marks %b, want %b", c.n, c.code, got, c.want)
		}
	}
}

func TestWhatAFormatMakesOfAText(t *testing.T) {
	for code, want := range map[string]Marks{";;;": Unseen, "0;0;0;": Unseen, "0;-0;0;@": 0, "0": 0, `0;0;0;@" 12"`: Scaled, `0;0;0;@"."`: 0} {
		if got := ParseFormat(code).Marks(&Cell{Kind: Text, Text: "12"}); got != want {
			t.Errorf("a text under %s: got marks %b, want %b", code, got, want)
		}
	}
}

func TestPlainFormatsHaveNoCode(t *testing.T) {
	for _, code := range []string{"", "General", "0", "#,##0", "#,##0.00", "0_);(0)", `_-* #,##0_-;\-* #,##0_-;_-* "-"_-;_-@_-`, "[Red]-0"} {
		if got := ParseFormat(code).Code(); got != "" {
			t.Errorf("%q keeps the code %q", code, got)
		}
	}
	for _, code := range []string{"0%", `0"k"`, `0 "lượt"`, "dd/mm/yyyy", ";;;", "# ?/4", "0/5"} {
		if got := ParseFormat(code).Code(); code != ";;;" && got != code {
			t.Errorf("%q keeps the code %q", code, got)
		}
	}
}

func FuzzParseFormat(f *testing.F) {
	for _, code := range []string{`[>=1]0,"k";;0%;@`, `"`, `[`, `\`, "_", "dd/mm/yyyy hh:mm:ss.00"} {
		f.Add(code, 1.5)
	}
	f.Fuzz(func(t *testing.T, code string, n float64) {
		p := ParseFormat(code)
		p.Marks(&Cell{Kind: Number, Number: n})
		p.Marks(&Cell{Kind: Text, Text: "a"})
		p.Code()
	})
}
