package config

import (
	"net"
	"net/mail"
	"net/url"
	"regexp"
	"time"
)

// Defaults of the reminders.
const (
	DefaultBefore    = time.Hour
	DefaultAfter     = 30 * time.Minute
	DefaultMorning   = 7*time.Hour + 30*time.Minute
	DefaultFresh     = 20 * time.Minute
	DefaultMonthDays = 2
	DefaultYearDays  = 5
	DefaultQuietFrom = 20 * time.Hour
	DefaultQuietTo   = 7 * time.Hour
	DefaultLimit     = 60
)

// Notify says whom the program reminds of what, when, and by which channels.
type Notify struct {
	// Before is how long before the daily deadline the units that were not seen
	// yet are reminded; After, how long after a deadline the office gets its
	// digest.
	Before, After time.Duration
	// Morning is the hour, as a distance from midnight, at which the office hears
	// who still owes the last working day; 0 is never.
	Morning time.Duration
	// Fresh is how old a look may be on which a reminder rests.
	Fresh time.Duration
	// MonthDays and YearDays are how many working days before a month's and a
	// year's due instant the units are reminded of what is missing; 0 is never.
	MonthDays, YearDays int
	// QuietFrom and QuietTo are the hours of the day, as distances from
	// midnight, between which nothing is sent. They may span midnight; equal,
	// there are none.
	QuietFrom, QuietTo time.Duration
	// Limit is how many messages one run sends at most.
	Limit int
	// Email is the server by which e-mail goes; zero where none is named.
	Email Email
	// Office and Units, by unit ID, are who is told.
	Office Contact
	Units  map[string]Contact
}

// On reports whether anybody is told anything at all.
func (n *Notify) On() bool { return len(n.Units) > 0 || !n.Office.empty() }

// Email is the server that takes the office's e-mail.
type Email struct {
	Host string
	Port int
	// Security is "starttls", "tls" or "none".
	Security string
	User     string // "" signs in as nobody
	Password Secret
	// From and ReplyTo are addresses as they stand in a letter's head, with or
	// without a name before them; ReplyTo may be empty.
	From, ReplyTo string
	// CA is a file of certificates that are trusted besides the computer's own,
	// for a server inside the house; "" for none.
	CA string
}

// A Contact is how the office or a unit is reached. The Secrets are addresses
// that let anybody write who knows them.
type Contact struct {
	Email   []string
	Webhook []Secret
	Service []Secret
}

func (c *Contact) empty() bool { return len(c.Email)+len(c.Webhook)+len(c.Service) == 0 }

const (
	notifyExample  = `notify: {office: {email: huyendoan@example.vn}}`
	contactExample = `{email: thanh-an@example.vn}`
	emailExample   = `email: {host: smtp.example.vn, from: "Huyện Đoàn <huyendoan@example.vn>"}`
)

// readNotify reads the reminders. Without the section there are none.
func (c *Config) readNotify(f field, opts Options) Notify {
	s := f.section(notifyExample)
	n := Notify{
		Before:    s.at("before").span(DefaultBefore, 12*time.Hour, "before: 60m"),
		After:     s.at("after").span(DefaultAfter, 12*time.Hour, "after: 30m"),
		Morning:   s.at("morning").clock(DefaultMorning, `morning: "07:30"`),
		Fresh:     s.at("fresh").span(DefaultFresh, 12*time.Hour, "fresh: 20m"),
		MonthDays: int(s.at("month_days").whole(0, 15, DefaultMonthDays, "month_days: 2")),
		YearDays:  int(s.at("year_days").whole(0, 30, DefaultYearDays, "year_days: 5")),
		Limit:     int(s.at("limit").whole(1, 1000, DefaultLimit, "limit: 60")),
	}
	n.QuietFrom, n.QuietTo = readQuiet(s.at("quiet"))
	n.Email = c.readEmail(s.at("email"))
	n.Office = c.readContact(s.at("office"), opts)
	n.Units = c.readContacts(s.at("units"), opts)
	s.done()
	if f.given() && !s.moot && !n.On() {
		f.fail(notifyExample, "names nobody: give the office or a unit an address, or leave the section out")
	}
	if n.Email.Host == "" && n.wantsEmail() && !s.at("email").given() {
		s.at("email").fail(emailExample, "is missing, and there are e-mail addresses")
	}
	return n
}

func (n *Notify) wantsEmail() bool {
	for _, c := range n.Units {
		if len(c.Email) > 0 {
			return true
		}
	}
	return len(n.Office.Email) > 0
}

// span is duration with another default than none.
func (f field) span(other, limit time.Duration, example string) time.Duration {
	if !f.given() {
		return other
	}
	return f.duration(limit, example)
}

