package notify

import (
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tonghop/model/office"
)

func mailer(t *testing.T, m Mail) *Mailer {
	t.Helper()
	s, err := NewMailer(m)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func letter() *Message {
	return &Message{ID: "3fa0c1d2", Kind: BeforeDay, Unit: "an", To: NewEmail("an@example.vn"), Subject: "Nhắc báo cáo ngày 24/6/2020: Xã An", Text: "Kính gửi Xã An,\n.\nĐề nghị cập nhật.", At: at(24, 16, 0)}
}

func TestAnEmailArrivesWholeInVietnamese(t *testing.T) {
	server := startSMTP(t, &smtpServer{})
	settings := server.mail()
	settings.ReplyTo = "tra-loi@example.vn"
	if res := mailer(t, settings).Send(t.Context(), letter()); res != (Result{Outcome: office.Sent}) {
		t.Fatalf("got %+v; the server heard\n%s", res, server.said())
	}
	got := server.got()
	if len(got) != 1 {
		t.Fatalf("%d messages arrived", len(got))
	}
	m, err := mail.ReadMessage(strings.NewReader(got[0]))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != letter().Subject {
		t.Errorf("subject %q, %v", subject, err)
	}
	from, err := m.Header.AddressList("From")
	if err != nil || from[0].Name != "Huyện Đoàn" || from[0].Address != "office@example.vn" {
		t.Errorf("from %v, %v", from, err)
	}
	for key, want := range map[string]string{"To": "<an@example.vn>", "Reply-To": "<tra-loi@example.vn>", "Auto-Submitted": "auto-generated", "Content-Type": "text/plain; charset=UTF-8", "Date": "Wed, 24 Jun 2020 16:00:00 +0700"} {
		if m.Header.Get(key) != want {
			t.Errorf("%s: %q, want %q", key, m.Header.Get(key), want)
		}
	}
	host, _ := os.Hostname()
	if id := m.Header.Get("Message-ID"); !strings.HasSuffix(id, "@example.vn>") || host != "" && strings.Contains(id, host) {
		t.Errorf("message ID %q", id)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if text := strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(string(body), "\r\n", "\n"), "\n..\n", "\n.\n")); err != nil || text != letter().Text {
		t.Errorf("%v, text %q", err, text)
	}
}

func TestHowFarTheServerCameTellsWhetherAMessageMayHaveArrived(t *testing.T) {
	for name, tt := range map[string]struct {
		answers map[string]string
		want    office.Outcome
		why     string
	}{
		"the recipient is unknown":             {map[string]string{"RCPT": "550 5.1.1 no such user"}, office.Refused, "no such user"},
		"the recipient is put off":             {map[string]string{"RCPT": "451 4.7.1 greylisted"}, office.Unsent, "greylisted"},
		"the sender is refused":                {map[string]string{"MAIL": "553 not here"}, office.Refused, "not here"},
		"content is not wanted":                {map[string]string{"DATA": "554 no"}, office.Refused, "554"},
		"the content is refused":               {map[string]string{"DOT": "554 5.7.1 spam"}, office.Refused, "spam"},
		"the content is put off":               {map[string]string{"DOT": "452 disk full"}, office.Unsent, "disk full"},
		"it takes no more connections":         {map[string]string{"EHLO": "421 4.7.0 too many connections", "HELO": "421 4.7.0 too many connections"}, office.Unsent, "421"},
		"its mailbox has moved":                {map[string]string{"RCPT": "251 will forward"}, office.Sent, ""},
		"it hangs up at once":                  {map[string]string{"EHLO": "drop"}, office.Unsent, ""},
		"it hangs up before the content":       {map[string]string{"MAIL": "drop"}, office.Unsent, ""},
		"it hangs up after the recipient":      {map[string]string{"RCPT": "drop"}, office.Unsent, ""},
		"it hangs up in the content":           {map[string]string{"CONTENT": "drop"}, office.Doubtful, ""},
		"it hangs up after the content":        {map[string]string{"DOT": "drop"}, office.Doubtful, ""},
		"it says nothing after the content":    {map[string]string{"DOT": "hang"}, office.Doubtful, "timeout"},
		"it says nothing before the content":   {map[string]string{"MAIL": "hang"}, office.Unsent, "timeout"},
		"it hangs up instead of a goodbye":     {map[string]string{"QUIT": "drop"}, office.Sent, ""},
		"it hangs up after it took the letter": {map[string]string{"RSET": "drop"}, office.Sent, ""},
	} {
		t.Run(name, func(t *testing.T) {
			server := startSMTP(t, &smtpServer{answers: tt.answers})
			s := mailer(t, server.mail())
			s.timeout = 500 * time.Millisecond
			res := s.Send(t.Context(), letter())
			if res.Outcome != tt.want || !strings.Contains(res.Why, tt.why) {
				t.Errorf("got %+v, want %s; the server heard\n%s", res, tt.want, server.said())
			}
			if tt.want == office.Doubtful && res.Why == "" {
				t.Error("it does not say why")
			}
		})
	}
}

