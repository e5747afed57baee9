package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"tonghop/model"
)

// A SignedFile is what was signed where that is not the draft as it is: an
// edited workbook, or a scan.
type SignedFile struct {
	Name  string // without a folder
	Bytes []byte
}

// A Comparison tells how a signed file differs from its draft.
type Comparison struct {
	Differences []model.CellDifference
	// Compared is false where there is no workbook to compare.
	Compared bool
}

// maxSigned bounds a signed file, in bytes. A scan of some pages is smaller.
const maxSigned = 8 << 20

// uploadTimeout is how long a file may be on its way, which is longer than
// other requests may take: 8 MB at half a megabit a second.
const uploadTimeout = 150 * time.Second

// A signedRefusal is a code of the catalogue for a file that cannot be taken.
type signedRefusal string

func (r signedRefusal) Error() string { return "the signed file is refused: " + string(r) }
func (r signedRefusal) Refused() (code string, pairs []string) {
	return string(r), []string{"most", strconv.Itoa(maxSigned >> 20)}
}

// patient gives a file more time than a form has.
func patient(w http.ResponseWriter) {
	c := http.NewResponseController(w)
	until := time.Now().Add(uploadTimeout)
	// Only a recorder of tests has no deadlines.
	_, _ = c.SetReadDeadline(until), c.SetWriteDeadline(until.Add(writeTimeout))
}

// signedFile takes the file that came with the form to issue a draft, compares
// it and leads to the form again, which shows how it differs and asks to
// confirm. It gives "" where no file came.
func (s *Server) signedFile(r *http.Request) (next string, err error) {
	if r.MultipartForm == nil || len(r.MultipartForm.File["signed_file"]) == 0 {
		return "", nil
	}
	sent, err := readSigned(r)
	if err != nil || sent == nil {
		return "", err
	}
	by := visitorOf(r)
	x := issuing(by, r.PostForm)
	x.Signed = sent
	c, err := s.Register.Compare(r.Context(), x)
	switch {
	case err != nil:
		return "", err
	case isWorkbook(sent) && !c.Compared:
		return "", signedRefusal("signed-unreadable")
	}
	back := url.Values{"signed": {s.uploads.put(by, x.Draft, sent)}}
	for _, name := range []string{"draft", "number", "date", "why", "as_closed", "by"} {
		back[name] = r.PostForm[name]
	}
	return "/issue?" + back.Encode(), nil
}

// readSigned reads the file and tells it by its content; nil for an empty
// field.
func readSigned(r *http.Request) (*SignedFile, error) {
	f, head, err := r.FormFile("signed_file")
	if err != nil {
		return nil, signedRefusal("signed-unreadable")
	}
	defer f.Close()
	if head.Size == 0 && head.Filename == "" {
		return nil, nil
	}
	if head.Size > maxSigned {
		return nil, signedRefusal("signed-large")
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, signedRefusal("signed-unreadable")
	}
	sent := &SignedFile{Name: path.Base(strings.ReplaceAll(head.Filename, "\\", "/")), Bytes: data}
	if !isWorkbook(sent) && !isPDF(sent) {
		return nil, signedRefusal("signed-kind")
	}
	return sent, nil
}

func isWorkbook(f *SignedFile) bool {
	return strings.EqualFold(path.Ext(f.Name), ".xlsx") && bytes.HasPrefix(f.Bytes, []byte("PK\x03\x04"))
}

func isPDF(f *SignedFile) bool {
	return strings.EqualFold(path.Ext(f.Name), ".pdf") && bytes.HasPrefix(f.Bytes, []byte("%PDF-"))
}

// confirm shows on the form to issue a draft how the file that was sent
// differs.
func (s *Server) confirm(ctx context.Context, v *view, sent url.Values, p *formPage) {
	x := issuing(v.visitor, sent)
	if x.Signed = s.uploads.get(v.visitor, x.Draft, sent.Get("signed")); x.Signed == nil {
		return
	}
	x.By = "-" // nothing is kept
	c, err := s.Register.Compare(ctx, x)
	if err != nil {
		if why, hint, ok := v.refused(err); ok {
			p.Error, p.Hint = why, hint
		}
		return
	}
	told := filed{}
	v.signed(&told, &model.Issued{Edited: true, Compared: c.Compared, Differences: c.Differences})
	p.File = &confirmation{Name: x.Signed.Name, Said: told.Signed, Differences: told.Differences, More: told.More}
	p.Form.Button = v.text("web.issue.confirm")
}

// A confirmation shows a file that was sent before it is kept.
type confirmation struct {
	Name, Said, More string
	Differences      []difference
}

// uploads hold the files that were sent until they are confirmed. They live in
// memory: a restart asks for the file again.
type uploads struct {
	mu   sync.Mutex
	held []upload // the oldest first
}

type upload struct {
	hash, person, draft string
	file                *SignedFile
}

// maxUploads bounds how many are held; beyond it the oldest is forgotten.
const maxUploads = 4

// put holds a file of a person's for a draft, and gives its name.
func (u *uploads) put(by visitor, draft string, f *SignedFile) (hash string) {
	sum := sha256.Sum256(f.Bytes)
	hash = hex.EncodeToString(sum[:])
	u.drop(hash)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.held = append(u.held, upload{hash, by.address(), draft, f})
	u.held = u.held[max(0, len(u.held)-maxUploads):]
	return hash
}

// get gives a file that the same person sent for the draft; nil where there is
// none any more.
func (u *uploads) get(by visitor, draft, hash string) *SignedFile {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, x := range u.held {
		if x.hash == hash && x.person == by.address() && x.draft == draft {
			return x.file
		}
	}
	return nil
}

func (u *uploads) drop(hash string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	kept := u.held[:0]
	for _, x := range u.held {
		if x.hash != hash {
			kept = append(kept, x)
		}
	}
	clear(u.held[len(kept):])
	u.held = kept
}
