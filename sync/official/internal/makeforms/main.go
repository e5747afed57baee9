// Makeforms writes the forms that the program is delivered with. It is run
// once, by go generate in sync/official; from then on the office edits the
// .xlsx itself, and running this again puts the original back.
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

func run(dir string) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDefaultFont(fontFamily); err != nil {
		return err
	}
	*f.Styles.Fonts.Font[0].Sz.Val = bodySize
	for i, draw := range []func(*draft){monthReport, annexDaily, annexTimely} {
		d := &draft{f: f, styles: map[look]int{}}
		draw(d)
		if d.err != nil {
			return fmt.Errorf("sheet %d: %w", i+1, d.err)
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	const made = "2020-05-29T00:00:00Z"
	if err := f.SetDocProps(&excelize.DocProperties{Title: "Mẫu báo cáo tháng", Creator: "Văn phòng", Created: made, Modified: made, Language: "vi-VN"}); err != nil {
		return err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "bao-cao-thang.xlsx"), b.Bytes(), 0o644)
}
