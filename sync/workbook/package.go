package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"tonghop/model/office"
)

// charsetReader converts a part's encoding to UTF-8, as encoding/xml asks for.
type charsetReader = func(charset string, input io.Reader) (io.Reader, error)

// openPackage opens the zip with excelize, within the limits, and makes sure
// that every part arrived whole.
func openPackage(data []byte) (*excelize.File, error) {
	dir, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fault(office.FaultTruncated, "the zip is cut off or damaged: %v", err)
	}
	if what := foreignPackage(dir); what != "" {
		return nil, fault(office.FaultNotWorkbook, "%s", what)
	}
	if err := checkSizes(dir); err != nil {
		return nil, err
	}
	// Equal limits keep excelize from spilling large parts into temporary files.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: MaxUnzippedSize, UnzipXMLSizeLimit: MaxUnzippedSize,
	})
	if err != nil {
		return nil, openFault(err)
	}
	if err := verify(f, dir); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// checkSizes holds the sizes that the zip's directory states against the
// limits, before anything is unzipped. A part that is longer than stated comes
// out damaged.
func checkSizes(dir *zip.Reader) error {
	if len(dir.File) > MaxParts {
		return fault(office.FaultTooLarge, "%d parts, over %d", len(dir.File), MaxParts)
	}
	var sum uint64
	for _, p := range dir.File {
		size := p.UncompressedSize64
		if sum += size; size > MaxUnzippedSize || sum > MaxUnzippedSize {
			return fault(office.FaultTooLarge, "unzipped over %d bytes", MaxUnzippedSize)
		}
		if isHead(partName(p.Name)) && size > MaxHeadSize {
			return fault(office.FaultTooLarge, "part %s of %d bytes, over %d", p.Name, size, MaxHeadSize)
		}
	}
	return nil
}

// isHead reports whether a part may be read whole into structures. Shared
// texts and tabs are streamed; pictures, caches and what is no XML are left
// alone.
func isHead(name string) bool {
	for _, apart := range []string{
		"xl/sharedStrings.xml", "xl/worksheets/", "xl/media/", "xl/drawings/", "xl/pivotCache/", "xl/externalLinks/",
	} {
		if strings.HasPrefix(name, apart) {
			return false
		}
	}
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}

// openFault names an error of excelize.
func openFault(err error) *office.Fault {
	if errors.Is(err, zip.ErrAlgorithm) {
		return fault(office.FaultNotWorkbook, "a zip of a kind that Excel does not write: %v", err)
	}
	return fault(office.FaultTruncated, "opening the package: %v", err)
}

// foreignPackage names a zip that is not meant as an .xlsx, in words for the
// log; "" where it is.
func foreignPackage(dir *zip.Reader) string {
	kinds := []struct{ part, what string }{
		{"xl/workbook.bin", "an Excel binary workbook (.xlsb)"},
		{"word/document.xml", "a Word document"},
		{"ppt/presentation.xml", "a PowerPoint presentation"},
		{"mimetype", "an OpenDocument file"},
		{"[Content_Types].xml", ""},
	}
	names := make(map[string]bool, len(dir.File))
	for _, p := range dir.File {
		names[partName(p.Name)] = true
	}
	for _, k := range kinds {
		if names[k.part] {
			return k.what
		}
	}
	return "a zip archive that holds no workbook"
}

// verify compares every part with the size and checksum in the zip's
// directory. excelize ignores errors in the middle of a part, so a damaged one
// would come out shorter without a word.
func verify(f *excelize.File, dir *zip.Reader) error {
	seen := make(map[string]bool, len(dir.File))
	for _, p := range dir.File {
		name := partName(p.Name)
		if seen[name] {
			return fault(office.FaultTruncated, "part %s stands twice", name)
		}
		seen[name] = true
		raw, ok := part(f, name)
		if !ok || uint64(len(raw)) != p.UncompressedSize64 || crc32.ChecksumIEEE(raw) != p.CRC32 {
			return fault(office.FaultTruncated, "part %s is damaged", name)
		}
	}
	return nil
}

// partName gives the name under which excelize keeps a part.
func partName(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	switch strings.ToLower(name) {
	case "[content_types].xml":
		return "[Content_Types].xml"
	case "xl/sharedstrings.xml":
		return "xl/sharedStrings.xml"
	}
	return name
}

// part gives the bytes of one part of the package.
func part(f *excelize.File, name string) ([]byte, bool) {
	v, ok := f.Pkg.Load(partName(name))
	if !ok {
		return nil, false
	}
	raw, ok := v.([]byte)
	return raw, ok
}
