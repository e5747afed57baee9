package gsheets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// gridMask names all that a grid is made of, and nothing else: one read brings
// it. A mask that names data brings the cells without a further word. What was
// typed tells formulas and their spilled results from figures. The number format
// is the one in effect, since a formula takes its own from its sources; strokes
// and colours are those that somebody gave, which few cells have, while each
// cell has some in effect.
const gridMask = "properties(title,locale,timeZone,spreadsheetTheme/themeColors)," +
	"sheets(properties(sheetId,title,hidden,sheetType),merges," +
	"data(startRow,startColumn," +
	"rowData(values(userEnteredValue,effectiveValue,effectiveFormat/numberFormat(type,pattern)," +
	"userEnteredFormat(backgroundColorStyle,textFormat(strikethrough,foregroundColorStyle))," +
	"textFormatRuns(startIndex,format/strikethrough),note))," +
	"rowMetadata(hiddenByUser,hiddenByFilter),columnMetadata(hiddenByUser,hiddenByFilter)))"

// Fetch fetches the present state of the source that a link points to, with
// one read: a Google spreadsheet, or an Office file that is kept on Drive. Its
// error is a *office.Fault, besides that of a cancelled context.
func (c *Client) Fetch(ctx context.Context, ref string) (grid.Snapshot, error) {
	id, ok := c.parseRef(ref)
	if !ok {
		return grid.Snapshot{}, fault(office.FaultNotFound, "not a link to a Google spreadsheet or a file on Drive")
	}
	fetch := c.fetch
	if c.opts.ByLink {
		fetch = c.fetchOpen
	}
	snap, err := fetch(ctx, id)
	if err != nil {
		return grid.Snapshot{}, asFault(ctx, err)
	}
	return snap, nil
}

func (c *Client) fetch(ctx context.Context, id string) (grid.Snapshot, error) {
	if c.isOffice(id) {
		snap, err := c.fetchOffice(ctx, id)
		return snap, c.nameDenial(ctx, id, err)
	}
	snap, err := c.fetchSheet(ctx, c.behind(id))
	var v *verdictError
	if !errors.As(err, &v) || !v.doubt {
		return snap, err
	}
	snap, err2 := c.fetchByKind(ctx, id)
	if err2 == nil {
		return snap, nil
	}
	return snap, secondOpinion(v.fault, err2)
}

// fetchByKind fetches what Sheets would not take, by the kind that Drive says
// the file has.
func (c *Client) fetchByKind(ctx context.Context, id string) (grid.Snapshot, error) {
	known := c.behind(id)
	f, err := c.fileInfo(ctx, id)
	if err != nil {
		return grid.Snapshot{}, err
	}
	if f.MimeType == typeSheet && !f.Trashed && f.Id != known { // a shortcut was followed
		return c.fetchSheet(ctx, f.Id)
	}
	return c.officeOf(ctx, id, f)
}

// nameDenial tells a file that is shared with us no more from one that is
// gone: Drive answers 404 to both, the Sheets API 403 to the first.
func (c *Client) nameDenial(ctx context.Context, id string, err error) error {
	var f, denied *office.Fault
	if !errors.As(err, &f) || f.Code != office.FaultNotFound {
		return err
	}
	if _, err := c.fetchSheet(ctx, id); errors.As(err, &denied) && denied.Code == office.FaultNotShared {
		return denied
	}
	return err
}

// secondOpinion weighs what Drive said of a file that Sheets would not take.
// What Drive knows of the file counts; where Drive could not be asked, or sees
// nothing wrong with it, the first answer stands.
func secondOpinion(first *office.Fault, err error) error {
	var f *office.Fault
	if errors.As(err, &f) && f.Code == office.FaultGoogleDown && first.Code == office.FaultNotFound {
		return f
	}
	if v := (*verdictError)(nil); errors.As(err, &v) || !errors.As(err, &f) || f.Code == office.FaultInternal || f.Code == office.FaultGoogleDown {
		return fault(first.Code, "%s; and asking Drive: %v", first.Detail, err)
	}
	return f
}

// fetchSheet reads a Google spreadsheet. The grid is made at once: its own
// content, not the bytes of the answer, says whether anything changed. An answer
// that is still being computed, or empty against all likelihood, is asked for
// again.
func (c *Client) fetchSheet(ctx context.Context, id string) (grid.Snapshot, error) {
	if c.inTrash(ctx, id) {
		return grid.Snapshot{}, fault(office.FaultTrashed, "in the trash of Drive")
	}
	for try := 0; ; try++ {
		ss, reply, changed, err := c.readSheet(ctx, id)
		if err != nil {
			return grid.Snapshot{}, err
		}
		b, err := convert(ss)
		if err != nil {
			return grid.Snapshot{}, err
		}
		content, doubt := contentOf(&b), doubtOf(ss, &b)
		if changed && doubt == grid.NoDoubt {
			doubt = grid.Computing
		}
		again, err := c.askAgain(ctx, id, content, doubt, try)
		if err != nil {
			return grid.Snapshot{}, err
		}
		if again {
			continue
		}
		return grid.Snapshot{
			Content:  content,
			Modified: c.noteRead(id),
			Clock:    reply.offset, Dated: reply.known, Doubt: doubt,
			Decode: func() (grid.Book, error) { return b, nil },
		}, nil
	}
}

// readSheet reads a spreadsheet with one call, or in parts where it does not fit
// into one answer; changed tells that it was changed between the parts.
func (c *Client) readSheet(ctx context.Context, id string) (ss *sheets.Spreadsheet, reply dated, changed bool, err error) {
	if c.isLarge(id) {
		return c.readInParts(ctx, id)
	}
	large := false
	err = c.call(ctx, request{kind: kindRead, id: id, deadline: readDeadline, dated: &reply, do: func(ctx context.Context, a *account) (err error) {
		ss, err = a.reader.Spreadsheets.Get(id).Fields(gridMask).Context(ctx).Do()
		large = errors.Is(err, errTooLarge)
		if err == nil {
			err = whole(ss)
		}
		return err
	}})
	if large {
		c.noteLarge(id)
		return c.readInParts(ctx, id)
	}
	return ss, reply, false, err
}

// whole refuses an answer without a single tab: Google knows no such
// spreadsheet, and it must not be taken for one from which all has vanished. It
// refuses nulls where Google gives none: who answers is not Google, or not well.
func whole(ss *sheets.Spreadsheet) error {
	if ss == nil || len(ss.Sheets) == 0 {
		return fmt.Errorf("%w: it names no tab", io.ErrUnexpectedEOF)
	}
	for _, s := range ss.Sheets {
		if s == nil || slices.Contains(s.Data, nil) || slices.Contains(s.Merges, nil) || slices.Contains(s.Charts, nil) ||
			slices.Contains(s.ProtectedRanges, nil) || slices.Contains(s.DeveloperMetadata, nil) || slices.Contains(s.ConditionalFormats, nil) {
			return errNull
		}
		for _, d := range s.Data {
			for _, row := range d.RowData {
				if row == nil || slices.Contains(row.Values, nil) {
					return errNull
				}
			}
		}
	}
	return nil
}

// errNull marks an answer that holds null where something is due.
var errNull = errors.New("null stands where something is due")

// asFault brings an error into the form that leaves the room.
func asFault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("fetching from Google: %w", ctx.Err())
	}
	var f *office.Fault
	if errors.As(err, &f) {
		return f
	}
	return fault(office.FaultInternal, "%s", clean(err.Error()))
}
