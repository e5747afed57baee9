package gsheets

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"
	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// Deadlines of calls on the wire. Google itself gives up on a request after
// 180 seconds: what outlasts that knows how it ended.
const (
	readDeadline     = 185 * time.Second
	writeDeadline    = 190 * time.Second
	downloadDeadline = 185 * time.Second
	tokenDeadline    = 30 * time.Second
)

// CallsAtOnce bounds how many calls are on the wire side by side, and with them
// the memory that their answers take.
const CallsAtOnce = 4

// Options are what a Client needs. The zero value of each is said beside it.
type Options struct {
	// Endpoint points the client at a local Google (its base URL); credentials
	// are then neither needed nor used. "" means the real one.
	Endpoint string
	// CredentialFiles are the keys of the service accounts that share the
	// reading; DefaultCredentials adds whoever the machine itself is signed in
	// as (Application Default Credentials).
	CredentialFiles    []string
	DefaultCredentials bool
	// Person is a person's sign-in in place of both.
	Person Person
	// ByLink reads without any account what anybody with the link may open; a
	// local Google is then asked in the same way.
	ByLink bool
	// Now and Sleep are the clock; nil means the real one. Sleep must move
	// what Now gives.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
	// Clock is this computer's own clock, against which the dates of replies are
	// held, also where Now is frozen; nil means the real one.
	Clock func() time.Time
	// Frozen: Now stands still, so no call is repeated for the sake of what a
	// later instant would show, and no quota is kept ahead of Google's own word.
	Frozen bool
	// Jitter gives random numbers from 0 to 1; nil means math/rand.
	Jitter func() float64
	// ReadsPerMinute and WritesPerMinute are Google's limits for one account;
	// 0 means 60. The limits of a project are five times as high. Negative
	// means none.
	ReadsPerMinute, WritesPerMinute int
	// CallsAtOnce bounds the calls on the wire; 0 means the constant.
	CallsAtOnce int
	// Deadline bounds a single call; 0 means the usual deadlines.
	Deadline time.Duration
	// MaxAnswer is how many bytes of an answer are read; 0 means the usual bound.
	MaxAnswer int64
	// DecodeXLSX decodes an Office file kept on Drive from its name and
	// content; its errors are *office.Fault. nil means that such files are
	// faults of their source.
	DecodeXLSX func(name string, content []byte) (grid.Book, error)
	// EditsTab is where a Publisher keeps hand edits that it overwrites; without
	// a title they are told, and kept nowhere.
	EditsTab EditsTab
	// Writer tells in whose name a Publisher writes; nil for nobody.
	Writer func() Writer
	// Holds tells whether the ledger in whose name a Publisher writes has a revision
	// that a book names as its head; nil for not to ask.
	Holds func(head string) bool
	// Log is told of repeated calls and of hand edits; nil means nobody.
	Log *slog.Logger
	// HTTPClient's transport carries the calls; nil means a new one.
	HTTPClient *http.Client
}

// A Client reaches Google on behalf of one or several accounts. It is safe
// for use by several goroutines.
type Client struct {
	opts     Options
	accounts []*account
	turn     chan struct{} // held by who waits for leave to call
	wire     chan struct{} // holds a token for each call on the wire
	watch    clockWatch

	mu     sync.Mutex        // guards what follows, and the accounts' quotas
	office map[string]bool   // ids known to be Office files
	large  map[string]bool   // ids whose answers have to be asked for in parts
	denied map[string]denial // accounts that an id is not shared with
	// shortcuts lead from their ids to those of the files behind them; keys are
	// the resource keys of files that cannot be seen without.
	shortcuts, keys map[string]string
	// doubtful are the contents that proved nothing when they were read last, by
	// id; waited is what was spent on asking again.
	doubtful map[string]string
	waited   waiting
	listed   listing // what Drive said of files last
	read     readAt  // and what it had said when they were read
	down     int     // calls in a row that were given up for want of Google
}

// An account is one identity with its quotas.
type account struct {
	name     string
	address  string // that sources are shared with; "" while it is not known
	grants   grants
	reader   *sheets.Service
	writer   *sheets.Service
	drive    *drive.Service // what it knows about files
	files    *drive.Service // their content
	open     *http.Client   // of nobody's account, which has nothing else
	quotas   [kinds]*quota
	project  [kinds]*quota
	ailments [kinds]ailment
}

// An ailment is what is wrong with an account itself, as found at an instant.
type ailment struct {
	fault *office.Fault // nil for nothing
	at    time.Time
}

