package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// DefaultListen can be reached from the same computer only.
const DefaultListen = "127.0.0.1:8080"

// DefaultIssuer is Google's, whose accounts people sign in with.
const DefaultIssuer = "https://accounts.google.com"

// Web says where the office's page is served, and to whom.
type Web struct {
	Listen string // host:port
	// Person is who acts on a page without sign-in, unless another name is
	// typed there; may be empty.
	Person string
	// Cert and Key are the files of a TLS certificate; empty serves plain HTTP.
	Cert, Key string
	// PublicURL is where people find the page, without a slash at the end; may
	// be empty where nobody signs in.
	PublicURL string
	// SignIn is nil where the page is for this computer alone.
	SignIn *SignIn
}

// A SignIn says who may sign in to the page, and as what. Addresses are in
// lower case, and each stands in one list.
type SignIn struct {
	Issuer     string
	ClientID   string
	SecretFile string // path of the file that holds the client's secret
	// Viewers look; Office enters, accepts, receives, prepares and proposes
	// waivers too; Approvers may also close, issue, waive, and confirm waivers.
	Viewers, Office, Approvers []string
}

const (
	listenExample = `listen: "127.0.0.1:8080"`
	publicExample = "public_url: https://tonghop.example.vn"
	signInExample = "sign_in: {client_id: …, client_secret_file: client-secret.txt, approvers: [ten@example.vn]}"
)

func (c *Config) readWeb(f field) Web {
	s := f.section("web: {" + listenExample + "}")
	listen, public, signIn := s.at("listen"), s.at("public_url"), s.at("sign_in")
	w := Web{Listen: readListen(listen), Person: s.at("person").text(`person: "Văn phòng"`), PublicURL: readPublicURL(public)}
	tls := s.at("tls").section("tls: {cert: cert.pem, key: key.pem}")
	if cert, key := tls.at("cert"), tls.at("key"); tls.given() && cert.needed("cert: cert.pem") && key.needed("key: key.pem") {
		w.Cert = c.existing(cert, false, "cert: cert.pem")
		w.Key = c.existing(key, false, "key: key.pem")
	}
	tls.done()
	s.done()
	if signIn.given() {
		w.SignIn = c.readSignIn(signIn)
		public.needed(publicExample)
	} else if w.PublicURL != "" {
		public.fail(signInExample, "says that others reach the page, and nobody would have to sign in: add web.sign_in, or leave public_url out")
	} else if !loopback(w.Listen) {
		listen.fail(signInExample, "can be reached from other computers, and nobody would have to sign in: listen on 127.0.0.1, or add web.sign_in")
	}
	return w
}

func readListen(f field) string {
	address, ok := f.word(listenExample)
	if !ok {
		return DefaultListen
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		f.fail(listenExample, "is not an address with a port")
		return DefaultListen
	} else if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		f.fail(listenExample, "needs a port from 0 to 65535")
	}
	return address
}

// loopback reports whether an address can be reached from this computer alone.
// A name counts only where it is localhost, since any other may change.
func loopback(listen string) bool {
	host, _, _ := net.SplitHostPort(listen)
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// readPublicURL reads where people find the page. It must be https, or cookies
// would cross the network for all to read; but for this computer itself.
func readPublicURL(f field) string {
	text, ok := f.word(publicExample)
	if !ok {
		return ""
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		f.fail(publicExample, "is not the address of a page's root")
	case u.Scheme == "https", u.Scheme == "http" && loopback(net.JoinHostPort(u.Hostname(), "80")):
		return u.Scheme + "://" + u.Host
	default:
		f.fail(publicExample, "must begin with https://")
	}
	return ""
}

func (c *Config) readSignIn(f field) *SignIn {
	const clientID = "client_id: 1234-abcd.apps.googleusercontent.com"
	s := f.section(signInExample)
	in := &SignIn{Issuer: DefaultIssuer, ClientID: s.at("client_id").text(clientID)}
	s.at("client_id").needed(clientID)
	secret := s.at("client_secret_file")
	if secret.needed("client_secret_file: client-secret.txt") {
		in.SecretFile = c.existing(secret, false, "client_secret_file: client-secret.txt")
	}
	if issuer := s.at("issuer"); issuer.given() {
		in.Issuer = readIssuer(issuer)
	}
	taken := map[string]string{}
	in.Viewers = s.at("viewers").addresses(taken)
	in.Office = s.at("office").addresses(taken)
	in.Approvers = s.at("approvers").addresses(taken)
	s.done()
	if len(taken) == 0 && !s.moot {
		s.fail(signInExample, "names nobody who may sign in: list addresses under viewers, office or approvers")
	}
	return in
}

func readIssuer(f field) string {
	const example = "issuer: https://accounts.google.com"
	text, ok := f.word(example)
	u, err := url.Parse(text)
	if ok && (err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && loopback(net.JoinHostPort(u.Hostname(), "80")))) {
		f.fail(example, "is not the https address of a sign-in service")
	}
	return text
}

// addresses reads a list of e-mail addresses. taken remembers in which list
// each stands.
func (f field) addresses(taken map[string]string) []string {
	const example = "office: [ten@example.vn]"
	var all []string
	for _, item := range f.oneOrMore(example) {
		text, ok := item.word(example)
		address := strings.ToLower(text)
		name, host, at := strings.Cut(address, "@")
		switch {
		case !ok:
		case !at || name == "" || !strings.Contains(host, ".") || strings.ContainsAny(address, " ,;<>"):
			item.fail(example, "is not an e-mail address")
		case taken[address] != "":
			item.fail("", "stands under %s too: one person has one role", taken[address])
		default:
			taken[address] = f.path
			all = append(all, address)
		}
	}
	return all
}
