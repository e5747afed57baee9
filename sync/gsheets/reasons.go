package gsheets

import (
	"strings"

	"tonghop/model"
)

// reasons holds every reason that Google documents for a refusal: those of
// google.api.ErrorReason (ErrorInfo.reason, of all its interfaces), those of
// Drive's guide to errors (errors[].reason), and the words of the token service
// (error, RFC 6749 §5.2). Words that say no more than the HTTP status, such as
// "forbidden", are not among them.
var reasons = map[string]model.FaultCode{
	// The service is not switched on in our project, or not for it.
	"SERVICE_DISABLED":    model.FaultAPIDisabled,
	"SERVICE_NOT_VISIBLE": model.FaultAPIDisabled,
	"MCP_SERVER_DISABLED": model.FaultAPIDisabled,
	"accessNotConfigured": model.FaultAPIDisabled,

	// Our project itself, or the organisation that it lies in.
	"BILLING_DISABLED":                    model.FaultProject,
	"CONSUMER_SUSPENDED":                  model.FaultProject,
	"CONSUMER_INVALID":                    model.FaultProject,
	"GCP_SUSPENDED":                       model.FaultProject,
	"USER_PROJECT_DENIED":                 model.FaultProject,
	"RESOURCE_PROJECT_INVALID":            model.FaultProject,
	"IAM_PERMISSION_DENIED":               model.FaultProject,
	"SECURITY_POLICY_VIOLATED":            model.FaultProject,
	"LOCATION_TAX_POLICY_VIOLATED":        model.FaultProject,
	"LOCATION_POLICY_VIOLATED":            model.FaultProject,
	"LOCATION_ORG_POLICY_VIOLATED":        model.FaultProject,
	"TLS_ORG_POLICY_VIOLATED":             model.FaultProject,
	"TLS_CIPHER_RESTRICTION_VIOLATED":     model.FaultProject,
	"RESOURCE_USAGE_RESTRICTION_VIOLATED": model.FaultProject,
	"ENDPOINT_USAGE_RESTRICTION_VIOLATED": model.FaultProject,
	"ORG_RESTRICTION_VIOLATION":           model.FaultProject,
	"ORG_RESTRICTION_HEADER_INVALID":      model.FaultProject,
	"USER_BLOCKED_BY_ADMIN":               model.FaultProject,
	"ACCOUNT_TYPE_UNSUPPORTED":            model.FaultProject,
	"billingNotEnabled":                   model.FaultProject,
	"projectNotLinked":                    model.FaultProject,
	"appBlacklisted":                      model.FaultProject,
	"API_KEY_SERVICE_BLOCKED":             model.FaultProject,
	"API_KEY_HTTP_REFERRER_BLOCKED":       model.FaultProject,
	"API_KEY_IP_ADDRESS_BLOCKED":          model.FaultProject,
	"API_KEY_ANDROID_APP_BLOCKED":         model.FaultProject,
	"API_KEY_IOS_APP_BLOCKED":             model.FaultProject,

	// The key, the sign-in, and what they were granted.
	"ACCESS_TOKEN_EXPIRED":            model.FaultCredentials,
	"ACCESS_TOKEN_SCOPE_INSUFFICIENT": model.FaultCredentials,
	"ACCESS_TOKEN_TYPE_UNSUPPORTED":   model.FaultCredentials,
	"CREDENTIALS_MISSING":             model.FaultCredentials,
	"CREDENTIAL_TYPE_UNSUPPORTED":     model.FaultCredentials,
	"CREDENTIAL_ANDROID_APP_INVALID":  model.FaultCredentials,
	"OVERLOADED_CREDENTIALS":          model.FaultCredentials,
	"SESSION_COOKIE_INVALID":          model.FaultCredentials,
	"JWT_TOKEN_INVALID":               model.FaultCredentials,
	"API_KEY_INVALID":                 model.FaultCredentials,
	"MISSING_ORIGIN":                  model.FaultCredentials,
	"insufficientPermissions":         model.FaultCredentials,
	"insufficientScopes":              model.FaultCredentials,
	"authError":                       model.FaultCredentials,
	"invalid_client":                  model.FaultCredentials,
	"unauthorized_client":             model.FaultCredentials,
	"invalid_scope":                   model.FaultCredentials,
	"access_denied":                   model.FaultCredentials,
	"admin_policy_enforced":           model.FaultCredentials,
	"deleted_client":                  model.FaultCredentials,
	"invalid_grant":                   model.FaultCredentials,
	"ACCOUNT_STATE_INVALID":           model.FaultAccountGone,
	"account_disabled":                model.FaultAccountGone,

	// Quotas.
	"RATE_LIMIT_EXCEEDED":      model.FaultQuota,
	"rateLimitExceeded":        model.FaultQuota,
	"userRateLimitExceeded":    model.FaultQuota,
	"sharingRateLimitExceeded": model.FaultQuotaDay,
	"dailyLimitExceeded":       model.FaultQuotaDay,
	"quotaExceeded":            model.FaultQuotaDay,
	"RESOURCE_QUOTA_EXCEEDED":  model.FaultQuotaDay,
	"EMULATOR_QUOTA_EXCEEDED":  model.FaultQuotaDay,
	"downloadQuotaExceeded":    model.FaultQuotaDay,

	// The one file.
	"insufficientFilePermissions":               model.FaultNotShared,
	"insufficientParentPermissions":             model.FaultNotShared,
	"appNotAuthorizedToFile":                    model.FaultCredentials,
	"teamDriveMembershipRequired":               model.FaultNotShared,
	"domainPolicy":                              model.FaultPolicy,
	"targetUserRoleLimitedByLicenseRestriction": model.FaultPolicy,
	"fileNotDownloadable":                       model.FaultNotWorkbook,
	"cannotDownloadFile":                        model.FaultNoDownload,
	"cannotDownloadAbusiveFile":                 model.FaultNoDownload,
	"exportSizeLimitExceeded":                   model.FaultTooLarge,
	"storageQuotaExceeded":                      model.FaultStorage,
	"teamDriveFileLimitExceeded":                model.FaultStorage,
	"activeItemCreationLimitExceeded":           model.FaultStorage,
	"cannotModifyContentOfReadOnlyFile":         model.FaultReadOnly,
	"fileWriterTeamDriveMoveInDisabled":         model.FaultReadOnly,

	// Google itself.
	"backendError":                model.FaultGoogleDown,
	"internalError":               model.FaultGoogleDown,
	"transientError":              model.FaultGoogleDown,
	"serviceUnavailable":          model.FaultGoogleDown,
	"lockedDomainCreationFailure": model.FaultGoogleDown,
	"temporarily_unavailable":     model.FaultGoogleDown,
	"server_error":                model.FaultGoogleDown,

	// What we asked for was wrong.
	"SYSTEM_PARAMETER_UNSUPPORTED": model.FaultInternal,
	"invalid_request":              model.FaultInternal,
	"unsupported_grant_type":       model.FaultInternal,
	"fieldNotPermitted":            model.FaultInternal,
	"invalidSharingRequest":        model.FaultInternal,
}

