package main

import (
	"context"
	"strconv"

	"tonghop/model/office"
)

// exportProposals prints what waits for the office's answer.
func (o *workplace) exportProposals(ctx context.Context) (*table, error) {
	s, _, err := o.State(ctx)
	if err != nil {
		return nil, err
	}
	proposals, err := o.Readings.Proposals(ctx, s.Revision)
	if err != nil {
		return nil, err
	}
	t := &table{header: []string{"id", "unit", "source", "tab", "place", "says", "proposes", "figures"}}
	for i := range proposals {
		p := &proposals[i]
		t.add(p.ID, p.Unit, p.Source, p.Tab, p.Cell, p.Says, proposes(p.Meaning), strconv.Itoa(len(p.Tallies)))
	}
	return t, nil
}

// proposes writes a meaning for programs: an indicator's id, with its part after a
// slash; else a role; "read" for a table or tab that would be read.
func proposes(m office.Meaning) string {
	switch {
	case m.Indicator == "" && m.Role == "":
		return "read"
	case m.Indicator == "":
		return m.Role
	case m.Part != "":
		return m.Indicator + "/" + m.Part
	case m.Role != "":
		return m.Indicator + "/" + m.Role
	}
	return m.Indicator
}
