package sheetsim

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"google.golang.org/api/drive/v3"
)

// driveCreate answers files.create for spreadsheets.
func (c *call) driveCreate() (any, *apiError) {
	if str(c.body, "mimeType") != mimeSheet {
		return nil, notSimulated("creating a file of the type %q", str(c.body, "mimeType"))
	}
	name := str(c.body, "name")
	if name == "" {
		name = "Untitled"
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.newFileID()
	b, err := s.readBook(id, obj{"properties": obj{"title": name}})
	if err != nil {
		return nil, err
	}
	f := &file{id: id, name: name, mime: mimeSheet, book: b}
	s.addFile(f)
	return c.fileReply(f)
}

// driveCopy answers files.copy for spreadsheets.
func (c *call) driveCopy() (any, *apiError) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := c.driveFile(c.params["id"])
	if err != nil {
		return nil, err
	}
	if f.book == nil {
		return nil, notSimulated("copying an Office file")
	}
	name := str(c.body, "name")
	if name == "" {
		name = "Copy of " + f.name
	}
	b := f.book.clone()
	b.id = s.newFileID()
	b.props = set(b.props, "title", name)
	twin := &file{id: b.id, name: name, mime: mimeSheet, book: b}
	s.addFile(twin)
	return c.fileReply(twin)
}

// driveUpdate answers files.update: renaming, trashing, restoring.
func (c *call) driveUpdate() (any, *apiError) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	f, err := c.driveFile(c.params["id"])
	if err != nil {
		return nil, err
	}
	for k, v := range c.body {
		switch k {
		case "name":
			f.name, _ = v.(string)
			f.modified = c.s.now()
			if f.book != nil {
				next := f.book.clone()
				next.props = set(next.props, "title", f.name)
				f.book = next
			}
		case "trashed":
			f.trashed, _ = v.(bool)
		default:
			return nil, notSimulated("updating %s of a file", k)
		}
	}
	c.s.touch(f)
	return c.fileReply(f)
}

// driveDelete answers files.delete.
func (c *call) driveDelete() (any, *apiError) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := c.driveFile(c.params["id"])
	if err != nil {
		return nil, err
	}
	s.drop(f)
	return nil, nil
}

// driveExport answers files.export of a spreadsheet's first tab as CSV.
func (c *call) driveExport() (any, *apiError) {
	if c.query.Get("mimeType") != "text/csv" {
		return nil, notSimulated("an export as %q", c.query.Get("mimeType"))
	}
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	f, err := c.driveFile(c.params["id"])
	if err != nil {
		return nil, err
	}
	if f.book == nil {
		return nil, &apiError{code: http.StatusForbidden, reason: "fileNotExportable",
			message: "Export only supports Docs Editors files."}
	}
	sh := f.book.sheets[0]
	v, err := f.book.valueRange(area{sheet: sh, span: sh.whole()}, rendering{option: renderFormatted}, majorRows)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	rows, _ := v["values"].([]any)
	for _, row := range rows {
		var record []string
		for _, e := range row.([]any) {
			record = append(record, fmt.Sprint(e))
		}
		if err := w.Write(record); err != nil {
			return nil, notSimulated("exporting: %v", err)
		}
	}
	w.Flush()
	return blob{"text/csv", []byte(strings.TrimSuffix(b.String(), "\r\n"))}, nil
}

// driveComments answers comments.list: nobody comments here.
func (c *call) driveComments() (any, *apiError) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if _, err := c.driveFile(c.params["id"]); err != nil {
		return nil, err
	}
	m, err := c.driveFields(typeCommentList, "kind,comments")
	if err != nil {
		return nil, err
	}
	return prune(obj{"kind": "drive#commentList", "comments": []any{}}, m), nil
}

// driveAbout answers about.get: who we are.
func (c *call) driveAbout() (any, *apiError) {
	text := c.query.Get("fields")
	if text == "" {
		return nil, &apiError{code: http.StatusBadRequest, reason: "required", location: "fields", locationType: "parameter",
			message: "The 'fields' parameter is required for this method."}
	}
	m, err := c.driveFields(reflect.TypeFor[drive.About](), text)
	if err != nil {
		return nil, err
	}
	return prune(obj{"kind": "drive#about", "user": obj{"kind": "drive#user", "displayName": c.user, "me": true,
		"emailAddress": c.user}}, m), nil
}
