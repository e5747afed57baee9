package meaning

import (
	"strings"

	"tonghop/model/reading/spelling"
)

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

var kindIDs = map[string]Kind{
	"serial": KindSerial, "day": KindDay, "report_day": KindReportDay, "entry_day": KindEntryDay, "weekday": KindWeekday, "month": KindMonth,
	"unit": KindUnit, "place": KindPlace, "team": KindTeam, "shift": KindShift, "content": KindContent, "quantity": KindQuantity, "measure": KindMeasure,
	"sex": KindSex, "person": KindPerson, "personal": KindPersonal, "text": KindText,
}

// columns compiles the headings of other columns. The catalogue's text fields
// come before the lexicon's.
func (d *Dictionary) columns() {
	d.kinds, d.kindsFold = map[string]Known{}, map[string]Known{}
	for i, f := range d.catalogue.TextFields {
		for _, s := range append([]string{f.Label}, f.Aliases...) {
			d.column(s, Known{Kind: KindTextField, TextField: i})
		}
	}
	for _, e := range d.lexicon.Columns {
		for _, s := range e.Say {
			d.column(s, Known{Kind: kindIDs[e.ID], TextField: -1})
		}
	}
}

func (d *Dictionary) column(s string, k Known) {
	tone, fold := wording(s)
	if tone == "" {
		tone = spelling.Lower(s) // "#"
	}
	if _, has := d.kinds[tone]; !has {
		d.kinds[tone] = k
	}
	if _, has := d.kindsFold[fold]; !has && fold != "" {
		d.kindsFold[fold] = k
	}
}

// Kind tells what a heading other than an indicator's is for.
func (d *Dictionary) Kind(text string) Known {
	d = d.untaught
	clean := spelling.Clean(text)
	if clean == "" || len(clean) > 120 {
		return Known{TextField: -1}
	}
	lower := strings.ToLower(clean)
	if k, ok := d.kinds[lower]; ok {
		return k
	}
	var tone, fold []string
	for _, t := range tokenize(clean) {
		if t.bracket > 0 {
			continue
		}
		tone, fold = append(tone, t.tone), append(fold, t.fold)
	}
	if k, ok := d.kinds[strings.Join(tone, " ")]; ok {
		return k
	}
	if k, ok := d.kindsFold[strings.Join(fold, " ")]; ok {
		k.Folded = strings.Join(tone, " ") != strings.Join(fold, " ")
		return k
	}
	return Known{TextField: -1}
}
