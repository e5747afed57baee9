package office

// A Fault is why a source could not be read. It implements error.
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

const (
	FaultNotFound    FaultCode = "not-found"    // no such file or spreadsheet
	FaultNotWorkbook FaultCode = "not-workbook" // the file is something else
	FaultTruncated   FaultCode = "truncated"    // a workbook that is damaged or cut off
	FaultEncrypted   FaultCode = "encrypted"    // protected by a password
	FaultOldXLS      FaultCode = "old-xls"      // an Excel 97–2003 file
	FaultTooLarge    FaultCode = "too-large"    // beyond the limits, or a zip bomb
	FaultOfficeFile  FaultCode = "office-file"  // an .xlsx on Drive asked through Sheets
	FaultNotShared   FaultCode = "not-shared"   // access denied or withdrawn
	FaultDenied      FaultCode = "denied"       // the operating system refuses to open the file
	FaultAPIDisabled FaultCode = "api-disabled"
	FaultCredentials FaultCode = "credentials"
	FaultQuota       FaultCode = "quota"
	FaultGoogleDown  FaultCode = "google-down"
	FaultNetwork     FaultCode = "network"
	FaultInternal    FaultCode = "internal" // a fault of this program
)

// Machinery reports whether the fault lies with network, quota, credentials
// or this program, so that a round that met it ends with exit status 1.
func (c FaultCode) Machinery() bool {
	switch c {
	case FaultAPIDisabled, FaultCredentials, FaultQuota, FaultGoogleDown, FaultNetwork, FaultInternal:
		return true
	}
	return false
}
