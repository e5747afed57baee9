package sheetsim

import (
	"net/http"
	"net/url"
	"strings"
)

// What anybody with a link is given, with no account: the spreadsheet as an
// .xlsx. docs.google.com leads to where its content is served, and whoever may
// not open it to a page to sign in.

const (
	exportPath  = "/spreadsheets/d/{id}/export"
	contentPath = "/sheets-export/{id}"
	givePath    = "/uc"
	signInPath  = "/v3/signin/identifier"
	contentHost = "doc-0s-9k-sheets.googleusercontent.com"
)

var exportRoutes = []route{
	{method: "docs.export", verb: "GET", pattern: exportPath, handle: (*call).export},
	{method: "docs.content", verb: "GET", pattern: contentPath, handle: (*call).exportContent},
	{method: "drive.uc", verb: "GET", pattern: givePath, handle: (*call).give},
	{method: "accounts.signin", verb: "GET", pattern: signInPath, handle: (*call).signIn},
}

// needsNobody reports whether a method is for people with a browser, who bear no
// token.
func needsNobody(method string) bool {
	return strings.HasPrefix(method, "docs.") || method == "drive.uc" || method == "accounts.signin"
}

// openToAll reports whether the link alone opens a file.
func (f *file) openToAll() bool { return !f.denied && len(f.sharedWith) == 0 }

// export answers a spreadsheet's address to be exported.
func (c *call) export() (any, *apiError) {
	f, page := c.opened(c.params["id"])
	switch {
	case page != nil:
		return *page, nil
	case f.book == nil:
		return errorPage(http.StatusBadRequest), nil
	case c.query.Get("format") != "xlsx":
		return nil, notSimulated("an export as %q", c.query.Get("format"))
	}
	return c.redirect(http.StatusTemporaryRedirect, contentHost, "/sheets-export/"+url.PathEscape(f.id)), nil
}

// exportContent serves what export leads to.
func (c *call) exportContent() (any, *apiError) {
	f, page := c.opened(c.params["id"])
	switch {
	case page != nil:
		return *page, nil
	case f.book == nil:
		return errorPage(http.StatusBadRequest), nil
	}
	data, err := f.book.xlsx()
	if err != nil {
		return nil, notSimulated("this export: %v", err)
	}
	return attachment(mimeXLSX, f.name+".xlsx", data), nil
}

// give serves a file that was put on Drive as it is.
func (c *call) give() (any, *apiError) {
	f, page := c.opened(c.query.Get("id"))
	switch {
	case page != nil:
		return *page, nil
	case f.data == nil:
		return errorPage(http.StatusNotFound), nil
	}
	return attachment(f.mime, f.name, f.data), nil
}

// opened finds a file for nobody in particular, or the page that stands in its
// place.
func (c *call) opened(id string) (*file, *reply) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	f := c.s.files[id]
	switch {
	case f == nil:
		page := errorPage(http.StatusNotFound)
		return nil, &page
	case !f.openToAll():
		page := c.redirect(http.StatusFound, "accounts.google.com", signInPath)
		return nil, &page
	}
	copied := *f
	return &copied, nil
}

// signIn is the page to sign in.
func (c *call) signIn() (any, *apiError) {
	return reply{status: http.StatusOK, contentType: htmlType, body: []byte("<!DOCTYPE html><html><head><title>Google Sheets: Sign-in</title></head>" +
		`<body><form action="https://accounts.google.com/signin">Sign in</form></body></html>`)}, nil
}

// redirect leads to another of Google's hosts, which are all this one where it
// is asked under a name of its own.
func (c *call) redirect(status int, host, path string) reply {
	to := path
	if strings.HasSuffix(c.r.Host, ".google.com") {
		to = "https://" + host + path
	}
	return reply{status: status, contentType: htmlType, header: map[string]string{"Location": to},
		body: []byte("<HTML><HEAD><TITLE>Temporary Redirect</TITLE></HEAD></HTML>")}
}

func errorPage(status int) reply {
	return reply{status: status, contentType: htmlType, body: []byte("<!DOCTYPE html><html><head><title>Google Drive</title></head>" +
		"<body>Sorry, unable to open the file at this time.</body></html>")}
}

func attachment(kind, name string, data []byte) reply {
	return reply{status: http.StatusOK, contentType: kind, body: data,
		header: map[string]string{"Content-Disposition": "attachment; filename*=UTF-8''" + url.PathEscape(name)}}
}
