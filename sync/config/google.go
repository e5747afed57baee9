package config

import (
	"net/url"
)

// Default paces. Google allows 60 reads and 60 writes a minute to one account;
// a service account counts as one.
const (
	DefaultReadsPerMinute  = 60
	DefaultWritesPerMinute = 60
)

// Google says how Google Sheets and Drive are reached.
type Google struct {
	// Credentials are the key files of service accounts, which share the reads.
	Credentials []string
	// Endpoint points the client at a local Google, without credentials; empty
	// means the real one.
	Endpoint string
	// ReadsPerMinute and WritesPerMinute are the pace of one account.
	ReadsPerMinute, WritesPerMinute int
}

func (c *Config) readGoogle(f field) Google {
	s := f.section("google: {credentials: [service-account.json]}")
	g := Google{
		Endpoint:        readEndpoint(s.at("endpoint")),
		ReadsPerMinute:  int(s.at("reads_per_minute").whole(1, 6000, DefaultReadsPerMinute, "reads_per_minute: 60")),
		WritesPerMinute: int(s.at("writes_per_minute").whole(1, 6000, DefaultWritesPerMinute, "writes_per_minute: 60")),
	}
	credentials := s.at("credentials")
	for _, item := range credentials.oneOrMore("credentials: [service-account.json]") {
		g.Credentials = append(g.Credentials, c.existing(item, false, "credentials: [service-account.json]"))
	}
	s.done()
	if len(g.Credentials) == 0 && g.Endpoint == "" && c.needsGoogle() {
		credentials.warn("there are Google links and no credentials: an account must have signed in on this computer")
	}
	return g
}

func (c *Config) needsGoogle() bool {
	for _, ref := range append(c.Programme.Sources(), c.Consolidated.Target) {
		if remote(ref) {
			return true
		}
	}
	return false
}

func readEndpoint(f field) string {
	const example = "endpoint: http://127.0.0.1:9090"
	text, ok := f.word(example)
	if !ok {
		return ""
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		f.fail(example, "is not the address of a local Google")
		return ""
	}
	return text
}
