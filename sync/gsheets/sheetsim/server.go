package sheetsim

import (
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"tonghop/model/grid"
)

// Options configure a Server. The zero value is a working one on the real
// clock without quotas.
type Options struct {
	// Now tells the time; nil means time.Now.
	Now func() time.Time
	// Date tells the time that replies are dated with; nil means Now. It differs
	// where the clock of whoever asks is wrong.
	Date func() time.Time
	// DecodeXLSX turns an .xlsx into a grid; needed only by LoadXLSX.
	DecodeXLSX func(name string, data []byte) (grid.Book, error)
	// Locale is that of spreadsheets made here or loaded without one;
	// default "vi_VN". Its sheets' default title follows it.
	Locale string
	// TimeZone likewise; default "Asia/Ho_Chi_Minh".
	TimeZone string
	// Email is the account in whose name unauthenticated calls are made.
	Email string
	// ModifiedLag is how long Drive's modifiedTime and version trail a cell
	// edit; 0 means the three minutes that were observed, negative none.
	ModifiedLag time.Duration
	// Quota, when set, is enforced with Google's 429.
	Quota *Quota
	// RequireAuth refuses calls without a token issued by this server's
	// token endpoint, /token.
	RequireAuth bool
	// Seed makes faults with a probability repeatable.
	Seed uint64
	// Log receives one line a request at debug level; nil means none.
	Log *slog.Logger
}

const (
	defaultLocale   = "vi_VN"
	defaultTimeZone = "Asia/Ho_Chi_Minh"
	defaultEmail    = "tonghop@simulated.iam.gserviceaccount.com"
	defaultLag      = 3 * time.Minute
)

// A Server is the local Google. It is an http.Handler and safe for concurrent
// use. Sheets is served at /v4/, Drive at /drive/v3/, the token endpoint at
// /token, exports for whoever has a link at /spreadsheets/d/, and a plain page that shows every spreadsheet's cells at /.
type Server struct {
	opts Options

	mu       sync.Mutex
	files    map[string]*file
	order    []string // file ids in order of creation
	requests map[string]int
	offline  []offlineEdit
	minted   int64
	quota    quotaLog
	faults   []*armedFault
	tokens   map[string]token
	rand     *rand.Rand
}

// New makes a server without any file.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Date == nil {
		o.Date = o.Now
	}
	if o.Locale == "" {
		o.Locale = defaultLocale
	}
	if o.TimeZone == "" {
		o.TimeZone = defaultTimeZone
	}
	if o.Email == "" {
		o.Email = defaultEmail
	}
	if o.ModifiedLag == 0 {
		o.ModifiedLag = defaultLag
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Server{
		opts:     o,
		files:    map[string]*file{},
		requests: map[string]int{},
		tokens:   map[string]token{},
		rand:     rand.New(rand.NewPCG(o.Seed, 0)),
	}
}

// Requests counts the requests that arrived, by API method such as
// "sheets.spreadsheets.get" or "drive.files.list". Refused and faulty ones
// count too; edits through Apply and Type do not.
func (s *Server) Requests() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[string]int, len(s.requests))
	for k, v := range s.requests {
		out[k] = v
	}
	return out
}

// ResetRequests sets the counts of Requests to nothing.
func (s *Server) ResetRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.requests)
}

// ServeHTTP answers one request of the Sheets or the Drive API.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.opts.Date().UTC().Format(http.TimeFormat))
	s.comeOnline()
	if s.page(w, r) {
		return
	}
	rt, c, apiErr := s.route(r)
	if apiErr != nil {
		s.count("unknown")
		if c != nil {
			c.failure(apiErr).write(w, r)
			return
		}
		writeNotFoundPage(w, r)
		return
	}
	s.count(rt.method)
	s.opts.Log.Debug("simulated request", "method", rt.method, "path", r.URL.EscapedPath())
	f := s.faultFor(rt.method, r.URL.EscapedPath())
	if f != nil && f.Delay != nil {
		f.Delay(r.Context())
	}
	if f != nil && f.before() {
		f.send(w, r, c, reply{})
		return
	}
	rep := s.answer(rt, c)
	if f != nil && f.replaces() {
		f.send(w, r, c, rep)
		return
	}
	if f != nil && f.Hollow {
		rep = rep.hollow()
	}
	rep.write(w, r)
}

// answer carries out a call: quota and authentication first, as Google does.
func (s *Server) answer(rt route, c *call) reply {
	if err := s.authenticate(rt, c); err != nil {
		return c.failure(err)
	}
	if err := s.spend(rt, c.user); err != nil {
		return c.failure(err)
	}
	if err := c.readBody(rt); err != nil {
		return c.failure(err)
	}
	m := everything
	if rt.answers != nil {
		var err *apiError
		if m, err = readMask(c.query.Get("fields"), rt.answers); err != nil {
			return c.failure(err)
		}
	}
	out, err := rt.handle(c)
	if err != nil {
		return c.failure(err)
	}
	return c.success(prune(out, m))
}

func (s *Server) count(method string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests[method]++
}

func (s *Server) now() time.Time { return s.opts.Now() }

// mint gives a number that no object of this server has had, in a spread that
// looks like Google's random ids and never repeats.
func (s *Server) mint() int64 {
	s.minted++
	return (s.minted*1_103_515_245 + 12_345) & 0x7fffffff
}
