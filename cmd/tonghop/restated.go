package main

import (
	"context"
	"fmt"
	"strconv"

	"tonghop/model/explain"
	"tonghop/model/record"
)

// restated tells of each issued report how many of its figures are others now
// and were taken over by no later report.
func (o *workplace) restated(ctx context.Context, s summary) error {
	if len(s.r.Restated) == 0 {
		return nil
	}
	state, err := o.Readings.State(ctx, s.r.AsOf)
	if err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	open := map[*record.Issued]int{}
	for _, a := range explain.Accounts(s.r.Programme, state, s.r.Restated, s.r.AsOf) {
		if a.CarriedBy == nil {
			open[a.Report]++
		}
	}
	for _, r := range record.Numbered(s.r.Issued) {
		if open[r] > 0 {
			s.line("registry.summary", "number", r.Number, "period", o.span(r.Period), "n", strconv.Itoa(open[r]))
		}
	}
	return nil
}
