package cells

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"path"
	"strings"

	"tonghop/model/office"
)

// A pack is a zip of parts, unzipped one by one as they are asked for, so that
// pictures and caches cost nothing, and a damaged one costs no figures.
type pack struct {
	parts  map[string]*zip.File // by partKey
	budget uint64               // bytes that may still be unzipped
}

// openPack reads the directory of a zip. The sizes that it states are held against
// the limits before anything is unzipped; a part that is longer than stated
// comes out damaged.
func openPack(data []byte) (*pack, error) {
	dir, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fault(office.FaultTruncated, "the zip is cut off or damaged: %v", err)
	}
	if len(dir.File) > MaxParts {
		return nil, fault(office.FaultTooLarge, "%d parts, over %d", len(dir.File), MaxParts)
	}
	p := &pack{parts: make(map[string]*zip.File, len(dir.File)), budget: MaxUnzippedSize}
	for _, f := range dir.File {
		key := partKey(f.Name)
		if p.parts[key] != nil {
			return nil, fault(office.FaultTruncated, "part %s stands twice", f.Name)
		}
		p.parts[key] = f
	}
	return p, nil
}

// partKey is the name by which a part is found: names of parts are compared
// without case (ECMA-376 part 2, 6.2.2.3), and some programs write them with
// backslashes.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (p *pack) has(name string) bool { return p.parts[partKey(name)] != nil }

// read unzips a part: no more of it than the limit, and no part of it alone. A
// missing part is nil.
func (p *pack) read(name string, limit uint64) ([]byte, error) {
	f := p.parts[partKey(name)]
	if f == nil {
		return nil, nil
	}
	size := f.UncompressedSize64
	if size > limit || size > p.budget {
		return nil, fault(office.FaultTooLarge, "part %s of %d bytes unzipped, over %d", name, size, min(limit, p.budget))
	}
	p.budget -= size
	if f.Flags&1 != 0 {
		return nil, fault(office.FaultEncrypted, "part %s is protected by a password of the zip", name)
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, fault(office.FaultNotWorkbook, "a zip of a kind that no office program writes: %v", err)
	}
	if err != nil {
		return nil, fault(office.FaultTruncated, "part %s is damaged: %v", name, err)
	}
	defer r.Close()
	raw := make([]byte, size, size+bytes.MinRead)
	n, err := io.ReadFull(r, raw)
	if err == nil {
		// The end is read as well: it compares size and checksum.
		if more, err2 := io.Copy(io.Discard, io.LimitReader(r, 1)); err2 != nil || more > 0 {
			err = errors.Join(err2, flate.CorruptInputError(size))
		}
	}
	if err != nil && !(errors.Is(err, io.EOF) && n == 0 && size == 0) {
		return nil, fault(office.FaultTruncated, "part %s is damaged: %v", name, err)
	}
	return raw, nil
}

// head reads a small part, which is held whole: the workbook, its relations, its
// styles.
func (p *pack) head(name string) ([]byte, error) { return p.read(name, MaxHeadSize) }

// foreign names a zip that is not meant as a workbook, by what is in it; the
// code is empty where it is one.
func (p *pack) foreign() (office.FaultCode, string) {
	kinds := []struct {
		part string
		code office.FaultCode
		what string
	}{
		{"xl/workbook.bin", office.FaultXLSB, "an Excel binary workbook (.xlsb)"},
		{"word/document.xml", office.FaultDocument, "a Word document"},
		{"ppt/presentation.xml", office.FaultDocument, "a PowerPoint presentation"},
		{"[Content_Types].xml", "", ""},
		{"_rels/.rels", "", ""},
	}
	for _, k := range kinds {
		if p.has(k.part) {
			return k.code, k.what
		}
	}
	return office.FaultNotWorkbook, "a zip archive that holds no workbook"
}

// A relationship names one part that another refers to.
type relationship struct {
	kind   string // the last word of its type, the same in the transitional and the strict form
	target string // the part's name
}

// rels reads the relations of a part, by their ids; of the package itself for "".
func (p *pack) rels(of string) (map[string]relationship, error) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	raw, err := p.head(name)
	if err != nil || len(raw) == 0 {
		return nil, err
	}
	out := make(map[string]relationship)
	doc, err := newDocument(raw)
	if err == nil {
		err = doc.root(func(element) error {
			return doc.children(func(e element) error {
				if e.name == "Relationship" && e.attr("TargetMode") != "External" {
					out[e.attr("Id")] = relationship{path.Base(e.attr("Type")), resolve(dir, e.attr("Target"))}
				}
				return doc.skip()
			})
		})
	}
	if err != nil {
		return nil, fault(office.FaultTruncated, "%s: %v", name, err)
	}
	return out, nil
}

// resolve gives the name of a part from a target beside the part that names it.
func resolve(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = "/" + dir + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}
