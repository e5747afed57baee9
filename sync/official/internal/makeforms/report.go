package main

// The looks of a table.
var (
	head     = look{bold: true, align: "center", wrap: true, border: true}
	numbers  = look{size: 11, italic: true, align: "center", border: true}
	centred  = look{align: "center", border: true}
	name     = look{align: "left", wrap: true, border: true}
	figure   = look{align: "right", border: true}
	total    = look{bold: true, align: "center", wrap: true, border: true}
	totalFig = look{bold: true, align: "right", border: true}
	kind     = look{bold: true, align: "left", wrap: true, border: true}
	part     = look{italic: true, align: "center", wrap: true, border: true}
	partFig  = look{italic: true, align: "right", border: true}
	remark   = look{size: 11, align: "left", wrap: true, border: true}
	small    = look{size: 11, italic: true, align: "left", wrap: true}
)

// An occasion is what tells the reports on periods apart.
type occasion struct {
	title, window string
	// cumulative adds the row from the year's start, which a year's own report
	// does not need.
	cumulative bool
}

// report is the page that is signed.
func (o occasion) report(d *draft) {
	d.begin("Báo cáo", across, tableWidths())
	d.heading("A:C", "D:G")
	d.titles("G", o.title, o.window, "{{trich_yeu}} {{ky_bao_cao}}")
	d.put("A:C", "Kính gửi:\u00a0", look{size: 13, align: "right", top: true})
	d.put("D:G", "{{kinh_gui}}", look{size: 13, align: "left", top: true, wrap: true})
	d.end(19)
	d.unitTable(o.cumulative)
	d.footnotes("G")
	d.closing("A:C", "D:G")
}

// tableWidths are those of the table of units: as wide as A4 across.
func tableWidths() map[string]float64 {
	return map[string]float64{"A": 5.5, "B": 22, "C:E": 19.2, "F": 9.5, "G": 21.5}
}

// unitTable is the table of units in the columns A to G.
func (d *draft) unitTable(cumulative bool) {
	d.whole("G", "{{don_vi_tinh}}", 16, look{italic: true, align: "right"})
	top := d.row
	d.tall("A", 2, "STT", head)
	d.tall("B", 2, "Đơn vị", head)
	d.each("C", head, "{{nhom}}", "{{nhom}}", "{{nhom}}")
	d.tall("F", 2, "Ngày báo cáo đúng hạn", head)
	d.tall("G", 2, "Ghi chú", head)
	d.end(20)
	d.each("C", head, "{{chi_tieu}}", "{{chi_tieu}}", "{{chi_tieu}}")
	d.end(20)
	d.each("A", numbers, "A", "B", "{{so_cot}}", "{{so_cot}}", "{{so_cot}}", "{{so_cot}}", "C")
	d.end(16)
	d.repeat(top, d.row-1)

	d.put("A", "{{lap:loai}}{{so_la_ma}}", total)
	d.put("B", "{{ten_loai}}", kind)
	d.each("C", totalFig, "{{tong:so_lieu}}", "{{tong:so_lieu}}", "{{tong:so_lieu}}")
	d.each("F", total, "{{tong:dung_han}}", "")
	d.end(18)
	d.put("A", "{{lap:don_vi}}{{stt}}", centred)
	d.put("B", "{{don_vi}}", name)
	d.each("C", figure, "{{so_lieu}}", "{{so_lieu}}", "{{so_lieu}}")
	d.put("F", "{{dung_han}}", centred)
	d.put("G", "{{ghi_chu}}", remark)
	d.end(18)

	d.put("A:B", "{{nhan_tong}}", total)
	d.each("C", totalFig, "{{tong:so_lieu}}", "{{tong:so_lieu}}", "{{tong:so_lieu}}")
	d.each("F", total, "{{tong:dung_han}}", "")
	d.end(18)
	lines := []struct{ label, word string }{
		{"Lũy kế đã báo cáo kỳ trước", "{{luy_ke_truoc}}"}, {"Điều chỉnh kỳ trước", "{{dieu_chinh}}"}, {"Lũy kế từ đầu năm {{nam}}", "{{luy_ke}}"},
		{"Ước thực hiện cả năm", "{{uoc_ca_nam}}"}, {"Chỉ tiêu năm {{nam}}", "{{chi_tieu_nam}}"}, {"Tỷ lệ thực hiện (%)", "{{ty_le}}"},
	}
	if !cumulative {
		lines = lines[3:]
	}
	for _, line := range lines {
		d.put("A:B", line.label, part)
		d.each("C", partFig, line.word, line.word, line.word)
		d.each("F", part, "", "")
		d.end(18)
	}
}

