package notify

import (
	"fmt"
	"strings"
	"testing"

	"tonghop/model/calendar"
	"tonghop/model/office"
)

const (
	thanks  = "Trân trọng cảm ơn."
	cutNote = "(đã rút gọn)"
)

// crowd is a situation of n units more than its three, all without today's
// report and all reached by one channel.
func crowd(t *testing.T, n int, c Channel) *Situation {
	t.Helper()
	s := lastMonth(situation(t))
	s.Rules.Limit = 1000
	for i := range n {
		id := fmt.Sprintf("u%03d", i)
		s.Programme.Units = append(s.Programme.Units, office.Unit{ID: id, Name: "Xã Số " + id, Sources: []office.SourceFrom{{Ref: id}}})
		s.Contacts.Units[id] = nil
		s.look(id, at(24, 16, 0))
	}
	return together(s, c)
}

func serviceAt(t *testing.T, address string) Channel {
	t.Helper()
	c, err := NewService(address)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Every letter that the ledger calls sent stands whole in a message that went,
// and no message is longer than its service takes.
func TestNoLetterIsCutOffAMessageOfSeveral(t *testing.T) {
	for name := range services {
		t.Run(name, func(t *testing.T) {
			maker := makers[name]
			in := newInbox(t, maker.answer, maker.read)
			s := crowd(t, 40, serviceAt(t, in.reachable(name)))
			l, tally := in.deliver(t, s, Plan(*s).Due)
			if tally[office.Sent] != 43 || len(l.past) != 43 {
				t.Fatalf("%v, %d in the ledger: %s", tally, len(l.past), l.past[0].Why)
			}
			all := strings.Join(in.texts, "\x00")
			for _, r := range l.past {
				if !strings.Contains(all, r.Text) {
					t.Errorf("%s is recorded as %s and stands in none of %d messages", r.Unit, r.Outcome, len(in.texts))
				}
			}
			for _, text := range in.texts {
				if n := maker.size(text); n > maker.most || !strings.HasSuffix(text, thanks) {
					t.Errorf("a message is %d long, of %d; it ends %q", n, maker.most, text[max(0, len(text)-60):])
				}
			}
			if len(in.texts) > 22 {
				t.Errorf("43 letters go as %d messages", len(in.texts))
			}
		})
	}
}

// However many findings there are, a letter by itself keeps its unit, period,
// due instant, a whole link and its closing, and counts what it does not list.
func TestALetterThatIsTooLongListsFewerFindingsAndCountsTheOthers(t *testing.T) {
	for name := range services {
		t.Run(name, func(t *testing.T) {
			maker := makers[name]
			in := newInbox(t, maker.answer, maker.read)
			s := crowd(t, 0, serviceAt(t, in.reachable(name)))
			for i := range 40 {
				s.find("an", fmt.Sprintf("C%d", i), strings.Repeat("dài ", 100))
				s.State.Findings[i].Tab = strings.Repeat("Thang ", maker.most/18)
			}
			l, tally := in.deliver(t, s, Plan(*s).Due[:1])
			if tally[office.Sent] != 1 || len(in.texts) != 1 {
				t.Fatalf("%v, %d messages: %s", tally, len(in.texts), l.past[0].Why)
			}
			text := in.texts[0]
			listed := strings.Count(text, "  https://docs.example/C")
			for _, want := range []string{"Xã An", "24/6/2020", "17:00", thanks, "  https://docs.example/C0\n", fmt.Sprintf("… và còn %d mục khác", 40-listed)} {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in\n%s", want, text)
				}
			}
			if n := maker.size(text); n > maker.most || listed == 0 || listed >= maxListed || strings.Contains(text, cutNote) {
				t.Errorf("%d long, %d listed", n, listed)
			}
		})
	}
}

