package notify

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// smtpServer is a mail server on this computer that misbehaves as told.
type smtpServer struct {
	t        *testing.T
	listener net.Listener
	// answers replaces what is answered to a command, by its first word; "DOT"
	// is the end of a message's content. The answer "drop" cuts the connection,
	// "hang" answers nothing.
	answers map[string]string
	// cert is for TLS: at once where implicit, else by STARTTLS. User and
	// password are asked for where they are set.
	cert           *tls.Certificate
	implicit       bool
	user, password string

	mu       sync.Mutex
	commands []string
	messages []string
	open     []net.Conn
}

// startSMTP serves until the test ends.
func startSMTP(t *testing.T, s *smtpServer) *smtpServer {
	t.Helper()
	var err error
	s.t = t
	if s.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	if s.implicit {
		s.listener = tls.NewListener(s.listener, &tls.Config{Certificates: []tls.Certificate{*s.cert}})
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		for {
			conn, err := s.listener.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.open = append(s.open, conn)
			s.mu.Unlock()
			wait.Go(func() { s.talk(conn) })
		}
	})
	t.Cleanup(func() {
		s.listener.Close()
		s.mu.Lock()
		for _, c := range s.open {
			c.Close()
		}
		s.mu.Unlock()
		wait.Wait()
	})
	return s
}

func (s *smtpServer) mail() Mail {
	port, _ := strconv.Atoi(s.listener.Addr().String()[strings.LastIndex(s.listener.Addr().String(), ":")+1:])
	return Mail{Host: "127.0.0.1", Port: port, Security: "none", From: `"Huyện Đoàn" <office@example.vn>`}
}

// usual are the answers of a server that takes everything.
var usual = map[string]string{"EHLO": "250 here", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", "DOT": "250 taken", "NOOP": "250 ok", "RSET": "250 ok", "QUIT": "221 bye", "STARTTLS": "220 go on", "AUTH": "235 welcome"}

func (s *smtpServer) talk(conn net.Conn) {
	defer func() { conn.Close() }()
	r := bufio.NewReader(conn)
	say := func(text string) { _, _ = conn.Write([]byte(text + "\r\n")) }
	say("220 example.vn")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		word = strings.ToUpper(word)
		s.mu.Lock()
		s.commands = append(s.commands, line)
		s.mu.Unlock()
		answer := s.answers[word]
		if answer == "" {
			answer = usual[word]
		}
		if word == "EHLO" && s.answers[word] == "" {
			answer = s.greeting(conn)
		}
		if word == "AUTH" && s.password != "" && rest != "PLAIN "+base64.StdEncoding.EncodeToString([]byte("\x00"+s.user+"\x00"+s.password)) {
			answer = "535 5.7.8 not you"
		}
		if !s.answer(say, answer) {
			return
		}
		switch {
		case word == "STARTTLS":
			conn = tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{*s.cert}})
			r = bufio.NewReader(conn)
		case word == "DATA" && strings.HasPrefix(answer, "354"):
			if !s.content(r, say) {
				return
			}
		case word == "QUIT":
			return
		}
	}
}

func (s *smtpServer) greeting(conn net.Conn) string {
	_, encrypted := conn.(*tls.Conn)
	answer := "250-here\r\n"
	if s.cert != nil && !encrypted {
		answer += "250-STARTTLS\r\n"
	}
	if s.user != "" {
		answer += "250-AUTH PLAIN\r\n"
	}
	return answer + "250 8BITMIME"
}

// answer reports whether the conversation goes on.
func (s *smtpServer) answer(say func(string), answer string) bool {
	switch answer {
	case "drop":
		return false
	case "hang":
		return true
	}
	say(answer)
	return true
}

// content reads a message's content.
func (s *smtpServer) content(r *bufio.Reader, say func(string)) bool {
	if s.answers["CONTENT"] == "drop" {
		return false
	}
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(line)
	}
	s.mu.Lock()
	s.messages = append(s.messages, b.String())
	s.mu.Unlock()
	answer := s.answers["DOT"]
	if answer == "" {
		answer = usual["DOT"]
	}
	return s.answer(say, answer)
}

func (s *smtpServer) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.commands, "\n")
}

func (s *smtpServer) got() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.messages
}

// certificate makes a self-signed one for 127.0.0.1 and gives the file of it.
func certificate(t *testing.T) (*tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	raw, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	return &tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}, file
}
