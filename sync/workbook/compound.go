package workbook

import (
	"bytes"

	"github.com/richardlehane/mscfb"

	"tonghop/model/office"
)

// compoundMagic begins every compound file: Office files up to 2003, and the
// wrapping of a newer file that is protected by a password.
var compoundMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// compoundFault tells what a compound file is, by the names of its streams
// ([MS-OFFCRYPTO] 1.3 for the encrypted package, [MS-XLS] 2.1 for a workbook).
func compoundFault(data []byte) *office.Fault {
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return fault(office.FaultTruncated, "a damaged compound file: %v", err)
	}
	names := make(map[string]bool, len(doc.File))
	for _, f := range doc.File {
		names[f.Name] = true
	}
	switch {
	case names["EncryptionInfo"] || names["EncryptedPackage"]:
		return fault(office.FaultEncrypted, "protected by a password")
	case names["Workbook"] || names["Book"]:
		return fault(office.FaultOldXLS, "an Excel 97–2003 workbook")
	case names["WordDocument"]:
		return fault(office.FaultNotWorkbook, "a Word 97–2003 document")
	}
	return fault(office.FaultNotWorkbook, "a compound file that holds no workbook")
}
