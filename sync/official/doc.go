// Package official makes the report that the office signs: it opens a form, an
// ordinary .xlsx that the office edits in Excel or LibreOffice, and fills it
// with a model.Report. It adds nothing up. A formula is written only beside a
// figure of the Report, and only where it recalculates to that figure.
//
// # How a form is written
//
// A form is a finished page in which the changing texts are placeholders in
// double braces. Fonts, borders, merged cells, page set-up, repeated heading
// rows, pictures and every word outside the braces are the form's own and are
// kept. Row heights grow where the text needs it, never shrink. A form has no
// formulas of its own: placeholders bring theirs along.
//
// Three sheets must be there, by these names: "Báo cáo", "Phụ lục I" and
// "Phụ lục II". Others are allowed, and filled likewise.
//
// Rows repeat by a mark, once a sheet, written before the row's first text:
//
//	{{lap:don_vi}}    this row repeats, once a unit
//	{{lap:chi_tieu}}  from this row to the row of units repeats, once an
//	                  indicator: a section for each
//
// Columns repeat without a mark: neighbouring cells of the row of units that
// say {{so_lieu}} (or {{so_lieu_ngay}}) are a block, stretched or shrunk to as
// many columns as there are indicators (or days). What spans a part of the
// block, such as the left and the right heading, moves in proportion. The
// block keeps its whole width, shared out evenly, and grows only where figures
// would not fit. {{so_lieu:ID}} instead pins one indicator to one column.
//
// A column whose cell in the row of units says {{dung_han}} is left out while
// the letterhead has its timeliness switched off. A row that says {{kinh_gui}}
// is left out while there is no addressee.
//
// # Placeholders
//
// Anywhere:
//
//	co_quan_cap_tren  the superior body      TỈNH ĐOÀN BÌNH PHƯỚC
//	co_quan_ban_hanh  the issuing body       BCH ĐOÀN HUYỆN HỚN QUẢN
//	dia_danh          the place              Hớn Quản
//	ngay_thang        the document's date    ngày 25 tháng 6 năm 2020
//	so_van_ban        the number; blank space until it has one
//	ky_hieu           the code               HĐTĐN
//	trich_yeu         the subject
//	ky_bao_cao        the period             tháng 6 năm 2020
//	tu_ngay den_ngay  the first and last day counted, 25/5/2020
//	kinh_gui          the addressees, one a line
//	don_vi_tinh       "Đơn vị tính: lượt" where one unit of measure serves all
//	noi_nhan          the copies, one a line
//	tham_quyen chuc_vu nguoi_ky   the signature
//	tong:dung_han tong:ty_le_dung_han   the whole office's 105/110
//	tong:so_ngay_...  the whole office's count of days (see below), with SUM
//
// In the row of units:
//
//	stt               1, 2, 3 …
//	don_vi            the unit's name
//	ghi_chu           Chưa BC 02 ngày; Có 01 ô không hợp lệ
//	dung_han          days reported in time / days judged, 21/22
//	ty_le_dung_han    the same, in a column that always stands
//	so_ngay_phai_bao_cao so_ngay_dung_han so_ngay_tre_han
//	so_ngay_chua_bao_cao so_ngay_can_sua so_ngay_khong_doc_duoc
//	so_ngay_duoc_mien so_ngay_chua_den_han   counts of days
//	cac_ngay_tre_han cac_ngay_chua_bao_cao   lists of days, 02/6, 15/6 or Cả kỳ
//
// In the row of units, in a column or section of an indicator:
//
//	so_lieu           the month's figure
//	so_lieu:ID        that of the indicator ID
//	so_lieu_ngay      one day's figure; its column stands for a day
//
// In a column or section of an indicator, outside the row of units:
//
//	nhom              the upper line of a two-level heading
//	chi_tieu          the lower line; without nhom above it, the whole heading
//	ten_chi_tieu      the indicator in full with its unit of measure
//	tong:so_lieu      the month's total, with SUM
//	luy_ke            the total from the year's start
//	chi_tieu_nam      the year's target
//	ty_le             done ÷ target in per cent, one decimal
//
// And besides:
//
//	so_cot            in the numbering row: 1, 2, 3, and 4=5+6 for a formula that
//	                  holds in every row
//	so_la_ma          in a section's row: I, II, III
//	ngay              in a column of a day: 25/5
//
// A figure that was not stated is "—", and "Chưa BC" throughout for a unit
// that reported nothing; it is never 0. Figures stay numbers; a number format
// puts dots between thousands whatever the reader's locale. The cell of ty_le
// holds tenths of a per cent (876), shown with a comma (87,6), for the same
// reason.
//
// The form that the program is delivered with, templates/forms/bao-cao-thang.xlsx,
// was made by internal/makeforms; "go generate ./sync/official" puts the original
// back.
//
// A fault in a form is a *FormError that names the sheet, the cell and what
// was expected; all faults are reported at once, and nothing is written.
package official
