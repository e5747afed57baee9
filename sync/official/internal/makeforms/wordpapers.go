package main

// papers are the forms of what goes with a period besides its report.
func papers() []letter {
	return []letter{
		{"thong-bao", "Mẫu thông báo tình hình thực hiện chế độ báo cáo", across, (*page).notice},
		{"cong-van-don-doc", "Mẫu công văn đôn đốc", upright, (*page).reminder},
		{"bao-cao-don-vi", "Mẫu báo cáo của đơn vị", upright, (*page).unitReport},
	}
}

func (p *page) notice() {
	p.headed("{{so_thong_bao}}", "")
	p.titles("THÔNG BÁO", "Tình hình thực hiện chế độ báo cáo {{ky_bao_cao}}", "(Từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})")
	p.para("{{co_quan}} thông báo tình hình thực hiện chế độ báo cáo {{ky_bao_cao}} của các đơn vị như sau:", body)
	p.para("1. Kết quả chung", section)
	p.para("{{lap:tinh_hinh}}{{th_cau}}", body)
	p.para("2. Đơn vị có ngày chưa báo cáo", section)
	p.missingTable()
	p.para("3. Đề nghị", section)
	p.para("Đề nghị các đơn vị thực hiện báo cáo đủ, đúng hạn; đơn vị có ngày chưa báo cáo bổ sung số liệu vào bảng tính của đơn vị. Đơn vị thấy thông báo chưa đúng thì phản hồi về Văn phòng trong 05 ngày làm việc.", body)
	p.para("Chi tiết từng đơn vị tại Phụ lục kèm theo./.", body)
	p.closed("{{noi_nhan_thong_bao}}")
	p.endSection()
	p.timely("Phụ lục", "(Kèm theo Thông báo số {{so_thong_bao}} {{ngay_thang}} của {{co_quan}})", false)
}

func (p *page) reminder() {
	p.headed("{{so_cong_van}}", "V/v đôn đốc thực hiện chế độ báo cáo {{ky_bao_cao}}")
	p.para("Kính gửi: Các đơn vị có tên trong bảng dưới đây", style{align: "center", before: 240, after: 120})
	p.para("Qua theo dõi số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}}, {{co_quan}} ghi nhận {{so_don_vi_thieu}} đơn vị có ngày chưa báo cáo, cụ thể:", body)
	p.missingTable()
	p.para("{{co_quan}} đề nghị các đơn vị bổ sung số liệu của những ngày nêu trên vào bảng tính của đơn vị. Trường hợp đơn vị đã báo cáo, hoặc ngày đó không phát sinh việc báo cáo, đề nghị phản hồi về Văn phòng để đối chiếu.", style{align: "both", first: 720, before: 120, after: 120})
	p.para("Rất mong các đơn vị quan tâm phối hợp thực hiện./.", body)
	p.closed("{{noi_nhan_cong_van}}")
}

// missingTable lists the units with days that are proved to be unreported.
func (p *page) missingTable() {
	p.table(true, []int{700, 3800, 1300, upWidth - 5800},
		trow{head: true, cells: cells(wHead, "STT", "Đơn vị", "Số ngày", "Ngày chưa báo cáo")},
		trow{cells: []tcell{{text: "{{lap:chua_bao_cao}}{{tt}}", style: wMiddle}, {text: "{{cb_don_vi}}", style: wName}, {text: "{{cb_so_ngay}}", style: wMiddle}, {text: "{{cb_cac_ngay}}", style: wName}}})
}

// unitReport is what a unit signs and sends to the office.
func (p *page) unitReport() {
	p.heading()
	p.titles("BÁO CÁO", "{{trich_yeu}} {{ky_bao_cao}}", "(Số liệu từ ngày {{tu_ngay}} đến hết ngày {{den_ngay}})")
	p.para("Kính gửi: {{kinh_gui}}", style{align: "center", before: 120, after: 120})
	p.para("I. KẾT QUẢ THỰC HIỆN", section)
	p.table(true, []int{700, upWidth - 5300, 1500, 1500, 1600},
		trow{head: true, cells: cells(wHead, "STT", "Chỉ tiêu", "Đơn vị tính", "Trong kỳ", "Lũy kế từ đầu năm {{nam}}")},
		trow{cells: []tcell{{text: "{{lap:bang_chi_tieu}}{{tt}}", style: wMiddle}, {text: "{{bc_chi_tieu}}", style: wName}, {text: "{{bc_don_vi_tinh}}", style: wMiddle},
			{text: "{{bc_trong_ky}}", style: wFigure}, {text: "{{bc_luy_ke}}", style: wFigure}}})
	p.para("{{lap:chu_thich}}{{chu_thich}}", wNote)
	p.para("II. KHÓ KHĂN, VƯỚNG MẮC", section)
	p.para("{{lap:kho_khan}}{{yk_cau}}", body)
	p.para("III. KIẾN NGHỊ, ĐỀ XUẤT", section)
	p.para("{{lap:kien_nghi}}{{yk_cau}}", body)
	p.para("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", section)
	p.para("- Tiếp tục thực hiện và báo cáo số liệu đủ, đúng hạn theo quy định.", body)
	p.para("Trên đây là báo cáo kết quả {{ky_bao_cao}}./.", body)
	p.closing()
}
