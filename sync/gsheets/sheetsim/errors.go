package sheetsim

import (
	"fmt"
	"net/http"
)

// An apiError is a refusal in Google's words.
type apiError struct {
	code    int
	status  string // Sheets: "INVALID_ARGUMENT"; Drive often has none
	message string
	reason  string // of errors[], which Google's generated clients are given
	details []any
	header  map[string]string
	// location and locationType are Drive's.
	location, locationType string
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s: %s", e.code, e.status, e.message) }

func invalid(format string, args ...any) *apiError {
	return &apiError{code: http.StatusBadRequest, status: "INVALID_ARGUMENT",
		message: fmt.Sprintf(format, args...), reason: "badRequest"}
}

// badRequest is an invalid argument with its field named in the details.
func badRequest(message, field, description string) *apiError {
	e := invalid("%s", message)
	violation := obj{"description": description}
	if field != "" {
		violation["field"] = field
	}
	e.details = []any{obj{
		"@type":           "type.googleapis.com/google.rpc.BadRequest",
		"fieldViolations": []any{violation},
	}}
	return e
}

// notSimulated refuses what Google would do and this server does not.
func notSimulated(format string, args ...any) *apiError {
	return &apiError{code: http.StatusNotImplemented, status: "UNIMPLEMENTED",
		message: "sheetsim: not simulated: " + fmt.Sprintf(format, args...), reason: "notImplemented"}
}

func notFound() *apiError {
	return &apiError{code: http.StatusNotFound, status: "NOT_FOUND",
		message: "Requested entity was not found.", reason: "notFound"}
}

func forbidden() *apiError {
	return &apiError{code: http.StatusForbidden, status: "PERMISSION_DENIED",
		message: "The caller does not have permission", reason: "forbidden"}
}

func officeRefusal() *apiError {
	return &apiError{code: http.StatusBadRequest, status: "FAILED_PRECONDITION", reason: "failedPrecondition",
		message: "This operation is not supported for this document. The document must not be an Office file."}
}

func driveNotFound(id string) *apiError {
	return &apiError{code: http.StatusNotFound, message: "File not found: " + id + ".",
		reason: "notFound", location: "fileId", locationType: "parameter"}
}

func driveInvalid(parameter, message string) *apiError {
	return &apiError{code: http.StatusBadRequest, message: message,
		reason: "invalid", location: parameter, locationType: "parameter"}
}

// envelope is the error body. Google adds errors[] for its generated clients
// only; Drive always has it, and has no status.
func (e *apiError) envelope(drive, generatedClient bool) obj {
	inner := obj{"code": float64(e.code), "message": e.message}
	if e.status != "" {
		inner["status"] = e.status
	}
	if e.details != nil {
		inner["details"] = e.details
	}
	if drive || generatedClient {
		item := obj{"message": e.message, "domain": "global", "reason": e.reason}
		if e.location != "" {
			item["location"], item["locationType"] = e.location, e.locationType
		}
		inner["errors"] = []any{item}
	}
	return obj{"error": inner}
}

func unauthenticated() *apiError {
	return &apiError{code: http.StatusUnauthorized, status: "UNAUTHENTICATED", reason: "authError",
		message: "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or " +
			"other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
		header: map[string]string{"WWW-Authenticate": `Bearer realm="https://accounts.google.com/", error="invalid_token"`}}
}

func unregistered() *apiError {
	return &apiError{code: http.StatusForbidden, status: "PERMISSION_DENIED", reason: "forbidden",
		message: "Method doesn't allow unregistered callers (callers without established identity). " +
			"Please use API Key or other form of API consumer identity to call this API."}
}
