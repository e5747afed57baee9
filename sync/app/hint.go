package app

// A Hinted error knows what to do about itself.
type Hinted struct {
	error
	Hint string
	// Input says that the command line or the configuration cannot be used;
	// else machinery broke.
	Input bool
}

func (h *Hinted) Unwrap() error { return h.error }

// Usage marks an error of the command line or the configuration, with what to
// do about it.
func Usage(err error, hint string) error { return &Hinted{err, hint, true} }

// Failure marks broken machinery, with what to do about it.
func Failure(err error, hint string) error { return &Hinted{err, hint, false} }
