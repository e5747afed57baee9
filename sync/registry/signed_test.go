package registry

import (
	"fmt"
	"strings"
	"testing"

	"tonghop/model/grid"
	"tonghop/model/report"
)

// inLines prints a report over many lines of its own, among them what it
// replaces, and takes apart what was printed so; tabs are parted by blank lines.
func (o *workplace) inLines() {
	o.Print = func(r *report.Report, m Marks) (Print, error) {
		text := "Số: " + m.Number + "\nTổng: " + r.Window.Total.Figures[0].Count.String()
		if m.Draft != "" {
			text += "\nMã bản in: " + m.Draft
		}
		if m.Replaces != "" {
			text += "\nThay thế số " + m.Replaces + "\nLý do: " + m.Reason + "\n\nĐÃ ĐỔI"
			for i := range 20 {
				text += fmt.Sprint("\nđổi ", i)
			}
		}
		return Print{DraftName("bao-cao.xlsx", m.Draft), []byte(text)}, nil
	}
	o.Decode = func(_ string, data []byte) (b grid.Book, err error) {
		for i, part := range strings.Split(string(data), "\n\n") {
			t := sheet(strings.Split(part, "\n")...)
			t.Title = fmt.Sprint("Tab ", i+1)
			b.Tabs = append(b.Tabs, *t)
		}
		return b, nil
	}
}

// resigned issues June in the place of number 12 as it was signed: what makes
// that is given the draft and what is printed of it now.
func resigned(o *workplace, sign func(draft, now string) string) *Numbered {
	o.inLines()
	o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a"})
	o.says("an", 3, 9, "1/7 09:00")
	o.now = at("1/7 10:00")
	d := o.close(june)
	x := Issuing{Draft: d.Draft.Draft, Number: "13", Replaces: "12", Reason: "An sửa", By: "a"}
	n, err := o.Preview(o.Context(), x)
	if err != nil {
		o.Fatal(err)
	}
	x.Signed = &Print{"da-ky.xlsx", []byte(sign(string(d.File.Bytes), string(n.File.Bytes)))}
	return o.issue(x)
}

// It was compared with the print that says what it replaces, and an edit
// drowned in the lines that only that has.
func TestASignedDraftThatReplacesAReportIsComparedWithItself(t *testing.T) {
	o := newOffice(t)
	n := resigned(o, func(draft, _ string) string { return draft })
	if d := n.Report.Differences; !n.Report.Edited || !n.Report.Compared || len(d) != 0 {
		t.Errorf("the very draft differs in %+v", d)
	}
	if got := strings.Join(n.Lacks, "; "); got != "Thay thế số 12; Lý do: An sửa; ĐÃ ĐỔI" {
		t.Errorf("it lacks %s", got)
	}
	o = newOffice(t)
	n = resigned(o, func(draft, _ string) string {
		return strings.Replace(draft, "Tổng: 11", "Tổng: 15", 1) + "\nThay thế  số 12"
	})
	if d := n.Report.Differences; len(d) != 2 || d[0].Old != "Tổng: 11" || d[0].New != "Tổng: 15" || d[1].New != "Thay thế  số 12" {
		t.Errorf("it differs in %+v", d)
	}
	if got := strings.Join(n.Lacks, "; "); got != "Lý do: An sửa; ĐÃ ĐỔI" {
		t.Errorf("it lacks %s", got)
	}
}

func TestASignedPrintThatSaysWhatItReplacesIsComparedWithThat(t *testing.T) {
	n := resigned(newOffice(t), func(_, now string) string { return strings.Replace(now, "Tổng: 11", "Tổng: 15", 1) })
	if d := n.Report.Differences; len(d) != 1 || d[0].New != "Tổng: 15" || len(n.Lacks) != 0 {
		t.Errorf("it differs in %+v and lacks %q", d, n.Lacks)
	}
}

func TestASignedDocumentForWordIsComparedWithThatForWord(t *testing.T) {
	o := newOffice(t)
	o.PrintWord = func(r *report.Report, m Marks) (Print, error) {
		return Print{"bao-cao.docx", []byte("Số: " + m.Number + "\nTổng: " + r.Window.Total.Figures[0].Count.String() + "\nĐánh giá: tốt")}, nil
	}
	o.Decode = func(_ string, data []byte) (grid.Book, error) {
		return grid.Book{Tabs: []grid.Tab{*sheet(strings.Split(string(data), "\n")...)}}, nil
	}
	n := o.issue(Issuing{Draft: o.close(june).Draft.Draft, Number: "12", By: "a", Signed: &Print{"da-ky.docx", []byte("Số: \nTổng: 7\nĐánh giá: khá")}})
	if d := n.Report.Differences; !n.Report.Compared || len(d) != 1 || d[0].New != "Đánh giá: khá" || n.File.Name != "bao-cao-so-12.docx" {
		t.Errorf("it differs in %+v: %s", d, n.File.Name)
	}
}
