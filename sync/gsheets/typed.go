package gsheets

import (
	"context"
	"slices"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/book"
	"tonghop/model/grid"
	"tonghop/model/office"
)

// typedMask is gridMask without what only tells how a tab is shown.
const typedMask = "sheets(properties(sheetId,title,sheetType),developerMetadata(metadataKey,metadataValue)," +
	"data(startRow,startColumn,rowData(values(userEnteredValue,effectiveValue,effectiveFormat/numberFormat/type))))"

// EntryTab reads what the office typed into the tab of that purpose, which is
// known by its metadata whatever its title; nil where there is none yet. Its
// error is a *office.Fault, besides that of a cancelled context.
func (p *Publisher) EntryTab(ctx context.Context, _ string) (*grid.Tab, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.entries != "" {
		if tab, err := p.typed(ctx); err == nil {
			return tab, nil
		} else if ctx.Err() != nil {
			return nil, asFault(ctx, err)
		}
		p.entries = "" // it may bear another title by now, or be gone
	}
	ss, err := p.get(ctx, targetMask)
	if err != nil {
		return nil, asFault(ctx, err)
	}
	o := targetOf(ss).ours[book.EntriesKey]
	if o == nil {
		return nil, nil
	}
	p.entries = o.title
	tab, err := p.typed(ctx)
	if err != nil {
		return nil, asFault(ctx, err)
	}
	return tab, nil
}

// typed reads the columns of the tab of the title that is known, without those
// that the office has added, and makes sure that it is that tab.
func (p *Publisher) typed(ctx context.Context) (*grid.Tab, error) {
	ss, err := p.get(ctx, typedMask, quoted(p.entries, "A1:"+grid.ColumnName(book.EntriesCols-1)))
	if err != nil {
		return nil, err
	}
	ours := func(s *sheets.Sheet) bool {
		return slices.ContainsFunc(s.DeveloperMetadata, func(m *sheets.DeveloperMetadata) bool {
			return m.MetadataKey == keyTab && m.MetadataValue == book.EntriesKey
		})
	}
	for _, s := range ss.Sheets {
		if !ours(s) || s.Properties == nil {
			continue
		}
		tab, err := newConverter(nil).tab(s)
		return &tab, err
	}
	return nil, fault(office.FaultGoogleDown, "tab %q was asked for and is not in the answer", p.entries)
}
