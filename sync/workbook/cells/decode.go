package cells

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// Decode turns the bytes of a workbook into a grid: an .xlsx, .xls, .ods or a
// file of separated fields. The kind of the file is told by its content; name
// gives the book its title, and its ending counts only for .csv and .tsv, which
// have no mark of their own.
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
		b, err = decodeCompound(data)
	case isBIFF(data):
		b, err = bareBIFF(data)
	default:
		b, err = decodeOther(title, strings.ToLower(ext), data)
	}
	if err != nil {
		return grid.Book{}, asFault(err)
	}
	b.Title = title
	b.SpreadVolatile()
	return b, nil
}

// decodeOther decodes what bears no mark of a workbook.
func decodeOther(title, ext string, data []byte) (grid.Book, error) {
	if code, what := foreignKind(data); code != "" {
		return grid.Book{}, fault(code, "%s", what)
	}
	switch ext {
	case ".csv", ".tsv", ".tab", ".txt":
		return decodeCSV(title, ext, data)
	}
	return grid.Book{}, fault(office.FaultNotWorkbook, "neither a workbook nor a .csv file")
}

// IsName reports whether a file's name ends as that of a workbook that Decode
// may read.
func IsName(name string) bool {
	_, ext := splitName(name)
	switch strings.ToLower(ext) {
	case ".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".ods", ".ots", ".csv", ".tsv", ".tab", ".txt":
		return true
	}
	return false
}

// splitName gives the base name without its extension, and the extension. Both
// kinds of slashes part folders, so that a path from Windows is understood
// anywhere.
func splitName(name string) (title, ext string) {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	ext = path.Ext(base)
	return strings.TrimSuffix(base, ext), ext
}

// foreignKind tells what is certainly no workbook by the first bytes: its code
// and words for the operator's log; "" where the bytes say nothing.
func foreignKind(data []byte) (office.FaultCode, string) {
	marks := []struct {
		prefix string
		code   office.FaultCode
		what   string
	}{
		{"%PDF-", office.FaultDocument, "a PDF"},
		{"\x89PNG", office.FaultPicture, "a picture (PNG)"},
		{"\xff\xd8\xff", office.FaultPicture, "a picture (JPEG)"},
		{"GIF8", office.FaultPicture, "a picture (GIF)"},
		{"BM", office.FaultPicture, "a picture (BMP)"},
		{"II*\x00", office.FaultPicture, "a picture (TIFF)"},
		{"MM\x00*", office.FaultPicture, "a picture (TIFF)"},
		{"Rar!", office.FaultNotWorkbook, "a RAR archive"},
		{"7z\xbc\xaf\x27\x1c", office.FaultNotWorkbook, "a 7-Zip archive"},
		{"\x1f\x8b", office.FaultNotWorkbook, "a gzip archive"},
		{"{\\rtf", office.FaultDocument, "an RTF document"},
		{"PK\x05\x06", office.FaultNotWorkbook, "an empty zip archive"},
		{"PK\x07\x08", office.FaultNotWorkbook, "a piece of a zip archive"},
		{"SQLite format 3", office.FaultNotWorkbook, "a database"},
	}
	for _, m := range marks {
		if bytes.HasPrefix(data, []byte(m.prefix)) && (m.prefix != "BM" || isBitmap(data)) {
			return m.code, m.what
		}
	}
	if len(data) > 12 && (string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" || string(data[4:8]) == "ftyp") {
		return office.FaultPicture, "a picture or a film (WebP, HEIC, MP4)"
	}
	head := bytes.TrimLeft(data[:min(len(data), 512)], "\ufeff \t\r\n")
	if len(head) == 0 && len(data) <= 512 {
		return office.FaultNotWorkbook, "an empty file"
	}
	return foreignText(bytes.ToLower(head))
}

// isBitmap tells a picture from a text that begins with its two letters.
func isBitmap(data []byte) bool {
	return len(data) > 26 && binary.LittleEndian.Uint32(data[2:]) == uint32(len(data))
}

// foreignText tells a web page or an XML file by how it begins.
func foreignText(head []byte) (office.FaultCode, string) {
	for _, mark := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<style", "<meta"} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return office.FaultWebPage, "a web page"
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("mime-version:")):
		return office.FaultWebPage, "a web page in one file (MHTML)"
	case !bytes.HasPrefix(head, []byte("<?xml")):
		return "", ""
	case bytes.Contains(head, []byte("<html")):
		return office.FaultWebPage, "a web page"
	case bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return office.FaultOldXLS, "an XML Spreadsheet of Excel 2003"
	}
	return office.FaultNotWorkbook, "an XML file"
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
