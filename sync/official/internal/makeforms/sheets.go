package main

// The looks of a table.
var (
	head     = look{bold: true, align: "center", wrap: true, border: true}
	numbers  = look{size: 11, italic: true, align: "center", border: true}
	centred  = look{align: "center", border: true}
	name     = look{align: "left", wrap: true, border: true}
	figure   = look{align: "right", border: true}
	total    = look{bold: true, align: "center", border: true}
	totalFig = look{bold: true, align: "right", border: true}
	part     = look{italic: true, align: "center", border: true}
	partFig  = look{italic: true, align: "right", border: true}
)

// monthReport is the page that is signed, of the profile of Hướng dẫn
// 29-HD/TWĐTN-VP.
func monthReport(d *draft) {
	d.begin("Báo cáo", map[string]float64{"A": 4.5, "B": 20.5, "C:E": 20.5, "F": 9.5, "G": 20.5})
	heading(d)
	titles(d)
	reportTable(d)
	closing(d)
}

func heading(d *draft) {
	d.put("A1:C1", "{{co_quan_cap_tren}}", look{size: 13, align: "center", wrap: true})
	d.put("D1:G1", "ĐOÀN TNCS HỒ CHÍ MINH", look{size: 15, bold: true, align: "center", wrap: true})
	d.put("A2:C2", "{{co_quan_ban_hanh}}", look{size: 13, bold: true, align: "center", wrap: true})
	d.put("D2:G2", "———————————", look{size: 8, align: "center", top: true})
	d.put("A3:C3", "***", look{size: 13, align: "center", wrap: true})
	d.put("D3:G3", "{{dia_danh}}, {{ngay_thang}}", look{size: 13, italic: true, align: "center", wrap: true})
	d.put("A4:C4", "Số: {{so_van_ban}}-BC/{{ky_hieu}}", look{size: 13, align: "center", wrap: true})
	d.height(1, 21)
	for row := 2; row <= 4; row++ {
		d.height(row, 18)
	}
	d.height(5, 9)
}

func titles(d *draft) {
	d.put("A6:G6", "BÁO CÁO", look{size: 16, bold: true, align: "center"})
	d.put("A7:G7", "{{trich_yeu}} {{ky_bao_cao}}", look{size: 14, bold: true, align: "center", wrap: true})
	d.put("A8:G8", "(Số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})", look{size: 13, italic: true, align: "center"})
	d.put("A9:G9", "-----------", look{size: 13, align: "center"})
	d.put("A10:C10", "Kính gửi:", look{size: 13, align: "right", top: true})
	d.put("D10:G10", "{{kinh_gui}}", look{size: 13, align: "left", top: true, wrap: true})
	d.put("A11:G11", "{{don_vi_tinh}}", look{italic: true, align: "right"})
	d.height(6, 24)
	d.height(7, 20)
	d.height(8, 18)
	d.height(9, 15)
	d.height(10, 19)
	d.height(11, 16)
}

func reportTable(d *draft) {
	d.put("A12:A13", "STT", head)
	d.put("B12:B13", "Đơn vị", head)
	d.row("C12", head, "{{nhom}}", "{{nhom}}", "{{nhom}}")
	d.row("C13", head, "{{chi_tieu}}", "{{chi_tieu}}", "{{chi_tieu}}")
	d.put("F12:F13", "Ngày báo cáo đúng hạn", head)
	d.put("G12:G13", "Ghi chú", head)
	d.row("A14", numbers, "A", "B", "{{so_cot}}", "{{so_cot}}", "{{so_cot}}", "{{so_cot}}", "C")
	d.repeat("$12:$14")

	d.put("A15", "{{lap:don_vi}}{{stt}}", centred)
	d.put("B15", "{{don_vi}}", name)
	d.row("C15", figure, "{{so_lieu}}", "{{so_lieu}}", "{{so_lieu}}")
	d.put("F15", "{{dung_han}}", centred)
	d.put("G15", "{{ghi_chu}}", look{size: 11, align: "left", wrap: true, border: true})

	d.put("A16:B16", "TỔNG CỘNG", total)
	d.row("C16", totalFig, "{{tong:so_lieu}}", "{{tong:so_lieu}}", "{{tong:so_lieu}}")
	d.put("F16", "{{tong:dung_han}}", total)
	d.put("G16", "", total)
	for i, line := range []struct{ label, word string }{
		{"Lũy kế từ đầu năm", "{{luy_ke}}"}, {"Chỉ tiêu năm", "{{chi_tieu_nam}}"}, {"Tỷ lệ thực hiện (%)", "{{ty_le}}"},
	} {
		row := string(rune('7' + i))
		d.put("A1"+row+":B1"+row, line.label, part)
		d.row("C1"+row, partFig, line.word, line.word, line.word)
		d.row("F1"+row, part, "", "")
	}
	d.height(12, 20)
	d.height(13, 20)
	d.height(14, 16)
	for row := 15; row <= 19; row++ {
		d.height(row, 18)
	}
}

func closing(d *draft) {
	d.height(20, 12)
	d.put("A21:C21", "Nơi nhận:", look{bold: true, italic: true, align: "left"})
	d.put("D21:G21", "{{tham_quyen}}", look{size: 13, bold: true, align: "center", wrap: true})
	d.put("A22:C28", "{{noi_nhan}}", look{size: 11, align: "left", top: true, wrap: true})
	d.put("D22:G22", "{{chuc_vu}}", look{size: 13, align: "center", wrap: true})
	d.put("D27:G27", "{{nguoi_ky}}", look{size: 13, bold: true, align: "center", wrap: true})
	for row := 21; row <= 28; row++ {
		d.height(row, 17)
	}
}

