package workbook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
	"tonghop/sync/workbook/cells"
)

// A Disk reads workbooks from files.
type Disk struct {
	// Dir is where relative references start; "" is the working folder.
	Dir string
}

// Fetch reads the file that ref names. Its content is known by the SHA-256 of
// its bytes; the snapshot is decoded when asked for. An error is a
// *office.Fault, or that of the context.
func (d *Disk) Fetch(ctx context.Context, ref string) (grid.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return grid.Snapshot{}, err
	}
	name := ref
	if !filepath.IsAbs(name) {
		name = filepath.Join(d.Dir, name)
	}
	if strings.HasPrefix(filepath.Base(name), "~$") {
		return grid.Snapshot{}, fault(office.FaultNotWorkbook, "%s is the mark that Excel sets beside an open file", ref)
	}
	data, info, err := readWhole(name)
	if err != nil {
		return grid.Snapshot{}, diskFault(ref, err)
	}
	sum := sha256.Sum256(data)
	return grid.Snapshot{
		Content:  "sha256:" + hex.EncodeToString(sum[:]),
		Modified: info.ModTime(),
		Decode:   func() (grid.Book, error) { return Decode(name, data) },
	}, nil
}

// readWhole reads a file of bounded size. One that grows, shrinks or is
// touched meanwhile is being written; what was read of it may be half old and
// half new.
func readWhole(name string) ([]byte, fs.FileInfo, error) {
	if info, err := os.Stat(name); err != nil {
		return nil, nil, err
	} else if !info.Mode().IsRegular() {
		return nil, nil, fault(office.FaultNotWorkbook, "a folder or a device, not a file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if before.Size() > cells.MaxFileSize {
		return nil, nil, fault(office.FaultTooLarge, "a file of %d bytes, over %d", before.Size(), cells.MaxFileSize)
	}
	data, err := io.ReadAll(io.LimitReader(f, cells.MaxFileSize+1))
	if err != nil {
		return nil, nil, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if after.Size() != int64(len(data)) || !after.ModTime().Equal(before.ModTime()) {
		return nil, nil, fault(office.FaultTruncated, "the file was being written")
	}
	return data, after, nil
}

// diskFault turns an error of the operating system into a fault. A file that
// another program holds locked, or a disk that does not answer, is denied to us
// and says nothing of the unit's work.
func diskFault(ref string, err error) *office.Fault {
	if f, ok := errors.AsType[*office.Fault](err); ok {
		return fault(f.Code, "reading %s: %s", ref, f.Detail)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fault(office.FaultNotFound, "reading %s: %v", ref, err)
	}
	return fault(office.FaultDenied, "reading %s: %v", ref, err)
}
