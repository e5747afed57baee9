package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// Decode turns the bytes of an .xlsx or .csv file into a grid. The kind of
// the file is told by its content; name gives the book its title, and its
// ending counts only for .csv, which has no mark of its own.
//
// An error is always a *office.Fault. Decode never panics, whatever the bytes.
func Decode(name string, data []byte) (b grid.Book, err error) {
	defer func() {
		if r := recover(); r != nil {
			b, err = grid.Book{}, fault(office.FaultTruncated, "the decoder met a malformed part: %v", r)
		}
	}()
	if len(data) > MaxFileSize {
		return grid.Book{}, fault(office.FaultTooLarge, "a file of %d bytes, over %d", len(data), MaxFileSize)
	}
	title, ext := splitName(name)
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		b, err = decodeXLSX(data)
	case bytes.HasPrefix(data, compoundMagic):
		err = compoundFault(data)
	default:
		if what := foreignKind(data); what != "" {
			err = fault(office.FaultNotWorkbook, "%s", what)
		} else if !strings.EqualFold(ext, ".csv") {
			err = fault(office.FaultNotWorkbook, "neither an .xlsx nor a .csv file")
		} else {
			b, err = decodeCSV(title, data)
		}
	}
	if err != nil {
		return grid.Book{}, asFault(err)
	}
	b.Title = title
	return b, nil
}

// splitName gives the base name without its extension, and the extension. Both
// kinds of slashes part folders, so that a path from Windows is understood
// anywhere.
func splitName(name string) (title, ext string) {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	ext = path.Ext(base)
	return strings.TrimSuffix(base, ext), ext
}

// foreignKind names what is certainly no workbook by the first bytes, in words
// for the operator's log; "" where the bytes say nothing.
func foreignKind(data []byte) string {
	marks := []struct{ prefix, what string }{
		{"%PDF-", "a PDF"},
		{"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"GIF8", "a picture"},
		{"Rar!", "a RAR archive"},
		{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
		{"\x1f\x8b", "a gzip archive"},
		{"{\\rtf", "an RTF document"},
		{"PK\x05\x06", "an empty zip archive"},
		{"PK\x07\x08", "a piece of a zip archive"},
		{"SQLite format 3", "a database"},
	}
	for _, m := range marks {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return m.what
		}
	}
	head := bytes.TrimLeft(data[:min(len(data), 512)], "\ufeff \t\r\n")
	if len(head) == 0 && len(data) <= 512 {
		return "an empty file"
	}
	head = bytes.ToLower(head)
	if bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) {
		return "an HTML page"
	}
	if bytes.HasPrefix(head, []byte("<?xml")) {
		return "an XML file"
	}
	return ""
}

func fault(code office.FaultCode, format string, args ...any) *office.Fault {
	return &office.Fault{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// asFault makes sure that what leaves the room is a *office.Fault, with all that
// was said on the way about where it lies. What has no better name is a
// damaged workbook.
func asFault(err error) *office.Fault {
	f, ok := errors.AsType[*office.Fault](err)
	if !ok {
		return fault(office.FaultTruncated, "%v", err)
	}
	return fault(f.Code, "%s", strings.Replace(err.Error(), f.Error(), f.Detail, 1))
}
