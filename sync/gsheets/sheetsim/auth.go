package sheetsim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A token is an access token that the token endpoint issued.
type token struct {
	user    string
	expires time.Time
}

const tokenLife = time.Hour

// userOf tells in whose name a request is made: the account its token was
// issued to, else the bearer text itself, so that different tokens are
// different users.
func (s *Server) userOf(r *http.Request) string {
	bearer := bearerOf(r)
	if bearer == "" {
		return s.opts.Email
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if t, ok := s.tokens[bearer]; ok {
		return t.user
	}
	return bearer
}

func bearerOf(r *http.Request) string {
	text, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return text
}

// authenticate refuses calls without a valid token where tokens are required.
func (s *Server) authenticate(rt route, c *call) *apiError {
	if !s.opts.RequireAuth || c.r.URL.Path == tokenPath || needsNobody(rt.method) {
		return nil
	}
	bearer := bearerOf(c.r)
	if bearer == "" {
		return unregistered()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if t, ok := s.tokens[bearer]; !ok || !s.now().Before(t.expires) {
		return unauthenticated()
	}
	return nil
}

// token answers the OAuth token endpoint: a service account's assertion, whose
// signature is not checked, a person's code, and the refreshing of a token.
func (c *call) token() (any, *apiError) {
	if err := c.r.ParseForm(); err != nil {
		return nil, &apiError{code: http.StatusBadRequest, status: "invalid_request", message: err.Error()}
	}
	form := c.r.PostForm
	out := obj{"token_type": "Bearer", "expires_in": tokenLife.Seconds()}
	user := form.Get("client_id")
	switch kind := form.Get("grant_type"); kind {
	case "urn:ietf:params:oauth:grant-type:jwt-bearer":
		var ok bool
		if user, ok = issuer(form.Get("assertion")); !ok {
			return nil, &apiError{code: http.StatusBadRequest, status: "invalid_grant", message: "Invalid JWT Signature."}
		}
	case "authorization_code":
		out["refresh_token"] = "1//simulated-refresh"
	case "refresh_token":
	default:
		return nil, &apiError{code: http.StatusBadRequest, status: "unsupported_grant_type",
			message: "Invalid grant_type: " + kind}
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	text := fmt.Sprintf("ya29.simulated-%d", s.mint())
	s.tokens[text] = token{user: user, expires: s.now().Add(tokenLife)}
	out["access_token"] = text
	return out, nil
}

// issuer reads the account off a signed assertion.
func issuer(assertion string) (string, bool) {
	parts := strings.Split(assertion, ".")
	if len(parts) != 3 {
		return "", false
	}
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", false
	}
	var who struct {
		Iss string `json:"iss"`
	}
	if err := json.Unmarshal(claims, &who); err != nil {
		return "", false
	}
	return who.Iss, who.Iss != ""
}

// oauthError is how the token endpoint words a refusal.
func (e *apiError) oauthError() obj {
	return obj{"error": e.status, "error_description": e.message}
}

// ExpireTokens makes every issued token invalid.
func (s *Server) ExpireTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.tokens)
}
