package notify

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"tonghop/model/office"
)

const token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"

// known holds a whole address of every service that may be named.
var known = map[string]string{
	"telegram":   "telegram://" + token + "@telegram?chats=-1001234567890",
	"discord":    "discord://geheimtoken@1234567890",
	"gotify":     "gotify://127.0.0.1:1/Aaa.bbb.ccc.ddd?disabletls=yes",
	"googlechat": "googlechat://chat.googleapis.com/v1/spaces/FOO/messages?key=geheimkey&token=geheimtoken",
	"mattermost": "mattermost://127.0.0.1:1/geheimtoken?disabletls=yes",
	"ntfy":       "ntfy://127.0.0.1:1/geheimtopic?scheme=http",
	"slack":      "slack://hook:WNA3PBYV6-F20DUQND3RQ-Webc4MAvoacrpPakR8phF0zi@webhook",
}

func served(t *testing.T, address string) *Message {
	t.Helper()
	m := letter()
	var err error
	if m.To, err = NewService(address); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEveryKnownServiceCanBeNamedAndTellsNoSecret(t *testing.T) {
	for name := range services {
		c, err := NewService(known[name])
		if err != nil || c.Name() != name || c.Way != ByService {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
		if strings.Contains(known[name], c.Recipient) {
			t.Errorf("%s: its recipient %q is part of its secret", name, c.Recipient)
		}
	}
}

func TestAnAddressThatCannotBeUsedIsRefusedWithoutBeingRepeated(t *testing.T) {
	for address, want := range map[string]string{
		"zalo://geheim":                   "known are discord, googlechat, gotify, mattermost, ntfy, slack, telegram",
		"smtp://u:geheim@host/":           "is not the address of a messaging service",
		"logger://geheim":                 "is not the address of a messaging service",
		"geheim":                          "is not the address of a messaging service",
		"telegram://geheim@telegram":      "is not a whole address of telegram: it reads like telegram://TOKEN@telegram?chats=-1001234567890",
		known["telegram"] + ",@geheim":    "names several chats",
		"telegram://" + token + "@geheim": "is not a whole address of telegram",
		"http://geheim\x00":               "is not the address of a messaging service",
	} {
		err := CheckService(address)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), token) {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
	}
}

func TestATelegramMessageReachesItsChat(t *testing.T) {
	var got struct {
		Chat string `json:"chat_id"`
		Text string `json:"text"`
	}
	api := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/bot"+token+"/sendMessage" {
			t.Errorf("asked for %s", r.URL.Path)
		}
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
	}))
	defer api.Close()
	s := NewServices(NewPoster(nil))
	s.telegram = api.URL
	m := served(t, known["telegram"])
	if res := s.Send(t.Context(), m); res.Outcome != office.Sent {
		t.Errorf("got %+v", res)
	}
	if got.Chat != "-1001234567890" || got.Text != m.Subject+"\n\n"+m.Text {
		t.Errorf("chat %s got %q", got.Chat, got.Text)
	}
	s.telegram = "http://127.0.0.1:1"
	if res := s.Send(t.Context(), m); res.Outcome != office.Unsent || strings.Contains(res.Why, token) {
		t.Errorf("where nobody listens: %+v", res)
	}
}

func TestAMessageReachesAServiceByItsLibrary(t *testing.T) {
	var calls atomic.Int32
	code := http.StatusOK
	address := sink(t, &calls, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !strings.Contains(string(body), "Kính gửi Xã An") {
			t.Errorf("got %q", body)
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, `{"id":1}`)
	})
	host := strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/hooks/geheim")
	s := NewServices(NewPoster(nil))
	for status, want := range map[int]office.Outcome{200: office.Sent, 404: office.Doubtful, 500: office.Doubtful} {
		code = status
		if res := s.Send(t.Context(), served(t, "gotify://"+host+"/Aaa.bbb.ccc.ddd?disabletls=yes")); res.Outcome != want {
			t.Errorf("HTTP %d: %+v, want %s", status, res, want)
		}
	}
	if calls.Load() != 3 {
		t.Errorf("asked %d times", calls.Load())
	}
}

// lost is a network on which every connection breaks after the request went
// out.
type lost struct{ calls atomic.Int32 }

func (l *lost) RoundTrip(r *http.Request) (*http.Response, error) {
	l.calls.Add(1)
	return nil, errors.New("connection reset by peer")
}

// A library that takes a failure for success would lose a reminder silently.
func TestAServiceThatFailsIsNeverTakenForSent(t *testing.T) {
	network := &lost{}
	before := http.DefaultTransport
	http.DefaultTransport = network // the library's own client has no other way in
	defer func() { http.DefaultTransport = before }()
	s := NewServices(NewPoster(network))
	for name, address := range known {
		res := s.Send(t.Context(), served(t, address))
		if res.Outcome == office.Sent || res.Why == "" {
			t.Errorf("%s: %+v", name, res)
		}
		for _, secret := range []string{token, "geheim", "Aaa.bbb.ccc.ddd", "Webc4MAvoacrpPakR8phF0zi"} {
			if strings.Contains(res.Why, secret) {
				t.Errorf("%s tells its secret: %s", name, res.Why)
			}
		}
	}
	if network.calls.Load() == 0 {
		t.Error("nothing went by the network that breaks")
	}
}

// What broke on the way may have arrived: it is not tried again, by the library
// either.
func TestADiscordMessageGoesOnceAndWhole(t *testing.T) {
	in := newInbox(t, `{"id":"1"}`, field("content"))
	s := NewServices(NewPoster(in))
	for code, want := range map[int]office.Outcome{200: office.Sent, 400: office.Refused, 429: office.Unsent, 502: office.Doubtful} {
		in.code, in.texts = code, nil
		m := served(t, "discord://geheimtoken@1234567890?thread_id=7")
		m.Text = strings.Repeat("dòng\n", 30) + "hết"
		if res := s.Send(t.Context(), m); res.Outcome != want || strings.Contains(res.Why, "geheim") {
			t.Errorf("HTTP %d: %+v", code, res)
		}
		if len(in.texts) != 1 || in.texts[0] != m.Subject+"\n\n"+m.Text || in.asked != "/api/webhooks/1234567890/geheimtoken?thread_id=7&wait=true" {
			t.Errorf("HTTP %d: it got %q, asked for %s", code, in.texts, in.asked)
		}
	}
}
