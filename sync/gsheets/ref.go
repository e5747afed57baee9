package gsheets

import (
	"net"
	"net/url"
	"strings"
	"unicode"
)

// ParseRef finds the file's id in a link to a Google spreadsheet or to a file
// on Drive, in any of the forms that people copy: with or without the scheme,
// an account (/u/1/), a domain (/a/example.vn/), a tab (#gid=0). A link to the
// same path on this very machine, as the local Google shows it, counts too.
//
// It never takes a bare path or a bare id for a link, and refuses folders and
// "published to the web" links, whose ids the API does not know.
func ParseRef(ref string) (id string, ok bool) {
	ref = strings.TrimSpace(ref)
	if !strings.Contains(ref, "://") {
		ref = "https://" + ref
	}
	u, err := url.Parse(ref)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || !googleHost(u.Hostname()) {
		return "", false
	}
	segments, ok := pathSegments(u)
	if !ok {
		return "", false
	}
	if id, ok = idInPath(segments); !ok {
		id, ok = idInQuery(segments, u.Query())
	}
	return id, ok && validID(id)
}

func googleHost(host string) bool {
	switch strings.ToLower(host) {
	case "docs.google.com", "drive.google.com", "sheets.google.com", "spreadsheets.google.com", "localhost":
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// pathSegments splits the path at its slashes, unescapes each part and leaves
// out what only says who is looking: an account (/u/1) or a domain (/a/x.vn).
func pathSegments(u *url.URL) ([]string, bool) {
	var out []string
	parts := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	for i := 0; i < len(parts); i++ {
		if (parts[i] == "u" || parts[i] == "a") && i+1 < len(parts) && (i == 0 || parts[i-1] != "d") {
			i++
			continue
		}
		p, err := url.PathUnescape(parts[i])
		if err != nil {
			return nil, false
		}
		out = append(out, p)
	}
	return out, true
}

// idInPath finds …/spreadsheets/d/ID… and …/file/d/ID….
func idInPath(segments []string) (string, bool) {
	if len(segments) < 3 || segments[1] != "d" {
		return "", false
	}
	if segments[0] != "spreadsheets" && segments[0] != "file" {
		return "", false
	}
	if segments[2] == "e" { // published to the web
		return "", false
	}
	return segments[2], true
}

// idInQuery finds open?id=ID, uc?id=ID and the old ccc?key=ID.
func idInQuery(segments []string, query url.Values) (string, bool) {
	if len(segments) == 0 {
		return "", false
	}
	switch segments[len(segments)-1] {
	case "open", "uc":
		return query.Get("id"), true
	case "ccc":
		return query.Get("key"), true
	}
	return "", false
}

// validID bounds what is sent as an id. Google's own are letters, digits, "-"
// and "_"; a local Google also names files as people do.
func validID(id string) bool {
	if id == "" || len(id) > 200 || strings.Trim(id, ". ") == "" {
		return false
	}
	for _, r := range id {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-_. ()", r) {
			return false
		}
	}
	return true
}

// resourceKeyOf finds the resource key in a link; "" for none.
func resourceKeyOf(ref string) string {
	_, query, _ := strings.Cut(ref, "?")
	query, _, _ = strings.Cut(query, "#")
	values, err := url.ParseQuery(query)
	if err != nil {
		return ""
	}
	key := values.Get("resourcekey")
	if strings.Trim(key, "-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	return key
}
