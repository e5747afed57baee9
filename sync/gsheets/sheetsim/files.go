package sheetsim

import (
	"crypto/md5"
	"encoding/hex"
	"slices"
	"time"
)

const (
	mimeSheet = "application/vnd.google-apps.spreadsheet"
	mimeDoc   = "application/vnd.google-apps.document"
	mimeLink  = "application/vnd.google-apps.shortcut"
	mimeXLSX  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// A file is one file on the simulated Drive: a spreadsheet or an Office file.
type file struct {
	id, name, mime    string
	created, modified time.Time
	// edited is the last edit that Drive has not yet taken notice of, and
	// noticed when it will; zero when there is none.
	edited, noticed time.Time
	version         int
	trashed, denied bool
	readOnly        bool
	// linkOnly files are not listed, onDrive ones only to those who ask for
	// shared drives.
	linkOnly, onDrive bool
	// sharedWith names the accounts that may see the file; empty means all.
	sharedWith []string
	book       *book  // of a spreadsheet
	target     string // of a shortcut: the file behind it
	data       []byte // of an Office file
	md5        string
	revision   int
}

// edit stores a new state of a spreadsheet. Drive takes notice of a cell edit
// only after a while, and of several edits in that while together.
func (s *Server) edit(f *file, b *book) {
	s.settle(f) // earlier edits are not to wait for this one
	renamed := str(f.book.props, "title") != str(b.props, "title")
	f.book = b
	now := s.now()
	f.edited = now
	if f.noticed.IsZero() {
		f.noticed = now.Add(max(s.opts.ModifiedLag, 0))
	}
	if renamed {
		// The title is Drive's own and moves modifiedTime at once.
		f.name, f.noticed = str(b.props, "title"), now
	}
	s.settle(f)
}

// settle lets Drive take notice of edits whose time has come.
func (s *Server) settle(f *file) {
	if f.noticed.IsZero() || s.now().Before(f.noticed) {
		return
	}
	f.modified = f.edited
	f.noticed, f.edited = time.Time{}, time.Time{}
	s.touch(f)
}

// touch counts a version.
func (s *Server) touch(f *file) {
	f.version++
}

// addFile puts a file on the Drive; the lock is held.
func (s *Server) addFile(f *file) {
	if _, known := s.files[f.id]; !known {
		s.order = append(s.order, f.id)
	}
	now := s.now()
	f.created, f.modified, f.version, f.revision = now, now, 1, 1
	if f.data != nil {
		sum := md5.Sum(f.data)
		f.md5 = hex.EncodeToString(sum[:])
	}
	s.files[f.id] = f
}

// visibleTo tells whether an account may see the file.
func (f *file) visibleTo(user string) bool {
	return !f.denied && (len(f.sharedWith) == 0 || slices.Contains(f.sharedWith, user))
}

// open finds the call's spreadsheet. Its book may be read without the lock.
func (c *call) open() (*book, *apiError) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	f, err := c.spreadsheet()
	if err != nil {
		return nil, err
	}
	return f.book, nil
}

// spreadsheet finds the file of the call's spreadsheet; the lock is held.
func (c *call) spreadsheet() (*file, *apiError) {
	f := c.s.files[c.params["id"]]
	switch {
	case f == nil:
		return nil, notFound()
	case !f.visibleTo(c.user):
		return nil, forbidden()
	case f.data != nil:
		return nil, officeRefusal()
	case f.mime == mimeDoc, f.mime == mimeLink:
		return nil, notFound()
	case f.book == nil:
		return nil, invalid("Request contains an invalid argument.")
	}
	return f, nil
}

// change runs an edit on a copy of the call's spreadsheet, which replaces it
// when the edit succeeds.
func (c *call) change(edit func(*book) *apiError) *apiError {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := c.spreadsheet()
	if err != nil {
		return err
	}
	if f.readOnly {
		return forbidden()
	}
	return s.replace(f, edit)
}

// replace puts an edited copy of a spreadsheet in its place.
func (s *Server) replace(f *file, edit func(*book) *apiError) *apiError {
	next := f.book.clone()
	if err := edit(next); err != nil {
		return err
	}
	if err := refresh(next); err != nil {
		return err
	}
	s.edit(f, next)
	return nil
}
