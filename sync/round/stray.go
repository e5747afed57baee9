package round

import (
	"context"

	"tonghop/model/book"
	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/model/reading"
	"tonghop/model/report"
)

// keepStrays records what somebody typed beside the office's columns, each
// once while it stands: the next publication writes over it.
func (t *entryTaking) keepStrays(ctx context.Context, tab *grid.Tab) error {
	if tab == nil {
		return nil
	}
	heads := book.EntryHeads(t.Messages)
	for r := book.EntriesTop; r < len(tab.Rows); r++ {
		if reading.CellText(tab.At(r, 0)) == heads[0] {
			continue // the headings: somebody put a row in above
		}
		for c := report.EntryCells; c < len(tab.Rows[r]); c++ {
			text := reading.CellText(tab.At(r, c))
			if text == "" || book.Ours(text) {
				continue
			}
			d := office.NewStray(grid.Address(r, c), text, book.EntriesTitle(t.Messages), t.Messages.Text("book.entries.stray_reason"), t.now)
			if t.strays[d.Row] {
				continue
			}
			if _, err := t.decide(ctx, d); err != nil {
				return err
			}
			t.strays[d.Row] = true
		}
	}
	return nil
}
