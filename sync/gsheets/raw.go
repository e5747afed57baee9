package gsheets

import (
	"encoding/json"
	"fmt"

	"google.golang.org/api/sheets/v4"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// RawEnding ends the names of spreadsheets that are kept as Google gave them.
const RawEnding = ".gsheet.json"

// rawSheet gives a spreadsheet as Google's resource, with all that was asked
// of it.
func rawSheet(id string, ss *sheets.Spreadsheet) (grid.Raw, error) {
	data, err := json.Marshal(ss)
	if err != nil {
		return grid.Raw{}, fault(office.FaultInternal, "%v", err)
	}
	return grid.Raw{Name: id + RawEnding, Bytes: data}, nil
}

// DecodeRaw makes a grid of a spreadsheet that was kept as Google's resource,
// the same as when it was fetched.
func DecodeRaw(data []byte) (grid.Book, error) {
	var ss sheets.Spreadsheet
	if err := json.Unmarshal(data, &ss); err != nil {
		return grid.Book{}, fault(office.FaultTruncated, "a kept spreadsheet: %v", err)
	}
	b, err := convert(&ss)
	if err != nil {
		return b, fmt.Errorf("a kept spreadsheet: %w", err)
	}
	return b, nil
}
