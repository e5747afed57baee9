package gsheets

import (
	"strings"

	"tonghop/model/office"
)

// reasons holds every reason that Google documents for a refusal: those of
// google.api.ErrorReason (ErrorInfo.reason, of all its interfaces), those of
// Drive's guide to errors (errors[].reason), and the words of the token service
// (error, RFC 6749 §5.2). Words that say no more than the HTTP status, such as
// "forbidden", are not among them.
var reasons = map[string]office.FaultCode{
	// The service is not switched on in our project, or not for it.
	"SERVICE_DISABLED":    office.FaultAPIDisabled,
	"SERVICE_NOT_VISIBLE": office.FaultAPIDisabled,
	"MCP_SERVER_DISABLED": office.FaultAPIDisabled,
	"accessNotConfigured": office.FaultAPIDisabled,

	// Our project itself, or the organisation that it lies in.
	"BILLING_DISABLED":                    office.FaultProject,
	"CONSUMER_SUSPENDED":                  office.FaultProject,
	"CONSUMER_INVALID":                    office.FaultProject,
	"GCP_SUSPENDED":                       office.FaultProject,
	"USER_PROJECT_DENIED":                 office.FaultProject,
	"RESOURCE_PROJECT_INVALID":            office.FaultProject,
	"IAM_PERMISSION_DENIED":               office.FaultProject,
	"SECURITY_POLICY_VIOLATED":            office.FaultProject,
	"LOCATION_TAX_POLICY_VIOLATED":        office.FaultProject,
	"LOCATION_POLICY_VIOLATED":            office.FaultProject,
	"LOCATION_ORG_POLICY_VIOLATED":        office.FaultProject,
	"TLS_ORG_POLICY_VIOLATED":             office.FaultProject,
	"TLS_CIPHER_RESTRICTION_VIOLATED":     office.FaultProject,
	"RESOURCE_USAGE_RESTRICTION_VIOLATED": office.FaultProject,
	"ENDPOINT_USAGE_RESTRICTION_VIOLATED": office.FaultProject,
	"ORG_RESTRICTION_VIOLATION":           office.FaultProject,
	"ORG_RESTRICTION_HEADER_INVALID":      office.FaultProject,
	"USER_BLOCKED_BY_ADMIN":               office.FaultProject,
	"ACCOUNT_TYPE_UNSUPPORTED":            office.FaultProject,
	"billingNotEnabled":                   office.FaultProject,
	"projectNotLinked":                    office.FaultProject,
	"appBlacklisted":                      office.FaultProject,
	"API_KEY_SERVICE_BLOCKED":             office.FaultProject,
	"API_KEY_HTTP_REFERRER_BLOCKED":       office.FaultProject,
	"API_KEY_IP_ADDRESS_BLOCKED":          office.FaultProject,
	"API_KEY_ANDROID_APP_BLOCKED":         office.FaultProject,
	"API_KEY_IOS_APP_BLOCKED":             office.FaultProject,

	// The key, the sign-in, and what they were granted.
	"ACCESS_TOKEN_EXPIRED":            office.FaultCredentials,
	"ACCESS_TOKEN_SCOPE_INSUFFICIENT": office.FaultCredentials,
	"ACCESS_TOKEN_TYPE_UNSUPPORTED":   office.FaultCredentials,
	"CREDENTIALS_MISSING":             office.FaultCredentials,
	"CREDENTIAL_TYPE_UNSUPPORTED":     office.FaultCredentials,
	"CREDENTIAL_ANDROID_APP_INVALID":  office.FaultCredentials,
	"OVERLOADED_CREDENTIALS":          office.FaultCredentials,
	"SESSION_COOKIE_INVALID":          office.FaultCredentials,
	"JWT_TOKEN_INVALID":               office.FaultCredentials,
	"API_KEY_INVALID":                 office.FaultCredentials,
	"MISSING_ORIGIN":                  office.FaultCredentials,
	"insufficientPermissions":         office.FaultCredentials,
	"insufficientScopes":              office.FaultCredentials,
	"authError":                       office.FaultCredentials,
	"invalid_client":                  office.FaultCredentials,
	"unauthorized_client":             office.FaultCredentials,
	"invalid_scope":                   office.FaultCredentials,
	"access_denied":                   office.FaultCredentials,
	"admin_policy_enforced":           office.FaultCredentials,
	"deleted_client":                  office.FaultCredentials,
	"invalid_grant":                   office.FaultCredentials,
	"ACCOUNT_STATE_INVALID":           office.FaultAccountGone,
	"account_disabled":                office.FaultAccountGone,

	// Quotas.
	"RATE_LIMIT_EXCEEDED":      office.FaultQuota,
	"rateLimitExceeded":        office.FaultQuota,
	"userRateLimitExceeded":    office.FaultQuota,
	"sharingRateLimitExceeded": office.FaultQuotaDay,
	"dailyLimitExceeded":       office.FaultQuotaDay,
	"quotaExceeded":            office.FaultQuotaDay,
	"RESOURCE_QUOTA_EXCEEDED":  office.FaultQuotaDay,
	"EMULATOR_QUOTA_EXCEEDED":  office.FaultQuotaDay,
	"downloadQuotaExceeded":    office.FaultQuotaDay,

	// The one file.
	"insufficientFilePermissions":               office.FaultNotShared,
	"insufficientParentPermissions":             office.FaultNotShared,
	"appNotAuthorizedToFile":                    office.FaultCredentials,
	"teamDriveMembershipRequired":               office.FaultNotShared,
	"domainPolicy":                              office.FaultPolicy,
	"targetUserRoleLimitedByLicenseRestriction": office.FaultPolicy,
	"fileNotDownloadable":                       office.FaultNotWorkbook,
	"cannotDownloadFile":                        office.FaultNoDownload,
	"cannotDownloadAbusiveFile":                 office.FaultNoDownload,
	"exportSizeLimitExceeded":                   office.FaultTooLarge,
	"storageQuotaExceeded":                      office.FaultStorage,
	"teamDriveFileLimitExceeded":                office.FaultStorage,
	"activeItemCreationLimitExceeded":           office.FaultStorage,
	"cannotModifyContentOfReadOnlyFile":         office.FaultReadOnly,
	"fileWriterTeamDriveMoveInDisabled":         office.FaultReadOnly,

	// Google itself.
	"backendError":                office.FaultGoogleDown,
	"internalError":               office.FaultGoogleDown,
	"transientError":              office.FaultGoogleDown,
	"serviceUnavailable":          office.FaultGoogleDown,
	"lockedDomainCreationFailure": office.FaultGoogleDown,
	"temporarily_unavailable":     office.FaultGoogleDown,
	"server_error":                office.FaultGoogleDown,

	// What we asked for was wrong.
	"SYSTEM_PARAMETER_UNSUPPORTED": office.FaultInternal,
	"invalid_request":              office.FaultInternal,
	"unsupported_grant_type":       office.FaultInternal,
	"fieldNotPermitted":            office.FaultInternal,
	"invalidSharingRequest":        office.FaultInternal,
}

