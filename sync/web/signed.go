package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"tonghop/model/record"
)

// A SignedFile is what was signed where that is not the draft as it is: an
// edited workbook, or a scan.
type SignedFile struct {
	Name  string // without a folder
	Bytes []byte
}

// A Comparison tells how a signed file differs from its draft.
type Comparison struct {
	Differences []record.CellDifference
	// Compared is false where there is no workbook to compare.
	Compared bool
	// Lacks are the lines that a replacing report must bear and the file does not.
	Lacks []string
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
// confirm. It gives "" where no file came. A file that can be used is held also
// where the form is refused for something else, so that the form that comes
// back is still about it.
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
	_, err = s.compared(r.Context(), x)
	var mendable refusal
	if unusable := signedRefusal(""); err != nil && (!errors.As(err, &mendable) || errors.As(err, &unusable)) {
		return "", err
	}
	r.PostForm.Set("signed", s.uploads.put(by, x.Draft, sent))
	if err != nil {
		return "", err
	}
	return issueAgain(r.PostForm), nil
}

// issueFields are what the form to issue a draft sends, but for the file itself
// and what was seen of it.
var issueFields = []string{"draft", "number", "date", "replaces", "why", "as_closed", "by", "signed"}

// issueAgain is the form to issue a draft as it was filled in, with how the
// file that was sent differs.
func issueAgain(sent url.Values) string {
	again := url.Values{}
	for _, name := range issueFields {
		again[name] = sent[name]
	}
	return "/issue?" + again.Encode()
}

// compared tells how a signed file differs from its draft. It refuses what Issue
// would refuse, and a workbook that cannot be compared.
func (s *Server) compared(ctx context.Context, x Issuing) (Comparison, error) {
	c, err := s.Register.Compare(ctx, x)
	if err == nil && isWorkbook(x.Signed) && !c.Compared {
		err = signedRefusal("signed-unreadable")
	}
	return c, err
}

// seen identifies what is shown of a file that differs so. The form sends it
// back, and a file whose comparison was not shown is not issued.
func (c *Comparison) seen(f *SignedFile) string {
	h := sha256.New()
	fmt.Fprintf(h, "%x %#v", sha256.Sum256(f.Bytes), *c)
	return hex.EncodeToString(h.Sum(nil))
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
// differs. Where that cannot be shown the form says so, and why unless it tells
// of another error already; its button then leads here first.
func (s *Server) confirm(ctx context.Context, v *view, sent url.Values, p *formPage) {
	fail := func(err error) {
		if why, hint, ok := v.refused(err); ok && p.Error == "" {
			p.Error, p.Hint = why, hint
		}
	}
	x := issuing(v.visitor, sent)
	if x.Signed = s.uploads.get(v.visitor, x.Draft, sent.Get("signed")); x.Signed == nil {
		fail(signedRefusal("signed-gone"))
		return
	}
	x.By = "-" // nothing is kept
	c, err := s.compared(ctx, x)
	if err != nil {
		p.File = &confirmation{Name: x.Signed.Name, Said: v.text("web.issue.unseen")}
		fail(err)
		return
	}
	told := filed{}
	v.signed(&told, &record.Issued{Edited: true, Compared: c.Compared, Differences: c.Differences, Replaces: strings.TrimSpace(x.Replaces)})
	if len(c.Lacks) > 0 {
		told.Signed += ". " + v.text("web.issue.lacks", "lines", strings.Join(c.Lacks, "; "))
	}
	p.File = &confirmation{Name: x.Signed.Name, Said: told.Signed, Differences: told.Differences, More: told.More}
	p.Form.Button = v.text("web.issue.confirm")
	p.Form.Fields = append(p.Form.Fields, field{Kind: "hidden", Name: "seen", Value: c.seen(x.Signed)})
}

// A confirmation shows a file that was sent before it is kept.
type confirmation struct {
	Name, Said, More string
	Differences      []difference
}
