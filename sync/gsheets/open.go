package gsheets

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"tonghop/model/grid"
	"tonghop/model/office"
)

// Without an account a spreadsheet that anybody with its link may open is read
// as the .xlsx that Google exports. Whoever may not open it is led to a page to
// sign in. All refusals there are ours: the unit was asked for a link, not for
// leave.

const (
	docsBase  = "https://docs.google.com"
	driveBase = "https://drive.google.com"
	// openPerMinute is the pace of exports unless another is named. Google names no limit for them, and
	// turns away who asks much faster.
	openPerMinute = 40
	maxHops       = 8
)

// ByLink reports whether the client reads without an account.
func (c *Client) ByLink() bool { return c.opts.ByLink }

// addOpen adds nobody's account: what it reads is open to everybody.
func (c *Client) addOpen() {
	if c.opts.ReadsPerMinute == 0 {
		c.opts.ReadsPerMinute = openPerMinute
	}
	a := &account{name: "nobody", quotas: c.newQuotas(1), project: c.newQuotas(projectShare)}
	a.open = &http.Client{
		Transport:     boundedTransport{baseTransport(c.opts.HTTPClient), c.opts.Clock, c.opts.MaxAnswer},
		CheckRedirect: followExport,
	}
	c.accounts = append(c.accounts, a)
}

// followExport follows an export to where Google serves its content, and
// nowhere else: another address is the answer.
func followExport(req *http.Request, via []*http.Request) error {
	if len(via) >= maxHops || !servesExports(req.URL, via[0].URL) {
		return http.ErrUseLastResponse
	}
	return nil
}

// servesExports reports whether an export that was asked for at one address may
// come from another.
func servesExports(to, asked *url.URL) bool {
	if isSignIn(to) || to.Scheme != asked.Scheme {
		return false
	}
	if to.Host == asked.Host {
		return true
	}
	host := strings.ToLower(to.Hostname())
	return strings.HasSuffix(host, ".googleusercontent.com") || host == "drive.usercontent.google.com" || host == "docs.google.com"
}

// isSignIn reports whether an address is that of Google's page to sign in.
func isSignIn(u *url.URL) bool {
	return strings.EqualFold(u.Hostname(), "accounts.google.com") || strings.Contains(u.Path, "/ServiceLogin") || strings.Contains(u.Path, "/v3/signin/")
}

// isTurnedAway reports whether an address is that of the page for those who ask
// too much.
func isTurnedAway(u *url.URL) bool {
	return strings.HasPrefix(u.Path, "/sorry/")
}

// fetchOpen fetches a spreadsheet that is open to all, or an Office file on Drive
// that is. Its grid is made at once, since two exports of one state differ in
// their bytes.
func (c *Client) fetchOpen(ctx context.Context, id string) (grid.Snapshot, error) {
	for try := 0; ; try++ {
		x, err := c.export(ctx, id)
		if err != nil {
			return grid.Snapshot{}, err
		}
		b, err := c.opts.DecodeXLSX(x.name, x.data)
		if err != nil {
			return grid.Snapshot{}, err
		}
		content, doubt := contentOf(&b), grid.NoDoubt
		switch {
		case hollow(&b):
			doubt = grid.Hollow
		case pending(&b):
			doubt = grid.Computing
		}
		again, err := c.askAgain(ctx, id, content, doubt, try)
		if err != nil {
			return grid.Snapshot{}, err
		}
		if !again {
			return grid.Snapshot{
				Content: content, Clock: x.reply.offset, Dated: x.reply.known, Doubt: doubt,
				Decode: func() (grid.Book, error) { return b, nil },
			}, nil
		}
	}
}

// pending reports whether some cell shows no result yet.
func pending(b *grid.Book) bool {
	for i := range b.Tabs {
		for _, row := range b.Tabs[i].Rows {
			if slices.ContainsFunc(row, func(c grid.Cell) bool { return c.Has(grid.Pending) }) {
				return true
			}
		}
	}
	return false
}

// An exported file as it came.
type exported struct {
	name  string
	data  []byte
	reply dated
}

