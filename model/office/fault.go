package office

import "slices"

// A Fault is why a source could not be read, or the consolidated book not be
// written. It implements error. A look with a fault proves nothing.
type Fault struct {
	Code   FaultCode
	Detail string // for the operator's log; English
}

func (f *Fault) Error() string {
	if f.Detail == "" {
		return string(f.Code)
	}
	return string(f.Code) + ": " + f.Detail
}

// FaultCode is the kind of a Fault. Its message and hint stand in the message
// catalogue under "fault." + code.
type FaultCode string

// What is wrong with the file itself, or with the way to it.
const (
	FaultNotFound    FaultCode = "not-found"    // no such file or spreadsheet
	FaultTrashed     FaultCode = "trashed"      // in the trash of Drive
	FaultNotShared   FaultCode = "not-shared"   // Google says that we may not see this one file
	FaultNotOpen     FaultCode = "not-open"     // it opens to nobody who has only the link
	FaultNoDownload  FaultCode = "no-download"  // its owner forbids viewers to download it
	FaultPolicy      FaultCode = "policy"       // the owner's organisation lets no outsider in
	FaultOfficeFile  FaultCode = "office-file"  // an .xlsx on Drive asked through Sheets
	FaultForm        FaultCode = "form"         // a Google Form in place of its answers
	FaultFolder      FaultCode = "folder"       // a folder in place of the file in it
	FaultNotWorkbook FaultCode = "not-workbook" // the file is something else
	FaultTruncated   FaultCode = "truncated"    // a workbook that is damaged or cut off
	FaultEncrypted   FaultCode = "encrypted"    // protected by a password
	FaultOldXLS      FaultCode = "old-xls"      // an Excel 95 file or older, or XML of 2003
	FaultXLSB        FaultCode = "xlsb"         // an Excel binary workbook
	FaultPicture     FaultCode = "picture"      // a photograph or a scan
	FaultDocument    FaultCode = "document"     // a document or slides
	FaultWebPage     FaultCode = "web-page"     // a web page, often named .xls
	FaultEncoding    FaultCode = "encoding"     // a text whose encoding cannot be told
	FaultBrokenCSV   FaultCode = "broken-csv"   // a line of a .csv that cannot be divided into fields
	FaultTooLarge    FaultCode = "too-large"    // beyond our limits, or a zip bomb
	FaultDenied      FaultCode = "denied"       // the operating system refuses to open the file
)

// What keeps the program from reaching Google at all.
const (
	FaultAPIDisabled FaultCode = "api-disabled" // a service is not switched on in the project
	FaultProject     FaultCode = "project"      // the project is suspended, deleted, unpaid or refused
	FaultCredentials FaultCode = "credentials"  // the key, the sign-in or what it was granted
	FaultAccountGone FaultCode = "account-gone" // the account is disabled or deleted
	FaultClockWrong  FaultCode = "clock-wrong"  // Google refuses tokens by our clock
	FaultNetwork     FaultCode = "network"      // no connection
	FaultTimeout     FaultCode = "timeout"      // no answer in time
	FaultCaptive     FaultCode = "captive"      // a page of another network's where Google's answer is due
	FaultProxy       FaultCode = "proxy"        // the proxy refuses, or asks who we are
	FaultCertificate FaultCode = "certificate"  // somebody stands between: an antivirus, a filter
	FaultQuota       FaultCode = "quota"        // used up for the moment
	FaultQuotaDay    FaultCode = "quota-day"    // used up for long
	FaultGoogleDown  FaultCode = "google-down"
	FaultAllRefused  FaultCode = "all-refused" // every file was refused in one round
	FaultUnclear     FaultCode = "unclear"     // a refusal of Google's that we do not know
	FaultInternal    FaultCode = "internal"    // a fault of this program
)

// What keeps the consolidated book from being written into its spreadsheet.
const (
	FaultReadOnly     FaultCode = "read-only"     // we may look at it, not write
	FaultProtected    FaultCode = "protected"     // a protected range lies over our cells
	FaultFull         FaultCode = "full"          // ten million cells are taken
	FaultStorage      FaultCode = "storage"       // its owner's Drive is full
	FaultTable        FaultCode = "table"         // a Table of Google's lies over our cells
	FaultConflict     FaultCode = "conflict"      // others write at the same time
	FaultSecondWriter FaultCode = "second-writer" // another tonghop writes the same book
)

