// Makeforms writes the forms that the program is delivered with. It is run
// once, by go generate in sync/official; from then on the office edits the
// .xlsx itself, and running this again puts the originals back.
//
// A form is put together from parts: the heading of its profile, titles, a
// table, a closing, annexes.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: makeforms DIRECTORY")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "makeforms:", err)
		os.Exit(1)
	}
}

// A form is a workbook to be made: its name, its title among the document's
// properties, and its sheets in order.
type form struct {
	name, title string
	sheets      []func(*draft)
}

func forms() []form {
	periodic := func(name, title string, o occasion) form {
		return form{name, title, []func(*draft){o.report, annexParts, annexTimely, remarks, changes}}
	}
	review := func(name, title, word string) form {
		return form{name, title, []func(*draft){reviewReport(word), annexUnits("Phụ lục I"), annexTimely, annexRanking, changes}}
	}
	const window = "(Số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})"
	month := occasion{title: "BÁO CÁO", window: window, cumulative: true}
	year := occasion{title: "BÁO CÁO", window: window}
	day := occasion{title: "BÁO CÁO NHANH", window: "(Số liệu của ngày {{den_ngay}})", cumulative: true}
	return []form{
		{"bao-cao-ngay", "Mẫu báo cáo nhanh ngày", []func(*draft){day.report, remarks, changes}},
		periodic("bao-cao-thang", "Mẫu báo cáo tháng", month),
		periodic("bao-cao-quy", "Mẫu báo cáo quý", month),
		periodic("bao-cao-6-thang", "Mẫu báo cáo 6 tháng", month),
		periodic("bao-cao-nam", "Mẫu báo cáo năm", year),
		periodic("bao-cao-dot", "Mẫu báo cáo đợt hoạt động", month),
		review("so-ket", "Mẫu báo cáo sơ kết", "Sơ kết"),
		review("tong-ket", "Mẫu báo cáo tổng kết", "Tổng kết"),
		{"phu-luc", "Mẫu phụ lục kèm báo cáo", []func(*draft){annexUnits("Phụ lục"), prose, changes}},
		{"noi-bo", "Mẫu biểu nội bộ", []func(*draft){toMend, entered, dayTotals, ranking}},
	}
}

func run(dir string) error {
	for _, p := range profiles() {
		if err := os.MkdirAll(filepath.Join(dir, p.name), 0o755); err != nil {
			return err
		}
		for _, f := range forms() {
			b, err := f.draw(p)
			if err != nil {
				return fmt.Errorf("%s/%s: %w", p.name, f.name, err)
			}
			if err := os.WriteFile(filepath.Join(dir, p.name, f.name+".xlsx"), b, 0o644); err != nil {
				return err
			}
		}
		for _, l := range append(letters(), papers()...) {
			d := &page{profile: p}
			l.draw(d)
			b, err := d.save(l.title, l.last)
			if err != nil {
				return fmt.Errorf("%s/%s: %w", p.name, l.name, err)
			}
			if err := os.WriteFile(filepath.Join(dir, p.name, l.name+".docx"), b, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f form) draw(p profile) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetDefaultFont(fontFamily); err != nil {
		return nil, err
	}
	*book.Styles.Fonts.Font[0].Sz.Val = bodySize
	for i, sheet := range f.sheets {
		d := &draft{f: book, styles: map[look]int{}, profile: p, row: 1}
		sheet(d)
		if d.err != nil {
			return nil, fmt.Errorf("sheet %d: %w", i+1, d.err)
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		return nil, err
	}
	book.SetActiveSheet(0)
	const made = "2020-05-29T00:00:00Z"
	if err := book.SetDocProps(&excelize.DocProperties{Title: f.title, Creator: "Văn phòng", Created: made, Modified: made, Language: "vi-VN"}); err != nil {
		return nil, err
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