// A saying is what Google says in its message alone, as a lower-case part of it.
// Its generated clients are not known to be given the reasons of every refusal.
type saying struct {
	part string
	code office.FaultCode
}

// saidOfProject are what Google says about our project rather than about a file.
var saidOfProject = []saying{
	{"has not been used in project", office.FaultAPIDisabled},
	{"api has not been enabled", office.FaultAPIDisabled},
	{"insufficient authentication scopes", office.FaultCredentials},
	{"unregistered callers", office.FaultCredentials},
	{"consumer", office.FaultProject},
	{"project", office.FaultProject},
	{"billing", office.FaultProject},
	{"organization", office.FaultProject},
}

// saidOfFile are what Google says about the one file.
var saidOfFile = []saying{
	{"the caller does not have permission", office.FaultNotShared},
	{"the user does not have sufficient permissions for", office.FaultNotShared},
	{"domain administrators have disabled", office.FaultPolicy},
	{"domain policy has disabled", office.FaultPolicy},
}

// saidOfWriting are what Google says of what stands in the way of a write.
var saidOfWriting = []saying{
	{"protected cell or object", office.FaultProtected},
	{"above the limit of 10000000 cells", office.FaultFull},
	{"limit of 10000000 cells", office.FaultFull},
	{"storage quota", office.FaultStorage},
	{"table", office.FaultTable},
}

// said finds the first of several sayings in a message.
func said(all []saying, message string) (office.FaultCode, bool) {
	message = strings.ToLower(message)
	for _, s := range all {
		if strings.Contains(message, s.part) {
			return s.code, true
		}
	}
	return "", false
}
