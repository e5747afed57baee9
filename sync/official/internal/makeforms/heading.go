package main

// A profile is the guidance that a document's heading and signature follow.
type profile struct {
	name string
	// state puts the state's name and motto where the Youth Union puts its own.
	state bool
	// boldPosition prints the signer's position bold.
	boldPosition bool
	titleSize    float64
	// rule is what stands under the title.
	rule string
}

func profiles() []profile {
	return []profile{
		{name: "doan", titleSize: 16, rule: "-----------"},
		{name: "nd30", state: true, boldPosition: true, titleSize: 14, rule: "———————————"},
	}
}

// heading is the organs on the left up to one column, the Union or the state on
// the right from another on.
func (d *draft) heading(left, right string) {
	if d.profile.state {
		d.stateHeading(left, right)
		return
	}
	d.put(left, "{{co_quan_cap_tren}}", look{size: 13, align: "center", wrap: true})
	d.put(right, "ĐOÀN TNCS HỒ CHÍ MINH", look{size: 15, bold: true, align: "center", wrap: true})
	d.end(21)
	d.put(left, "{{co_quan_ban_hanh}}", look{size: 13, bold: true, align: "center", wrap: true})
	d.put(right, "———————————", look{size: 8, align: "center", top: true})
	d.end(18)
	d.put(left, "***", look{size: 13, align: "center"})
	d.put(right, "{{dia_danh}}, {{ngay_thang}}", look{size: 13, italic: true, align: "center", wrap: true})
	d.end(18)
	d.put(left, "Số: {{so_ky_hieu}}", look{size: 13, align: "center", wrap: true})
	d.end(18)
	d.gap(left, right)
}

func (d *draft) stateHeading(left, right string) {
	d.put(left, "{{co_quan_cap_tren}}", look{size: 12, align: "center", wrap: true})
	d.put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", look{size: 12, bold: true, align: "center", wrap: true})
	d.end(18)
	d.put(left, "{{co_quan_ban_hanh}}", look{size: 12, bold: true, align: "center", wrap: true})
	d.put(right, "Độc lập - Tự do - Hạnh phúc", look{size: 13, bold: true, align: "center", wrap: true})
	d.end(18)
	d.put(left, "————————", look{size: 8, align: "center", top: true})
	d.put(right, "————————————————————", look{size: 8, align: "center", top: true})
	d.end(12)
	d.put(left, "Số: {{so_ky_hieu}}", look{size: 13, align: "center", wrap: true})
	d.put(right, "{{dia_danh}}, {{ngay_thang}}", look{size: 13, italic: true, align: "center", wrap: true})
	d.end(18)
	d.gap(left, right)
}

// gap is a narrow row, and the row that only a draft has.
func (d *draft) gap(left, _ string) {
	d.end(9)
	d.put(left, "{{ban_nhap}}", look{size: 11, italic: true, align: "center"})
	d.end(16)
}

// titles name the document and say what it covers; the rows in which a variant
// has nothing to say are left out.
func (d *draft) titles(last, title, window string, subject ...string) {
	d.whole(last, title, 24, look{size: d.profile.titleSize, bold: true, align: "center"})
	for _, s := range subject {
		d.whole(last, s, 20, look{size: 14, bold: true, align: "center", wrap: true})
	}
	italic := look{size: 13, italic: true, align: "center", wrap: true}
	d.whole(last, window, 18, italic)
	d.whole(last, "{{so_bo}}", 18, italic)
	d.whole(last, "{{thay_the}}", 18, italic)
	d.whole(last, "Lý do thay thế: {{ly_do_thay_the}}", 18, italic)
	rule := look{size: 13, align: "center", top: true}
	if d.profile.state {
		rule.size = 8
	}
	d.whole(last, d.profile.rule, 22, rule)
}

// annexHeading is how an annex begins (Nghị định 30/2020/NĐ-CP, Phụ lục III).
func (d *draft) annexHeading(last, number, title string) {
	d.whole(last, number, 20, look{size: 14, bold: true, align: "center"})
	d.whole(last, title, 20, look{size: 14, bold: true, align: "center", wrap: true})
	italic := look{size: 13, italic: true, align: "center", wrap: true}
	d.whole(last, "(Kèm theo Báo cáo số {{so_ky_hieu}} {{ngay_thang}} của {{co_quan}})", 18, italic)
	d.whole(last, "(Số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})", 18, italic)
	d.whole(last, "{{so_bo}}", 18, italic)
	d.whole(last, "{{thay_the}}", 18, italic)
	d.whole(last, "{{ban_nhap}}", 18, italic)
}

// closing is the copies on the left and the signature on the right.
func (d *draft) closing(left, right string) {
	d.end(12)
	d.put(left, "Nơi nhận:", look{size: 12, bold: true, italic: true, align: "left"})
	d.put(right, "{{tham_quyen}}", look{size: 13, bold: true, align: "center", wrap: true})
	d.end(17)
	d.tall(left, 7, "{{noi_nhan}}", look{size: 11, align: "left", top: true, wrap: true})
	d.put(right, "{{chuc_vu}}", look{size: 13, bold: d.profile.boldPosition, align: "center", wrap: true})
	for range 5 {
		d.end(17)
	}
	d.put(right, "{{nguoi_ky}}", look{size: 13, bold: true, align: "center", wrap: true})
	d.end(17)
	d.end(17)
}
