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

// dayTotals is what all units together reported, a row a day.
func dayTotals(d *draft) {
	d.begin("Tổng từng ngày", across, map[string]float64{"A": 5.5, "B": 11, "C": 10, "D": 13, "E:G": 26})
	internalHeading(d, "G", "", "SỐ LIỆU TỪNG NGÀY CỦA TẤT CẢ CÁC ĐƠN VỊ")
	top := d.row
	d.tall("A", 2, "STT", head)
	d.tall("B", 2, "Thứ", head)
	d.tall("C", 2, "Ngày", head)
	d.tall("D", 2, "Đơn vị có số liệu", head)
	d.each("E", head, "{{nhom}}", "{{nhom}}", "{{nhom}}")
	d.end(20)
	d.each("E", head, "{{chi_tieu}}", "{{chi_tieu}}", "{{chi_tieu}}")
	d.end(20)
	d.repeat(top, d.row-1)
	d.put("A", "{{lap:ngay}}{{tt}}", centred)
	d.each("B", centred, "{{ng_thu}}", "{{ng_ngay}}", "{{ng_so_don_vi}}")
	d.each("E", figure, "{{tong:so_lieu_ngay}}", "{{tong:so_lieu_ngay}}", "{{tong:so_lieu_ngay}}")
	d.end(18)
	d.put("A:D", "{{nhan_tong}}", total)
	d.each("E", totalFig, "{{tong:so_lieu}}", "{{tong:so_lieu}}", "{{tong:so_lieu}}")
	d.end(18)
}

func ranking(d *draft) {
	rankingOn(d, "Xếp hạng", "XẾP HẠNG CÁC ĐƠN VỊ", internalHeading)
}
