package ledger

import (
	"context"

	"tonghop/model/record"
)

// AppendWhole is Append without the help of the memory: all that stands is
// read back and compared.
func (l *Ledger) AppendWhole(ctx context.Context, looks ...record.OldLook) error {
	return l.update(ctx, "recording looks", func(t *tx) error { return (&appender{tx: t}).appendAll(looks) })
}
