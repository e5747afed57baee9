package main

import (
	"net/http/httptest"
	"testing"
)

// demoPage lives through the demo's month and serves its page.
func demoPage(t *testing.T) string {
	t.Helper()
	d, err := newDemoDistrict(t.Context(), &flags{stdout: t.Output(), stderr: t.Output(), log: "error"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.close)
	if _, _, err := d.live(t.Context()); err != nil {
		t.Fatal(err)
	}
	page, err := d.office.newPage()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(page)
	t.Cleanup(server.Close)
	return server.URL
}

func TestEveryPageIsQuietAccessibleAndFitsAPhone(t *testing.T) {
	b := openTab(t, demoPage(t))
	for _, path := range []string{"/", "/month", "/unit/dong-no", "/unit/phuoc-an"} {
		for _, phone := range []bool{false, true} {
			b.phone(phone)
			b.visit(path)
			b.accessible()
			if phone {
				b.narrow()
			}
		}
	}
	b.visit("/unit/dong-no")
	b.shows("Xã Đồng Nơ")
	b.quiet()
}
