package workbook

import (
	"errors"

	"golang.org/x/sys/windows"
)

// isLocked reports whether a rename failed because the target is open in
// another program. Windows says "access denied" for most of them; our own
// right to write in the folder is proved by the temporary file.
func isLocked(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) ||
		errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// syncDir does nothing: Windows writes folders through by itself.
func syncDir(string) error { return nil }
