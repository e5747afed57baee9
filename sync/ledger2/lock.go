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

// acquire takes the lock in a command's name, or tells who holds it and since
// when.
func acquire(path, by string) (*lock, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if errors.Is(err, errHeld) {
			return nil, heldBy(f, path)
		}
		return nil, fmt.Errorf("locking %s: %w", f.Name(), err)
	}
	l := &lock{f}
	if err := l.sign(by); err != nil {
		return nil, errors.Join(fmt.Errorf("writing %s: %w", f.Name(), err), f.Close())
	}
	return l, nil
}

// sign leaves our process id and the command for others to read; since when is
// the file's own time.
func (l *lock) sign(by string) error {
	if err := l.f.Truncate(0); err != nil {
		return err
	}
	_, err := l.f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"+by+"\n"), 0)
	return err
}

func (l *lock) release() error { return l.f.Close() }

// heldBy tells who holds a lock file.
func heldBy(f *os.File, path string) *Error {
	b, _ := io.ReadAll(io.LimitReader(f, 128)) // a holder that did not sign is still told
	pid, rest, _ := strings.Cut(string(b), "\n")
	by, _, _ := strings.Cut(rest, "\n")
	e := &Error{Kind: Locked, Path: path, Holder: strings.TrimSpace(by), Err: errors.New("another process is writing to it")}
	info, err := f.Stat()
	if pid = strings.TrimSpace(pid); pid == "" || err != nil {
		return e
	}
	who := "process " + pid
	if e.Holder != "" {
		who += ", " + e.Holder + ","
	}
	e.Err = fmt.Errorf("%s has been writing to it since %s", who, info.ModTime().Format("2006-01-02 15:04:05"))
	return e
}
