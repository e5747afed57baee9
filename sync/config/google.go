package config

import (
	"net/url"
)

// Default paces. Google allows 60 reads and 60 writes a minute to one account;
// a service account counts as one.
const (
	DefaultReadsPerMinute  = 60
	DefaultWritesPerMinute = 60
	// LinksPerMinute bounds what is read without an account, file by file.
	LinksPerMinute = 40
)

// DefaultToken is the file that a person's sign-in is kept in.
const DefaultToken = "google-token.json"

// defaultCredentials is the word for the computer's own account, which Google
// calls Application Default Credentials.
const defaultCredentials = "default"

// linkCredentials is the word for no account at all, which is also how Google is
// read where nobody is named.
const linkCredentials = "link"

// Google says how Google Sheets and Drive are reached.
type Google struct {
	// Credentials are the key files of service accounts, which share the reads.
	Credentials []string
	// Default adds whoever this computer itself is signed in as.
	Default bool
	// OAuthClient is the file of the client by which a person signs in where
	// there are neither; empty for none. Token is where that sign-in is kept; it
	// need not be there yet.
	OAuthClient, Token string
	// ByLink: there is no account. What anybody with its link may open is read as
	// the file that Google exports.
	ByLink bool
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
	credentials, person, token := s.at("credentials"), s.at("oauth_client"), s.at("token")
	s.done()
	for _, item := range credentials.oneOrMore(credentialsExample) {
		c.readCredential(item, &g)
	}
	g.OAuthClient = c.existing(person, false, clientExample)
	if person.given() {
		g.Token = c.path(token, DefaultToken, "token: "+DefaultToken)
	}
	switch accounts := len(g.Credentials) > 0 || g.Default; {
	case g.ByLink && (accounts || person.given()):
		credentials.fail(credentialsExample, "says link, which is no account, beside an account")
	case accounts && person.given():
		person.fail("", "stands beside credentials: a person signs in only where there is no account of the program's own")
	case token.given() && !person.given():
		token.fail(clientExample, "needs oauth_client, the client by which the person signs in")
	case !accounts && !person.given() && g.Endpoint == "":
		g.ByLink = true
	}
	if g.ByLink {
		g.ReadsPerMinute = min(g.ReadsPerMinute, LinksPerMinute)
	}
	if g.ByLink && (remote(c.Consolidated.Target) || remote(c.Consolidated.Communes)) {
		credentials.fail(credentialsExample, "no account is named, and the consolidated book is a spreadsheet: sources that are open to all are read without one, but nothing is written; let consolidated.target be a file such as out/tong-hop.xlsx until there is an account")
	}
	return g
}

const (
	credentialsExample = "credentials: [service-account.json]"
	clientExample      = "oauth_client: client.json"
)

// readCredential reads one of the credentials: a key file, or the word default or
// link.
func (c *Config) readCredential(f field, g *Google) {
	word, ok := f.word(credentialsExample)
	switch {
	case !ok:
	case word == defaultCredentials && g.Default:
		f.fail("", "is listed twice")
	case word == defaultCredentials:
		g.Default = true
	case word == linkCredentials:
		g.ByLink = true
	default:
		g.Credentials = append(g.Credentials, c.existing(f, false, credentialsExample))
	}
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
