package ledger

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// A lock is an advisory lock of the operating system on a file beside the
// ledger. It ends with the process, however that ends, so there are no stale
// locks; the file stays, for removing it would race with the next process.
type lock struct{ f *os.File }

var errHeld = errors.New("lock is held")

// acquire takes the lock, or tells who holds it and since when.
func acquire(path string) (*lock, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if errors.Is(err, errHeld) {
			return nil, &Error{Kind: Locked, Path: path, Err: holder(f)}
		}
		return nil, fmt.Errorf("locking %s: %w", f.Name(), err)
	}
	l := &lock{f}
	if err := l.sign(); err != nil {
		return nil, errors.Join(fmt.Errorf("writing %s: %w", f.Name(), err), f.Close())
	}
	return l, nil
}

// sign leaves our process id for others to read; since when is the file's own
// time.
func (l *lock) sign() error {
	if err := l.f.Truncate(0); err != nil {
		return err
	}
	_, err := l.f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func (l *lock) release() error { return l.f.Close() }

// holder describes who holds a lock file.
func holder(f *os.File) error {
	b, _ := io.ReadAll(io.LimitReader(f, 32)) // a holder that did not sign is still told
	pid := strings.TrimSpace(string(b))
	info, err := f.Stat()
	if pid == "" || err != nil {
		return errors.New("another process is writing to it")
	}
	return fmt.Errorf("process %s has been writing to it since %s", pid, info.ModTime().Format("2006-01-02 15:04:05"))
}
