package cells

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// compoundMagic begins every compound file: Office files up to 2003, and the
// wrapping of a newer file that is protected by a password.
var compoundMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// decodeCompound reads a workbook of Excel 97–2003, and a newer one under the
// password that Excel knows by itself; anything else is told by the names of its
// streams ([MS-OFFCRYPTO] 1.3, [MS-XLS] 2.1).
func decodeCompound(data []byte) (grid.Book, error) {
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return grid.Book{}, fault(office.FaultTruncated, "a damaged compound file: %v", err)
	}
	streams := make(map[string]*mscfb.File, len(doc.File))
	for _, f := range doc.File {
		if len(f.Path) == 0 {
			streams[strings.ToLower(f.Name)] = f
		}
	}
	switch {
	case streams["encryptedpackage"] != nil || streams["encryptioninfo"] != nil:
		return decodeEncrypted(data, streams["encryptioninfo"])
	case streams["workbook"] != nil:
		stream, err := wholeStream(streams["workbook"], len(data))
		if err != nil {
			return grid.Book{}, err
		}
		return decodeXLS(stream)
	case streams["book"] != nil:
		return grid.Book{}, fault(office.FaultOldXLS, "a workbook of Excel 5 or 95")
	case streams["worddocument"] != nil:
		return grid.Book{}, fault(office.FaultDocument, "a Word 97–2003 document")
	case streams["powerpoint document"] != nil:
		return grid.Book{}, fault(office.FaultDocument, "a PowerPoint 97–2003 presentation")
	}
	return grid.Book{}, fault(office.FaultNotWorkbook, "a compound file that holds no workbook")
}

// bareBIFF decodes a workbook of Excel's that stands in no compound file: those
// up to Excel 4 do, and what some programs write.
func bareBIFF(data []byte) (grid.Book, error) {
	s := &biffStream{b: data}
	if rec, ok := s.next(); ok && rec.kind == biffBOF && rec.bytes().u16() == biffVersion {
		return decodeXLS(data)
	}
	return grid.Book{}, fault(office.FaultOldXLS, "a workbook of Excel 4 or older")
}

// isBIFF tells such a file by its first record: the beginning of a workbook.
func isBIFF(data []byte) bool {
	if len(data) < 8 || data[0] != 0x09 || data[3] != 0 || data[2] < 4 || data[2] > 16 {
		return false
	}
	return data[1] == 0 || data[1] == 2 || data[1] == 4 || data[1] == 8
}

// wholeStream reads a stream, which is no longer than the file.
func wholeStream(f *mscfb.File, limit int) ([]byte, error) {
	if f.Size < 0 || f.Size > int64(limit) {
		return nil, fault(office.FaultTruncated, "the stream %s is said to be longer than the file", f.Name)
	}
	b, err := io.ReadAll(io.LimitReader(f, int64(limit)))
	if err != nil || int64(len(b)) < f.Size {
		return nil, fault(office.FaultTruncated, "the stream %s is cut off: %v", f.Name, err)
	}
	return b, nil
}

// defaultPassword is the one that Excel tries by itself: it asks nobody for it,
// so a workbook under it is not protected at all ([MS-OFFCRYPTO] 2.4.2.3).
const defaultPassword = "VelvetSweatshop"

// maxSpins bounds the work that a file may ask for to make a key from a
// password. Excel asks for 100,000 rounds.
const maxSpins = 1_000_000

var spinCount = regexp.MustCompile(`spinCount="(\d{1,12})"`)

// decodeEncrypted reads a workbook under Excel's own password.
func decodeEncrypted(data []byte, info *mscfb.File) (b grid.Book, err error) {
	locked := fault(office.FaultEncrypted, "protected by a password")
	if info == nil {
		return grid.Book{}, locked
	}
	head, err := wholeStream(info, len(data))
	if err != nil {
		return grid.Book{}, err
	}
	for _, m := range spinCount.FindAllSubmatch(head, -1) {
		if n, err := strconv.Atoi(string(m[1])); err != nil || n > maxSpins {
			return grid.Book{}, locked
		}
	}
	defer func() {
		if r := recover(); r != nil { // excelize's, over a damaged description
			b, err = grid.Book{}, fault(office.FaultEncrypted, "protected by a password, in a way that is not understood: %v", r)
		}
	}()
	plain, err := excelize.Decrypt(data, &excelize.Options{Password: defaultPassword})
	if err != nil || !bytes.HasPrefix(plain, []byte("PK\x03\x04")) {
		return grid.Book{}, locked
	}
	b, err = decodeXLSX(plain)
	if err != nil {
		return grid.Book{}, fmt.Errorf("under Excel's own password: %w", err)
	}
	return b, nil
}

// decryptXLS takes the protection off the stream of a workbook of Excel 97–2003,
// where it is under Excel's own password.
func decryptXLS(stream []byte, pass *biffRecord) ([]byte, error) {
	d := pass.bytes()
	locked := fault(office.FaultEncrypted, "an Excel 97–2003 workbook with a password")
	if d.u16() != 1 { // not RC4
		return nil, locked
	}
	var key rc4Key
	var err error
	switch version := binary.LittleEndian.Uint32(d.take(4)); version {
	case 0x00010001:
		key, err = basicKey(d)
	case 0x00020002, 0x00020003, 0x00020004:
		key, err = cryptoKey(d)
	default:
		return nil, locked
	}
	if err != nil {
		return nil, locked
	}
	return decryptRecords(stream, pass.at, key), nil
}
