package main

// The looks of a table's cells.
var (
	wHead   = style{size: 22, bold: true, align: "center"}
	wNumber = style{size: 20, italic: true, align: "center"}
	wMiddle = style{size: 22, align: "center"}
	wName   = style{size: 22, align: "left"}
	wFigure = style{size: 22, align: "right"}
	wTotal  = style{size: 22, bold: true, align: "center"}
	wSum    = style{size: 22, bold: true, align: "right"}
	wPart   = style{size: 22, italic: true, align: "center"}
	wPartFg = style{size: 22, italic: true, align: "right"}
	wRemark = style{size: 20, align: "left"}
	wNote   = style{size: 22, italic: true, align: "left", before: 40}
)

// annexHeading is how an annex of a report begins (Nghị định 30/2020/NĐ-CP, Phụ
// lục III).
func (p *page) annexHeading(number, title string, newPage bool) {
	p.annexOf(number, title, "(Kèm theo Báo cáo số {{so_ky_hieu}} {{ngay_thang}} của {{co_quan}})", newPage)
}

func (p *page) annexOf(number, title, of string, newPage bool) {
	p.para(number, style{bold: true, align: "center", newPage: newPage})
	p.para(title, style{bold: true, align: "center"})
	italic := style{size: 26, italic: true, align: "center"}
	p.para(of, italic)
	p.para("(Số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})", italic)
	p.para("{{so_bo}}", italic)
	p.para("{{ban_nhap}}", italic)
}

func cells(s style, texts ...string) (all []tcell) {
	for _, t := range texts {
		all = append(all, tcell{text: t, style: s})
	}
	return all
}

// annexUnits is the table of units.
func (p *page) annexUnits(number string, newPage bool) {
	p.annexHeading(number, "KẾT QUẢ CỦA CÁC ĐƠN VỊ", newPage)
	p.para("{{don_vi_tinh}}", style{size: 24, italic: true, align: "right", after: 40})
	widths := []int{560, 2350, 8400, 900, 0}
	widths[4] = acrossWidth - sumOf(widths)
	over := func(text string) tcell { return tcell{text: text, style: wHead, merge: "restart"} }
	under := tcell{style: wHead, merge: "continue"}
	line := func(label, word string) trow {
		return trow{cells: append([]tcell{{text: label, style: wPart, span: 2}}, cells(wPartFg, word, "", "")...)}
	}
	p.table(true, widths,
		trow{head: true, cells: []tcell{over("STT"), over("Đơn vị"), {text: "{{nhom}}", style: wHead}, over("Ngày báo cáo đúng hạn"), over("Ghi chú")}},
		trow{head: true, cells: []tcell{under, under, {text: "{{chi_tieu}}", style: wHead}, under, under}},
		trow{head: true, cells: cells(wNumber, "A", "B", "{{so_cot}}", "C", "D")},
		trow{cells: []tcell{{text: "{{lap:loai}}{{so_la_ma}}", style: wTotal}, {text: "{{ten_loai}}", style: style{size: 22, bold: true, align: "left"}},
			{text: "{{tong:so_lieu}}", style: wSum}, {text: "{{tong:dung_han}}", style: wTotal}, {style: wRemark}}},
		trow{cells: []tcell{{text: "{{lap:don_vi}}{{stt}}", style: wMiddle}, {text: "{{don_vi}}", style: wName},
			{text: "{{so_lieu}}", style: wFigure}, {text: "{{dung_han}}", style: wMiddle}, {text: "{{ghi_chu}}", style: wRemark}}},
		trow{cells: []tcell{{text: "{{nhan_tong}}", style: wTotal, span: 2}, {text: "{{tong:so_lieu}}", style: wSum}, {text: "{{tong:dung_han}}", style: wTotal}, {style: wRemark}}},
		line("Lũy kế đã báo cáo kỳ trước", "{{luy_ke_truoc}}"), line("Điều chỉnh kỳ trước", "{{dieu_chinh}}"),
		line("Lũy kế từ đầu năm {{nam}}", "{{luy_ke}}"), line("Ước thực hiện cả năm", "{{uoc_ca_nam}}"),
		line("Chỉ tiêu năm {{nam}}", "{{chi_tieu_nam}}"), line("Tỷ lệ thực hiện (%)", "{{ty_le}}"))
	p.para("{{chua_co_so_lieu}}", wNote)
	p.para("{{lap:chu_thich}}{{chu_thich}}", wNote)
}

// annexTimely is how each unit kept its deadlines.
func (p *page) annexTimely() {
	p.timely("Phụ lục II", "(Kèm theo Báo cáo số {{so_ky_hieu}} {{ngay_thang}} của {{co_quan}})", true)
}

