package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tonghop/model/office"
)

// A Config is everything that config.yaml says, checked.
type Config struct {
	// Path is the file as it was named, Dir its folder, absolute. Every path
	// in the Config is absolute too, but for the units' sources: a SourceFrom's
	// Ref is a link, or a path that starts at Dir unless it is absolute.
	Path, Dir string
	Programme *office.Programme
	Language  string // "vi" or "en"
	Ledger    string // path of the ledger's file
	Backup    Backup

	Schedule     Schedule
	Consolidated Consolidated
	Report       Report
	Web          Web
	Notify       Notify
	Google       Google
	Network      Network
	Watch        Watch

	// Raw are the file's bytes and Hash their SHA-256 in hexadecimal, for the
	// ledger's snapshot.
	Raw  []byte
	Hash string
	// Off are the indicators that are switched off (enabled: false), by ID.
	Off map[string]bool
	// Warnings say what is allowed and yet deserves a look, one line each.
	Warnings []string

	groups []office.Group // of units, as read with them
}

// Options are what a check needs from other rooms.
type Options struct {
	// CheckCron tells why a cron line cannot be used; nil skips that check.
	CheckCron func(line string) error
	// CheckService tells why the address of a messaging service cannot be used,
	// without repeating it; nil skips that check.
	CheckService func(address string) error
}

// Load reads a configuration. Where anything is wrong with it the error is of
// type Errors and holds every fault.
func Load(path string, opts Options) (*Config, error) {
	raw, err := read(path)
	if err != nil {
		return nil, Errors{{File: path, Why: explain(err), Err: err}}
	}
	return Parse(raw, path, opts)
}

// read gives a file's bytes, at most one more than a configuration may have.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, err
	} else if info.IsDir() {
		return nil, errDirectory
	}
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}

var errDirectory = errors.New("is a directory")

// explain puts the operating system's reason into plain words.
func explain(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file; write one with tonghop init, or name another with --config"
	case errors.Is(err, fs.ErrPermission):
		return "the file may not be read; ask whoever set up this computer"
	case errors.Is(err, errDirectory):
		return "is a folder; name the file in it: --config FOLDER/config.yaml"
	}
	return "cannot be read: " + err.Error()
}

// Parse is Load for bytes that are at hand. The path names them in errors, and
// relative paths are resolved from its folder.
func Parse(raw []byte, path string, opts Options) (*Config, error) {
	return newDocument(path).config(raw, opts)
}

// config reads the document's bytes.
func (d *document) config(raw []byte, opts Options) (*Config, error) {
	path := d.file
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, Errors{{File: path, Why: fmt.Sprintf("its folder cannot be found: %v", err), Err: err}}
	}
	root, ok := d.parse(raw)
	if !ok {
		return nil, d.errs
	}
	sum := sha256.Sum256(raw)
	c := &Config{Path: path, Dir: dir, Raw: raw, Hash: hex.EncodeToString(sum[:])}
	c.read(root, opts)
	d.finish()
	c.Off = d.indicators.off
	if len(d.errs) > 0 {
		return nil, d.errs
	}
	c.Warnings = d.warnings
	return c, nil
}

// Defaults of the keys that belong to no section.
const (
	DefaultLedger   = "ledger.db"
	DefaultTimezone = "Asia/Ho_Chi_Minh"
)

func (c *Config) read(root field, opts Options) {
	top := root.section("programme: {starts: 2020-05-29}")
	c.Language = top.at("language").choice("language: vi", "vi", "en")
	c.Ledger = c.path(top.at("ledger"), DefaultLedger, "ledger: ledger.db")
	c.Backup = c.readBackup(top.at("backup"), opts.CheckCron)
	c.Programme = c.readProgramme(top)
	c.Schedule = readSchedule(top.at("schedule"), opts.CheckCron)
	c.Report = c.readReport(top.at("report"))
	c.Consolidated = c.readConsolidated(top.at("consolidated"))
	c.Web = c.readWeb(top.at("web"))
	c.Google = c.readGoogle(top.at("google"))
	c.Notify = c.readNotify(top.at("notify"), opts)
	c.Network = c.readNetwork(top.at("network"))
	c.Watch = readWatch(top.at("watch"))
	top.done()
}
