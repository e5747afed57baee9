package notify

import (
	"context"
	"strings"
	"testing"

	"tonghop/model/office"
)

// together lets all units be reached by one channel.
func together(s *Situation, c Channel) *Situation {
	for unit := range s.Contacts.Units {
		s.Contacts.Units[unit] = []Channel{c}
	}
	return s
}

func TestUnitsWithOneAddressGetOneMessage(t *testing.T) {
	s := together(lastMonth(situation(t)), NewEmail("nhom@example.vn"))
	l := &memory{}
	sent := 0
	p := post(t, s, l, func(_ context.Context, m *Message) Result {
		sent++
		for _, want := range []string{"Kính gửi Xã An,", "Kính gửi Xã Bình,", "Kính gửi Xã Châu,"} {
			if !strings.Contains(m.Text, want) {
				t.Errorf("%q is not in the message:\n%s", want, m.Text)
			}
		}
		if m.Subject != "3 đơn vị: nhắc trước giờ hạn" || m.Unit != "" || len(l.past) != 3 {
			t.Errorf("it is %+v, and %d are marked", m, len(l.past))
		}
		return Result{Outcome: office.Sent}
	})
	tally, err := p.Deliver(t.Context(), Plan(*s).Due)
	if err != nil || sent != 1 || tally[office.Sent] != 3 {
		t.Fatalf("%d messages, %v, %v", sent, tally, err)
	}
	for i, unit := range []string{"an", "binh", "chau"} {
		if r := l.past[i]; r.Unit != unit || r.Outcome != office.Sent || strings.Count(r.Text, "Kính gửi") != 1 {
			t.Errorf("of %s the ledger has %+v", unit, r)
		}
	}
	s.Past = l.past
	if again := Plan(*s).Due; len(again) != 0 {
		t.Errorf("due again: %v", again)
	}
}

func TestAUnitThatWasToldIsLeftOutOfAMessageOfSeveral(t *testing.T) {
	s := together(lastMonth(situation(t)), NewEmail("nhom@example.vn"))
	l, due := &memory{}, Plan(*s).Due
	if _, err := post(t, s, l, taken).Deliver(t.Context(), due[1:2]); err != nil {
		t.Fatal(err)
	}
	tally, err := post(t, s, l, func(_ context.Context, m *Message) Result {
		if strings.Contains(m.Text, "Xã Bình") || !strings.Contains(m.Text, "Xã Châu") {
			t.Errorf("the message is\n%s", m.Text)
		}
		return Result{Outcome: office.Doubtful}
	}).Deliver(t.Context(), due)
	if err != nil || tally[office.Doubtful] != 2 {
		t.Errorf("got %v, %v", tally, err)
	}
}

func TestAWebhookGetsEachUnitByItself(t *testing.T) {
	hook, err := NewWebhook("https://example.vn/zalo")
	if err != nil {
		t.Fatal(err)
	}
	s := together(lastMonth(situation(t)), hook)
	parcels, err := words(t, s.Programme).Pack(Plan(*s).Due)
	if err != nil || len(parcels) != 3 {
		t.Errorf("%d messages, %v; want one a unit", len(parcels), err)
	}
}
