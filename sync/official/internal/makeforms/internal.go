package main

// The workbook that stays in the office: what is wrong or doubtful, what the
// office entered, the ranking.

func internalHeading(d *draft, last, _, title string) {
	d.whole(last, "NỘI BỘ – KHÔNG GỬI ĐI", 18, look{size: 11, bold: true, align: "right"})
	d.whole(last, title, 22, look{size: 14, bold: true, align: "center", wrap: true})
	d.whole(last, "({{ky_bao_cao}}; tính đến {{thoi_diem}})", 18, look{size: 13, italic: true, align: "center", wrap: true})
	d.end(9)
}

func toMend(d *draft) {
	d.begin("Cần sửa", across, map[string]float64{"A": 5, "B": 19, "C": 15, "D": 15, "E": 27, "F": 25, "G": 10})
	internalHeading(d, "G", "", "CÁC CHỖ CẦN SỬA TRONG SỐ LIỆU CÁC ĐƠN VỊ")
	top := d.row
	d.each("A", head, "STT", "Đơn vị", "Nơi ghi", "Đã ghi", "Vấn đề", "Cách xử lý", "Đã cộng vào báo cáo?")
	d.end(34)
	d.repeat(top, top)
	d.put("A", "{{lap:can_sua}}{{tt}}", centred)
	d.each("B", remark, "{{cs_don_vi}}", "{{cs_noi}}", "{{cs_da_ghi}}", "{{cs_noi_dung}}", "{{cs_cach_sua}}", "{{cs_muc}}")
	d.end(18)
}

func entered(d *draft) {
	d.begin("Văn phòng nhập", across, map[string]float64{"A": 5, "B": 19, "C": 11, "D": 26, "E": 8, "F": 16, "G": 12, "H": 19})
	internalHeading(d, "H", "", "SỐ LIỆU DO VĂN PHÒNG NHẬP THAY ĐƠN VỊ")
	top := d.row
	d.each("A", head, "STT", "Đơn vị", "Ngày", "Chỉ tiêu", "Số liệu", "Cách ghi", "Người nhập", "Lý do")
	d.end(34)
	d.repeat(top, top)
	d.put("A", "{{lap:nhap_thay}}{{tt}}", centred)
	d.each("B", remark, "{{nt_don_vi}}", "{{nt_ngay}}", "{{nt_chi_tieu}}")
	d.put("E", "{{nt_so}}", figure)
	d.each("F", remark, "{{nt_cach}}", "{{nt_nguoi}}", "{{nt_ly_do}}")
	d.end(18)
}

func ranking(d *draft) {
	rankingOn(d, "Xếp hạng", "XẾP HẠNG CÁC ĐƠN VỊ", internalHeading)
}
