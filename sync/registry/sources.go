package registry

import (
	"context"
	"errors"
	"time"

	"tonghop/model/office"
	"tonghop/model/record"
)

// sources takes each source as it stands now, with its bytes where they are
// still those that the last look saw.
func (g *Registry) sources(ctx context.Context, c *Closing, asOf time.Time) (all []record.KeptSource, files [][]byte, err error) {
	seen, err := g.Ledger.ContentAt(ctx, asOf)
	if err != nil {
		return nil, nil, err
	}
	for _, ref := range g.Programme.Sources() {
		k := record.KeptSource{Source: ref, Content: seen[ref].Content, Reader: seen[ref].Reader, Status: record.KeptUnfetched}
		if c.Fetch != nil {
			data, err := c.fetch(ctx, &k)
			if err != nil {
				return nil, nil, err
			}
			if k.Status == record.KeptWhole {
				files = append(files, data)
			}
		}
		all = append(all, k)
	}
	return all, files, nil
}

// fetch fetches one source. Only a cancelled context is an error.
func (c *Closing) fetch(ctx context.Context, k *record.KeptSource) ([]byte, error) {
	unfetched := func(err error) ([]byte, error) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		k.Fault = office.FaultInternal
		if f := (*office.Fault)(nil); errors.As(err, &f) {
			k.Fault = f.Code
		}
		return nil, nil
	}
	snap, err := c.Fetch(ctx, k.Source)
	if err != nil {
		return unfetched(err)
	}
	if snap.Content != k.Content {
		k.Status = record.KeptNewer
		return nil, nil
	}
	if snap.Raw == nil {
		return unfetched(nil)
	}
	raw, err := snap.Raw()
	if err != nil {
		return unfetched(err)
	}
	k.Status, k.File = record.KeptWhole, record.Document{Name: raw.Name, SHA256: hashOf(raw.Bytes)}
	return raw.Bytes, nil
}
