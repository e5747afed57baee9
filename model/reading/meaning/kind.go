package meaning

// A Kind is what a column, a row label or a cell's text is for, apart from
// indicators.
type Kind int

const (
	KindNone      Kind = iota // nothing that is known by its heading alone
	KindSerial                // STT
	KindDay                   // ngày, ngày trực, ngày thực hiện: the day of duty
	KindEntryDay              // dấu thời gian, ngày nhập, ngày lập: when it was written
	KindReportDay             // ngày báo cáo: the day of duty, unless another column of days stands beside it
	KindWeekday               // thứ
	KindMonth                 // tháng, as a column
	KindUnit                  // đơn vị, xã: names of units
	KindPlace                 // thôn, ấp, khu phố, chốt: names of parts
	KindTeam                  // tổ, đội, nhóm
	KindShift                 // buổi, ca: sáng, chiều
	KindContent               // nội dung, chỉ tiêu, tiêu chí: labels of measures
	KindQuantity              // số lượng, kết quả: figures of a long list
	KindMeasure               // ĐVT
	KindPerson                // họ tên, người trực, người lập: names of people
	KindPersonal              // điện thoại, CCCD, ngày sinh, địa chỉ
	KindTextField             // a text field of the catalogue: see Known.TextField
	KindText                  // ghi chú, địa điểm, link, minh chứng …: prose
	KindSex                   // giới tính: nam, nữ
)

// Known is what Dictionary.Kind says of a text.
type Known struct {
	Kind Kind
	// TextField is the index in the catalogue's text fields for KindTextField,
	// else -1.
	TextField int
	// Folded says that it was read without marks in a text that bears marks.
	Folded bool
}