// export has a spreadsheet exported. What Google does not export may be a file
// that was put on Drive as it is, which Drive gives.
func (c *Client) export(ctx context.Context, id string) (x exported, err error) {
	docs, drive := docsBase, driveBase
	if base := strings.TrimRight(c.opts.Endpoint, "/"); base != "" {
		docs, drive = base, base
	}
	query := url.Values{"format": {"xlsx"}}
	c.mu.Lock()
	if key := c.keys[id]; key != "" {
		query.Set("resourcekey", key)
	}
	c.mu.Unlock()
	x, err = c.get(ctx, id, docs+"/spreadsheets/d/"+url.PathEscape(id)+"/export?"+query.Encode())
	if v := (*verdictError)(nil); !errors.As(err, &v) || !v.doubt {
		return x, err
	}
	query.Del("format")
	query.Set("export", "download")
	query.Set("id", id)
	if y, err2 := c.get(ctx, id, drive+"/uc?"+query.Encode()); err2 == nil {
		return y, nil
	}
	return exported{}, err
}

// get makes one call for a file.
func (c *Client) get(ctx context.Context, id, address string) (x exported, err error) {
	err = c.call(ctx, request{kind: kindRead, id: id, deadline: downloadDeadline, dated: &x.reply, do: func(ctx context.Context, a *account) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		res, err := a.open.Do(req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if x.data, err = io.ReadAll(res.Body); err != nil {
			return err
		}
		x.name = fileName(res.Header, id)
		return judgeExport(res, x.data)
	}})
	return x, err
}

// fileName is the name that a file is given with, which is the spreadsheet's
// title and may tell the month.
func fileName(h http.Header, id string) string {
	if _, p, err := mime.ParseMediaType(h.Get("Content-Disposition")); err == nil && p["filename"] != "" {
		return path.Base(strings.ReplaceAll(p["filename"], "\\", "/"))
	}
	return id + ".xlsx"
}

// judgeExport gives the fault of an answer that is not a file; nil for one that
// is.
func judgeExport(res *http.Response, data []byte) error {
	at := res.Request.URL
	if to, err := res.Location(); err == nil && res.StatusCode/100 == 3 {
		at = to
	}
	page := bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(data)), []byte("<")) && strings.HasPrefix(res.Header.Get("Content-Type"), "text/html")
	what := fmt.Sprintf("asked by its link alone: %d", res.StatusCode)
	switch {
	case isTurnedAway(at), res.StatusCode == http.StatusTooManyRequests:
		return openFault(office.FaultQuota, what)
	case isSignIn(at), res.StatusCode == http.StatusUnauthorized, res.StatusCode == http.StatusForbidden:
		return openFault(office.FaultNotOpen, what)
	case res.StatusCode >= 500:
		return openFault(office.FaultGoogleDown, what)
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusGone, res.StatusCode == http.StatusBadRequest:
		return &exportError{fault(office.FaultNotOpen, "%s: there is no such file, or Google does not export it", what), true}
	case res.StatusCode/100 == 3:
		return openFault(office.FaultCaptive, what+", and on to "+at.Host)
	case res.StatusCode != http.StatusOK:
		return openFault(office.FaultUnclear, what)
	case page && bytes.Contains(data, []byte("accounts.google.com")):
		return openFault(office.FaultNotOpen, what+", and a page to sign in")
	case page:
		return openFault(pageInstead(data), what+", and a page instead of a file")
	case len(data) == 0:
		return io.ErrUnexpectedEOF
	}
	return nil
}

// An exportError is a fault of an answer; doubt marks one that may be another
// kind of file's.
type exportError struct {
	fault *office.Fault
	doubt bool
}

func (e *exportError) Error() string { return e.fault.Error() }

func openFault(code office.FaultCode, detail string) error {
	return &exportError{fault: fault(code, "%s", detail)}
}

// verdict is what the fault means for what to do next.
func (e *exportError) verdict() verdict {
	v := patient(e.fault.Code, "%s", e.fault.Detail)
	v.doubt = e.doubt
	if e.fault.Code == office.FaultQuota {
		v.quota = quotaUser
	}
	return v
}
