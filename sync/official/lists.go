package official

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/model/report"
)

// The text fields that forms tell apart; all others are other remarks.
const fieldDifficulties, fieldProposals = "difficulties", "proposals"

// A remark is what a unit wrote beside its figures, on one day or several.
type remark struct {
	unit, field, text string
	days              []calendar.Day
}

// gatherRemarks collects what units wrote, each text once, by field.
func (d *data) gatherRemarks() {
	for _, n := range d.Notes {
		mark := markRemark
		switch n.Field {
		case fieldDifficulties:
			mark = markDifficulty
		case fieldProposals:
			mark = markProposal
		}
		text := clean(n.Text)
		if text == "" || n.Day > d.lastDay() {
			continue
		}
		list := d.remarks[mark]
		i := slices.IndexFunc(list, func(r remark) bool { return r.unit == n.Unit && r.field == n.Field && r.text == text })
		if i < 0 {
			list, i = append(list, remark{unit: n.Unit, field: n.Field, text: text}), len(list)
		}
		list[i].days = append(list[i].days, n.Day)
		d.remarks[mark] = list
	}
	for mark, text := range map[string]string{markDifficulty: "Trong kỳ, các đơn vị không nêu khó khăn, vướng mắc.", markProposal: "Trong kỳ, các đơn vị không nêu kiến nghị, đề xuất."} {
		if len(d.remarks[mark]) == 0 {
			d.remarks[mark] = []remark{{text: text}}
		}
	}
}

func (d *data) unitName(id string) string {
	if u, ok := d.Programme.Unit(id); ok {
		return clean(u.Name)
	}
	return clean(id)
}

func (d *data) fieldLabel(id string) string {
	for _, f := range d.Programme.TextFields {
		if f.ID == id {
			return clean(f.Label)
		}
	}
	return clean(id)
}

// An entered figure is one that the office entered on a unit's behalf.
type entered struct {
	line     *report.DayLine
	item     int
	decision *office.Decision
}

func (d *data) findEntered() {
	for i := range d.Daily {
		l := &d.Daily[i]
		for item, f := range l.Figures {
			if f.Entered == nil || l.Day > d.lastDay() {
				continue
			}
			d.byOffice[unitItem{l.Unit.ID, item}] = true
			d.entered = append(d.entered, entered{l, item, f.Entered})
		}
	}
}

func (e entered) manner() string {
	if e.decision.Manner == office.Corrected {
		return "Văn phòng sửa"
	}
	return "đơn vị báo, Văn phòng ghi thay"
}

// A restated figure is one that a replacing report changes.
type restated struct {
	unit     string
	item     int
	old, now office.Count
}

// findChanges compares the report with the one that it replaces.
func (d *data) findChanges() error {
	if d.Replaces == "" {
		return nil
	}
	old := d.replaced()
	if old == nil {
		return fmt.Errorf("no report number %q was issued for %s", d.Replaces, d.Window.Period.Key())
	}
	for _, f := range old.Figures {
		item := d.indexOf(f.Indicator)
		if item < 0 {
			continue
		}
		now := d.Window.Total.Figures[item].Count
		if f.Unit != "" {
			i := slices.IndexFunc(d.lines, func(l *report.Line) bool { return l.Unit.ID == f.Unit })
			if i < 0 {
				continue
			}
			now = d.lines[i].Figures[item].Count
		}
		if now != f.Period {
			d.changes = append(d.changes, restated{f.Unit, item, f.Period, now})
		}
	}
	return nil
}

// replaced is the issued report that this one takes the place of: of several
// years' that bear the number the last.
func (d *data) replaced() (old *record.Issued) {
	for i := range d.Issued {
		r := &d.Issued[i]
		if r.Number == d.Replaces && r.Period.Key() == d.Window.Period.Key() && (old == nil || !r.At.Before(old.At)) {
			old = r
		}
	}
	return old
}

func (d *data) scoring() office.Scoring {
	s := d.Programme.Scoring
	if s.OnTime == 0 && s.Complete == 0 && len(s.Figures) == 0 {
		return office.DefaultScoring()
	}
	return s
}

// scoringText states how points come about.
func (d *data) scoringText() string {
	s := d.scoring()
	var terms []string
	add := func(points int64, of string) {
		if points > 0 {
			terms = append(terms, fmt.Sprintf("%d × %s", points, of))
		}
	}
	add(s.OnTime, "(số ngày đúng hạn ÷ số ngày được xét)")
	add(s.Complete, "(số ngày có báo cáo ÷ số ngày được xét)")
	for _, w := range s.Figures {
		if x, ok := d.Programme.Indicator(w.Indicator); ok {
			add(w.Points, fmt.Sprintf("(%s ÷ số cao nhất trong các đơn vị)", clean(cmp.Or(x.Short, x.Label))))
		}
	}
	return "Cách tính: điểm (tối đa 100) = " + strings.Join(terms, " + ") +
		". Bằng điểm thì cùng hạng. Số ngày được xét không kể ngày được miễn, chờ đối chiếu, không mở được bảng, chưa đến hạn; đơn vị chưa có ngày nào được xét thì không xếp hạng."
}
