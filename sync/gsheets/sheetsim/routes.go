package sheetsim

import (
	"reflect"
	"slices"

	"google.golang.org/api/sheets/v4"
)

// A route is one API method: how it is counted, whose quota it spends, what
// it accepts, and who answers it.
type route struct {
	method string // as in the discovery document
	verb   string
	// pattern is the escaped path; {x} stands for a parameter, which ends
	// where the literal after it begins.
	pattern string
	spends  quotaKind
	body    reflect.Type // nil for calls without a body
	bodyAt  string       // the body's name in messages
	query   []string     // accepted parameters; nil accepts any (Drive)
	answers reflect.Type // to which the fields parameter applies; nil where the handler sees to it
	handle  func(*call) (any, *apiError)
}

var commonQuery = []string{"$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token",
	"prettyPrint", "quotaUser", "uploadType", "upload_protocol"}

const (
	sheetsBase = "/v4/spreadsheets"
	driveBase  = "/drive/v3"
	tokenPath  = "/token"
)

// routes lists every API method that is answered; of two patterns that fit a
// path the first wins.
var routes = slices.Concat(sheetsRoutes, driveRoutes, exportRoutes)

var sheetsRoutes = []route{
	{method: "sheets.spreadsheets.batchUpdate", verb: "POST", pattern: sheetsBase + "/{id}:batchUpdate",
		spends: kindWrite, body: typeBatch, query: []string{},
		answers: reflect.TypeFor[sheets.BatchUpdateSpreadsheetResponse](), handle: (*call).batchUpdate},
	{method: "sheets.spreadsheets.values.batchGet", verb: "GET", pattern: sheetsBase + "/{id}/values:batchGet",
		spends: kindRead, query: []string{"dateTimeRenderOption", "majorDimension", "ranges", "valueRenderOption"},
		answers: reflect.TypeFor[sheets.BatchGetValuesResponse](), handle: (*call).valuesBatchGet},
	{method: "sheets.spreadsheets.values.append", verb: "POST", pattern: sheetsBase + "/{id}/values/{range}:append",
		spends: kindWrite, body: reflect.TypeFor[sheets.ValueRange](), bodyAt: "data",
		query:   append([]string{"insertDataOption"}, updateQuery...),
		answers: reflect.TypeFor[sheets.AppendValuesResponse](), handle: (*call).valuesAppend},
	{method: "sheets.spreadsheets.values.clear", verb: "POST", pattern: sheetsBase + "/{id}/values/{range}:clear",
		spends: kindWrite, body: reflect.TypeFor[sheets.ClearValuesRequest](), query: []string{},
		answers: reflect.TypeFor[sheets.ClearValuesResponse](), handle: (*call).valuesClear},
	{method: "sheets.spreadsheets.values.get", verb: "GET", pattern: sheetsBase + "/{id}/values/{range}",
		spends: kindRead, query: []string{"dateTimeRenderOption", "majorDimension", "valueRenderOption"},
		answers: reflect.TypeFor[sheets.ValueRange](), handle: (*call).valuesGet},
	{method: "sheets.spreadsheets.values.update", verb: "PUT", pattern: sheetsBase + "/{id}/values/{range}",
		spends: kindWrite, body: reflect.TypeFor[sheets.ValueRange](), bodyAt: "data",
		query:   updateQuery,
		answers: reflect.TypeFor[sheets.UpdateValuesResponse](), handle: (*call).valuesUpdate},
	{method: "sheets.spreadsheets.get", verb: "GET", pattern: sheetsBase + "/{id}", spends: kindRead,
		query:  []string{"commentsViewMode", "excludeTablesInBandedRanges", "includeGridData", "ranges"},
		handle: (*call).getSpreadsheet},
}

var updateQuery = []string{"includeValuesInResponse", "responseDateTimeRenderOption", "responseValueRenderOption",
	"valueInputOption"}

var driveRoutes = []route{
	{method: "drive.files.list", verb: "GET", pattern: driveBase + "/files", handle: (*call).driveList},
	{method: "drive.files.create", verb: "POST", pattern: driveBase + "/files", body: typeFile, handle: (*call).driveCreate},
	{method: "drive.files.copy", verb: "POST", pattern: driveBase + "/files/{id}/copy", body: typeFile,
		handle: (*call).driveCopy},
	{method: "drive.files.get", verb: "GET", pattern: driveBase + "/files/{id}", handle: (*call).driveGet},
	{method: "drive.files.delete", verb: "DELETE", pattern: driveBase + "/files/{id}", handle: (*call).driveDelete},
	{method: "drive.about.get", verb: "GET", pattern: driveBase + "/about", handle: (*call).driveAbout},
	{method: "oauth2.token", verb: "POST", pattern: tokenPath, handle: (*call).token},
}
