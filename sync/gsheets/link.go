package gsheets

import (
	"net/url"
	"strconv"

	"tonghop/model/office"
)

// Link gives the web address that opens the very cell of an origin in Google
// Sheets, and "" for an origin that lies in a file.
func Link(o office.Origin) string {
	id, ok := ParseRef(o.Source)
	if !ok {
		return ""
	}
	u := url.URL{Scheme: "https", Host: "docs.google.com", Path: "/spreadsheets/d/" + id + "/edit",
		Fragment: "gid=" + strconv.FormatInt(o.TabID, 10)}
	if o.Cell != "" {
		u.Fragment += "&range=" + o.Cell
	}
	return u.String()
}

// URL is the web address that opens the file.
func (f File) URL() string {
	if f.Office {
		return "https://drive.google.com/file/d/" + url.PathEscape(f.ID) + "/view"
	}
	return "https://docs.google.com/spreadsheets/d/" + url.PathEscape(f.ID) + "/edit"
}
