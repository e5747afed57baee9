package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A browser is a tab of a real browser, in which a test looks at the page as
// an officer does. What the page writes into the console is gathered.
type browser struct {
	t       *testing.T
	ctx     context.Context
	base    string
	console *safeBuffer
}

// openTab opens a tab of Chromium. Where there is none the test is skipped,
// but never in CI.
func openTab(t *testing.T, base string) *browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("CI looks at the page with chromium, and it is not installed")
		}
		t.Skip("chromium is not installed: the page is not looked at in a real browser")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	allocator, end := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))...)
	t.Cleanup(end)
	tab, closeTab := chromedp.NewContext(allocator)
	b := &browser{t: t, ctx: tab, base: base, console: &safeBuffer{}}
	messages := chromedp.Console(tab)
	b.do(chromedp.EmulateViewport(1280, 900))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m, err := range messages {
			if err != nil {
				return
			}
			fmt.Fprintln(b.console, m)
		}
	}()
	t.Cleanup(func() {
		_ = chromedp.Cancel(tab)
		closeTab()
		<-done
	})
	return b
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// look gives what an action finds.
func look[T any](b *browser, a chromedp.Action[T]) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// visit opens a page of the office's by its path.
func (b *browser) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// text is all that the page shows.
func (b *browser) text() string {
	b.t.Helper()
	return look(b, chromedp.Evaluate[string]("document.body.innerText"))
}

// shows fails where the page does not show each of the texts.
func (b *browser) shows(texts ...string) {
	b.t.Helper()
	page := b.text()
	for _, want := range texts {
		if !strings.Contains(page, want) {
			b.t.Errorf("the page %s does not show %q; it shows:\n%s", look(b, chromedp.Location()), want, page)
		}
	}
}

// phone makes the window that of a small phone, or again that of a desk.
func (b *browser) phone(yes bool) {
	b.t.Helper()
	width := int64(1280)
	if yes {
		width = 390
	}
	b.do(chromedp.EmulateViewport(width, 844))
}

// narrow fails where the page must be pushed sideways to be read.
func (b *browser) narrow() {
	b.t.Helper()
	if over := look(b, chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth")); over > 0 {
		b.t.Errorf("the page %s is %d pixels wider than the phone", look(b, chromedp.Location()), over)
	}
}

// quiet fails where the page wrote anything into the console.
func (b *browser) quiet() {
	b.t.Helper()
	if said := b.console.String(); said != "" {
		b.t.Errorf("the console is not empty:\n%s", said)
	}
}

// accessible fails where axe-core finds a serious or critical violation. The
// environment names its file, since it is a library of JavaScript.
func (b *browser) accessible() {
	b.t.Helper()
	file := os.Getenv("AXE_CORE")
	if file == "" {
		if os.Getenv("CI") != "" {
			b.t.Fatal("CI names axe.min.js of axe-core in AXE_CORE")
		}
		b.t.Log("AXE_CORE does not name axe.min.js of axe-core: accessibility is not looked at")
		return
	}
	script, err := os.ReadFile(file)
	if err != nil {
		b.t.Fatal(err)
	}
	look(b, chromedp.Evaluate[json.RawMessage](string(script)+";true"))
	type violation struct {
		ID, Impact, Help string
		Nodes            []struct{ HTML, FailureSummary string }
	}
	found := look(b, chromedp.Evaluate[[]violation]("axe.run().then(r => r.violations.map(v => ({ID: v.id, Impact: v.impact, Help: v.help,"+
		" Nodes: v.nodes.map(n => ({HTML: n.html, FailureSummary: n.failureSummary}))})))", chromedp.EvalAwaitPromise))
	for _, v := range found {
		if slices.Contains([]string{"serious", "critical"}, v.Impact) {
			b.t.Errorf("%s: %s (%s): %s, in %d places such as %s: %s", look(b, chromedp.Location()), v.ID, v.Impact, v.Help,
				len(v.Nodes), v.Nodes[0].HTML, v.Nodes[0].FailureSummary)
		}
	}
}
