package meaning

// A Place is where a text stands. What a word says depends on it.
type Place int

const (
	InHeading    Place = iota // a heading or its parent
	InMeasure                 // a cell of a column ĐVT
	InRow                     // a row's label
	InNote                    // a note beside a row, a comment
	InBlockTitle              // the title over a table
	InTabTitle                // the tab's own name
)

// A Result tells what a figure is of what it counts.
type Result int

const (
	ResultUnsaid Result = iota
	Actual              // thực hiện, kết quả
	Plan                // kế hoạch, chỉ tiêu, dự kiến, đăng ký
	Earlier             // cùng kỳ, tháng trước, năm trước
	Share               // tỷ lệ, %, đạt, so với
	NotDone             // tồn, chưa xử lý, trả lại
	Sample              // ví dụ, mẫu, hướng dẫn điền
	Cancelled           // hủy, nhập nhầm, của xã khác
	ResultClash         // two of them at one place
)

// A Span tells which days a figure covers.
type Span int

const (
	SpanUnsaid  Span = iota
	Daily            // trong ngày, phát sinh
	Running          // lũy kế, cộng dồn
	PeriodTotal      // cả tháng, tuần này, quý
	SpanClash        // two of them at one place
)

// A PartKind tells by what a whole is divided.
type PartKind int

const (
	PartUnsaid  PartKind = iota
	Whole                // tổng, cộng, cả ngày, toàn xã
	ByTimeOfDay          // sáng, chiều, ca 1
	BySex                // nam, nữ
	ByPlace              // thôn, ấp, khu phố, chốt, with its name
	ByTeam               // tổ, đội, nhóm, with its name
	ByOrdinal            // lần 1, đợt 2
	ByCategory           // hộ tịch, người cao tuổi, qua điện thoại: never added
	OfWhich              // trong đó, and no more
	PartClash            // two of one kind at one place
)

// A Part is one part of a whole, or the whole.
type Part struct {
	Kind PartKind
	// Name tells parts of one kind apart, in lower case with its marks: "nữ",
	// "sáng", "thôn 3". Empty for the whole.
	Name string
	// OfWhich says that the part is given beside its whole (trong đó), so that
	// it is never added.
	OfWhich bool
}

// A Scale is a unit of measure that changes what a number stands for.
type Scale int

const (
	ScaleUnsaid Scale = iota
	Percent           // %
	Thousands         // nghìn, ngàn, triệu …
)

// Roles are what a text says of the figures under it, one answer a dimension.
type Roles struct {
	Result Result
	Span   Span
	// Monthly says of a running total that it starts anew each month.
	Monthly bool
	// Part is the innermost part that is named. Outer are the parts in which it
	// lies, innermost first: "Sáng › Nữ" is nữ in sáng, and "Sáng › Cộng" is the
	// whole of sáng, not of the day.
	Part  Part
	Outer []Part
	Scale Scale
	// Folded says that a role was read from a word without its marks in a text
	// that bears marks: what rests on it is proposed at most.
	Folded bool
	// Draft says that the text speaks of a draft or a copy (nháp, bản sao).
	Draft bool
}

// Over fills each dimension that r leaves unsaid from the roles of a place
// farther away: the nearest word wins. A part lies in the part of the farther
// place where that is of another kind.
func (r Roles) Over(farther Roles) Roles {
	if r.Result == ResultUnsaid && farther.Result != ResultUnsaid {
		r.Result = farther.Result
		r.Folded = r.Folded || farther.Folded
	}
	if r.Span == SpanUnsaid && farther.Span != SpanUnsaid {
		r.Span, r.Monthly = farther.Span, farther.Monthly
		r.Folded = r.Folded || farther.Folded
	}
	switch {
	case r.Part.Kind == PartUnsaid:
		r.Part, r.Outer = farther.Part, farther.Outer
		r.Folded = r.Folded || farther.Folded && farther.Part.Kind != PartUnsaid
	case r.Part.Kind == OfWhich && farther.Part.divides():
		r.Part, r.Outer = farther.Part, farther.Outer
		r.Part.OfWhich = true
	case farther.Part.Kind == OfWhich:
		r.Part.OfWhich = r.Part.OfWhich || r.Part.divides()
		r.Outer = append(r.Outer[:len(r.Outer):len(r.Outer)], farther.Outer...)
	case farther.Part.divides() && farther.Part != r.Part:
		r.Outer = append(append(r.Outer[:len(r.Outer):len(r.Outer)], farther.Part), farther.Outer...)
	}
	if r.Scale == ScaleUnsaid {
		r.Scale = farther.Scale
	}
	r.Draft = r.Draft || farther.Draft
	return r
}

// divides reports whether the part is less than the whole.
func (p Part) divides() bool { return p.Kind != PartUnsaid && p.Kind != Whole && p.Kind != OfWhich }

// Plain reports whether the roles leave the figure what the unit did itself on
// the day: actual, of the day, in the indicator's own measure. Parts are the
// caller's to put together.
func (r Roles) Plain() bool {
	return (r.Result == ResultUnsaid || r.Result == Actual) && (r.Span == SpanUnsaid || r.Span == Daily) && r.Scale == ScaleUnsaid
}