func (p *page) timely(number, of string, newPage bool) {
	p.annexOf(number, "TÌNH HÌNH NỘP BÁO CÁO CỦA CÁC ĐƠN VỊ", of, newPage)
	p.para("", style{size: 12})
	counts := []string{"phai_bao_cao", "dung_han", "tre_han", "chua_bao_cao", "can_sua", "van_phong_xem", "duoc_mien", "chua_den_han"}
	widths := []int{560, 2350}
	for range counts {
		widths = append(widths, 800)
	}
	widths = append(widths, 900, 1700, 0)
	widths[len(widths)-1] = acrossWidth - sumOf(widths)
	row := func(s style, first []tcell, prefix string, days ...string) trow {
		r := trow{cells: first}
		for _, c := range counts {
			r.cells = append(r.cells, tcell{text: "{{" + prefix + "so_ngay_" + c + "}}", style: s})
		}
		r.cells = append(append(r.cells, tcell{text: "{{" + prefix + "ty_le_dung_han}}", style: s}), cells(wRemark, days...)...)
		return r
	}
	over := func(text string) tcell { return tcell{text: text, style: wHead, merge: "restart"} }
	under := tcell{style: wHead, merge: "continue"}
	second := append([]tcell{under, under}, cells(wHead, "Phải báo cáo", "Đúng hạn", "Trễ hạn", "Chưa báo cáo", "Cần sửa", "Đang đối chiếu", "Được miễn", "Chưa đến hạn")...)
	p.table(true, widths,
		trow{head: true, cells: []tcell{over("STT"), over("Đơn vị"), {text: "Số ngày", style: wHead, span: len(counts)}, over("Tỷ lệ đúng hạn"), over("Các ngày trễ hạn"), over("Các ngày chưa báo cáo")}},
		trow{head: true, cells: append(second, under, under, under)},
		trow{head: true, cells: cells(wNumber, "A", "B", "1", "2", "3", "4", "5", "6", "7", "8", "9", "C", "D")},
		row(wTotal, []tcell{{text: "{{lap:loai}}{{so_la_ma}}", style: wTotal}, {text: "{{ten_loai}}", style: style{size: 22, bold: true, align: "left"}}}, "tong:", "", ""),
		row(wMiddle, []tcell{{text: "{{lap:don_vi}}{{stt}}", style: wMiddle}, {text: "{{don_vi}}", style: wName}}, "", "{{cac_ngay_tre_han}}", "{{cac_ngay_chua_bao_cao}}"),
		row(wTotal, []tcell{{text: "TỔNG CỘNG", style: wTotal, span: 2}}, "tong:", "", ""))
	p.para("Ghi chú: cột 1 là số ngày làm việc trong kỳ, bằng tổng các cột từ 2 đến 8; cột 9 là số ngày báo cáo đúng hạn trên số ngày được xét (không kể ngày được miễn, đang đối chiếu, chưa đến hạn). Đang đối chiếu: đơn vị đã ghi nhưng Văn phòng chưa đối chiếu xong; không phải lỗi của đơn vị.", wNote)
}

// annexRanking is the ranking for commendation.
func (p *page) annexRanking() {
	p.annexHeading("Phụ lục III", "XẾP HẠNG CÁC ĐƠN VỊ ĐỂ XÉT BIỂU DƯƠNG, KHEN THƯỞNG", true)
	p.para("{{cach_tinh_diem}}", wNote)
	p.table(true, []int{1000, 6000, 2000, 2500, acrossWidth - 11500},
		trow{head: true, cells: cells(wHead, "Hạng", "Đơn vị", "Điểm", "Ngày đúng hạn", "Ngày có báo cáo")},
		trow{cells: []tcell{{text: "{{lap:xep_hang}}{{xh_hang}}", style: wMiddle}, {text: "{{xh_don_vi}}", style: wName}, {text: "{{xh_diem}}", style: wFigure},
			{text: "{{xh_dung_han}}", style: wMiddle}, {text: "{{xh_day_du}}", style: wMiddle}}})
}

// annexChanges lists what a replacing report changes; it goes with a report that
// replaces none.
func (p *page) annexChanges() {
	p.para("{{tieu_de_thay_the}}", style{bold: true, align: "center", newPage: true})
	p.para("{{thay_the}}", style{size: 26, italic: true, align: "center", after: 60})
	p.table(true, []int{700, 4000, 4800, 1500, 1500, acrossWidth - 12500},
		trow{head: true, cells: cells(wHead, "STT", "Đơn vị", "Chỉ tiêu", "Đã báo cáo", "Nay", "Chênh lệch")},
		trow{cells: []tcell{{text: "{{lap:thay_the}}{{tt}}", style: wMiddle}, {text: "{{cu_don_vi}}", style: wName}, {text: "{{cu_chi_tieu}}", style: wName},
			{text: "{{cu_so_cu}}", style: wFigure}, {text: "{{cu_so_moi}}", style: wFigure}, {text: "{{cu_chenh_lech}}", style: wFigure}}})
	p.para("", style{size: 4})
}
