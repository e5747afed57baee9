package notify

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"os"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"tonghop/model/office"
)

// Mail is the server that takes e-mail.
type Mail struct {
	Host string
	Port int
	// Security is "starttls", "tls" or "none".
	Security       string
	User, Password string // User "" signs in as nobody
	From, ReplyTo  string
	// CA is a file of certificates trusted besides the computer's own; "" for
	// none.
	CA string
}

// A Mailer sends e-mail through a server.
type Mailer struct {
	mail Mail
	tls  *tls.Config
	// domain is the sender's, for the messages' IDs.
	domain  string
	timeout time.Duration
}

// smtpTimeout bounds the steps before a message's content, and then the
// content.
const smtpTimeout = 20 * time.Second

// NewMailer checks the server's settings; it connects to nobody yet.
func NewMailer(m Mail) (*Mailer, error) {
	from, err := netmail.ParseAddress(m.From)
	if err != nil {
		return nil, fmt.Errorf("the sender %q is not an e-mail address", m.From)
	}
	_, domain, _ := strings.Cut(from.Address, "@")
	mailer := &Mailer{mail: m, tls: &tls.Config{ServerName: m.Host, MinVersion: tls.VersionTLS12}, domain: domain, timeout: smtpTimeout}
	if m.CA == "" {
		return mailer, nil
	}
	pem, err := os.ReadFile(m.CA)
	if err != nil {
		return nil, fmt.Errorf("reading the mail server's certificates: %w", err)
	}
	if mailer.tls.RootCAs, err = x509.SystemCertPool(); err != nil {
		mailer.tls.RootCAs = x509.NewCertPool()
	}
	if !mailer.tls.RootCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("reading the mail server's certificates: %s holds none", m.CA)
	}
	return mailer, nil
}

// Send sends one message over a connection of its own.
func (s *Mailer) Send(ctx context.Context, m *Message) Result {
	msg, err := s.message(m)
	if err != nil {
		return Result{Outcome: office.Refused, Why: err.Error()}
	}
	client, err := s.client()
	if err != nil {
		return Result{Outcome: office.Unsent, Why: err.Error()}
	}
	err = client.DialAndSendWithContext(ctx, msg)
	return s.result(msg.IsDelivered(), err)
}

func (s *Mailer) message(m *Message) (*mail.Msg, error) {
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := msg.From(s.mail.From); err != nil {
		return nil, fmt.Errorf("the sender's address: %w", err)
	}
	if err := msg.To(m.To.address); err != nil {
		return nil, fmt.Errorf("the recipient's address: %w", err)
	}
	if s.mail.ReplyTo != "" {
		if err := msg.ReplyTo(s.mail.ReplyTo); err != nil {
			return nil, fmt.Errorf("the address for replies: %w", err)
		}
	}
	sum := sha256.Sum256([]byte(m.ID + m.At.UTC().Format(time.RFC3339Nano)))
	msg.SetMessageIDWithValue(hex.EncodeToString(sum[:16]) + "@" + s.domain)
	msg.SetDateWithValue(m.At)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // or holiday notices would answer
	msg.Subject(oneLine(m.Subject))
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	return msg, nil
}

func (s *Mailer) client() (*mail.Client, error) {
	opts := []mail.Option{mail.WithPort(s.mail.Port), mail.WithTLSConfig(s.tls), mail.WithTimeout(s.timeout), mail.WithTLSPolicy(mail.TLSMandatory)}
	switch s.mail.Security {
	case "tls":
		opts = append(opts, mail.WithSSL())
	case "none":
		opts = append(opts, mail.WithTLSPolicy(mail.NoTLS))
	}
	if s.mail.User != "" {
		auth := mail.SMTPAuthAutoDiscover
		if s.mail.Security == "none" { // only ever on this computer
			auth = mail.SMTPAuthPlainNoEnc
		}
		opts = append(opts, mail.WithSMTPAuth(auth), mail.WithUsername(s.mail.User), mail.WithPassword(s.mail.Password))
	}
	client, err := mail.NewClient(s.mail.Host, opts...)
	if err != nil {
		return nil, fmt.Errorf("preparing the mail server: %w", err)
	}
	return client, nil
}

// result tells from how far the conversation came whether the message may have
// arrived: before its content nothing has, and after it only the server's own
// word counts.
func (s *Mailer) result(delivered bool, err error) Result {
	var fault *mail.SendError
	switch {
	case delivered: // also where the goodbye failed
		return Result{Outcome: office.Sent}
	case err == nil:
		return Result{Outcome: office.Doubtful, Why: "the server said nothing of it"}
	case !errors.As(err, &fault): // no connection, no greeting, no TLS, no sign-in
		return Result{Outcome: office.Unsent, Why: s.clean(err), Down: true}
	}
	code := fault.ErrorCode()
	switch begun := fault.Reason == mail.ErrWriteContent || fault.Reason == mail.ErrSMTPDataClose; {
	case begun && code == 0:
		return Result{Outcome: office.Doubtful, Why: s.clean(err)}
	case code >= 500:
		return Result{Outcome: office.Refused, Why: s.clean(err)}
	}
	return Result{Outcome: office.Unsent, Why: s.clean(err)}
}

// clean is an error's text without the password, which no server should repeat.
func (s *Mailer) clean(err error) string {
	text := oneLine(err.Error())
	if len(s.mail.Password) > 3 {
		text = strings.ReplaceAll(text, s.mail.Password, "…")
	}
	return text
}
