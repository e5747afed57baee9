package gsheets

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"
	"google.golang.org/api/sheets/v4"

	"tonghop/model"
	"tonghop/model/grid"
)

// Deadlines of calls on the wire. Google itself gives up on a request after
// 180 seconds, and a write must outlast that to know how it ended.
const (
	readDeadline     = 60 * time.Second
	writeDeadline    = 190 * time.Second
	downloadDeadline = 120 * time.Second
	tokenDeadline    = 30 * time.Second
)

// defaultCallsAtOnce bounds how many calls are on the wire side by side, and
// with them the memory that their answers take.
const defaultCallsAtOnce = 4

// Options are what a Client needs. The zero value of each is said beside it.
type Options struct {
	// Endpoint points the client at a local Google (its base URL); credentials
	// are then neither needed nor used. "" means the real one.
	Endpoint string
	// CredentialFiles are the keys of the service accounts that share the
	// reading.
	CredentialFiles []string
	// Now and Sleep are the clock; nil means the real one. Sleep must move
	// what Now gives.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
	// Jitter gives random numbers from 0 to 1; nil means math/rand.
	Jitter func() float64
	// ReadsPerMinute and WritesPerMinute are Google's limits for one account;
	// 0 means 60. The limits of a project are five times as high. Negative
	// means none.
	ReadsPerMinute, WritesPerMinute int
	// CallsAtOnce bounds the calls on the wire; 0 means 4.
	CallsAtOnce int
	// Deadline bounds a single call; 0 means the usual deadlines.
	Deadline time.Duration
	// DecodeXLSX decodes an Office file kept on Drive from its name and
	// content; its errors are *model.Fault. nil means that such files are
	// faults of their source.
	DecodeXLSX func(name string, content []byte) (grid.Book, error)
	// EditsTab is where a Publisher keeps hand edits that it overwrites; without
	// a title they are told, and kept nowhere.
	EditsTab EditsTab
	// Log is told of repeated calls and of hand edits; nil means nobody.
	Log *slog.Logger
	// HTTPClient's transport carries the calls; nil means a new one.
	HTTPClient *http.Client
}

// A Client reaches Google on behalf of one or several service accounts. It is
// safe for use by several goroutines.
type Client struct {
	opts     Options
	accounts []*account
	turn     chan struct{} // held by who waits for leave to call
	wire     chan struct{} // holds a token for each call on the wire

	mu     sync.Mutex        // guards what follows, and the accounts' quotas
	office map[string]bool   // ids known to be Office files
	denied map[string]denial // accounts that an id is not shared with
	down   int               // calls in a row that were given up for want of Google
}

// An account is one identity with its quotas.
type account struct {
	name     string
	reader   *sheets.Service
	writer   *sheets.Service
	drive    *drive.Service
	quotas   [kinds]*quota
	project  [kinds]*quota
	ailments [kinds]ailment
}

// An ailment is what is wrong with an account itself, as found at an instant.
type ailment struct {
	fault *model.Fault // nil for nothing
	at    time.Time
}

// New returns a client. It reads the key files but makes no call.
func New(ctx context.Context, opts Options) (*Client, error) {
	opts.setDefaults()
	c := &Client{
		opts:   opts,
		turn:   make(chan struct{}, 1),
		wire:   make(chan struct{}, opts.CallsAtOnce),
		office: map[string]bool{},
		denied: map[string]denial{},
	}
	if opts.Endpoint != "" {
		return c, c.addLocal(ctx)
	}
	if len(opts.CredentialFiles) == 0 {
		return nil, fmt.Errorf("%w: no key file of a service account is named, and no endpoint", errCredentials)
	}
	projects := map[string][kinds]*quota{}
	for _, file := range opts.CredentialFiles {
		if err := c.addAccount(ctx, file, projects); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (o *Options) setDefaults() {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	if o.CallsAtOnce <= 0 {
		o.CallsAtOnce = defaultCallsAtOnce
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
	hc := &http.Client{Transport: boundedTransport{baseTransport(c.opts.HTTPClient)}}
	a := &account{name: "local", quotas: c.newQuotas(1), project: c.newQuotas(projectShare)}
	if err := a.connect(ctx, hc, hc, option.WithEndpoint(base), option.WithEndpoint(base+"/drive/v3/")); err != nil {
		return fmt.Errorf("pointing the client at %s: %w", base, err)
	}
	c.accounts = append(c.accounts, a)
	return nil
}

func (c *Client) addAccount(ctx context.Context, file string, projects map[string][kinds]*quota) error {
	sa, err := readServiceAccount(file)
	if err != nil {
		return err
	}
	if _, ok := projects[sa.project]; !ok {
		projects[sa.project] = c.newQuotas(projectShare)
	}
	base := boundedTransport{baseTransport(c.opts.HTTPClient)}
	reader := &http.Client{Transport: &tokenTransport{account: sa, scopes: readScopes, base: base}}
	writer := &http.Client{Transport: &tokenTransport{account: sa, scopes: writeScopes, base: base}}
	a := &account{name: sa.email, quotas: c.newQuotas(1), project: projects[sa.project]}
	if err := a.connect(ctx, reader, writer, option.WithTelemetryDisabled(), option.WithTelemetryDisabled()); err != nil {
		return fmt.Errorf("preparing %s: %w", sa.email, err)
	}
	c.accounts = append(c.accounts, a)
	return nil
}

// connect makes the services of an account over HTTP clients that carry its
// identity.
func (a *account) connect(ctx context.Context, reader, writer *http.Client, sheetsOpt, driveOpt option.ClientOption) (err error) {
	if a.reader, err = sheets.NewService(ctx, option.WithHTTPClient(reader), sheetsOpt); err != nil {
		return err
	}
	if a.writer, err = sheets.NewService(ctx, option.WithHTTPClient(writer), sheetsOpt); err != nil {
		return err
	}
	a.drive, err = drive.NewService(ctx, option.WithHTTPClient(reader), driveOpt)
	return err
}

// Accounts are the addresses that sources have to be shared with.
func (c *Client) Accounts() []string {
	var out []string
	for _, a := range c.accounts {
		out = append(out, a.name)
	}
	return out
}