// New returns a client. It reads the key files but makes no call.
func New(ctx context.Context, opts Options) (*Client, error) {
	opts.setDefaults()
	c := &Client{
		opts:   opts,
		turn:   make(chan struct{}, 1),
		wire:   make(chan struct{}, opts.CallsAtOnce),
		office: map[string]bool{}, large: map[string]bool{},
		denied: map[string]denial{}, shortcuts: map[string]string{}, keys: map[string]string{}, doubtful: map[string]string{},
		read: readAt{},
	}
	if opts.ByLink {
		c.addOpen()
		return c, nil
	}
	if opts.Endpoint != "" {
		return c, c.addLocal(ctx)
	}
	who, err := opts.identities()
	if err != nil {
		return nil, err
	}
	projects := map[string][kinds]*quota{}
	for _, w := range who {
		if err := c.addAccount(ctx, w, projects); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (o *Options) setDefaults() {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	if o.Frozen {
		o.ReadsPerMinute, o.WritesPerMinute = -1, -1
	}
	if o.CallsAtOnce <= 0 {
		o.CallsAtOnce = CallsAtOnce
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}

// sleep waits for real.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// addLocal adds the one nameless account of a local Google. The path of Drive
// belongs to its endpoint, unlike that of Sheets.
func (c *Client) addLocal(ctx context.Context) error {
	base := strings.TrimRight(c.opts.Endpoint, "/")
	hc := &http.Client{Transport: boundedTransport{baseTransport(c.opts.HTTPClient), c.opts.Clock, c.opts.MaxAnswer}}
	a := &account{name: "local", grants: grants{true, true}, quotas: c.newQuotas(1), project: c.newQuotas(projectShare)}
	if err := a.connect(ctx, hc, hc, hc, option.WithEndpoint(base), option.WithEndpoint(base+"/drive/v3/")); err != nil {
		return fmt.Errorf("pointing the client at %s: %w", base, err)
	}
	c.accounts = append(c.accounts, a)
	return nil
}

func (c *Client) addAccount(ctx context.Context, who identity, projects map[string][kinds]*quota) error {
	if _, ok := projects[who.project]; !ok {
		projects[who.project] = c.newQuotas(projectShare)
	}
	base := boundedTransport{baseTransport(c.opts.HTTPClient), c.opts.Clock, c.opts.MaxAnswer}
	client := func(scopes []string) *http.Client {
		return &http.Client{Transport: &tokenTransport{who: who, scopes: scopes, base: base}}
	}
	reader := client(readScopes)
	writer, files := reader, reader
	if !who.person {
		writer, files = client(writeScopes), client(fileScopes)
	}
	a := &account{name: who.name, address: who.address, grants: who.grants, quotas: c.newQuotas(1), project: projects[who.project]}
	if err := a.connect(ctx, reader, writer, files, option.WithTelemetryDisabled(), option.WithTelemetryDisabled()); err != nil {
		return fmt.Errorf("preparing %s: %w", who.name, err)
	}
	c.accounts = append(c.accounts, a)
	return nil
}

// connect makes the services of an account over HTTP clients that carry its
// identity.
func (a *account) connect(ctx context.Context, reader, writer, files *http.Client, sheetsOpt, driveOpt option.ClientOption) (err error) {
	if a.reader, err = sheets.NewService(ctx, option.WithHTTPClient(reader), sheetsOpt); err != nil {
		return err
	}
	if a.writer, err = sheets.NewService(ctx, option.WithHTTPClient(writer), sheetsOpt); err != nil {
		return err
	}
	if a.drive, err = drive.NewService(ctx, option.WithHTTPClient(reader), driveOpt); err != nil {
		return err
	}
	a.files, err = drive.NewService(ctx, option.WithHTTPClient(files), driveOpt)
	return err
}

// MayWrite reports whether some account may write where the consolidated book
// stands, as far as is known without asking.
func (c *Client) MayWrite() bool {
	return slices.ContainsFunc(c.accounts, func(a *account) bool { return a.grants.write })
}

// MayEdit asks Drive whether one of the accounts may edit a spreadsheet.
func (c *Client) MayEdit(ctx context.Context, ref string) (bool, error) {
	id, ok := c.parseRef(ref)
	if !ok {
		return false, fault(office.FaultNotFound, "not a link to a Google spreadsheet")
	}
	var may bool
	err := c.call(ctx, request{kind: kindDrive, id: id, deadline: readDeadline, do: func(ctx context.Context, a *account) error {
		f, err := a.drive.Files.Get(id).Fields("capabilities/canEdit").SupportsAllDrives(true).Context(ctx).Do()
		if err == nil && f.Capabilities != nil {
			may = f.Capabilities.CanEdit
		}
		return err
	}})
	if err != nil {
		return false, asFault(ctx, err)
	}
	return may, nil
}

// Accounts are the addresses that sources have to be shared with. Where only
// Google knows one, it is asked once; an account that does not get an answer
// is left out.
func (c *Client) Accounts(ctx context.Context) []string {
	var out []string
	for _, a := range c.accounts {
		if a.open != nil {
			continue
		}
		if address := c.addressOf(ctx, a); address != "" {
			out = append(out, address)
		}
	}
	return out
}

func (c *Client) addressOf(ctx context.Context, a *account) string {
	c.mu.Lock()
	address := a.address
	c.mu.Unlock()
	if address != "" {
		return address
	}
	err := c.call(ctx, request{kind: kindDrive, only: a, deadline: readDeadline, do: func(ctx context.Context, a *account) (err error) {
		address, err = whoIs(ctx, a.drive)
		return err
	}})
	if err != nil {
		c.opts.Log.Debug("the account's address is not known", "account", a.name, "why", err)
		return ""
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	a.address = address
	return address
}

// whoIs asks Drive in whose name it is called.
func whoIs(ctx context.Context, d *drive.Service) (address string, err error) {
	about, err := d.About.Get().Fields("user(emailAddress)").Context(ctx).Do()
	if err != nil || about.User == nil {
		return "", err
	}
	return about.User.EmailAddress, nil
}
