package registry

import (
	"context"

	"tonghop/model/record"
)

// sources names the looks that a report of a revision rests on.
func (g *Registry) sources(ctx context.Context, revision int64) ([]record.KeptSource, error) {
	seen, err := g.Ledger.SeenAt(ctx, revision)
	if err != nil {
		return nil, err
	}
	var all []record.KeptSource
	for _, ref := range g.Programme.Sources() {
		all = append(all, record.KeptSource{Source: ref, Look: seen[ref].ID, Content: seen[ref].Content})
	}
	return all, nil
}
