package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"tonghop/model/book"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/report"
	"tonghop/sync/config"
	"tonghop/sync/gsheets"
	"tonghop/sync/ledger"
	"tonghop/sync/notify"
	"tonghop/sync/round"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
	"tonghop/templates"
)

// An office is one configuration brought to life: its ledger open, its sources
// and targets within reach.
type workplace struct {
	cfg       *config.Config
	programme *office.Programme
	messages  office.Messages
	templates fs.FS
	ledger    *ledger.Ledger
	sources   sources
	round     *round.Round
	rounds    *rounds
	now       func() time.Time
	sleep     func(context.Context, time.Duration) error
	transport http.RoundTripper
	frozen    bool
	command   string // what was called
	log       *slog.Logger
}

// need tells what a command does with the ledger.
type need int

const (
	toRead   need = iota // answers from what is recorded
	toDecide             // records what the office decides, also beside the daemon
	toWrite              // records looks; one process at a time
	toTry                // records into a copy that is thrown away
)

// settings are a configuration with what it says about words and the clock,
// before any ledger is opened.
func (f *flags) settings() (*workplace, error) {
	log, err := f.logger()
	if err != nil {
		return nil, err
	}
	now, frozen, err := f.clock()
	if err != nil {
		return nil, err
	}
	cfg, err := config.Load(f.config, config.Options{CheckCron: schedule.Check, CheckService: notify.CheckService})
	if err != nil {
		return nil, err
	}
	for _, w := range cfg.Warnings {
		log.Warn(w)
	}
	for _, year := range cfg.Programme.Uncharted(now()) {
		log.Warn("the calendar has no day off of this year: holidays would be demanded like working days; add them under calendar.days_off", "year", year)
	}
	o := &workplace{cfg: cfg, programme: cfg.Programme, rounds: newRounds(), now: now, sleep: f.sleepOverride, transport: f.transport, frozen: frozen, command: f.command, log: log, templates: templates.Overlay(cfg.Report.Templates)}
	lang := cfg.Language
	if f.lang != "" {
		lang = f.lang
	}
	if o.messages, err = config.Messages(o.templates, lang); err != nil {
		return nil, usage(err, "languages are vi and en")
	}
	return o, nil
}

// open brings the configuration to life. The caller closes the office.
func (f *flags) open(ctx context.Context, n need) (*workplace, error) {
	o, err := f.settings()
	if err != nil {
		return nil, err
	}
	if err := o.openLedger(ctx, n); err != nil {
		return nil, o.besideDaemon(err)
	}
	if err := o.equip(ctx, n); err != nil {
		return nil, errors.Join(err, o.Close())
	}
	return o, nil
}

// equip puts sources and targets within reach and prepares the round.
func (o *workplace) equip(ctx context.Context, n need) error {
	if n == toRead || n == toDecide {
		o.round = o.newRound(nil)
		o.round.Ledger = o.recorded()
		return nil
	}
	if err := o.reach(ctx); err != nil {
		return err
	}
	targets, err := o.targets(n)
	if err != nil {
		return err
	}
	o.round = o.newRound(targets)
	o.round.Entries, err = o.entries(n, targets)
	return err
}

func (o *workplace) openLedger(ctx context.Context, n need) (err error) {
	path := o.cfg.Ledger
	switch n {
	case toRead:
		o.ledger, err = ledger.Open(ctx, path, ledger.Options{ReadOnly: true})
	case toDecide:
		o.ledger, err = ledger.Open(ctx, path, ledger.Options{Beside: true, By: o.command})
	case toTry:
		o.ledger, err = ledger.OpenCopy(ctx, path)
	default:
		o.ledger, err = ledger.Open(ctx, path, ledger.Options{By: o.command})
	}
	return err
}

// Close closes the ledger.
func (o *workplace) Close() error { return o.ledger.Close() }

// reach prepares the ways to the sources that the configuration names.
func (o *workplace) reach(ctx context.Context) error {
	o.sources.disk = &workbook.Disk{Dir: o.cfg.Dir}
	google := false
	for _, ref := range o.programme.Sources() {
		_, link := gsheets.ParseRef(ref)
		google = google || link
	}
	if !google && !o.cfg.Consolidated.Google() {
		return nil
	}
	c, err := gsheets.New(ctx, gsheets.Options{
		Endpoint:           o.cfg.Google.Endpoint,
		CredentialFiles:    o.cfg.Google.Credentials,
		DefaultCredentials: o.cfg.Google.Default,
		Person:             o.person(),
		ReadsPerMinute:     o.cfg.Google.ReadsPerMinute,
		WritesPerMinute:    o.cfg.Google.WritesPerMinute,
		Now:                o.now,
		Sleep:              o.sleep,
		DecodeXLSX:         workbook.Decode,
		EditsTab:           o.editsTab(),
		HTTPClient:         &http.Client{Transport: o.transport},
		Log:                o.log,
	})
	if err == nil && o.cfg.Consolidated.Google() && !c.MayWrite() {
		err = errors.New("the person who signed in allowed reading only, and the consolidated book is a spreadsheet")
	}
	if err != nil {
		return failure(fmt.Errorf("preparing access to Google: %w", err), o.accessHint())
	}
	o.sources.google = c
	return nil
}

