package sheetsim

import (
	"net/http"
	"strings"
)

// Reasons that a Fault may give, beside Google's usual refusal with a status.
const (
	// ReasonServiceDisabled (403): the API is not enabled in the project.
	ReasonServiceDisabled = "SERVICE_DISABLED"
	// ReasonScope (403): the token was granted too little.
	ReasonScope = "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
	// ReasonUserRate (403): Drive's rate limit.
	ReasonUserRate = "userRateLimitExceeded"
	// ReasonStorage (403): a service account has no room of its own.
	ReasonStorage = "storageQuotaExceeded"
	// ReasonWriteQuota (429): the write quota rather than the read quota.
	ReasonWriteQuota = "WriteRequests"
	// Any other reason in capitals is one of our project, such as
	// "CONSUMER_SUSPENDED" (403).

	// ReasonInvalidGrant (400): the token endpoint's word for a revoked token.
	ReasonInvalidGrant = "invalid_grant"
	// ReasonAutomatedQueries (429): the page that Drive answers instead of
	// JSON.
	ReasonAutomatedQueries = "automatedQueries"
)

const automatedQueriesPage = "<html><head><title>Sorry...</title></head><body><h1>We're sorry...</h1>" +
	"<p>... but your computer or network may be sending automated queries. " +
	"To protect our users, we can't process your request right now.</p></body></html>"

// standard is Google's usual refusal with a status, for scripted faults.
func standard(code int, reason string) *apiError {
	switch reason {
	case ReasonServiceDisabled:
		return serviceDisabled()
	case ReasonScope:
		return scopeInsufficient()
	case ReasonUserRate:
		return &apiError{code: code, reason: reason, message: "User Rate Limit Exceeded"}
	case ReasonStorage:
		return &apiError{code: code, reason: reason,
			message: "Service Accounts do not have storage quota. Leverage shared drives, or use OAuth delegation instead."}
	case ReasonInvalidGrant:
		return &apiError{code: code, status: reason, message: "Token has been expired or revoked."}
	case ReasonWriteQuota:
		return quotaExceeded(kindWrite, false, perUserLimit)
	}
	if reason != "" && reason == strings.ToUpper(reason) {
		return ofProject(code, reason)
	}
	switch code {
	case http.StatusBadRequest:
		return invalid("Request contains an invalid argument.")
	case http.StatusUnauthorized:
		return unauthenticated()
	case http.StatusForbidden:
		return forbidden()
	case http.StatusNotFound:
		return notFound()
	case http.StatusConflict:
		return &apiError{code: code, status: "ABORTED", message: "The operation was aborted.", reason: "aborted"}
	case http.StatusTooManyRequests:
		return quotaExceeded(kindRead, false, perUserLimit)
	case http.StatusInternalServerError:
		return &apiError{code: code, status: "INTERNAL", message: "Internal error encountered.", reason: "backendError"}
	case http.StatusServiceUnavailable:
		return &apiError{code: code, status: "UNAVAILABLE",
			message: "The service is currently unavailable.", reason: "backendError"}
	}
	return &apiError{code: code, status: "UNKNOWN", message: http.StatusText(code), reason: "backendError"}
}

// ofProject is a refusal of our project for one of the reasons of all of Google's
// interfaces, such as "CONSUMER_SUSPENDED".
func ofProject(code int, reason string) *apiError {
	return &apiError{code: code, status: "PERMISSION_DENIED", reason: "forbidden",
		message: "Permission denied: Consumer 'project_number:" + projectNumber + "' cannot be served.",
		details: []any{obj{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com",
			"metadata": obj{"consumer": "projects/" + projectNumber, "service": "sheets.googleapis.com"}}}}
}

// serviceDisabled is the form recorded in 2025.
func serviceDisabled() *apiError {
	const where = "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=" + projectNumber
	message := "Google Sheets API has not been used in project " + projectNumber + " before or it is disabled. " +
		"Enable it by visiting " + where + " then retry. If you enabled this API recently, wait a few minutes " +
		"for the action to propagate to our systems and retry."
	return &apiError{
		code: http.StatusForbidden, status: "PERMISSION_DENIED", reason: "accessNotConfigured", message: message,
		details: []any{
			obj{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": ReasonServiceDisabled, "domain": "googleapis.com",
				"metadata": obj{"service": "sheets.googleapis.com", "serviceTitle": "Google Sheets API",
					"consumer": "projects/" + projectNumber, "containerInfo": projectNumber, "activationUrl": where}},
			obj{"@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US", "message": message},
			obj{"@type": "type.googleapis.com/google.rpc.Help", "links": []any{
				obj{"description": "Google developers console API activation", "url": where}}},
		},
	}
}

func scopeInsufficient() *apiError {
	return &apiError{
		code: http.StatusForbidden, status: "PERMISSION_DENIED", reason: "insufficientPermissions",
		message: "Request had insufficient authentication scopes.",
		header: map[string]string{"WWW-Authenticate": `Bearer realm="https://accounts.google.com/", ` +
			`error="insufficient_scope", scope="https://www.googleapis.com/auth/spreadsheets"`},
		details: []any{obj{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": ReasonScope,
			"domain": "googleapis.com", "metadata": obj{"service": "sheets.googleapis.com"}}},
	}
}