// footnotes are what a reader must know of the table above.
func (d *draft) footnotes(last string) {
	d.whole(last, "{{chua_co_so_lieu}}", 16, small)
	d.whole(last, "{{lap:chu_thich}}{{chu_thich}}", 16, small)
}

// reviewReport is the preliminary or final review: a text with the targets, for
// which the annexes hold the units.
func reviewReport(word string) func(*draft) {
	return func(d *draft) {
		// The longest line of each heading stays whole.
		widths := map[string]float64{"A": 5, "B": 31, "C:D": 8.5, "E": 8, "F:G": 7.5}
		if d.profile.state {
			widths = map[string]float64{"A": 5, "B": 28, "C:E": 9.5, "F": 8.5, "G": 9}
		}
		d.begin("Báo cáo", upright, widths)
		d.heading("A:B", "C:G")
		d.titles("G", "BÁO CÁO", "(Số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})", word+" {{trich_yeu_tiep}} {{ky_bao_cao}}")
		d.put("A:B", "Kính gửi:\u00a0", look{size: 13, align: "right", top: true})
		d.put("C:G", "{{kinh_gui}}", look{size: 13, align: "left", top: true, wrap: true})
		d.end(19)
		d.section("I. KẾT QUẢ THỰC HIỆN")
		d.paragraph("{{mo_dau}}. Kết quả:")
		d.paragraph("{{lap:ket_qua}}{{kq_cau}}")
		d.paragraph("Kết quả thực hiện các chỉ tiêu năm {{nam}}:")
		d.goals()
		d.paragraph("Kết quả của từng đơn vị tại Phụ lục I; tình hình nộp báo cáo tại Phụ lục II.")
		d.section("II. ĐÁNH GIÁ")
		d.paragraph("{{lap:danh_gia}}{{dg_cau}}")
		d.section("III. KHÓ KHĂN, VƯỚNG MẮC")
		d.paragraph("{{lap:kho_khan}}{{yk_cau}}")
		d.section("IV. KIẾN NGHỊ, ĐỀ XUẤT")
		d.paragraph("{{lap:kien_nghi}}{{yk_cau}}")
		d.section("V. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI")
		d.paragraph("{{lap:phuong_huong}}{{ph_cau}}")
		d.section("VI. BIỂU DƯƠNG, KHEN THƯỞNG")
		d.paragraph("Xếp hạng các đơn vị để xét biểu dương, khen thưởng tại Phụ lục III.")
		d.paragraph("Trên đây là báo cáo " + lower(word) + " {{ky_bao_cao}}./.")
		d.closing("A:B", "C:G")
	}
}

func (d *draft) section(text string) {
	d.whole("G", text, 24, look{size: 13, bold: true, align: "left"})
}

func (d *draft) paragraph(text string) {
	d.whole("G", text, 20, look{size: 13, align: "justify", top: true, wrap: true})
}

func (d *draft) goals() {
	d.each("A", head, "STT", "Chỉ tiêu", "Đơn vị tính", "Chỉ tiêu năm", "Kết quả", "Tỷ lệ (%)", "Đánh giá")
	d.end(34)
	d.put("A", "{{lap:muc_tieu}}{{tt}}", centred)
	d.put("B", "{{mt_chi_tieu}}", name)
	d.put("C", "{{mt_don_vi_tinh}}", look{align: "center", wrap: true, border: true})
	d.each("D", figure, "{{mt_ke_hoach}}", "{{mt_ket_qua}}", "{{mt_ty_le}}")
	d.put("G", "{{mt_danh_gia}}", look{align: "center", wrap: true, border: true})
	d.end(18)
	d.end(8)
}

func lower(word string) string {
	if word == "Sơ kết" {
		return "sơ kết"
	}
	return "tổng kết"
}
