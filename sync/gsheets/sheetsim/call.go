package sheetsim

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A call is one request on its way through a route.
type call struct {
	s         *Server
	r         *http.Request
	params    map[string]string
	query     url.Values
	body      obj
	user      string
	generated bool // Google's own client library asks
	drive     bool
}

// maxBody bounds a request's body.
const maxBody = 64 << 20

// route finds the method of a request. A path is matched escaped, since a "/"
// in a tab's name arrives as %2F.
func (s *Server) route(r *http.Request) (route, *call, *apiError) {
	path := r.URL.EscapedPath()
	for _, rt := range routes {
		if rt.verb != r.Method {
			continue
		}
		params, ok := matchPath(rt.pattern, path)
		if !ok {
			continue
		}
		c := &call{s: s, r: r, params: params, query: r.URL.Query(), user: s.userOf(r)}
		c.generated = strings.Contains(r.Header.Get("X-Goog-Api-Client"), "gdcl/")
		c.drive = strings.HasPrefix(path, driveBase)
		return rt, c, nil
	}
	if strings.HasPrefix(path, sheetsBase) || strings.HasPrefix(path, driveBase) {
		c := &call{s: s, r: r, query: r.URL.Query(), drive: strings.HasPrefix(path, driveBase)}
		return route{}, c, notSimulated("%s %s", r.Method, path)
	}
	return route{}, nil, notFound()
}

// matchPath fits an escaped path to a pattern and unescapes its parameters.
func matchPath(pattern, path string) (map[string]string, bool) {
	params := map[string]string{}
	for {
		open := strings.IndexByte(pattern, '{')
		if open < 0 {
			return params, pattern == path
		}
		if !strings.HasPrefix(path, pattern[:open]) {
			return nil, false
		}
		path = path[open:]
		end := strings.IndexByte(pattern, '}')
		name := pattern[open+1 : end]
		pattern = pattern[end+1:]
		value := path
		if i := strings.IndexByte(path, '/'); i >= 0 {
			value = path[:i]
		}
		if verb, _, _ := strings.Cut(pattern, "/"); verb != "" {
			if !strings.Contains(value, verb) {
				return nil, false
			}
			value = value[:strings.LastIndex(value, verb)]
		}
		path = path[len(value):]
		text, err := url.PathUnescape(value)
		if err != nil || text == "" {
			return nil, false
		}
		params[name] = text
	}
}

// readBody checks the query and reads and checks the JSON body.
func (c *call) readBody(rt route) *apiError {
	if alt := c.query.Get("alt"); alt != "" && alt != "json" && (alt != "media" || !c.drive) {
		return notSimulated("alt=%s", alt)
	}
	if rt.query != nil {
		for name := range c.query {
			if !slices.Contains(rt.query, name) && !slices.Contains(commonQuery, name) {
				description := "Invalid JSON payload received. Unknown name \"" + name +
					"\": Cannot bind query parameter. Field '" + name + "' could not be found in request message."
				return badRequest(description, "", description)
			}
		}
	}
	if rt.body == nil {
		return nil
	}
	data, err := io.ReadAll(http.MaxBytesReader(nil, c.r.Body, maxBody))
	if err != nil {
		return &apiError{code: http.StatusRequestEntityTooLarge, status: "INVALID_ARGUMENT",
			message: "Request payload size exceeds the limit", reason: "uploadTooLarge"}
	}
	c.body = obj{}
	if len(data) == 0 {
		return nil
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		description := "Invalid JSON payload received. " + err.Error()
		return badRequest(description, "", description)
	}
	if e := checkBody(tree, rt.body, rt.bodyAt); e != nil {
		return e
	}
	c.body, _ = tree.(obj)
	return nil
}

// enum reads a query parameter that has a list of values; the first is the
// default.
func (c *call) enum(name, kind string, values ...string) (string, *apiError) {
	v := c.query.Get(name)
	if v == "" {
		return values[0], nil
	}
	if !slices.Contains(values, v) {
		description := "Invalid value at '" + snake(name) + "' (type.googleapis.com/google.apps.sheets.v4." +
			kind + "), \"" + v + "\""
		return "", badRequest(description, snake(name), description)
	}
	return v, nil
}

// flag reads a boolean query parameter.
func (c *call) flag(name string) bool {
	on, err := strconv.ParseBool(strings.ToLower(c.query.Get(name)))
	return err == nil && on
}

// driveFields parses Drive's fields parameter against a type of its API.
func (c *call) driveFields(t reflect.Type, standard string) (*mask, *apiError) {
	text := c.query.Get("fields")
	if text == "" {
		text = standard
	}
	m, err := parseMask(text, t)
	if err != nil {
		path := text
		if me, ok := err.(*maskError); ok && me.path != "" {
			path = me.path
		}
		e := driveInvalid("fields", "Invalid field selection "+path)
		e.reason = "invalidParameter"
		return nil, e
	}
	return m, nil
}
