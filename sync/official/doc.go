// Package official makes the report that the office signs: it opens a form, an
// ordinary .xlsx or .docx that the office edits in Excel, Word or LibreOffice, and
// fills it with a report.Report. It adds nothing up. A formula is written only beside a
// figure of the Report, and only where it recalculates to that figure.
//
// # How a form is written
//
// A form is a finished page in which the changing texts are placeholders in
// double braces. Fonts, borders, merged cells, page set-up, repeated heading
// rows, pictures, charts and every word outside the braces are the form's own
// and are kept. Row heights grow where the text needs it, never shrink. A form
// has no formulas of its own: placeholders bring theirs along.
//
// Kinds tells which sheets the form of a report must have, and which of their
// rows repeat. Other sheets are allowed, and filled likewise.
//
// Rows repeat by a mark, each once a sheet, written before the row's first
// text:
//
//	{{lap:don_vi}}    this row repeats, once a unit
//	{{lap:chi_tieu}}  from this row to the row of units repeats, once an
//	                  indicator: a section for each
//	{{lap:loai}}      from this row to the row of units repeats, once a type of
//	                  units; with one type the rows above that of the units go
//	{{lap:ngay}}      … once a day of the period, with all units' figures
//	{{lap:chu_thich}} this row repeats, once a footnote
//	{{lap:muc_tieu}}  … once a target of the district
//	{{lap:kho_khan}}  … once a text of the field "difficulties"
//	{{lap:kien_nghi}} … once a text of the field "proposals"
//	{{lap:y_kien}}    … once a text of any other field
//	{{lap:xep_hang}}  … once a unit, by its points
//	{{lap:tinh_hinh}} … once a sentence on how the units have kept to reporting
//	{{lap:chua_bao_cao}}
//	                  … once a unit with days that are proved to be unreported
//	{{lap:bang_chi_tieu}}
//	                  … once a printed indicator
//	{{lap:ket_qua}} {{lap:danh_gia}} {{lap:phuong_huong}}
//	                  … once a sentence of the results, the assessment, the outlook
//	{{lap:thay_the}}  … once a figure that a replacing report changes; a report
//	                  that replaces none goes without the sheet
//	{{lap:can_sua}}   … once an open finding
//	{{lap:nhap_thay}} … once a figure that the office entered; without any the
//	                  sheet goes
//
// Columns repeat without a mark: neighbouring cells of the row of units that
// say {{so_lieu}} (or {{so_lieu_ngay}}) are a block, stretched or shrunk to as
// many columns as there are indicators (or days, or months where the report
// covers more than 45 days). What spans a part of the block, such as the left
// and the right heading, moves in proportion. The block keeps its whole width,
// shared out evenly, and grows only where figures would not fit. {{so_lieu:ID}}
// instead pins one indicator to one column.
//
// A column whose cell in the row of units says {{dung_han}} is left out while
// the letterhead has its timeliness switched off. A row goes with an optional
// word of it, marked ? below, that has nothing to say.
//
// A sheet without a row of units may have its block in the row of days, of
// cells that say {{tong:so_lieu_ngay}}.
//
// A cell may bear its placeholder as its name instead (the name box of Excel
// and LibreOffice): the cell named trich_yeu prints the subject.
//
// # Placeholders
//
// Anywhere:
//
//	co_quan_cap_tren  the superior body      TỈNH ĐOÀN BÌNH PHƯỚC
//	co_quan_ban_hanh  the issuing body       BCH ĐOÀN HUYỆN HỚN QUẢN
//	co_quan           the same in a sentence BCH Đoàn huyện Hớn Quản
//	dia_danh          the place              Hớn Quản
//	ngay_thang        the document's date    ngày 25 tháng 6 năm 2020; room for
//	                  it until there is a number
//	so_ky_hieu        number and code as the profile joins them, 05-BC/HĐTĐN or
//	                  05/BC-HĐTĐN; blank space until there is a number
//	so_thong_bao so_cong_van   likewise of a notice and of a letter
//	noi_nhan_thong_bao noi_nhan_cong_van   the copies of a notice, and of a letter
//	so_don_vi_thieu   how many units have days that are proved to be unreported
//	so_van_ban        the number alone
//	ky_hieu           the code               HĐTĐN
//	trich_yeu         the subject
//	trich_yeu_tiep    the same within a sentence, behind other words
//	ky_bao_cao        the period             tháng 6 năm 2020, quý II năm 2020
//	nam               the year of the cumulative figures
//	tu_ngay den_ngay  the first and last day counted, 29/5/2020; not before the
//	                  programme began
//	thoi_diem         the instant of the figures, 16 giờ 30 ngày 24 tháng 6 …
//	so_bo ?           (Số liệu sơ bộ đến …) of a provisional report
//	thay_the ?        (Thay thế Báo cáo số …) of a replacing report
//	ly_do_thay_the ?  and why
//	ban_nhap ?        (Mã bản in: …), the code of a draft
//	kinh_gui ?        the addressees, one a line
//	don_vi_tinh       "Đơn vị tính: lượt" where one unit of measure serves all
//	noi_nhan          the copies, one a line, the addressees as "Như trên"
//	tham_quyen chuc_vu nguoi_ky   the signature
//	so_don_vi         units with figures of all, 12/13
//	nhan_tong         TỔNG CỘNG; where some unit has no figures or more may
//	                  come TỔNG CỘNG (12/13 đơn vị)
//	chua_co_so_lieu ? the units without figures
//	loi_van           the period in a paragraph to be copied
//	mo_dau            its first sentence, without the results
//	tieu_de_thay_the ? the heading of what a replacing report changes
//	ten_phan_ky       NGÀY or THÁNG: what a column of the annex stands for
//	gioi_han_phu_luc ?  which part of the indicators an annex shows
//	cach_tinh_diem    how the points of the ranking come about
//	tong:dung_han tong:ty_le_dung_han   the whole office's, or a type's, 105/110
//	tong:so_ngay_...  the same's count of days (see below), with SUM
//
// In the row of units:
//
//	stt               1, 2, 3 …
//	don_vi            the unit's name
//	ghi_chu           Chưa BC 02 ngày; Chưa gồm số liệu ngày 12/6 (đang đối chiếu)
//	dung_han          days reported in time / days judged, 21/22
//	ty_le_dung_han    the same, in a column that always stands
//	so_ngay_phai_bao_cao so_ngay_dung_han so_ngay_tre_han
//	so_ngay_chua_bao_cao so_ngay_can_sua so_ngay_cho_doi_chieu so_ngay_khong_mo_duoc so_ngay_van_phong_xem
//	so_ngay_duoc_mien so_ngay_chua_den_han   counts of days
//	cac_ngay_tre_han cac_ngay_chua_bao_cao   lists of days, 02/6, 15/6 or Cả kỳ
//
// In the row of units, in a column or section of an indicator:
//
//	so_lieu           the period's figure
//	so_lieu:ID        that of the indicator ID
//	so_lieu_ngay      one day's or month's figure; its column stands for it
//
// In a column or section of an indicator, outside the row of units:
//
//	nhom              the upper line of a two-level heading
//	chi_tieu          the lower line; without nhom above it, the whole heading
//	ten_chi_tieu      the indicator in full with its unit of measure
//	tong:so_lieu      the period's total, with SUM; in a section that of its own
//	luy_ke_truoc ?    the year's total as the report before this one stated it
//	dieu_chinh ?      what has changed of it since
//	luy_ke            the total from the year's start
//	uoc_ca_nam ?      what the year would come to, where that is switched on
//	chi_tieu_nam      the year's target
//	ty_le             done ÷ target in per cent, one decimal
//
// And besides:
//
//	so_cot            in the numbering row: 1, 2, 3, and 4=5+6 for a formula that
//	                  holds in every row
//	so_la_ma          in a section's row: I, II, III
//	ten_loai          in the row of a type: Xã, thị trấn
//	ngay              in a column of a day or month: 25/5, 6/2020
//
// In rows of lists:
//
//	tt                        1, 2, 3 …
//	ng_thu ng_ngay ng_so_don_vi   Thứ 2, 25/5, 12/13
//	tong:so_lieu_ngay         a day's figure of all units, in an indicator's column
//	chu_thich                 a footnote
//	kq_cau dg_cau ph_cau th_cau   a sentence
//	cb_don_vi cb_so_ngay cb_cac_ngay   a unit and its unreported days
//	bc_chi_tieu bc_don_vi_tinh bc_trong_ky bc_luy_ke
//	mt_chi_tieu mt_don_vi_tinh mt_ke_hoach mt_ket_qua mt_ty_le mt_danh_gia
//	yk_don_vi yk_ngay yk_muc yk_noi_dung, yk_cau   "- Xã An Phú: …"
//	xh_hang xh_don_vi xh_diem xh_dung_han xh_day_du
//	cu_don_vi cu_chi_tieu cu_so_cu cu_so_moi cu_chenh_lech
//	cs_don_vi cs_noi cs_da_ghi cs_noi_dung cs_cach_sua cs_muc
//	nt_don_vi nt_ngay nt_chi_tieu nt_so nt_cach nt_nguoi nt_ly_do nt_luc
//
// A figure that was not stated is "—", and "Chưa BC" throughout for a unit
// that reported nothing; it is never 0. Figures stay numbers; a number format
// puts dots between thousands whatever the reader's locale, and (1) behind a
// figure that the office entered. The cell of ty_le holds tenths of a per cent
// (876), shown with a comma (87,6), for the same reason.
//
// A total of which some unit stated no parts gets a column "Chưa phân loại"
// for the rest, so that its formula is true of every row. Where a total is less
// than its parts there is no rest, a footnote says why, and no formula is shown.
//
// # Forms for Word
//
// A form may be a .docx instead. Its placeholders and marks are the same; a mark
// repeats its paragraph, or its row of a table. In a table one cell that says
// {{so_lieu}} (or {{so_lieu_ngay}}) in the row of units becomes as many as there
// are indicators (or days), and the cells above and below it likewise; what spans
// it grows. An optional word that has nothing to say takes its paragraph along,
// and the row where it fills a cell. Figures are texts there, without formulas. A
// form that could not be signed, for it lacks the number, the date, the subject,
// the units, the copies or the signature, is faulty.
//
// The forms that the program is delivered with, under templates/forms, were
// made by internal/makeforms; "go generate ./sync/official" puts the originals
// back.
//
// A fault in a form is a *FormError that names the sheet, the cell and what
// was expected; all faults are reported at once, and nothing is written.
package official