// A saying is what Google says in its message alone, as a lower-case part of it.
// Its generated clients are not known to be given the reasons of every refusal.
type saying struct {
	part string
	code model.FaultCode
}

// saidOfProject are what Google says about our project rather than about a file.
var saidOfProject = []saying{
	{"has not been used in project", model.FaultAPIDisabled},
	{"api has not been enabled", model.FaultAPIDisabled},
	{"insufficient authentication scopes", model.FaultCredentials},
	{"unregistered callers", model.FaultCredentials},
	{"consumer", model.FaultProject},
	{"project", model.FaultProject},
	{"billing", model.FaultProject},
	{"organization", model.FaultProject},
}

// saidOfFile are what Google says about the one file.
var saidOfFile = []saying{
	{"the caller does not have permission", model.FaultNotShared},
	{"the user does not have sufficient permissions for", model.FaultNotShared},
	{"domain administrators have disabled", model.FaultPolicy},
	{"domain policy has disabled", model.FaultPolicy},
}

// saidOfWriting are what Google says of what stands in the way of a write.
var saidOfWriting = []saying{
	{"protected cell or object", model.FaultProtected},
	{"above the limit of 10000000 cells", model.FaultFull},
	{"limit of 10000000 cells", model.FaultFull},
	{"storage quota", model.FaultStorage},
	{"table", model.FaultTable},
}

// said finds the first of several sayings in a message.
func said(all []saying, message string) (model.FaultCode, bool) {
	message = strings.ToLower(message)
	for _, s := range all {
		if strings.Contains(message, s.part) {
			return s.code, true
		}
	}
	return "", false
}
