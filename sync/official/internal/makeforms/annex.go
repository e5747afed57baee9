package main

// annexUnits is the table of units as an annex.
func annexUnits(number string) func(*draft) {
	return func(d *draft) {
		d.begin(number, across, tableWidths())
		d.annexHeading("G", number, "KẾT QUẢ CỦA CÁC ĐƠN VỊ")
		d.unitTable(true)
		d.footnotes("G")
	}
}

// annexParts is each indicator's figures by unit and day, or month.
func annexParts(d *draft) {
	d.begin("Phụ lục I", across, map[string]float64{"A": 5, "B": 21, "C:D": 40, "E": 10})
	d.annexHeading("E", "Phụ lục I", "SỐ LIỆU TỪNG {{ten_phan_ky}} CỦA CÁC ĐƠN VỊ")
	d.whole("E", "{{don_vi_tinh}}", 16, look{italic: true, align: "right"})
	top := d.row
	d.each("A", head, "STT", "Đơn vị")
	d.each("C", look{size: 11, bold: true, align: "center", border: true}, "{{ngay}}", "{{ngay}}")
	d.put("E", "Trong kỳ", head)
	d.end(20)
	d.repeat(top, top)
	d.put("A", "{{lap:chi_tieu}}{{so_la_ma}}", total)
	d.put("B:D", "{{ten_chi_tieu}}", kind)
	d.put("E", "{{tong:so_lieu}}", totalFig)
	d.end(18)
	d.put("A", "{{lap:don_vi}}{{stt}}", centred)
	d.put("B", "{{don_vi}}", name)
	d.each("C", look{size: 11, align: "right", border: true}, "{{so_lieu_ngay}}", "{{so_lieu_ngay}}")
	d.put("E", "{{so_lieu}}", figure)
	d.end(17)
	d.whole("E", "Ghi chú: “—” là chưa có số liệu; ô để trống là đơn vị không phải báo cáo.", 20, small)
	d.whole("E", "{{gioi_han_phu_luc}}", 16, small)
}

// annexTimely is how each unit kept its deadlines.
func annexTimely(d *draft) {
	d.begin("Phụ lục II", across, map[string]float64{"A": 5, "B": 20, "C:J": 6.4, "K": 7.8, "L:M": 16})
	d.annexHeading("M", "Phụ lục II", "TÌNH HÌNH NỘP BÁO CÁO CỦA CÁC ĐƠN VỊ")
	d.end(9)
	top := d.row
	d.tall("A", 2, "STT", head)
	d.tall("B", 2, "Đơn vị", head)
	d.put("C:J", "Số ngày", head)
	d.tall("K", 2, "Tỷ lệ đúng hạn", head)
	d.tall("L", 2, "Các ngày trễ hạn", head)
	d.tall("M", 2, "Các ngày chưa báo cáo", head)
	d.end(20)
	d.each("C", head, "Phải báo cáo", "Đúng hạn", "Trễ hạn", "Chưa báo cáo", "Cần sửa", "Đang đối chiếu", "Được miễn", "Chưa đến hạn")
	d.end(20)
	d.each("A", numbers, "A", "B", "1", "2", "3", "4", "5", "6", "7", "8", "9", "C", "D")
	d.end(16)
	d.repeat(top, d.row-1)
	counts := []string{"phai_bao_cao", "dung_han", "tre_han", "chua_bao_cao", "can_sua", "van_phong_xem", "duoc_mien", "chua_den_han"}
	row := func(l look, mark, name, prefix string, rest ...string) {
		d.put("A", mark, total)
		d.put("B", name, kind)
		for i, c := range counts {
			d.put(string(rune('C'+i)), "{{"+prefix+"so_ngay_"+c+"}}", l)
		}
		d.put("K", "{{"+prefix+"ty_le_dung_han}}", l)
		d.each("L", remark, rest...)
	}
	row(total, "{{lap:loai}}{{so_la_ma}}", "{{ten_loai}}", "tong:", "", "")
	d.end(18)
	row(centred, "", "", "", "{{cac_ngay_tre_han}}", "{{cac_ngay_chua_bao_cao}}")
	d.put("A", "{{lap:don_vi}}{{stt}}", centred)
	d.put("B", "{{don_vi}}", name)
	d.end(18)
	row(total, "", "", "tong:", "", "")
	d.put("A:B", "TỔNG CỘNG", total)
	d.end(18)
	d.whole("M", "Ghi chú: cột 1 là số ngày làm việc trong kỳ, bằng tổng các cột từ 2 đến 8; cột 9 là số ngày báo cáo đúng hạn trên số ngày được xét (không kể ngày được miễn, đang đối chiếu, chưa đến hạn). Đang đối chiếu: đơn vị đã ghi nhưng Văn phòng chưa đối chiếu xong; không phải lỗi của đơn vị.", 20, small)
}

