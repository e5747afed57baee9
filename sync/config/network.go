package config

import (
	"net/url"
	"strings"
)

// Words that network.proxy takes beside an address.
const (
	ProxySystem = "system" // what the computer itself is set to
	ProxyNone   = "none"
)

// Network says how the program reaches the Internet.
type Network struct {
	// Proxy is ProxySystem, ProxyNone or an address such as
	// "http://proxy.example.vn:8080".
	Proxy string
	// ProxyLogin is "name:password" for a proxy that asks.
	ProxyLogin Secret
	// CA is the file of a root certificate to trust beside the system's, such as
	// that of a filter that reads along; empty for none.
	CA string
}

// Watch says who is told that the daemon lives.
type Watch struct {
	// Heartbeat is an address that is asked for every few minutes while the
	// daemon does its work; empty for none. Whoever waits for it there gives the
	// alarm when it stays away.
	Heartbeat string
}

const (
	networkExample   = "network: {proxy: http://proxy.example.vn:8080}"
	proxyExample     = "proxy: http://proxy.example.vn:8080"
	loginExample     = "proxy_login: {file: proxy.txt}"
	caExample        = "ca: bo-loc.pem"
	watchExample     = "watch: {heartbeat: https://hc.example.vn/ping/1234}"
	heartbeatExample = "heartbeat: https://hc.example.vn/ping/1234"
)

func (c *Config) readNetwork(f field) Network {
	s := f.section(networkExample)
	n := Network{Proxy: readProxy(s.at("proxy")), ProxyLogin: c.secret(s.at("proxy_login"), loginExample, false)}
	if ca := s.at("ca"); ca.given() {
		n.CA = c.existing(ca, false, caExample)
	}
	if login := s.at("proxy_login"); login.given() && (n.Proxy == ProxySystem || n.Proxy == ProxyNone) {
		login.fail(proxyExample, "needs the address of the proxy")
	}
	s.done()
	return n
}

func readProxy(f field) string {
	text, ok := f.word(proxyExample)
	if !ok {
		return ProxySystem
	}
	if text == ProxySystem || text == ProxyNone {
		return text
	}
	u, err := url.Parse(text)
	switch {
	case err == nil && u.User != nil:
		f.hidden().fail(loginExample, "may not hold a password: write the name and the password, parted by a colon, into a file and name that under proxy_login")
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5" || strings.Trim(u.Path, "/") != "":
		f.fail(proxyExample, "is not the address of a proxy")
	}
	return text
}

func readWatch(f field) Watch {
	s := f.section(watchExample)
	at := s.at("heartbeat")
	text, ok := at.word(heartbeatExample)
	s.done()
	if !ok {
		return Watch{}
	}
	if u, err := url.Parse(text); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		at.fail(heartbeatExample, "is not a web address")
	}
	return Watch{Heartbeat: text}
}
