package workbook

import (
	"fmt"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/sync/workbook/cells"
)

// Decode turns the bytes of a workbook into a grid, whatever the bytes and
// whatever kind of file they are. An error is always an *office.Fault.
func Decode(name string, data []byte) (grid.Book, error) { return cells.Decode(name, data) }

// IsName reports whether a file's name ends as that of a workbook that Decode
// may read.
func IsName(name string) bool { return cells.IsName(name) }

func fault(code office.FaultCode, format string, args ...any) *office.Fault {
	return &office.Fault{Code: code, Detail: fmt.Sprintf(format, args...)}
}