func TestWhereNobodyAnswersNothingWasSent(t *testing.T) {
	server := startSMTP(t, &smtpServer{})
	settings := server.mail()
	server.listener.Close()
	if res := mailer(t, settings).Send(t.Context(), letter()); res.Outcome != office.Unsent || !strings.Contains(res.Why, "refused") || !res.Down {
		t.Errorf("got %+v", res)
	}
}

func TestTheConnectionIsEncryptedAndTheServerProved(t *testing.T) {
	cert, ca := certificate(t)
	for _, security := range []string{"starttls", "tls"} {
		server := startSMTP(t, &smtpServer{cert: cert, implicit: security == "tls", user: "u", password: "hunter2"})
		settings := server.mail()
		settings.Security, settings.User, settings.Password, settings.CA = security, "u", "hunter2", ca
		if res := mailer(t, settings).Send(t.Context(), letter()); res.Outcome != office.Sent || len(server.got()) != 1 {
			t.Errorf("%s: %+v; the server heard\n%s", security, res, server.said())
		}
		settings.CA = ""
		if res := mailer(t, settings).Send(t.Context(), letter()); res.Outcome != office.Unsent || !strings.Contains(res.Why, "certificate") {
			t.Errorf("%s with a certificate that nobody vouches for: %+v", security, res)
		}
		if len(server.got()) != 1 {
			t.Errorf("%s: it was sent to a server that nobody vouches for", security)
		}
	}
}

func TestAPasswordGoesOnlyToAServerThatEncrypts(t *testing.T) {
	server := startSMTP(t, &smtpServer{user: "u", password: "hunter2"}) // without STARTTLS
	settings := server.mail()
	settings.Security, settings.User, settings.Password = "starttls", "u", "hunter2"
	res := mailer(t, settings).Send(t.Context(), letter())
	if res.Outcome != office.Unsent || !strings.Contains(res.Why, "STARTTLS") || strings.Contains(server.said(), "AUTH") {
		t.Errorf("got %+v; the server heard\n%s", res, server.said())
	}
}

func TestAWrongPasswordIsToldWithoutIt(t *testing.T) {
	cert, ca := certificate(t)
	server := startSMTP(t, &smtpServer{cert: cert, user: "u", password: "right", answers: map[string]string{}})
	settings := server.mail()
	settings.Security, settings.User, settings.Password, settings.CA = "starttls", "u", "hunter2", ca
	res := mailer(t, settings).Send(t.Context(), letter())
	if res.Outcome != office.Unsent || !strings.Contains(res.Why, "535") || strings.Contains(res.Why, "hunter2") || len(server.got()) != 0 {
		t.Errorf("got %+v", res)
	}
}

func TestNoHeaderCanBePutInByAName(t *testing.T) {
	server := startSMTP(t, &smtpServer{})
	m := letter()
	m.Subject = "Xã An\r\nBcc: all@example.vn\r\n\r\nX"
	if res := mailer(t, server.mail()).Send(t.Context(), m); res.Outcome != office.Sent {
		t.Fatalf("got %+v", res)
	}
	got, err := mail.ReadMessage(strings.NewReader(server.got()[0]))
	subject, _ := new(mime.WordDecoder).DecodeHeader(got.Header.Get("Subject"))
	if err != nil || subject != "Xã An Bcc: all@example.vn X" || got.Header.Get("Bcc") != "" || strings.Count(server.said(), "RCPT") != 1 {
		t.Errorf("%v: %v\n%s", err, got.Header, server.said())
	}
}

func TestSettingsOfAMailServerThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	none := filepath.Join(dir, "none.pem")
	if err := os.WriteFile(none, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, m := range map[string]Mail{
		"is not an e-mail address": {Host: "h", From: "nobody"},
		"holds none":               {Host: "h", From: "a@b.vn", CA: none},
		"reading the mail":         {Host: "h", From: "a@b.vn", CA: none + "x"},
	} {
		if _, err := NewMailer(m); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
