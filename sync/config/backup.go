package config

import "path/filepath"

// Defaults of the backups that the daemon makes by itself.
const (
	DefaultBackupDir  = "backups" // beside the ledger
	DefaultBackupAt   = "0 2 * * *"
	DefaultBackupKeep = 30 // a month of nights
)

// Backup says how copies of the ledger are saved.
type Backup struct {
	// Dir is the folder of the copies.
	Dir string
	// At is the cron line by which the daemon saves one; empty where the
	// configuration has no section backup, and then it saves none.
	At string
	// Keep is how many stay.
	Keep int
}

const backupExample = `backup: {dir: backups, at: "0 2 * * *", keep: 30}`

func (c *Config) readBackup(f field, check func(string) error) Backup {
	s := f.section(backupExample)
	dir, at := s.at("dir"), s.at("at")
	b := Backup{
		Dir:  filepath.Join(filepath.Dir(c.Ledger), DefaultBackupDir),
		Keep: int(s.at("keep").whole(1, 10_000, DefaultBackupKeep, "keep: 30")),
	}
	s.done()
	if dir.given() {
		b.Dir = c.path(dir, "", "dir: backups")
	}
	if !f.given() {
		return b
	}
	b.At = DefaultBackupAt
	if line, ok := at.word(`at: "0 2 * * *"`); ok {
		if why := cronFault(line, check); why != "" {
			at.fail(`at: "0 2 * * *"`, "%s", why)
		}
		b.At = line
	}
	return b
}
