package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// mayReplace refuses a path at which a backup would take the place of
// something other than an older backup: the ledger itself, which a process may
// have open and would go on writing without its name; a ledger that is in use
// elsewhere; or a file that is none, such as a commune's sheet. A folder cannot
// be replaced either.
func mayReplace(ledger, to string) error {
	taken := func(format string, args ...any) error {
		return &Error{Kind: Taken, Path: to, Err: fmt.Errorf("backing up: "+format, args...)}
	}
	for _, part := range parts {
		for _, name := range []string{to, to + ".new"} { // the copy is made under the second
			if sameName(ledger+part, name) {
				return taken("%s belongs to the ledger that is to be backed up", name)
			}
		}
	}
	info, err := os.Stat(to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.IsDir():
		return taken("a folder is there")
	case !info.Mode().IsRegular():
		return taken("what is there is no file")
	}
	if ours, err := marked(to); err != nil {
		return err
	} else if !ours {
		return taken("a file is there that is no backup")
	}
	for _, part := range parts[1:] { // a copy that nobody opened has none of them
		if _, err := os.Lstat(to + part); err == nil {
			return taken("the ledger that is there is in use: %s is beside it", to+part)
		}
	}
	return nil
}

// parts are the endings of the files that a ledger consists of.
var parts = []string{"", "-wal", "-shm", "-journal", ".lock", ".restoring"}

// sameName reports whether two paths are of one file, or would be if both were
// there: a ledger has its log only now and then. Letters' case counts for
// nothing, as on Windows.
func sameName(a, b string) bool {
	return same(a, b) || strings.EqualFold(filepath.Base(a), filepath.Base(b)) && same(filepath.Dir(a), filepath.Dir(b))
}

// marked reports whether a file has the head of a ledger. It is not opened as a
// database, for which SQLite would put files beside it.
func marked(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	var head [shortest]byte
	switch _, err := io.ReadFull(f, head[:]); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return false, nil
	case err != nil:
		return false, err
	}
	// The application's mark lies at 68, by SQLite's description of its files.
	return strings.HasPrefix(string(head[:]), magic) && binary.BigEndian.Uint32(head[68:]) == applicationID, nil
}