// annexHeading is how an annex begins (Nghị định 30/2020/NĐ-CP, Phụ lục III).
func annexHeading(d *draft, last, number, title string) {
	d.put("A1:"+last+"1", number, look{size: 14, bold: true, align: "center"})
	d.put("A2:"+last+"2", title, look{size: 14, bold: true, align: "center", wrap: true})
	d.put("A3:"+last+"3", "(Kèm theo Báo cáo số {{so_van_ban}}-BC/{{ky_hieu}}, {{ngay_thang}} của {{co_quan_ban_hanh}})", look{size: 13, italic: true, align: "center", wrap: true})
	d.put("A4:"+last+"4", "(Số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})", look{size: 13, italic: true, align: "center"})
	d.height(1, 20)
	d.height(2, 20)
	d.height(3, 18)
	d.height(4, 18)
}

// annexDaily is each indicator's figures by unit and day.
func annexDaily(d *draft) {
	d.begin("Phụ lục I", map[string]float64{"A": 5, "B": 21, "C:D": 40, "E": 10})
	annexHeading(d, "E", "Phụ lục I", "SỐ LIỆU HẰNG NGÀY CỦA CÁC ĐƠN VỊ")
	d.put("A5:E5", "{{don_vi_tinh}}", look{italic: true, align: "right"})
	d.row("A6", head, "STT", "Đơn vị")
	d.row("C6", look{size: 11, bold: true, align: "center", border: true}, "{{ngay}}", "{{ngay}}")
	d.put("E6", "Trong kỳ", head)
	d.repeat("$6:$6")
	d.put("A7", "{{lap:chi_tieu}}{{so_la_ma}}", total)
	d.put("B7:D7", "{{ten_chi_tieu}}", look{bold: true, align: "left", wrap: true, border: true})
	d.put("E7", "{{tong:so_lieu}}", totalFig)
	d.put("A8", "{{lap:don_vi}}{{stt}}", centred)
	d.put("B8", "{{don_vi}}", name)
	d.row("C8", look{size: 11, align: "right", border: true}, "{{so_lieu_ngay}}", "{{so_lieu_ngay}}")
	d.put("E8", "{{so_lieu}}", figure)
	d.put("A9:E9", "Ghi chú: “—” là chưa có số liệu của ngày đó; ô để trống là ngày đơn vị không phải báo cáo.", look{size: 11, italic: true, align: "left", wrap: true})
	d.height(5, 16)
	d.height(6, 20)
	d.height(7, 18)
	d.height(8, 17)
	d.height(9, 20)
}

// annexTimely is how each unit kept its deadlines.
func annexTimely(d *draft) {
	d.begin("Phụ lục II", map[string]float64{"A": 4.5, "B": 21, "C:J": 7, "K": 8, "L:M": 13.25})
	annexHeading(d, "M", "Phụ lục II", "TÌNH HÌNH NỘP BÁO CÁO CỦA CÁC ĐƠN VỊ")
	d.put("A6:A7", "STT", head)
	d.put("B6:B7", "Đơn vị", head)
	d.put("C6:J6", "Số ngày", head)
	d.row("C7", head, "Phải báo cáo", "Đúng hạn", "Trễ hạn", "Chưa báo cáo", "Cần sửa", "Không đọc được", "Được miễn", "Chưa đến hạn")
	d.put("K6:K7", "Tỷ lệ đúng hạn", head)
	d.put("L6:L7", "Các ngày trễ hạn", head)
	d.put("M6:M7", "Các ngày chưa báo cáo", head)
	d.row("A8", numbers, "A", "B", "1", "2", "3", "4", "5", "6", "7", "8", "9", "C", "D")
	d.repeat("$6:$8")
	d.put("A9", "{{lap:don_vi}}{{stt}}", centred)
	d.put("B9", "{{don_vi}}", name)
	d.put("A10:B10", "TỔNG CỘNG", total)
	counts := []string{"phai_bao_cao", "dung_han", "tre_han", "chua_bao_cao", "can_sua", "khong_doc_duoc", "duoc_mien", "chua_den_han"}
	for i, c := range counts {
		col := string(rune('C' + i))
		d.put(col+"9", "{{so_ngay_"+c+"}}", centred)
		d.put(col+"10", "{{tong:so_ngay_"+c+"}}", total)
	}
	d.row("K9", centred, "{{ty_le_dung_han}}")
	d.row("L9", look{size: 11, align: "left", wrap: true, border: true}, "{{cac_ngay_tre_han}}", "{{cac_ngay_chua_bao_cao}}")
	d.row("K10", total, "{{tong:ty_le_dung_han}}", "", "")
	d.put("A11:M11", "Ghi chú: cột 1 là số ngày làm việc trong kỳ, bằng tổng các cột từ 2 đến 8; cột 9 là số ngày báo cáo đúng hạn trên số ngày được xét (không kể ngày được miễn, không đọc được, chưa đến hạn).", look{size: 11, italic: true, align: "left", wrap: true})
	d.height(5, 9)
	d.height(6, 20)
	d.height(7, 20)
	d.height(8, 16)
	d.height(9, 18)
	d.height(10, 18)
	d.height(11, 20)
}