func TestALetterThatIsTooLongWithoutFindingsIsShortenedVisibly(t *testing.T) {
	s := situation(t)
	w := words(t, s.Programme)
	n := Notice{Kind: BeforeYear, Unit: &s.Programme.Units[0], Period: calendar.DayPeriod(day(24)), Due: at(24, 17, 0)}
	for d := range calendar.Day(900) {
		n.Standings = append(n.Standings, office.Standing{Unit: "an", Status: office.Missing, Period: calendar.DayPeriod(day(24) - d)})
	}
	for name := range services {
		n.Channel = serviceAt(t, known[name])
		subject, text, err := w.Write(&n)
		size := makers[name].size(whole(subject, text))
		if err != nil || size > makers[name].most || size < makers[name].most*4/5 {
			t.Errorf("%s: %d long, %v", name, size, err)
		}
		if !strings.Contains(text, "/20") || !strings.Contains(text, ", …\n"+cutNote+"\n\n") || !strings.HasSuffix(text, thanks) {
			t.Errorf("%s gets\n%s", name, text)
		}
	}
}

// What follows the gap in a digest would be read as of the group before it.
func TestADigestThatIsTooLongIsCutAtItsEndAlone(t *testing.T) {
	s := situation(t)
	w := words(t, s.Programme)
	n := Notice{Kind: AfterDay, Period: calendar.DayPeriod(day(24)), Due: at(24, 17, 0)}
	for i, status := range []office.Status{office.Missing, office.OnTime} {
		for range 400 {
			n.Standings = append(n.Standings, office.Standing{Unit: s.Programme.Units[i].ID, Status: status, Period: n.Period, NotSeenAt: at(24, 17, 1)})
		}
	}
	for name, c := range map[string]Channel{"ntfy": serviceAt(t, known["ntfy"]), "email": NewEmail("a@example.vn")} {
		n.Channel = c
		subject, text, err := w.Write(&n)
		if err != nil || !c.limit().holds(whole(subject, text)) || !strings.HasSuffix(text, " …\n"+cutNote) || strings.Contains(text, "Xã Bình") {
			t.Errorf("%s: %v, it ends %q", name, err, text[len(text)-80:])
		}
	}
}

// A message that comes too long all the same is not cut, and not called sent.
func TestAServiceIsNotHandedWhatIsTooLongForIt(t *testing.T) {
	for name := range services {
		in := newInbox(t, makers[name].answer, makers[name].read)
		m := served(t, in.reachable(name))
		m.Text = strings.Repeat("ơ ", 2500)
		if res := NewServices(NewPoster(in)).Send(t.Context(), m); res.Outcome != office.Refused || !strings.Contains(res.Why, "longer than "+name) || len(in.texts) != 0 {
			t.Errorf("%s: %+v, %d messages", name, res, len(in.texts))
		}
	}
}

func TestAServiceThatSaysTooLongIsNotTakenForSent(t *testing.T) {
	for name, answer := range map[string]struct {
		code int
		body string
	}{
		"telegram":   {400, `{"ok":false,"error_code":400,"description":"Bad Request: message is too long"}`},
		"discord":    {400, `{"content":["Must be 2000 or fewer in length."]}`},
		"gotify":     {413, `{"error":"Request Entity Too Large","errorCode":413}`},
		"googlechat": {400, `{"error":{"code":400,"message":"Message is too long."}}`},
		"mattermost": {400, `{"id":"api.post.too_long","status_code":400}`},
		"ntfy":       {413, `{"code":41301,"http":413,"error":"attachment too large"}`},
		"slack":      {200, `msg_too_long`},
	} {
		in := newInbox(t, answer.body, func(b []byte) string { return string(b) })
		in.code = answer.code
		res := NewServices(NewPoster(in)).Send(t.Context(), served(t, in.reachable(name)))
		if res.Outcome != office.Refused && res.Outcome != office.Doubtful || res.Why == "" || len(in.texts) != 1 {
			t.Errorf("%s: %+v, asked %d times", name, res, len(in.texts))
		}
	}
}
