package gsheets

import (
	"context"
	"regexp"
	"time"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
)

// askedAgainAfter is how long an answer that proves nothing is waited upon
// before it is asked for again: all within the minute that a look around a due
// instant has to spare.
var askedAgainAfter = []time.Duration{3 * time.Second, 9 * time.Second, 18 * time.Second}

// waitingBudget bounds what all sources together may wait in waitingSpan, so
// that a district full of imports does not keep the others' looks waiting.
const (
	waitingBudget = time.Minute
	waitingSpan   = 10 * time.Minute
)

// A waiting is what was spent of that budget, and since when it counts.
type waiting struct {
	since time.Time
	spent time.Duration
}

// askAgain waits, and reports true, where an answer in doubt is to be asked for
// again. One that said the same when it was read last is not: what failed
// then and fails now is not about to pass. Nor is it where the clock is frozen.
func (c *Client) askAgain(ctx context.Context, id, content string, doubt grid.Doubt, try int) (bool, error) {
	c.mu.Lock()
	same := c.doubtful[id] == content
	if doubt == grid.NoDoubt {
		delete(c.doubtful, id)
	} else {
		c.doubtful[id] = content
	}
	now := c.opts.Now()
	if now.Sub(c.waited.since) > waitingSpan {
		c.waited = waiting{since: now}
	}
	if doubt == grid.NoDoubt || try == 0 && same || try >= len(askedAgainAfter) || c.opts.Frozen || c.waited.spent >= waitingBudget {
		c.mu.Unlock()
		return false, nil
	}
	d := askedAgainAfter[try]
	c.waited.spent += d
	c.mu.Unlock()
	c.opts.Log.Debug("an answer proves nothing and is asked for again", "id", id, "doubt", doubt, "try", try+1)
	if err := c.opts.Sleep(ctx, d); err != nil {
		return false, err
	}
	return true, nil
}

// doubtOf tells why an answer is no proof of what it does not hold.
func doubtOf(ss *sheets.Spreadsheet, b *grid.Book) grid.Doubt {
	if hollow(b) {
		return grid.Hollow
	}
	for _, s := range ss.Sheets {
		if s != nil && computing(s) {
			return grid.Computing
		}
	}
	return grid.NoDoubt
}

// hollow reports whether there is not one cell in all tabs. A commune's workbook
// has at least a heading; Google has been seen to answer without cells.
func hollow(b *grid.Book) bool {
	for i := range b.Tabs {
		if len(b.Tabs[i].Rows) > 0 {
			return false
		}
	}
	return true
}

// computing reports whether some cell shows no result yet: one that is being
// computed, or an import that failed for the moment, as Google shows it in
// whichever way.
func computing(s *sheets.Sheet) bool {
	for _, d := range s.Data {
		if d == nil {
			continue
		}
		for _, row := range d.RowData {
			if row == nil {
				continue
			}
			for _, v := range row.Values {
				if v != nil && v.EffectiveValue != nil && unfinished(v) {
					return true
				}
			}
		}
	}
	return false
}

func unfinished(v *sheets.CellData) bool {
	e := v.EffectiveValue
	if e.StringValue != nil && *e.StringValue == "Loading..." && v.UserEnteredValue != nil && v.UserEnteredValue.FormulaValue != nil {
		return true
	}
	if e.ErrorValue == nil {
		return false
	}
	return e.ErrorValue.Type == "LOADING" || v.UserEnteredValue != nil && v.UserEnteredValue.FormulaValue != nil && importing.MatchString(*v.UserEnteredValue.FormulaValue)
}

// importing finds the functions that fetch from elsewhere: another spreadsheet,
// the web, a market, a translation service.
var importing = regexp.MustCompile(`(?i)\b(IMPORT(RANGE|HTML|XML|DATA|FEED)|GOOGLEFINANCE|GOOGLETRANSLATE|DETECTLANGUAGE|IMAGE)\s*\(`)
