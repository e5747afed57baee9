package config

import (
	"net"
	"strconv"
)

// DefaultListen can be reached from the same computer only.
const DefaultListen = "127.0.0.1:8080"

// Web says where the office's page is served.
type Web struct {
	Listen string // host:port
}

func readWeb(f field) Web {
	const example = `listen: "127.0.0.1:8080"`
	s := f.section("web: {" + example + "}")
	listen := s.at("listen")
	s.done()
	address, ok := listen.word(example)
	if !ok {
		return Web{DefaultListen}
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		listen.fail(example, "is not an address with a port")
	} else if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		listen.fail(example, "needs a port from 0 to 65535")
	}
	return Web{address}
}
