package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tonghop/model/book/booktest"
	"tonghop/model/report"
	"tonghop/sync/app"
	"tonghop/sync/app/demo"
	"tonghop/sync/app/pages"
	"tonghop/sync/config"
	"tonghop/sync/web"
	"tonghop/templates"
)

// TestThePageInARealBrowser looks at the demo's page as people do. The district
// and the browser are shared, since both take seconds to begin.
func TestThePageInARealBrowser(t *testing.T) {
	in := startChromium(t)
	d := livedDemo(t)
	small := servePage(t, d.Office, nil)
	t.Run("every page fits, in light and dark", func(t *testing.T) {
		everyPage(t, in, "13", small, []string{"/", "/?day=2020-06-23", "/calls", "/enter-day?unit=dong-no", "/in-time", "/month", "/year", "/unit/dong-no", "/unit/phuoc-an", "/findings", "/decisions", "/reports", "/why", "/rounds", "/enter", "/close",
			"/trace/phuoc-an/2020-06-24/people_informed", "/nothing"})
	})
	t.Run("every page of a province fits too", func(t *testing.T) {
		everyPage(t, in, "200", largePage(t), []string{"/", "/calls", "/month", "/year", "/unit/don-vi-7"})
	})
	t.Run("printed on A4", func(t *testing.T) { printedOnA4(t, in, largePage(t)) })
	t.Run("the officer's morning", func(t *testing.T) { morning(t, openTab(t, in, small)) })
	t.Run("the morning without JavaScript", func(t *testing.T) {
		b := openTab(t, in, small)
		b.withoutScripts()
		morning(t, b)
	})
	t.Run("by the keyboard alone", func(t *testing.T) { byKeyboard(t, openTab(t, in, small)) })
	t.Run("a figure told on the telephone", func(t *testing.T) { phonedIn(t, openTab(t, in, small)) })
	t.Run("units called up", func(t *testing.T) { calledUp(t, openTab(t, in, small)) })
	t.Run("a finding that is right", func(t *testing.T) { foundRight(t, openTab(t, in, small)) })
	t.Run("a waiver", func(t *testing.T) { waived(t, openTab(t, in, small)) })
	t.Run("a look now", func(t *testing.T) { lookedNow(t, in, d) })
	t.Run("a report closed and issued", func(t *testing.T) { closedAndIssued(t, d, openTab(t, in, small)) })
	t.Run("signing in", func(t *testing.T) { signingIn(t, in, d) })
}

// livedDemo lives through the demo's month.
func livedDemo(t *testing.T) *demo.District {
	t.Helper()
	d, err := demo.New(t.Context(), app.Settings{Log: slog.New(slog.DiscardHandler)}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	if _, _, err := d.Live(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// servePage serves an office's page, with other options where change says so,
// and gives its address.
func servePage(t *testing.T, o *app.Office, change func(*web.Options, string)) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	options, err := pages.Options(o)
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + server.Listener.Addr().String()
	if change != nil {
		change(&options, base)
	}
	page, err := web.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = page
	server.Start()
	t.Cleanup(server.Close)
	return base
}

// largePage serves 200 units with the worst of everything.
func largePage(t *testing.T) string {
	t.Helper()
	messages, err := config.Messages(templates.Builtin(), "vi")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := fs.Sub(templates.Builtin(), "pages")
	if err != nil {
		t.Fatal(err)
	}
	made := booktest.Report(200, booktest.AsOf)
	page, err := web.New(web.Options{
		Pages: pages, Messages: messages, Report: func(context.Context) (*report.Report, error) { return made, nil },
		Now: booktest.AsOf.Local, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(page)
	t.Cleanup(server.Close)
	return server.URL
}

// everyPage looks at pages on a desk in the light and on a phone in the dark.
// Colours do not know the width, nor does the layout know the colours.
func everyPage(t *testing.T, in context.Context, name, base string, paths []string) {
	b := openTab(t, in, base)
	for _, path := range paths {
		b.wholePage(name, path, deskWidth, false)
		b.wholePage(name, path, phoneWidth, true)
		if path == "/nothing" {
			b.forgive()
		}
	}
	b.quiet()
}

// wholePage looks at one page in one way, or where pictures are kept in all.
func (b *tab) wholePage(name, path string, width int64, dark bool) {
	b.t.Helper()
	for _, scheme := range []bool{dark, !dark} {
		if scheme != dark && os.Getenv("TONGHOP_PICTURES") == "" {
			return
		}
		b.dark(scheme)
		b.width(width)
		b.visit(path)
		b.picture(fmt.Sprintf("%s_%d_%s_%s", name, width, map[bool]string{true: "dark", false: "light"}[scheme], strings.ReplaceAll(strings.Trim(path, "/"), "/", "-")))
		if scheme != dark {
			continue
		}
		b.accessible()
		b.narrow()
		if n := look(b, chromedp.Evaluate[int]("document.scripts.length")); n > 0 {
			b.t.Errorf("the page %s has %d scripts", path, n)
		}
	}
}
