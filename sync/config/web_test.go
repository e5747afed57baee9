package config

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestAPageIsForThisComputerUnlessPeopleSignIn(t *testing.T) {
	c := mustParse(t, with("web: {person: Trực ban}"))
	if w := c.Web; w.Listen != DefaultListen || w.SignIn != nil || w.Person != "Trực ban" {
		t.Errorf("the page is %+v, want one on %s without sign-in", w, DefaultListen)
	}
	for _, listen := range []string{"127.0.0.1:80", "localhost:80", "[::1]:80", "127.8.9.1:80"} {
		if got := mustParse(t, with(`web: {listen: "`+listen+`"}`)).Web.Listen; got != listen {
			t.Errorf("listens on %s, want %s", got, listen)
		}
	}
}

func TestASignInNamesPeopleByTheirAddresses(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("s"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Parse([]byte(with(`web:
  listen: ":8443"
  public_url: https://tonghop.example.vn/
  sign_in:
    client_id: id
    client_secret_file: secret.txt
    viewers: xem@example.vn
    office: [VP@Example.vn]
    approvers: [bt@example.vn]`)), filepath.Join(dir, "config.yaml"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := c.Web.SignIn
	if c.Web.PublicURL != "https://tonghop.example.vn" || in.Issuer != DefaultIssuer || in.SecretFile != filepath.Join(dir, "secret.txt") {
		t.Errorf("the sign-in is %+v at %s", in, c.Web.PublicURL)
	}
	if !slices.Equal(in.Office, []string{"vp@example.vn"}) || !slices.Equal(in.Viewers, []string{"xem@example.vn"}) || !slices.Equal(in.Approvers, []string{"bt@example.vn"}) {
		t.Errorf("the people are %v, %v, %v", in.Viewers, in.Office, in.Approvers)
	}
}
