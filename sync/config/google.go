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

// DefaultToken is the file that a person's sign-in is kept in.
const DefaultToken = "google-token.json"

// defaultCredentials is the word for the computer's own account, which Google
// calls Application Default Credentials.
const defaultCredentials = "default"

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
	case accounts && person.given():
		person.fail("", "stands beside credentials: a person signs in only where there is no account of the program's own")
	case token.given() && !person.given():
		token.fail(clientExample, "needs oauth_client, the client by which the person signs in")
	case !accounts && !person.given() && g.Endpoint == "" && c.needsGoogle():
		credentials.warn("there are Google links and nobody to read them: name a service account's key here, or an oauth_client and run tonghop login")
	}
	return g
}

const (
	credentialsExample = "credentials: [service-account.json]"
	clientExample      = "oauth_client: client.json"
)

// readCredential reads one of the credentials: a key file or the word default.
func (c *Config) readCredential(f field, g *Google) {
	word, ok := f.word(credentialsExample)
	switch {
	case !ok:
	case word == defaultCredentials && g.Default:
		f.fail("", "is listed twice")
	case word == defaultCredentials:
		g.Default = true
	default:
		g.Credentials = append(g.Credentials, c.existing(f, false, credentialsExample))
	}
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
