package config

import (
	"net"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tonghop/model/office"
)

const (
	sourceExample  = "source: data/thanh-an.xlsx"
	sourcesExample = "sources: [{ref: data/2020.xlsx}, {ref: data/2021.xlsx, from: 2021-01-01}]"
)

// readSources reads source (one) or sources (several, with the day from which
// each counts). Whether a file is there is seen when it is read: a missing
// workbook is its unit's fault, not the configuration's.
func (c *Config) readSources(s *section) []office.SourceFrom {
	one, many := s.at("source"), s.at("sources")
	if one.given() && many.given() {
		many.fail(sourcesExample, "stands beside source: write all of them under sources")
	}
	var all []office.SourceFrom
	if one.given() {
		if ref := c.ref(one, sourceExample); ref != "" {
			all = append(all, office.SourceFrom{Ref: ref})
		}
	}
	seen := map[string]bool{}
	for _, item := range many.list(sourcesExample) {
		from := c.readSource(item)
		if from.Ref != "" && seen[from.Ref] {
			item.fail("", "is listed twice")
		}
		seen[from.Ref] = true
		all = append(all, from)
	}
	slices.SortStableFunc(all, func(a, b office.SourceFrom) int { return int(a.From - b.From) })
	return all
}

func (c *Config) readSource(f field) office.SourceFrom {
	s := f.section("{ref: data/2021.xlsx, from: 2021-01-01}")
	var from office.SourceFrom
	if ref := s.at("ref"); ref.needed("ref: data/2021.xlsx") {
		from.Ref = c.ref(ref, "ref: data/2021.xlsx")
	}
	from.From = s.at("from").date("from: 2021-01-01")
	s.done()
	return from
}

// ref reads a Google link or a path. Links to one file come in many spellings
// (…/edit#gid=0, …?usp=sharing); all become one, so that a workbook that
// serves several units is one source. A relative path stays relative to the
// configuration's folder, so that a source keeps its identity in the ledger
// when the whole folder moves to another computer.
func (c *Config) ref(f field, example string) string {
	text, ok := f.verbatim(example)
	text = strings.TrimSpace(text)
	if !ok {
		return ""
	}
	if strings.HasPrefix(text, "docs.google.com/") || strings.HasPrefix(text, "drive.google.com/") {
		text = "https://" + text
	}
	if !strings.Contains(text, "://") {
		return filepath.ToSlash(filepath.Clean(filepath.FromSlash(text)))
	}
	link, why := googleLink(text)
	if why != "" {
		f.fail("https://docs.google.com/spreadsheets/d/1AbC…/edit", "%s", why)
	}
	return link
}

// spreadsheetLink is the one form that links to a file take here; Google opens
// Office files under it too.
const spreadsheetLink = "https://docs.google.com/spreadsheets/d/"

// idInPath finds the id in …/spreadsheets/d/ID/… and …/file/d/ID/…, whoever
// is signed in (/u/1) and whatever the domain (/a/example.vn).
var idInPath = regexp.MustCompile(`/(?:spreadsheets|file)/(?:[ua]/[^/]+/)*d/([^/]+)`)

// googleLink gives the plain form of a link to a spreadsheet or to a file on
// Drive, or says why it is neither. A link to this very computer is one of the
// local Google's.
func googleLink(text string) (link, why string) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return "", "is not a link"
	}
	if !googleHost(u.Hostname()) {
		return "", "is not a link to Google Sheets or Drive"
	}
	if strings.Contains(u.Path, "/d/e/") {
		return "", "is the link of a page published on the web; take the one in the address bar of the sheet"
	}
	// Files that are shared by old links cannot be seen without the key in them.
	key := ""
	if k := u.Query().Get("resourcekey"); k != "" {
		key = "?resourcekey=" + url.QueryEscape(k)
	}
	if m := idInPath.FindStringSubmatch(u.EscapedPath()); m != nil {
		return spreadsheetLink + m[1] + key, ""
	}
	for _, name := range []string{"id", "key"} {
		if id := u.Query().Get(name); id != "" {
			return spreadsheetLink + url.PathEscape(id) + key, ""
		}
	}
	if strings.Contains(u.Path, "/forms/") {
		return "", "is the link of a form; open the form, choose Responses (Câu trả lời) and Link to Sheets (Liên kết với Trang tính), and take the link of that sheet"
	}
	if strings.Contains(u.Path, "/folders/") {
		return "", "is the link of a folder; give that of the spreadsheet in it"
	}
	return "", "is not the link of one spreadsheet"
}

func googleHost(host string) bool {
	switch strings.ToLower(host) {
	case "docs.google.com", "drive.google.com", "sheets.google.com", "spreadsheets.google.com", "localhost":
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// remote reports whether a source or target is a link rather than a path.
func remote(ref string) bool { return strings.HasPrefix(ref, spreadsheetLink) }
