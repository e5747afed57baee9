package official

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/google/go-cmp/cmp"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/templates"
)

// shippedWord is a form for Word that the program is delivered with.
func shippedWord(t testing.TB, name string, profile office.Profile) Form {
	t.Helper()
	b, err := fs.ReadFile(templates.Builtin(), "forms/"+string(profile)+"/"+name+".docx")
	if err != nil {
		t.Fatal(err)
	}
	return Form{name, b}
}

// wordLines gives the texts of a document: a paragraph outside tables each, and
// a row of a table with its cells parted by "|".
func wordLines(t testing.TB, data []byte) (lines []string) {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(wordPartOf(t, data, wordDocument)); err != nil {
		t.Fatal(err)
	}
	text := func(e *etree.Element) string {
		var b strings.Builder
		for i, p := range e.FindElements(".//w:p") {
			if i > 0 {
				b.WriteString(" / ")
			}
			b.WriteString(joined(piecesOf(p)))
		}
		return b.String()
	}
	for _, e := range doc.Root().SelectElement("w:body").ChildElements() {
		switch e.FullTag() {
		case "w:p":
			lines = append(lines, joined(piecesOf(e)))
		case "w:tbl":
			for _, row := range e.SelectElements("w:tr") {
				var cells []string
				for _, c := range row.SelectElements("w:tc") {
					cells = append(cells, text(c))
				}
				lines = append(lines, strings.Join(cells, "|"))
			}
		}
	}
	return lines
}

