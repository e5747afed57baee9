package sheetsim

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"maps"
	"net/http"
	"strconv"
	"strings"
)

// A reply is an answer ready to be sent.
type reply struct {
	status      int
	contentType string
	header      map[string]string
	body        []byte
}

// A blob is an answer that is not JSON.
type blob struct {
	contentType string
	data        []byte
}

const (
	jsonType = "application/json; charset=UTF-8"
	htmlType = "text/html; charset=UTF-8"
)

// success makes the reply of a call; nil means 204.
func (c *call) success(out any) reply {
	switch out := out.(type) {
	case nil:
		return reply{status: http.StatusNoContent, contentType: "text/html"}
	case reply:
		return out
	case blob:
		return reply{status: http.StatusOK, contentType: out.contentType, body: out.data}
	}
	return reply{status: http.StatusOK, contentType: jsonType, body: c.layout(appendJSON(nil, out))}
}

func (c *call) failure(e *apiError) reply {
	c.s.opts.Log.Debug("simulated refusal", "path", c.r.URL.EscapedPath(), "code", e.code, "message", e.message)
	envelope := e.envelope(c.drive, c.generated)
	if c.r.URL.Path == tokenPath {
		envelope = e.oauthError()
	}
	body := c.layout(appendJSON(nil, envelope))
	return reply{status: e.code, contentType: jsonType, header: e.header, body: body}
}

// layout indents the JSON unless the caller asked not to.
func (c *call) layout(data []byte) []byte {
	switch strings.ToLower(c.query.Get("prettyPrint")) {
	case "false", "0":
		return data
	}
	var b bytes.Buffer
	if err := json.Indent(&b, data, "", "  "); err != nil {
		return data
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// write sends a reply, compressed when the caller takes gzip.
func (rep reply) write(w http.ResponseWriter, r *http.Request) {
	body := rep.prepare(w, r)
	w.WriteHeader(rep.status)
	// A caller that has gone away is no fault of the server's.
	_, _ = w.Write(body)
}

// prepare sets the headers and gives the bytes that go over the wire.
func (rep reply) prepare(w http.ResponseWriter, r *http.Request) []byte {
	h := w.Header()
	for k, v := range rep.header {
		h.Set(k, v)
	}
	h.Set("Content-Type", rep.contentType)
	h.Set("Server", "ESF")
	h.Set("Vary", "Origin, X-Origin, Referer")
	h.Set("Cache-Control", "private")
	h.Set("X-Content-Type-Options", "nosniff")
	body := rep.body
	if len(body) > 0 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		var b bytes.Buffer
		z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
		if err == nil {
			_, err = z.Write(body)
		}
		if err == nil && z.Close() == nil {
			body = b.Bytes()
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	return body
}

// withHeader is the reply with further headers.
func (rep reply) withHeader(extra map[string]string) reply {
	h := maps.Clone(rep.header)
	if h == nil {
		h = map[string]string{}
	}
	maps.Copy(h, extra)
	rep.header = h
	return rep
}

// writeNotFoundPage answers a path that is no API method, as Google's front
// end does: with a page, not with JSON.
func writeNotFoundPage(w http.ResponseWriter, r *http.Request) {
	body := "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n" +
		"<p>The requested URL was not found on this server, or sheetsim does not simulate it.\n"
	rep := reply{status: http.StatusNotFound, contentType: htmlType, body: []byte(body)}
	rep.write(w, r)
}
