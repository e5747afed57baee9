package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
)

func isLocked(err error) bool {
	var known *Error
	return errors.As(err, &known) && known.Kind == Locked
}

// openBeside opens a ledger to write without its lock. It must be there:
// making it is for the lock's holder.
func openBeside(ctx context.Context, path string, opts Options) (*Ledger, error) {
	if _, err := os.Stat(restoring(path)); err == nil { // it would be put aside with what is recorded now
		return nil, &Error{Kind: Locked, Path: path, Err: errors.New("a backup is being restored")}
	}
	l, err := openReader(ctx, path, opts)
	if err != nil {
		return nil, err
	}
	if l.write, err = connect(ctx, path, writing, 1); err != nil {
		return nil, classify(path, fmt.Errorf("opening it to record decisions: %w", errors.Join(err, l.read.Close())))
	}
	return l, nil
}
