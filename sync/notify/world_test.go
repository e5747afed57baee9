package notify

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"tonghop/model/calendar"
	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/templates"
)

var zone = time.FixedZone("+07", 7*3600)

// at is an instant of June 2020, in which the 24th is a Wednesday.
func at(day, hour, minute int) time.Time { return time.Date(2020, 6, day, hour, minute, 0, 0, zone) }

func day(d int) calendar.Day { return calendar.Date(2020, 6, d) }

// situation is a district of three communes, at 16:10 on 24 June, ten minutes
// after a look at all of their sources that saw nothing of the day. All were
// in time on every day before. Each has its e-mail, and the office a webhook.
func situation(t *testing.T) *Situation {
	t.Helper()
	p := &office.Programme{
		Title: "Đề án dịch vụ công", Starts: calendar.Date(2020, 5, 25), Location: zone,
		Indicators: []office.Indicator{{ID: "people", Label: "Số lượt người", Short: "Người"}},
		Calendar:   calendar.Calendar{Weekdays: calendar.MondayToFriday},
		Deadlines:  office.Deadlines{Daily: 17 * time.Hour, Monthly: 25, YearMonth: time.November, YearDay: 30, Roll: office.RollNone},
		Windows:    calendar.Windows{MonthStart: 25, YearStartMonth: time.November, YearStartDay: 30},
	}
	hook, err := NewWebhook("https://example.vn/hooks/geheim")
	if err != nil {
		t.Fatal(err)
	}
	s := &Situation{Programme: p, Now: at(24, 16, 10), State: &record.State{Seen: map[string][]record.Seen{}},
		Contacts: Contacts{Office: []Channel{hook}, Units: map[string][]Channel{}},
		Rules: Rules{Before: time.Hour, After: 30 * time.Minute, Fresh: 20 * time.Minute, MonthDays: 2, YearDays: 5,
			QuietFrom: 20 * time.Hour, QuietTo: 7 * time.Hour, Limit: 50}}
	for _, id := range []string{"an", "binh", "chau"} {
		name := map[string]string{"an": "Xã An", "binh": "Xã Bình", "chau": "Xã Châu"}[id]
		p.Units = append(p.Units, office.Unit{ID: id, Name: name, Sources: []office.SourceFrom{{Ref: id}}})
		s.Contacts.Units[id] = []Channel{NewEmail(id + "@example.vn")}
		for d := p.Starts; d < day(24); d++ {
			s.report(id, d, d.At(16*time.Hour, zone))
		}
		s.look(id, at(24, 16, 0))
	}
	return s
}

// report lets a look at an instant be the first to see a unit's report.
func (s *Situation) report(unit string, d calendar.Day, seen time.Time) {
	s.look(unit, seen)
	s.State.Say(record.Version{Source: unit, Unit: unit, Day: d, Asked: seen, Answered: seen,
		Figures: []record.Figure{{Indicator: "people", Value: int64(d), Tab: "T6", Cell: fmt.Sprintf("C%d", d)}}})
}

// unreport takes a day's report back, as though it had never come.
func (s *Situation) unreport(unit string, d calendar.Day) {
	var kept []record.Version
	for _, v := range s.State.Versions() {
		if v.Unit != unit || v.Day != d {
			kept = append(kept, v)
		}
	}
	s.State.Said = record.SaidIn(kept)
}

func (s *Situation) look(source string, asked time.Time) {
	s.State.Seen[source] = append(s.State.Seen[source], record.Seen{Asked: asked, Answered: asked})
}

// fail lets the last look at a source fail.
func (s *Situation) fail(source string, code office.FaultCode) {
	looks := s.State.Seen[source]
	looks[len(looks)-1].Fault = &office.Fault{Code: code}
}

func (s *Situation) find(unit, cell, raw string) {
	s.State.Findings = append(s.State.Findings, record.OpenFinding{Since: at(23, 12, 0), Finding: office.Finding{
		Unit: unit, Origin: office.Origin{Source: unit, Tab: "Tháng 6", Cell: cell}, Code: "number-invalid", Severity: office.SeverityError, Raw: raw, Day: day(23), Indicator: "people"}})
}

func (s *Situation) decide(d office.Decision) { s.State.Decisions = append(s.State.Decisions, d) }

// words are those of the program, in Vietnamese, with the catalogue's keys for
// its sentences where the test gives none.
func words(t *testing.T, p *office.Programme) *Words {
	t.Helper()
	w, err := NewWords(templates.Builtin(), p, office.Messages{Lang: "vi", Texts: map[string]string{
		"finding.number-invalid.message": "Ô {cell} tab “{tab}” ghi “{raw}”, không phải là một số.",
		"finding.number-invalid.hint":    "Hãy ghi một con số.",
		"notify.end-of":                  "hết ngày {day}",
		"notify.month":                   "tháng {name}",
		"notify.joined":                  "{n} đơn vị: {kind}",
		"notify.shortened":               "(đã rút gọn)",
		"notify.kind.before-day":         "nhắc trước giờ hạn",
		"head.missing":                   "Chưa báo cáo",
		"head.office":                    "Văn phòng xem",
		"head.reported":                  "Đã báo cáo",
		"status.late":                    "Trễ hạn",
		"status.unread":                  "Đã ghi, chờ đối chiếu",
		"status.unreadable":              "Không mở được bảng",
		"fault.not-shared.message":       "Chưa được chia sẻ.",
		"notify.between":                 "từ {from} đến {to}",
		"notify.not-there":               "xem lúc {at}, chưa có",
	}}, func(o office.Origin) string { return "https://docs.example/" + o.Cell })
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// memory is a ledger that lives as long as the test.
type memory struct {
	mu   sync.Mutex
	past []office.Reminder
	// markFails and settleFails are what it answers with instead.
	markFails, settleFails error
}

func (m *memory) MarkReminder(_ context.Context, r office.Reminder) (int64, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.markFails != nil {
		return 0, false, m.markFails
	}
	r.Attempt = 1
	for _, old := range m.past {
		if old.Key == r.Key && old.Channel == r.Channel && old.Recipient == r.Recipient {
			if !old.Open() {
				return 0, false, nil
			}
			r.Attempt = old.Attempt + 1
		}
	}
	r.ID, r.Outcome = int64(len(m.past)+1), office.Doubtful
	m.past = append(m.past, r)
	return r.ID, true, nil
}

func (m *memory) SettleReminder(_ context.Context, id int64, outcome office.Outcome, why string, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.settleFails != nil {
		return m.settleFails
	}
	m.past[id-1].Outcome, m.past[id-1].Why, m.past[id-1].Settled = outcome, why, at
	return nil
}

func quietLog() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
