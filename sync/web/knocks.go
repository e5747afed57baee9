package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// knocks bound how often one address may begin or end a sign-in: each costs
// calls to the sign-in service, which others need too.
type knocks struct {
	mu   sync.Mutex
	seen map[netip.Prefix]*rate.Limiter
}

const (
	knockEvery = 2 * time.Second // on average
	knockBurst = 60              // a whole office behind one address, in the morning
	maxKnocks  = 10_000          // addresses that are remembered
)

// allow reports whether an address may knock once more at an instant.
func (k *knocks) allow(from netip.Prefix, now time.Time) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.seen == nil || len(k.seen) >= maxKnocks {
		k.seen = map[netip.Prefix]*rate.Limiter{}
	}
	l := k.seen[from]
	if l == nil {
		l = rate.NewLimiter(rate.Every(knockEvery), knockBurst)
		k.seen[from] = l
	}
	return l.AllowN(now, 1)
}

// peer is the network that a request comes from: an address, or of IPv6 the
// network that one household has. Of a proxy on this very computer it is what the
// proxy itself has added last.
func peer(r *http.Request) netip.Prefix {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	ip, err := netip.ParseAddr(host)
	if err == nil && ip.IsLoopback() {
		all := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if far, err := netip.ParseAddr(strings.TrimSpace(all[len(all)-1])); err == nil {
			ip = far
		}
	}
	ip = ip.Unmap().WithZone("")
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	p, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}

// unhurried lets through what does not come too often from one address.
func (s *Server) unhurried(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.identity != nil && !s.knocks.allow(peer(r), s.Clock()) {
			s.Log.Warn("too many sign-ins from one address", "from", peer(r))
			w.Header().Set("Retry-After", "60")
			s.problem(w, r, http.StatusTooManyRequests)
			return
		}
		next(w, r)
	}
}