// Owner says whose a fault is: who alone can mend it.
type Owner string

const (
	OwnerUnit     Owner = "unit"     // the commune that keeps the file
	OwnerOffice   Owner = "office"   // the office that gathers
	OwnerOperator Owner = "operator" // whoever runs the program: its project, key, network
	OwnerGoogle   Owner = "google"   // nobody here; it passes
	OwnerOurs     Owner = "ours"     // the program, and all that it has not understood
)

// A FaultKind is what is known of all faults of one code.
type FaultKind struct {
	Code  FaultCode
	Owner Owner
	// Again: it may pass by itself, so the call is repeated within the round.
	// Every source and target is tried again in the next round in any case.
	Again bool
}

// FaultKinds is the table of everything that can go wrong with a source or a
// target.
var FaultKinds = []FaultKind{
	{FaultNotFound, OwnerUnit, true}, // Google is known to say so once by mistake
	{FaultTrashed, OwnerUnit, false},
	{FaultNotShared, OwnerUnit, false},
	{FaultNotOpen, OwnerOperator, false}, // whoever reads it has no account to be shared with
	{FaultNoDownload, OwnerUnit, false},
	{FaultPolicy, OwnerOffice, false},
	{FaultOfficeFile, OwnerUnit, false},
	{FaultForm, OwnerUnit, false},
	{FaultFolder, OwnerUnit, false},
	{FaultNotWorkbook, OwnerUnit, false},
	{FaultTruncated, OwnerUnit, false},
	{FaultEncrypted, OwnerUnit, false},
	{FaultOldXLS, OwnerUnit, false},
	{FaultXLSB, OwnerUnit, false},
	{FaultPicture, OwnerUnit, false},
	{FaultDocument, OwnerUnit, false},
	{FaultWebPage, OwnerUnit, false},
	{FaultEncoding, OwnerUnit, false},
	{FaultBrokenCSV, OwnerUnit, false},
	{FaultTooLarge, OwnerOffice, false},
	{FaultDenied, OwnerOffice, false},

	{FaultAPIDisabled, OwnerOperator, false},
	{FaultProject, OwnerOperator, false},
	{FaultCredentials, OwnerOperator, true}, // a token may have just run out
	{FaultAccountGone, OwnerOperator, false},
	{FaultClockWrong, OwnerOperator, false},
	{FaultNetwork, OwnerOperator, true},
	{FaultTimeout, OwnerOperator, true},
	{FaultCaptive, OwnerOperator, true},
	{FaultProxy, OwnerOperator, true},
	{FaultCertificate, OwnerOperator, false},
	{FaultQuota, OwnerGoogle, true},
	{FaultQuotaDay, OwnerOperator, false},
	{FaultGoogleDown, OwnerGoogle, true},
	{FaultAllRefused, OwnerOperator, false},
	{FaultUnclear, OwnerOurs, false},
	{FaultInternal, OwnerOurs, false},

	{FaultReadOnly, OwnerOffice, false},
	{FaultProtected, OwnerOffice, false},
	{FaultFull, OwnerOffice, false},
	{FaultStorage, OwnerOffice, false},
	{FaultTable, OwnerOffice, false},
	{FaultConflict, OwnerGoogle, true},
	{FaultSecondWriter, OwnerOperator, false},
}

// Kind gives what is known of the faults of a code. One that is not in the
// table, as from a ledger of a later version, is ours.
func (c FaultCode) Kind() FaultKind {
	if i := slices.IndexFunc(FaultKinds, func(k FaultKind) bool { return k.Code == c }); i >= 0 {
		return FaultKinds[i]
	}
	return FaultKind{Code: c, Owner: OwnerOurs}
}

// Machinery reports whether the fault lies with the machinery, and neither with
// the file nor with what the office has to arrange, so that a round that met it
// ends with exit status 1.
func (c FaultCode) Machinery() bool {
	switch c.Kind().Owner {
	case OwnerUnit, OwnerOffice:
		return false
	}
	return true
}
