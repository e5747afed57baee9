package app

import (
	"context"
	"fmt"

	"tonghop/model/office"
	"tonghop/model/record"
	"tonghop/sync/config"
	"tonghop/sync/readings"
)

// A keptConfig is a configuration of the record, with the programme that it says.
type keptConfig struct {
	id        int64
	hash      string
	programme *office.Programme
	standing  *office.Programme // behind the configurations before it
}

// eras gives by what each source was to be read under the configurations that were
// kept and under the present one, if that is another: the looks to come name it.
// Each speaks of the units as the present programme knows them. The last one counts
// as taken up for the past where up says so.
func (o *Office) eras(ctx context.Context, kept []keptConfig, p *office.Programme, hash string, up bool) (func(source string) []readings.Era, error) {
	taken, err := o.allTakenUp(ctx)
	if err != nil {
		return nil, err
	}
	if last := kept[len(kept)-1]; last.hash != hash {
		kept = append(kept[:len(kept):len(kept)], keptConfig{id: last.id + 1, hash: hash, programme: p})
	}
	last := kept[len(kept)-1].hash
	taken[last] = taken[last] || up
	return func(source string) (all []readings.Era) {
		for _, c := range kept {
			all = append(all, readings.Era{Config: c.id, Options: optionsOf(source, c.programme, p), TakenUp: taken[c.hash]})
		}
		return all
	}, nil
}

// optionsOf are what a configuration says about reading the units of a source. Of
// one that it does not know it says what is said now. The totals of their own that
// are noted are always those of now: they judge, and change no figure.
func optionsOf(source string, then, now *office.Programme) map[string]office.ReadingOptions {
	all := map[string]office.ReadingOptions{}
	for _, u := range now.UnitsOf(source) {
		all[u.ID] = u.Reading
		if old, ok := then.KnownAs(u); ok {
			options := old.Reading
			options.OwnTotals = u.Reading.OwnTotals
			all[u.ID] = options
		}
	}
	return all
}

// allTakenUp are the configurations, by their hashes, that the office took up for
// the past.
func (o *Office) allTakenUp(ctx context.Context) (map[string]bool, error) {
	all, err := o.Ledger.Decisions(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the office's decisions: %w", err)
	}
	taken := map[string]bool{}
	for _, d := range office.Active(all) {
		if d.Kind == office.DecisionTakeUp {
			taken[d.Snapshot] = true
		}
	}
	return taken, nil
}

// keptConfigs reads the configurations that were kept.
func (o *Office) keptConfigs(kept []record.Config) (all []keptConfig, err error) {
	for i, c := range kept {
		p, err := config.Earlier(c.Text, o.Config.Path)
		if err != nil {
			return nil, Failure(err, "run the version of tonghop that wrote it; tonghop verify tells whether the ledger is whole")
		}
		k := keptConfig{c.ID, c.Hash, p, p}
		if i > 0 {
			k.standing = p.After(all[i-1].standing, c.At)
		}
		all = append(all, k)
	}
	return all, nil
}

// readUnder has what was seen read by what the configurations said of it, up to
// that of a hash.
func (o *Office) readUnder(ctx context.Context, kept []keptConfig, hash string) (err error) {
	o.Readings.Eras, err = o.eras(ctx, kept, o.Programme, hash, false)
	return err
}