func wordPartOf(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// wordWith is a form for Word with a text of it put in another's place.
func wordWith(t *testing.T, form Form, old, new string) Form {
	t.Helper()
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	in, err := zip.NewReader(bytes.NewReader(form.Data), int64(len(form.Data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range in.File {
		b := wordPartOf(t, form.Data, f.Name)
		if f.Name == wordDocument {
			if !bytes.Contains(b, []byte(old)) {
				t.Fatalf("the form does not say %q", old)
			}
			b = bytes.Replace(b, []byte(old), []byte(new), 1)
		}
		w, err := out.Create(f.Name)
		if err == nil {
			_, err = w.Write(b)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return Form{form.Name, buf.Bytes()}
}

func TestEveryFormForWordIsSoundAndFillsForEveryPeriod(t *testing.T) {
	for _, k := range Kinds() {
		if k.Name == InternalForm {
			continue
		}
		for _, profile := range profiles {
			t.Run(k.Name+" "+string(profile), func(t *testing.T) {
				form := shippedWord(t, k.Name, profile)
				if err := Check(form, syntheticProgramme(3)); err != nil {
					t.Error(err)
				}
				kind := k.Period
				if kind == "" {
					kind = calendar.KindHalf
				}
				r := over(rich(13), kind)
				r.Programme.Letterhead.Profile = profile
				b, err := Render(form, r, Variant{Replaces: "12-BC/HĐTĐN", Reason: "Bổ sung số liệu", Draft: "K7Q2", Provisional: true})
				if err != nil {
					t.Fatal(err)
				}
				if dir := os.Getenv("TONGHOP_GALLERY"); dir != "" {
					if err := os.WriteFile(filepath.Join(dir, string(profile)+"-"+k.Name+".docx"), b, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				if all := strings.Join(wordLines(t, b), "\n"); strings.Contains(all, "{{") || strings.Contains(all, "}}") {
					t.Error("a placeholder is left in it")
				}
				again, err := Render(form, r, Variant{Replaces: "12-BC/HĐTĐN", Reason: "Bổ sung số liệu", Draft: "K7Q2", Provisional: true})
				if err != nil || !bytes.Equal(b, again) {
					t.Errorf("rendered again it has other bytes (%v)", err)
				}
			})
		}
	}
}

func TestADocumentForWordReadsLineByLine(t *testing.T) {
	b, err := Render(shippedWord(t, "bao-cao-thang", office.ProfileDoan), synthetic(13), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	lines := wordLines(t, b)
	for _, want := range []string{
		"TỈNH ĐOÀN BÌNH PHƯỚC / BCH ĐOÀN HUYỆN HỚN QUẢN / ***|ĐOÀN TNCS HỒ CHÍ MINH / ",
		"Số:       -BC/HĐTĐN|Hớn Quản, ngày      tháng      năm 2020", "BÁO CÁO", "-----------",
		"Kính gửi: Ban Thường vụ Tỉnh Đoàn Bình Phước.",
		"I. KẾT QUẢ THỰC HIỆN", "II. ĐÁNH GIÁ", "III. KHÓ KHĂN, VƯỚNG MẮC", "IV. KIẾN NGHỊ, ĐỀ XUẤT", "V. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI",
		"Phụ lục I", "Phụ lục II",
		"STT|Đơn vị|Số lượt người dân (lượt)|Hồ sơ trực tuyến (hồ sơ)|Số tài khoản dịch vụ công được tạo (tài khoản)|Ngày báo cáo đúng hạn|Ghi chú",
		"A|B|1|2|3|4=5+6|5|6|7|C|D",
		"Nơi nhận: / - Như trên;- UBND huyện;- UBND các xã, thị trấn;- BCH Huyện Đoàn;- Lưu: VP.|TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN / PHÓ BÍ THƯ /  /  /  /  / Người ký mẫu",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line says %q", want)
		}
	}
}

// tableRow gives the cells of the row of a table that begins so.
func tableRow(t *testing.T, lines []string, begins string) []string {
	t.Helper()
	for _, l := range lines {
		if strings.HasPrefix(l, begins) {
			return strings.Split(l, "|")
		}
	}
	t.Fatalf("no row begins with %q", begins)
	return nil
}

func TestEveryFigureOfADocumentForWordEqualsTheTallies(t *testing.T) {
	for _, units := range []int{13, 95, 168} {
		t.Run(fmt.Sprint(units, " units"), func(t *testing.T) {
			r := synthetic(units)
			b, err := Render(shippedWord(t, "bao-cao-thang", office.ProfileDoan), r, Variant{})
			if err != nil {
				t.Fatal(err)
			}
			lines := wordLines(t, b)
			tallied := map[string][]office.Count{} // added up anew from the days
			total := make([]office.Count, len(r.Programme.Indicators))
			for _, l := range r.Daily {
				if tallied[l.Unit.ID] == nil {
					tallied[l.Unit.ID] = make([]office.Count, len(total))
				}
				for i, f := range l.Figures {
					tallied[l.Unit.ID][i] = tallied[l.Unit.ID][i].Plus(f.Count)
					total[i] = total[i].Plus(f.Count)
				}
			}
			for i := range r.Window.Lines {
				l := &r.Window.Lines[i]
				row := tableRow(t, lines, fmt.Sprintf("%d|%s|", i+1, l.Unit.Name))
				for k := range 7 {
					want := "Chưa BC"
					if days := tallied[l.Unit.ID]; days != nil && days[k].Stated {
						want = office.Grouped(days[k].N)
					} else if days != nil {
						want = "—"
					}
					if row[2+k] != want {
						t.Errorf("%s, indicator %d: %q, want %q", l.Unit.Name, k, row[2+k], want)
					}
				}
			}
			sums := tableRow(t, lines, "TỔNG CỘNG (")
			for k := range 7 {
				if sums[1+k] != office.Grouped(total[k].N) {
					t.Errorf("the total of indicator %d is %q, want %d", k, sums[1+k], total[k].N)
				}
				sentence := fmt.Sprintf("- %s: %s %s", r.Programme.Indicators[k].Label, office.Grouped(total[k].N), r.Programme.Indicators[k].Unit)
				if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, sentence) }) {
					t.Errorf("no sentence begins with %q", sentence)
				}
			}
		})
	}
}

// rowsBelow gives the rows of a table below the one that begins so.
func rowsBelow(lines []string, begins string) (rows [][]string) {
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, begins) })
	if at < 0 {
		return nil
	}
	for _, l := range lines[at+1:] {
		if !strings.Contains(l, "|") {
			break
		}
		rows = append(rows, strings.Split(l, "|"))
	}
	return rows
}

// Whatever a document for Word prints of a unit is the report's figure, and each
// column adds up to its total.
func TestTheColumnsOfEveryDocumentForWordAddUp(t *testing.T) {
	for _, k := range Kinds() {
		for _, profile := range profiles {
			if k.Name == InternalForm {
				continue
			}
			r := synthetic(40)
			r.Programme.Letterhead.Profile = profile
			b, err := Render(shippedWord(t, k.Name, profile), r, Variant{})
			if err != nil {
				t.Fatal(err)
			}
			sums, seen := make([]int64, 7), 0
			for _, row := range rowsBelow(wordLines(t, b), "A|B|1|2|") {
				if strings.HasPrefix(row[0], "TỔNG CỘNG") {
					for i, sum := range sums {
						if row[1+i] != office.Grouped(sum) || sum != r.Window.Total.Figures[i].N {
							t.Errorf("%s %s: column %d adds up to %d, its total says %s, the report %d", k.Name, profile, i+1, sum, row[1+i], r.Window.Total.Figures[i].N)
						}
					}
					seen++
					break
				}
				for i := range sums {
					n, _ := strconv.ParseInt(strings.ReplaceAll(row[2+i], ".", ""), 10, 64) // "—" adds nothing
					sums[i] += n
				}
			}
			if seen != 1 {
				t.Errorf("%s %s has no total", k.Name, profile)
			}
		}
	}
}

func TestPapersNameOnlyWhatIsProved(t *testing.T) {
	r := synthetic(5) // the second unit has not reported, the third was once not opened
	stands(r, "u004", office.Unread)
	r.Window.Lines[3].Rate = office.Rate{Expected: 23, Unread: 23}
	r.Window.Total.Rate = office.Rate{}
	for _, l := range r.Window.Lines {
		r.Window.Total.Rate = r.Window.Total.Rate.Plus(l.Rate)
	}
	for _, profile := range profiles {
		r.Programme.Letterhead.Profile = profile
		for form, number := range map[string]string{PaperNotice: map[office.Profile]string{office.ProfileDoan: "-TB/HĐTĐN", office.ProfileND30: "/TB-HĐTĐN"}[profile],
			PaperReminder: map[office.Profile]string{office.ProfileDoan: "-CV/HĐTĐN", office.ProfileND30: "/HĐTĐN-VP"}[profile]} {
			b, err := Render(shippedWord(t, form, profile), r, Variant{})
			if err != nil {
				t.Fatal(err)
			}
			if dir := os.Getenv("TONGHOP_GALLERY"); dir != "" {
				if err := os.WriteFile(filepath.Join(dir, string(profile)+"-"+form+".docx"), b, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			lines := wordLines(t, b)
			at := slices.Index(lines, "STT|Đơn vị|Số ngày|Ngày chưa báo cáo")
			var named []string
			for _, l := range lines[at+1:] {
				if strings.Count(l, "|") == 3 {
					named = append(named, strings.SplitN(l, "|", 2)[1])
				}
			}
			if at < 0 || !slices.Contains(named, "Xã An Khương|23|Cả kỳ") || strings.Contains(strings.Join(named, ";"), "Đồng Nơ") {
				t.Errorf("%s names %q: not the unit that reported nothing, or one that waits for the office", form, named)
			}
			if all := strings.Join(lines, "\n"); !strings.Contains(all, "Số:       "+number) {
				t.Errorf("%s has another number than %q:\n%s", form, number, lines[1])
			}
		}
	}
}

func TestAUnitsOwnReportHasItsOwnFiguresAlone(t *testing.T) {
	r := synthetic(5)
	r.Year.Lines = slices.Clone(r.Window.Lines)
	own, ok := r.OfUnit("u003")
	if !ok {
		t.Fatal("there is no such unit")
	}
	p := *own.Programme
	p.Letterhead = UnitHead(p.Letterhead, own.Window.Lines[0].Unit)
	own.Programme = &p
	b, err := Render(shippedWord(t, PaperUnit, office.ProfileDoan), own, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("TONGHOP_GALLERY"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "don-vi.docx"), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	lines := wordLines(t, b)
	sum := r.Window.Lines[2].Figures[0].N
	for _, want := range []string{"BCH ĐOÀN HUYỆN HỚN QUẢN / BCH ĐOÀN XÃ AN PHÚ / ***|ĐOÀN TNCS HỒ CHÍ MINH / ", "Kính gửi: BCH Đoàn huyện Hớn Quản.",
		fmt.Sprintf("1|Số lượt người dân được tuyên truyền|lượt|%s|%s", office.Grouped(sum), office.Grouped(sum)), "3|Số lượt người dân, doanh nghiệp được hỗ trợ|lượt|—|—"} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line says %q in\n%s", want, strings.Join(lines, "\n"))
		}
	}
	if strings.Contains(strings.Join(lines, "\n"), "An Khương") {
		t.Error("it tells of another unit")
	}
}

func TestResultsAreComparedOnlyWhereBothPeriodsAreCovered(t *testing.T) {
	r := over(synthetic(1), calendar.KindMonth)
	r.Programme.Starts = calendar.Date(2020, 1, 1)
	r.Window.Lines[0].Figures[0] = report.Sum{Count: office.Stated(1125), StatedDays: 20, ExpectedDays: 20}
	r.Window.Total.Figures[0] = r.Window.Lines[0].Figures[0]
	prior := report.Summary{Lines: []report.Line{{Unit: r.Window.Lines[0].Unit, Figures: make([]report.Sum, len(r.Programme.Indicators))}}}
	prior.Lines[0].Figures[0] = report.Sum{Count: office.Stated(1000), StatedDays: 20, ExpectedDays: 20}
	prior.Total = report.Line{Figures: slices.Clone(prior.Lines[0].Figures)}
	prior.Period, _ = r.Programme.Windows.Of(calendar.KindMonth, r.Window.Period.First-1)
	first := func() string {
		d, err := newData(r, Variant{})
		if err != nil {
			t.Fatal(err)
		}
		all := d.results()
		return all[0] + "\n" + all[len(all)-1]
	}
	compared := func() string {
		r.Comparisons = []report.Comparison{report.Compare(r.Programme, report.PeriodBefore, r.Window, prior)}
		return first()
	}
	r.Comparisons = nil
	if got := first(); strings.Contains(got, "tăng") || !strings.Contains(got, "Chưa đủ số liệu để so sánh với tháng 5 năm 2020.") {
		t.Errorf("without a period before: %s", got)
	}
	for _, tt := range []struct {
		before int64
		want   string
	}{{1000, "tăng 12,5% so với tháng 5 năm 2020 (1.000 lượt)"}, {1500, "giảm 25,0% so với"}, {1125, "bằng tháng 5 năm 2020"}, {0, "tăng 1.125 lượt so với tháng 5 năm 2020 (00 lượt)"}} {
		prior.Total.Figures[0].N = tt.before
		if got := compared(); !strings.Contains(got, tt.want) {
			t.Errorf("after %d: got %q, want %q", tt.before, got, tt.want)
		}
	}
	prior.Total.Figures[0].StatedDays = 18
	if got := compared(); strings.Contains(got, "so với tháng 5 năm 2020 (") {
		t.Errorf("with a tenth of the days before uncovered: %s", got)
	}
}

func TestAFormForWordTellsItsFaults(t *testing.T) {
	form := shippedWord(t, "bao-cao-thang", office.ProfileDoan)
	for _, tt := range []struct{ name, old, new, code string }{
		{"without a signature", "{{nguoi_ky}}", "", faultWordMissing},
		{"without a row of units", "{{lap:don_vi}}{{stt}}", "1", faultOutsideUnits},
		{"a slip of the pen", "{{ngay_thang}}", "{{ngay_thag}}", faultWordNear},
		{"an unknown word", "{{mo_dau}}", "{{vua_nghi_ra_day}}", faultWord},
		{"braces that are open", "{{mo_dau}}.", "{{mo_dau.", faultBraces},
		{"a unit's word outside its row", "{{mo_dau}}", "{{don_vi}}", faultOutsideUnits},
		{"a list's word outside its rows", "{{lap:danh_gia}}", "", faultOutsideList},
		{"an indicator that is not there", "{{so_lieu}}", "{{so_lieu:khong_co}}", faultIndicator},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := Check(wordWith(t, form, tt.old, tt.new), syntheticProgramme(3))
			var fault *FormError
			if !errors.As(err, &fault) || !slices.ContainsFunc(Faults(err), func(f *FormError) bool { return f.Code == tt.code && strings.HasPrefix(f.Sheet, "Văn bản") }) {
				t.Errorf("got %v, want %s", err, tt.code)
			}
		})
	}
	if err := Check(Form{"bao-cao-thang", form.Data[:200]}, syntheticProgramme(3)); err == nil {
		t.Error("half a file is no fault")
	}
}

func TestADocumentForWordIsTakenApartToBeCompared(t *testing.T) {
	b, err := Render(shippedWord(t, "bao-cao-thang", office.ProfileDoan), synthetic(3), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	book, err := Grid(b)
	if err != nil || len(book.Tabs) != 1 {
		t.Fatalf("%+v (%v)", book, err)
	}
	rows, lines := book.Tabs[0].Rows, wordLines(t, b)
	if len(rows) != len(lines) {
		t.Fatalf("it has %d rows of %d lines", len(rows), len(lines))
	}
	at := slices.Index(lines, "I. KẾT QUẢ THỰC HIỆN")
	if rows[at][0].Text != lines[at] || rows[0][1].Text != "ĐOÀN TNCS HỒ CHÍ MINH" {
		t.Errorf("it says %q and %q", rows[at][0].Text, rows[0][1].Text)
	}
	if _, err := Grid(b[:100]); err == nil {
		t.Error("half a document is none")
	}
}

func TestAPlaceholderThatWordCutIntoRunsIsFilled(t *testing.T) {
	form := wordWith(t, shippedWord(t, "bao-cao-thang", office.ProfileDoan), "{{mo_dau}}", `{{mo</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>_d</w:t></w:r><w:r><w:t xml:space="preserve">au}}`)
	b, err := Render(form, synthetic(3), Variant{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(wordLines(t, b), func(l string) bool {
		return strings.HasPrefix(l, "Trong tháng 6 năm 2020") && strings.HasSuffix(l, ". Kết quả:")
	}) {
		t.Error("the opening is not filled")
	}
}

func TestAListInATableHasOneRowForEachEntry(t *testing.T) {
	r := synthetic(4)
	b, err := Render(shippedWord(t, "so-ket", office.ProfileND30), r, Variant{})
	if err != nil {
		t.Fatal(err)
	}
	lines := wordLines(t, b)
	at := slices.Index(lines, "Hạng|Đơn vị|Điểm|Ngày đúng hạn|Ngày có báo cáo")
	if at < 0 || len(lines) < at+5 {
		t.Fatal("there is no ranking")
	}
	for _, l := range lines[at+1 : at+5] {
		if strings.Contains(l, " / ") || strings.Count(l, "|") != 4 {
			t.Errorf("a row of the ranking is %q", l)
		}
	}
}

// Words of a document are as LibreOffice's Writer reads them; an installation
// without it, as for spreadsheets alone, cannot open any.
func TestLibreOfficeOpensAndSavesADocumentForWord(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if own := os.Getenv("TONGHOP_SOFFICE"); own != "" {
		program, err = own, nil
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("soffice is not installed, and CI=true does not let this test be skipped")
		}
		t.Skip("soffice (LibreOffice) is not installed: no document is opened in it here")
	}
	dir := t.TempDir()
	b, err := Render(shippedWord(t, "bao-cao-thang", office.ProfileND30), synthetic(13), Variant{})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "in.docx"), b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	said, err := exec.CommandContext(t.Context(), program, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "docx", "--outdir", dir+"/out", dir+"/in.docx").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	saved, err := os.ReadFile(filepath.Join(dir, "out", "in.docx"))
	if errors.Is(err, fs.ErrNotExist) && bytes.Contains(said, []byte("could not be loaded")) {
		if os.Getenv("CI") == "true" {
			t.Fatal("LibreOffice is installed without Writer, and CI=true does not let this test be skipped")
		}
		t.Skip("LibreOffice is installed without Writer: no document is opened in it here")
	}
	if err != nil {
		t.Fatal(err)
	}
	squeezed := func(data []byte) string {
		return strings.Join(strings.Fields(strings.Join(wordLines(t, data), "\n")), " ")
	}
	if diff := cmp.Diff(squeezed(b), squeezed(saved)); diff != "" {
		t.Errorf("saved by LibreOffice it says something else (-before +after):\n%s", diff)
	}
}

func BenchmarkADocumentForWordOf168Units(b *testing.B) {
	r, form := synthetic(168), shippedWord(b, "bao-cao-thang", office.ProfileDoan)
	for b.Loop() {
		if _, err := Render(form, r, Variant{}); err != nil {
			b.Fatal(err)
		}
	}
}
