package main

import "tonghop/sync/round"

// entries reads back what the office types into the consolidated book; nil
// where there is no book. A try reads the true one and writes nowhere.
func (o *workplace) entries(n need, targets []round.Target) (*round.Entries, error) {
	if n == toTry {
		var err error
		if targets, err = o.targets(toWrite); err != nil {
			return nil, err
		}
	}
	for _, t := range targets {
		if tab, ok := t.Publisher.(round.EntryTab); ok {
			return &round.Entries{Tab: tab, Target: t.Name, Ledger: o.ledger, Programme: o.programme, Messages: o.messages}, nil
		}
	}
	return nil, nil
}
