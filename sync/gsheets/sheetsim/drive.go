package sheetsim

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
)

const (
	defaultPage = 100
	maxPage     = 1000
	driveTime   = "2006-01-02T15:04:05.000Z07:00"
)

// newFileID mints an id that looks like Google's; the lock is held.
func (s *Server) newFileID() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "file %d", s.mint()))
	return "1" + base64.RawURLEncoding.EncodeToString(sum[:])[:43]
}

// driveTree is the File resource of a file.
func (s *Server) driveTree(f *file) obj {
	owner := obj{"kind": "drive#user", "displayName": "owner", "me": false, "emailAddress": "owner@example.com"}
	o := obj{
		"kind": "drive#file", "id": f.id, "name": f.name, "mimeType": f.mime,
		"createdTime": f.created.UTC().Format(driveTime), "modifiedTime": f.modified.UTC().Format(driveTime),
		"version": strconv.Itoa(f.version), "trashed": f.trashed, "explicitlyTrashed": f.trashed,
		"starred": false, "shared": true, "ownedByMe": false, "owners": []any{owner}, "spaces": []any{"drive"},
		"capabilities": obj{"canDownload": true, "canEdit": !f.readOnly},
	}
	if f.target != "" {
		o["shortcutDetails"] = obj{"targetId": f.target, "targetMimeType": mimeSheet}
	}
	if f.data != nil {
		o["size"], o["md5Checksum"] = strconv.Itoa(len(f.data)), f.md5
		o["headRevisionId"] = fmt.Sprintf("rev%d-%s", f.revision, f.md5[:8])
		ext := strings.TrimPrefix(path.Ext(f.name), ".")
		if ext == "" {
			ext = "xlsx"
		}
		o["originalFilename"], o["fileExtension"], o["fullFileExtension"] = f.name, ext, ext
	}
	return o
}

// driveFile finds a file for the Drive API; the lock is held. A file we may
// not see does not exist for us.
func (c *call) driveFile(id string) (*file, *apiError) {
	f := c.s.files[id]
	if f == nil || !f.visibleTo(c.user) || (f.onDrive && !c.flag("supportsAllDrives")) {
		return nil, driveNotFound(id)
	}
	c.s.settle(f)
	return f, nil
}

const standardFields = "kind,id,name,mimeType"

// fileReply cuts a file to the fields asked for.
func (c *call) fileReply(f *file) (any, *apiError) {
	m, err := c.driveFields(typeFile, standardFields)
	if err != nil {
		return nil, err
	}
	return prune(c.s.driveTree(f), m), nil
}

// driveGet answers files.get, and with alt=media gives an Office file's bytes.
func (c *call) driveGet() (any, *apiError) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	f, err := c.driveFile(c.params["id"])
	if err != nil {
		return nil, err
	}
	if c.query.Get("alt") != "media" {
		return c.fileReply(f)
	}
	if f.data == nil {
		return nil, &apiError{code: http.StatusForbidden, reason: "fileNotDownloadable", location: "alt", locationType: "parameter",
			message: "Only files with binary content can be downloaded. Use Export with Docs Editors files."}
	}
	return blob{f.mime, slices.Clone(f.data)}, nil
}

// driveList answers files.list: the newest change first, page by page.
func (c *call) driveList() (any, *apiError) {
	m, err := c.driveFields(typeFileList, "kind,nextPageToken,incompleteSearch,files("+standardFields+")")
	if err != nil {
		return nil, err
	}
	wanted, err := parseQuery(c.query.Get("q"))
	if err != nil {
		return nil, err
	}
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	var found []*file
	for _, id := range c.s.order {
		if f, err := c.driveFile(id); err == nil && c.lists(f) && wanted(f) {
			found = append(found, f)
		}
	}
	if err := sortFiles(found, c.query.Get("orderBy")); err != nil {
		return nil, err
	}
	from, to, next, err := c.page(len(found))
	if err != nil {
		return nil, err
	}
	files := []any{}
	for _, f := range found[from:to] {
		files = append(files, c.s.driveTree(f))
	}
	out := obj{"kind": "drive#fileList", "incompleteSearch": false, "files": files}
	if next != "" {
		out["nextPageToken"] = next
	}
	return prune(out, m), nil
}

// lists tells whether a listing shows a file that may be opened.
func (c *call) lists(f *file) bool {
	return !f.linkOnly && (!f.onDrive || c.flag("includeItemsFromAllDrives"))
}

// page cuts a list of n by pageSize and pageToken.
func (c *call) page(n int) (from, to int, next string, err *apiError) {
	size := defaultPage
	if text := c.query.Get("pageSize"); text != "" {
		v, bad := strconv.Atoi(text)
		if bad != nil || v < 1 {
			return 0, 0, "", driveInvalid("pageSize", "Invalid value '"+text+"'. Values must be within the range: [1, 1000]")
		}
		size = min(v, maxPage)
	}
	if text := c.query.Get("pageToken"); text != "" {
		v, bad := strconv.Atoi(strings.TrimPrefix(text, "~!!~"))
		if bad != nil || v < 0 || v > n {
			return 0, 0, "", driveInvalid("pageToken", "Invalid Value")
		}
		from = v
	}
	to = min(n, from+size)
	if to < n {
		next = "~!!~" + strconv.Itoa(to)
	}
	return from, to, next, nil
}

func sortFiles(files []*file, orderBy string) *apiError {
	key, descending := strings.CutSuffix(orderBy, " desc")
	var less func(a, b *file) int
	switch key {
	case "", "recency":
		less = func(a, b *file) int { return b.modified.Compare(a.modified) }
	case "modifiedTime":
		less = func(a, b *file) int { return a.modified.Compare(b.modified) }
	case "createdTime":
		less = func(a, b *file) int { return a.created.Compare(b.created) }
	case "name":
		less = func(a, b *file) int { return strings.Compare(a.name, b.name) }
	default:
		return notSimulated("orderBy=%s", orderBy)
	}
	slices.SortStableFunc(files, less)
	if descending {
		slices.Reverse(files)
	}
	return nil
}