func readQuiet(f field) (from, to time.Duration) {
	const example = `quiet: {from: "20:00", to: "07:00"}`
	s := f.section(example)
	from, to = s.at("from").clock(DefaultQuietFrom, `from: "20:00"`), s.at("to").clock(DefaultQuietTo, `to: "07:00"`)
	s.done()
	return from, to
}

// ports are the usual ones of each way to secure the connection.
var ports = map[string]int64{"starttls": 587, "tls": 465, "none": 25}

func (c *Config) readEmail(f field) Email {
	s := f.section(emailExample)
	host, security, user, password, from := s.at("host"), s.at("security"), s.at("user"), s.at("password"), s.at("from")
	e := Email{
		Host:     host.text("host: smtp.example.vn"),
		Security: security.choice("security: starttls", "starttls", "tls", "none"),
		User:     user.text("user: huyendoan@example.vn"),
		Password: c.secret(password, "password: {file: smtp-password.txt}", false),
		From:     from.mailbox(`from: "Huyện Đoàn <huyendoan@example.vn>"`).String(),
		ReplyTo:  s.at("reply_to").mailbox("reply_to: huyendoan@example.vn").String(),
		CA:       c.existing(s.at("ca"), false, "ca: server.pem"),
	}
	e.Port = int(s.at("port").whole(1, 65535, ports[e.Security], "port: 587"))
	s.done()
	if !f.given() || s.moot {
		return e
	}
	if host.needed("host: smtp.example.vn") && !hostForm.MatchString(e.Host) && e.Host != "" {
		host.fail("host: smtp.example.vn", "is not the name of a server; its port stands under port")
	}
	from.needed(`from: "Huyện Đoàn <huyendoan@example.vn>"`)
	switch {
	case user.given() && !password.given():
		password.fail("password: {file: smtp-password.txt}", "is missing")
	case password.given() && !user.given():
		user.fail("user: huyendoan@example.vn", "is missing")
	case user.given() && e.Security == "none" && !loopback(net.JoinHostPort(e.Host, "25")):
		security.fail("security: starttls", "would send the password to be read by anybody on the way")
	}
	return e
}

var hostForm = regexp.MustCompile(`^[0-9A-Za-z.:_-]+$`)

// A mailbox is an e-mail address, which may have a name before it; the zero one
// is none.
type mailbox struct{ mail.Address }

// String gives the mailbox as it stands in a letter's head.
func (m mailbox) String() string {
	if m.Name == "" {
		return m.Address.Address
	}
	return m.Address.String()
}

func (f field) mailbox(example string) mailbox {
	t, ok := f.word(example)
	if !ok {
		return mailbox{}
	}
	a, err := mail.ParseAddress(t)
	if err != nil {
		f.fail(example, "is not an e-mail address")
		return mailbox{}
	}
	return mailbox{*a}
}

// readContacts reads the contacts of the units.
func (c *Config) readContacts(f field, opts Options) map[string]Contact {
	contacts := map[string]Contact{}
	f.section("units: {thanh-an: " + contactExample + "}").each(func(id string, value field) {
		unit := field{near: value.near, path: value.path, doc: value.doc}
		f.doc.later(func() { unit.unit(id) })
		if !value.needed(contactExample) {
			return
		}
		contacts[id] = c.readContact(value, opts)
	})
	return contacts
}

func (c *Config) readContact(f field, opts Options) Contact {
	s := f.section(contactExample)
	var to Contact
	for _, item := range s.at("email").oneOrMore("email: thanh-an@example.vn") {
		if m := item.mailbox("email: thanh-an@example.vn"); m.Address.Address != "" {
			to.Email = append(to.Email, m.Address.Address)
		}
	}
	const webhook = "webhook: https://example.vn/hooks/thanh-an"
	for _, item := range s.at("webhook").secrets(webhook) {
		if hook := c.secret(item, webhook, true); hook.check(item, webhook, webAddress) {
			to.Webhook = append(to.Webhook, hook)
		}
	}
	const service = "service: {file: telegram.txt}"
	for _, item := range s.at("service").secrets(service) {
		if way := c.secret(item, service, true); way.check(item, service, opts.CheckService) {
			to.Service = append(to.Service, way)
			if way.text != "" {
				item.hidden().warn("is a secret that stands in the open here, and so in the ledger's copies of this file: put it into a file of its own")
			}
		}
	}
	s.done()
	if f.given() && !s.moot && len(s.keys) == 0 {
		f.fail(contactExample, "has no address")
	}
	return to
}

func webAddress(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return errNoWebAddress
	}
	return nil
}
