package sheetsim

import (
	"net/http"
	"reflect"

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
