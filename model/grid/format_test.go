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
		if got := ParseFormat(code).Code(); got != code {
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

func TestDateFormats(t *testing.T) {
	dates := []string{
		"dd/mm/yyyy", "d/m/yy", "m/d/yyyy", "yyyy-mm-dd", "DD/MM/YYYY", "mmm-yy", "dddd", "mmmm",
		"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[$-F400]h:mm:ss\\ AM/PM", "[$-42A]dd mmmm yyyy", "[$-1042A]d/m;@",
		`"Ngày "dd" tháng "mm" năm "yyyy`, `d"/"m"/"yyyy`, `d\/m\/yyyy`, "dd/mm/yyyy;@", "[Red]dd/mm",
		"h:mm", "[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[ss]", "mm:ss.0", "h:mm:ss.000", "h:mm AM/PM",
		"[<43831]0;dd/mm/yyyy", "ggge", "aaaa", "[$-411]ge.m.d;@",
	}
	for _, code := range dates {
		if f := ParseFormat(code); f == nil || !f.Date {
			t.Errorf("%q shows no date", code)
		}
	}
	numbers := []string{
		"", "General", "GENERAL", `General" ngày"`, "0", "0.00", "#,##0", "0%", "0.00E+00", "# ?/?", "@", `"ngày "@`,
		`0" tháng"`, `0" ngày"`, `#,##0" hs"`, `0\ \h\s`, "0 tháng", "#,##0 [$đ-42A]", `#,##0\ "₫"`, "[$VND] #,##0",
		"[Red]0", "[Red]-0;[Blue]0", "[Color10]General", "[>=1000]#,##0;0", `[>=1000000]#"."000"."000;[>=1000]#"."000;0`,
		`_(* #,##0_);_(* \(#,##0\);_(* "-"??_);_(@_)`, "_d0", "*d0", `"d"`, `\d`, `0;0;0;"d/m"@`, `0;-0;;@`, `"chưa đóng`, "[đỏ", `0_`, `\`,
	}
	for _, code := range numbers {
		if f := ParseFormat(code); f != nil && f.Date {
			t.Errorf("%q shows a date", code)
		}
	}
}
