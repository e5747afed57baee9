package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"tonghop/sync/ledger/pack"
)

// Kind is why a ledger cannot be used.
type Kind string

const (
	Locked   Kind = "locked"    // another process is writing to it
	ReadOnly Kind = "read-only" // the file or its folder may not be written
	Missing  Kind = "missing"   // opened for reading, and not there
	Newer    Kind = "newer"     // made by a newer program
	// FirstEdition is a ledger that kept what was understood and not what was seen.
	FirstEdition Kind = "first-edition"
	Foreign      Kind = "foreign" // a database of some other program
	Damaged      Kind = "damaged" // truncated, overwritten or not a database
	DiskFull     Kind = "disk-full"
	Failing      Kind = "disk-error" // the disk, or the network drive, did not do what was asked
	// Behind is a ledger that lacks what was recorded in it last.
	Behind Kind = "behind"
	// KeyDamaged is a file of the key beside the ledger that holds none.
	KeyDamaged Kind = "key-damaged"
	Taken      Kind = "taken" // a backup's path, at which something else stands
)

// An Error is why a ledger cannot be used. Nothing that it held is lost by it:
// what was being recorded was recorded whole or not at all.
type Error struct {
	Kind Kind
	Path string
	Err  error // in detail
	// Holder is the command that holds a ledger that is Locked, as its Options
	// have it; "" where it is not known.
	Holder string
}

func (e *Error) Error() string { return fmt.Sprintf("ledger %s: %s: %v", e.Path, e.Kind, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Hint tells the operator what to do about it.
func (e *Error) Hint() string {
	switch e.Kind {
	case Locked:
		return "stop the other process, or wait until it is done; reports and exports can be made meanwhile"
	case ReadOnly:
		return "give this program's user the right to write the file and its folder"
	case Missing:
		return "run a round first, or look at the path under \"ledger\" in the configuration"
	case Newer:
		return "run the newer version of tonghop that was used last"
	case FirstEdition:
		return "give it another name and keep it; a new ledger is begun by the next round, which reads every sheet anew"
	case Foreign:
		return "look at the path under \"ledger\" in the configuration"
	case Damaged:
		return "do not delete the file; mend what is damaged, row by row, from the backups: tonghop repair"
	case Behind:
		return "put its log back beside it, or the whole file; to go on from an older copy on purpose: tonghop restore COPY"
	case KeyDamaged:
		return "delete that file, and a new key is made; names that were masked before and after then count as different ones"
	case DiskFull:
		return "free some space on that disk and run again; nothing that was recorded is lost"
	case Failing:
		return "look at the disk, or at the connection if it is a network drive, and run again; then: tonghop verify"
	case Taken:
		return "nothing was written; name a file that is not there yet, or an older backup, which is replaced"
	}
	return ""
}

// classify makes an *Error of err where the operator can do something about
// it, and else names the ledger.
func classify(path string, err error) error {
	var known *Error
	if err == nil {
		return nil
	}
	if errors.As(err, &known) {
		return known
	}
	if kind := kindOf(err); kind != "" {
		return &Error{Kind: kind, Path: path, Err: err}
	}
	return fmt.Errorf("ledger %s: %w", path, err)
}

func kindOf(err error) Kind {
	var se *sqlite.Error
	if errors.As(err, &se) {
		return kindOfCode(se.Code())
	}
	switch {
	case errors.Is(err, errUnreadable), errors.Is(err, pack.ErrUnreadable):
		return Damaged
	case errors.Is(err, syscall.ENOSPC):
		return DiskFull
	case errors.Is(err, syscall.EIO):
		return Failing
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ReadOnly
	}
	return ""
}

func kindOfCode(code int) Kind {
	if code == sqlite3.SQLITE_IOERR_SHMSIZE { // no room for the index of the log
		return DiskFull
	}
	switch code & 0xff { // the primary code of an extended one
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return Locked
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return ReadOnly
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return Damaged
	case sqlite3.SQLITE_FULL:
		return DiskFull
	case sqlite3.SQLITE_IOERR:
		return Failing
	}
	return ""
}
