package main

// A letter is a Word form to be made: its name, its title among the document's
// properties, and its pages.
type letter struct {
	name, title string
	last        paper
	draw        func(*page)
}

func letters() []letter {
	const window = "(Số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})"
	periodic := func(name, title, heading, window string) letter {
		return letter{name, title, across, func(p *page) { p.report(heading, window, "{{trich_yeu}} {{ky_bao_cao}}", false) }}
	}
	review := func(name, title, word string) letter {
		return letter{name, title, across, func(p *page) { p.report("BÁO CÁO", window, word+" {{trich_yeu_tiep}} {{ky_bao_cao}}", true) }}
	}
	return []letter{
		periodic("bao-cao-ngay", "Mẫu báo cáo nhanh ngày", "BÁO CÁO NHANH", "(Số liệu của ngày {{den_ngay}})"),
		periodic("bao-cao-thang", "Mẫu báo cáo tháng", "BÁO CÁO", window),
		periodic("bao-cao-quy", "Mẫu báo cáo quý", "BÁO CÁO", window),
		periodic("bao-cao-6-thang", "Mẫu báo cáo 6 tháng", "BÁO CÁO", window),
		periodic("bao-cao-nam", "Mẫu báo cáo năm", "BÁO CÁO", window),
		periodic("bao-cao-dot", "Mẫu báo cáo đợt hoạt động", "BÁO CÁO", window),
		review("so-ket", "Mẫu báo cáo sơ kết", "Sơ kết"),
		review("tong-ket", "Mẫu báo cáo tổng kết", "Tổng kết"),
		{"phu-luc", "Mẫu phụ lục kèm báo cáo", across, func(p *page) { p.annexUnits("Phụ lục", false); p.annexChanges() }},
	}
}

// report is the text that is signed, with its tables as annexes.
func (p *page) report(title, window, subject string, review bool) {
	p.heading()
	p.titles(title, subject, window)
	p.para("Kính gửi: {{kinh_gui}}", style{align: "center", before: 120, after: 120})
	p.para("Thực hiện chế độ báo cáo, {{co_quan}} báo cáo kết quả {{ky_bao_cao}} như sau:", body)
	p.para("I. KẾT QUẢ THỰC HIỆN", section)
	p.para("{{mo_dau}}. Kết quả:", body)
	p.para("{{lap:ket_qua}}{{kq_cau}}", body)
	p.para("(Số liệu của từng đơn vị tại Phụ lục I; tình hình nộp báo cáo tại Phụ lục II.)", body)
	p.para("II. ĐÁNH GIÁ", section)
	p.para("{{lap:danh_gia}}{{dg_cau}}", body)
	p.para("III. KHÓ KHĂN, VƯỚNG MẮC", section)
	p.para("{{lap:kho_khan}}{{yk_cau}}", body)
	p.para("IV. KIẾN NGHỊ, ĐỀ XUẤT", section)
	p.para("{{lap:kien_nghi}}{{yk_cau}}", body)
	p.para("V. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", section)
	p.para("{{lap:phuong_huong}}{{ph_cau}}", body)
	if review {
		p.para("VI. BIỂU DƯƠNG, KHEN THƯỞNG", section)
		p.para("Xếp hạng các đơn vị để xét biểu dương, khen thưởng tại Phụ lục III.", body)
	}
	p.para("Trên đây là báo cáo kết quả {{ky_bao_cao}} của {{co_quan}}./.", body)
	p.closing()
	p.endSection()
	p.annexUnits("Phụ lục I", false)
	p.annexTimely()
	if review {
		p.annexRanking()
	}
	p.annexChanges()
}

// heading is the organs on the left, the Union or the state on the right.
func (p *page) heading() { p.headed("{{so_ky_hieu}}", "") }

// headed is the heading with a paper's number, and under it what a letter is about.
func (p *page) headed(words, about string) {
	centre := func(text string, size int, bold, italic bool) string {
		return paraXML(text, style{size: size, bold: bold, italic: italic, align: "center"})
	}
	rule := func(indent int) string {
		return paraXML("", style{size: 4, align: "center", rule: true, left: indent, right: indent, after: 60})
	}
	left, right := []string{}, []string{}
	if p.profile.state {
		left = append(left, centre("{{co_quan_cap_tren}}", 24, false, false), centre("{{co_quan_ban_hanh}}", 24, true, false), rule(1150))
		right = append(right, centre("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 24, true, false), centre("Độc lập - Tự do - Hạnh phúc", 26, true, false), rule(1150))
	} else {
		left = append(left, centre("{{co_quan_cap_tren}}", 26, false, false), centre("{{co_quan_ban_hanh}}", 26, true, false), centre("***", 26, false, false))
		right = append(right, centre("ĐOÀN TNCS HỒ CHÍ MINH", 30, true, false), rule(1000))
	}
	number := paraXML("Số: "+words, style{size: 26, align: "center"})
	draft := paraXML("{{ban_nhap}}", style{size: 22, italic: true, align: "center"})
	date := paraXML("{{dia_danh}}, {{ngay_thang}}", style{size: 26, italic: true, align: "center"})
	under := []string{number, draft}
	if about != "" {
		under = append(under, paraXML(about, style{size: 24, align: "center"}))
	}
	wide := 4300 // the longest line of each heading stays whole
	if p.profile.state {
		wide = 3780
	}
	p.table(false, []int{wide, upWidth - wide},
		trow{cells: []tcell{{more: left}, {more: right}}},
		trow{cells: []tcell{{more: under}, {more: []string{date}}}})
}

func (p *page) titles(title, subject, window string) {
	p.para(title, style{size: int(2 * p.profile.titleSize), bold: true, align: "center", before: 240})
	p.para(subject, style{bold: true, align: "center"})
	italic := style{size: 26, italic: true, align: "center"}
	p.para(window, italic)
	p.para("{{so_bo}}", italic)
	p.para("{{thay_the}}", italic)
	p.para("Lý do thay thế: {{ly_do_thay_the}}", italic)
	if p.profile.state {
		p.para("", style{size: 4, align: "center", rule: true, left: 3300, right: 3300, after: 120})
		return
	}
	p.para(p.profile.rule, style{align: "center", after: 60})
}

// closing is the copies on the left and the signature on the right, on one page.
func (p *page) closing() { p.closed("{{noi_nhan}}") }

// closed is the closing with a paper's own copies.
func (p *page) closed(copies string) {
	right := []string{
		paraXML("{{tham_quyen}}", style{bold: true, align: "center", keep: true}),
		paraXML("{{chuc_vu}}", style{bold: p.profile.boldPosition, align: "center", keep: true}),
	}
	for range 4 {
		right = append(right, paraXML("", style{align: "center", keep: true}))
	}
	right = append(right, paraXML("{{nguoi_ky}}", style{bold: true, align: "center"}))
	left := []string{
		paraXML("Nơi nhận:", style{size: 24, bold: true, italic: true, align: "left", keep: true}),
		paraXML(copies, style{size: 22, align: "left"}),
	}
	p.para("", style{size: 12})
	p.table(false, []int{3500, upWidth - 3500}, trow{cells: []tcell{{more: left}, {more: right}}})
}
