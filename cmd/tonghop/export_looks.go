package main

import (
	"context"
	"fmt"
	"strconv"
)

// exportLooks prints every look in the order of recording, as of --now or else
// all of them. Nothing is read of what they saw.
func (o *workplace) exportLooks(ctx context.Context) (*table, error) {
	commits, err := o.Ledger.Since(ctx, 0)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	if o.Frozen {
		last, err := o.Ledger.By(ctx, o.Now())
		if err != nil {
			return nil, fmt.Errorf("reading the ledger: %w", err)
		}
		commits = commits[:last.Number]
	}
	t := &table{header: []string{"source", "asked", "answered", "offset_ms", "content", "fault"}}
	for i := range commits {
		for _, l := range commits[i].Looks {
			fault, offset := "", int64(0)
			if l.Fault != nil {
				fault = string(l.Fault.Code)
			}
			if l.Offset.Known {
				offset = l.Offset.By.Milliseconds()
			}
			t.add(l.Source, o.instant(l.Asked), o.instant(l.Answered), strconv.FormatInt(offset, 10), l.Content, fault)
		}
	}
	return t, nil
}
