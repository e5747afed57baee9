// Package app is an office: one configuration with its ledger, its sources and
// targets within reach and its rounds, as commands, page and daemon use it. It
// and the rooms below it are the only ones that name the adapters of sync
// together.
package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"tonghop/model/office"
	"tonghop/model/reading/meaning"
	"tonghop/sync/config"
	"tonghop/sync/ledger"
	"tonghop/sync/notify"
	"tonghop/sync/readings"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
	"tonghop/templates"
)

// An Office is one configuration brought to life: its ledger open, its sources
// and targets within reach.
type Office struct {
	Config    *config.Config
	Programme *office.Programme
	Messages  office.Messages
	Words     *meaning.Lexicon // the words of headings
	Templates fs.FS            // the built-in ones under the office's own
	Ledger    *ledger.Ledger   // nil until it is opened
	Readings  *readings.Readings
	Sources   Sources
	Round     *round.Round
	Rounds    *Rounds
	Now       func() time.Time
	Frozen    bool   // the clock stands still, and the office answers for its instant
	Command   string // what was called
	Log       *slog.Logger
	// Watch is what a daemon knows of itself; nil outside one.
	Watch Watch
	// Renewed: its configuration took another's place while a daemon ran.
	Renewed bool

	// Changed is what the configuration does to the past where it is another than
	// the last one in the record; nil where it is not. Pending is the same where it
	// is not taken up yet: then Programme is the last one's.
	Changed, Pending *Change

	settings Settings
	keeps    bool            // what it looks at is recorded for good
	snapshot config.Snapshot // of Config
	outward  outward
}

// A Watch tells what is wrong with a daemon, and whether it can do its work.
type Watch interface {
	Alarms(context.Context) []office.Alarm
	Ready(context.Context) error
}

// Settings are what an office is loaded by besides its configuration.
type Settings struct {
	Path     string // of the configuration
	Language string // of all words; "" is the configuration's
	Command  string // what was called, such as "tonghop serve"
	Now      func() time.Time
	Frozen   bool // Now stands still
	Log      *slog.Logger

	// Clock is the machine's own clock, which Now may leave: the dates of replies
	// are held against it. Nil is time.Now.
	Clock func() time.Time
	// Sleep waits for Google's quota; nil is the machine's clock.
	Sleep func(context.Context, time.Duration) error
	// Jitter gives numbers from 0 to 1 that spread calls tried again; nil is
	// random ones.
	Jitter func() float64
	// Transport carries the calls to Google; nil is the machine's network.
	Transport http.RoundTripper
}

// Need is what the office's ledger is opened for.
type Need int

const (
	ToRead   Need = iota // answers from what is recorded
	ToDecide             // records what the office decides, also beside the daemon
	ToWrite              // records looks; one process at a time
	ToTry                // records into a copy that is thrown away
)

// Load reads a configuration with what it says about words and the clock. No
// ledger is opened yet. What is wrong with the file comes as config.Errors.
func Load(s Settings) (*Office, error) {
	cfg, err := config.Load(s.Path, config.Options{CheckCron: schedule.Check, CheckService: notify.CheckService})
	if err != nil {
		return nil, err
	}
	for _, w := range cfg.Warnings {
		s.Log.Warn(w)
	}
	for _, year := range cfg.Programme.Uncharted(s.Now()) {
		s.Log.Warn("the calendar has no day off of this year: holidays would be demanded like working days; add them under calendar.days_off", "year", year)
	}
	o := &Office{
		Config: cfg, Programme: cfg.Programme, Templates: templates.Overlay(cfg.Report.Templates), Rounds: NewRounds(),
		Now: s.Now, Frozen: s.Frozen, Command: s.Command, Log: s.Log, settings: s,
	}
	if o.Words, err = config.Lexicon(o.Templates); err != nil {
		return nil, Usage(err, "mend the file, or take it away for the one that comes with the program")
	}
	lang := cfg.Language
	if s.Language != "" {
		lang = s.Language
	}
	if o.Messages, err = config.Messages(o.Templates, lang); err != nil {
		return nil, Usage(err, "languages are vi and en")
	}
	return o, nil
}

// Open loads an office, opens its ledger and, where it is to look, puts its
// sources and targets within reach. The caller closes it.
func Open(ctx context.Context, s Settings, n Need) (*Office, error) {
	o, err := Load(s)
	if err != nil {
		return nil, err
	}
	if err := o.OpenLedger(ctx, n); err != nil {
		return nil, o.besideDaemon(err)
	}
	if err := o.Equip(ctx, n); err != nil {
		return nil, errors.Join(err, o.Close())
	}
	return o, nil
}

// Equip puts sources and targets within reach and prepares the round. The
// ledger is open by then.
func (o *Office) Equip(ctx context.Context, n Need) error {
	if err := o.inTime(ctx, n); err != nil {
		return err
	}
	o.Readings.Former = o.Programme.Former()
	if n == ToRead || n == ToDecide {
		o.Round = o.newRound(nil)
		o.Round.Readings = o.Recorded()
		return nil
	}
	if err := o.Reach(ctx); err != nil {
		return err
	}
	targets, err := o.targets(n)
	if err != nil {
		return err
	}
	o.Round = o.newRound(targets)
	o.Round.Entries, err = o.entries(n, targets)
	return err
}

// OpenLedger opens the ledger for a need; its errors are the ledger's own.
func (o *Office) OpenLedger(ctx context.Context, n Need) (err error) {
	path := o.Config.Ledger
	o.keeps = n == ToWrite
	switch n {
	case ToRead:
		o.Ledger, err = ledger.Open(ctx, path, ledger.Options{ReadOnly: true})
	case ToDecide:
		o.Ledger, err = ledger.Open(ctx, path, ledger.Options{Beside: true, By: o.Command})
	case ToTry:
		o.Ledger, err = ledger.OpenCopy(ctx, path)
	default:
		o.Ledger, err = ledger.Open(ctx, path, ledger.Options{By: o.Command})
	}
	if err == nil {
		o.read(o.cache(ctx, n))
	}
	return err
}

// TakeOver goes on with what another configuration's office has opened.
func (o *Office) TakeOver(from *Office) {
	o.Ledger, o.Rounds = from.Ledger, from.Rounds
	o.read(from.Readings.Cache)
}

func (o *Office) read(c *readings.Cache) {
	o.Readings = &readings.Readings{Record: o.Ledger, Cache: c, Context: o.context, Log: o.Log}
}

// Close closes the ledger and what lies beside it.
func (o *Office) Close() error { return errors.Join(o.Ledger.Close(), o.Readings.Cache.Close()) }

func (o *Office) newRound(targets []round.Target) *round.Round {
	return &round.Round{
		Programme: o.Programme,
		Sources:   o.Sources,
		Gate:      o.gate(),
		Workers:   o.sourcesAtOnce(),
		Ledger:    o.Ledger,
		Readings:  o.Readings,
		Rereading: o.Readings.Rereading,
		Targets:   targets,
		Lay:       o.Lay,
		Now:       o.Now,
		Edition:   o.edition(),
		Grace:     Grace,
		Progress:  o.Rounds.progress,
		Alarms:    o.Alarms,
		Log:       o.Log,
	}
}

// Grace is how long what is in hand may go on after a stop.
const Grace = 8 * time.Second