// annexRanking is the ranking for commendation.
func annexRanking(d *draft) {
	rankingOn(d, "Phụ lục III", "XẾP HẠNG CÁC ĐƠN VỊ ĐỂ XÉT BIỂU DƯƠNG, KHEN THƯỞNG", (*draft).annexHeading)
}

func rankingOn(d *draft, sheet, title string, heading func(*draft, string, string, string)) {
	d.begin(sheet, upright, map[string]float64{"A": 8, "B": 36, "C": 10, "D": 11, "E": 11})
	heading(d, "E", sheet, title)
	d.whole("E", "{{cach_tinh_diem}}", 30, small)
	top := d.row
	d.each("A", head, "Hạng", "Đơn vị", "Điểm", "Ngày đúng hạn", "Ngày có báo cáo")
	d.end(34)
	d.repeat(top, top)
	d.put("A", "{{lap:xep_hang}}{{xh_hang}}", centred)
	d.put("B", "{{xh_don_vi}}", name)
	d.put("C", "{{xh_diem}}", figure)
	d.each("D", centred, "{{xh_dung_han}}", "{{xh_day_du}}")
	d.end(18)
}

// remarks are what units wrote, for the office to edit.
func remarks(d *draft) {
	d.begin("Khó khăn, kiến nghị", upright, map[string]float64{"A": 5, "B": 19, "C": 11, "D": 40})
	d.whole("D", "KHÓ KHĂN, KIẾN NGHỊ CỦA CÁC ĐƠN VỊ", 22, look{size: 14, bold: true, align: "center"})
	d.whole("D", "(Tổng hợp nguyên văn từ số liệu các đơn vị gửi, {{ky_bao_cao}})", 18, look{size: 13, italic: true, align: "center", wrap: true})
	for _, t := range []struct{ title, mark string }{{"I. Khó khăn, vướng mắc", "kho_khan"}, {"II. Đề xuất, kiến nghị", "kien_nghi"}} {
		d.whole("D", t.title, 26, look{size: 13, bold: true, align: "left"})
		d.each("A", head, "STT", "Đơn vị", "Ngày", "Nội dung")
		d.end(20)
		d.put("A", "{{lap:"+t.mark+"}}{{tt}}", centred)
		d.put("B", "{{yk_don_vi}}", name)
		d.put("C", "{{yk_ngay}}", remark)
		d.put("D", "{{yk_noi_dung}}", name)
		d.end(18)
	}
}

// changes lists what a replacing report changes; it goes with a report that
// replaces none.
func changes(d *draft) {
	d.begin("Thay thế", upright, map[string]float64{"A": 5, "B": 22, "C": 21, "D:F": 9})
	d.whole("F", "SỐ LIỆU THAY ĐỔI SO VỚI BÁO CÁO ĐÃ PHÁT HÀNH", 22, look{size: 14, bold: true, align: "center", wrap: true})
	d.whole("F", "{{thay_the}}", 18, look{size: 13, italic: true, align: "center", wrap: true})
	d.whole("F", "Lý do thay thế: {{ly_do_thay_the}}", 18, look{size: 13, italic: true, align: "center", wrap: true})
	d.end(9)
	top := d.row
	d.each("A", head, "STT", "Đơn vị", "Chỉ tiêu", "Đã báo cáo", "Nay", "Chênh lệch")
	d.end(34)
	d.repeat(top, top)
	d.put("A", "{{lap:thay_the}}{{tt}}", centred)
	d.each("B", name, "{{cu_don_vi}}", "{{cu_chi_tieu}}")
	d.each("D", figure, "{{cu_so_cu}}", "{{cu_so_moi}}", "{{cu_chenh_lech}}")
	d.end(18)
}

// prose is the text to be copied into the report that the annex goes with.
func prose(d *draft) {
	d.begin("Lời văn", upright, map[string]float64{"A": 75})
	d.put("A", "LỜI VĂN ĐỂ CHÉP VÀO BÁO CÁO", look{size: 14, bold: true, align: "center"})
	d.end(24)
	body := look{size: 13, align: "justify", top: true, wrap: true}
	for _, text := range []string{"{{loi_van}}", "(Số liệu chi tiết tại Phụ lục kèm theo.)"} {
		d.put("A", text, body)
		d.end(22)
	}
	for _, t := range []struct{ title, mark string }{{"Khó khăn, vướng mắc:", "kho_khan"}, {"Đề xuất, kiến nghị:", "kien_nghi"}} {
		d.put("A", t.title, look{size: 13, bold: true, align: "left"})
		d.end(22)
		d.put("A", "{{lap:"+t.mark+"}}{{yk_cau}}", body)
		d.end(20)
	}
}