// sources fetches from wherever a reference points.
type sources struct {
	disk   *workbook.Disk
	google *gsheets.Client
}

func (s sources) Fetch(ctx context.Context, ref string) (grid.Snapshot, error) {
	if _, link := gsheets.ParseRef(ref); link {
		return s.google.Fetch(ctx, ref)
	}
	return s.disk.Fetch(ctx, ref)
}

// targets are the places of the consolidated book. A try writes nowhere.
func (o *workplace) targets(n need) ([]round.Target, error) {
	if n == toTry {
		return []round.Target{{Name: "dry run", Publisher: nowhere{}}}, nil
	}
	target := o.cfg.Consolidated.Target
	if target == "" {
		return nil, nil
	}
	own, err := o.target(target)
	if err != nil || o.cfg.Consolidated.Communes == "" {
		return []round.Target{own}, err
	}
	shared, err := o.target(o.cfg.Consolidated.Communes)
	shared.Lay = o.layShared
	return []round.Target{own, shared}, err
}

// target is one place of a book.
func (o *workplace) target(ref string) (round.Target, error) {
	if _, link := gsheets.ParseRef(ref); !link {
		return o.fileTarget(ref), nil
	}
	p, err := o.sources.google.Publisher(ref)
	if err != nil {
		return round.Target{}, failure(fmt.Errorf("preparing the consolidated spreadsheet: %w", err), "check the link under consolidated.target")
	}
	return round.Target{Name: ref, Publisher: p}, nil
}

// fileTarget is the consolidated book as an .xlsx on disk.
func (o *workplace) fileTarget(path string) round.Target {
	return round.Target{
		Name:      path,
		Publisher: &workbook.Target{Path: path, Now: o.now, Log: o.log},
		Standing: func() bool {
			_, err := os.Stat(path)
			return err == nil
		},
	}
}

// nowhere is a target that keeps nothing.
type nowhere struct{}

func (nowhere) Publish(context.Context, *book.Book) (bool, error) { return true, nil }

func (o *workplace) newRound(targets []round.Target) *round.Round {
	return &round.Round{
		Programme: o.programme,
		Sources:   o.sources,
		Gate:      o.gate(),
		Workers:   o.sourcesAtOnce(),
		Ledger:    o.ledger,
		Targets:   targets,
		Lay:       o.lay,
		Now:       o.now,
		Edition:   o.edition(),
		Grace:     grace,
		Progress:  o.rounds.progress,
		Log:       o.log,
	}
}

// lay lays out the consolidated book with links into Google's cells.
func (o *workplace) lay(r *report.Report) *book.Book {
	return book.Lay(r, o.messages, book.Options{Link: gsheets.Link})
}

// layShared lays out what the communes may see.
func (o *workplace) layShared(r *report.Report) *book.Book {
	return book.Share(r, o.messages, book.Options{Link: gsheets.Link})
}

// edition names everything outside the ledger that shapes the output: this
// build, the configuration and the words.
func (o *workplace) edition() string {
	words, _ := json.Marshal(o.messages) // a map of strings: cannot fail
	sum := sha256.Sum256(words)
	return build() + " " + o.cfg.Hash + " " + hex.EncodeToString(sum[:8])
}

// build names this program.
func build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	build := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
			build += " " + s.Value
		}
	}
	return build
}

// asOf is the instant that a command answers for: --now where it is given,
// else that of the last look.
func (o *workplace) asOf(ctx context.Context) (time.Time, error) {
	if o.frozen {
		return o.now(), nil
	}
	last, err := o.ledger.Last(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("asking the ledger for the last look: %w", err)
	}
	var t time.Time
	for _, l := range last {
		if l.Answered.After(t) {
			t = l.Answered
		}
	}
	if t.IsZero() {
		return t, failure(errors.New("nothing has been recorded yet"), "run tonghop sync first")
	}
	return t, nil
}
