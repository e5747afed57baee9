package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A tab is one of a real browser, in which a test looks at the page as
// an officer does. What the page writes into the console is gathered.
type tab struct {
	t       *testing.T
	ctx     context.Context
	base    string
	console *safeBuffer
	open    bool
}

// patience bounds one step: what is clicked and not there fails then.
const patience = time.Minute

// startChromium starts Chromium, which all tests of a page share. Where there is
// none the test is skipped, but never in CI.
func startChromium(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("CI looks at the page with chromium, and it is not installed")
		}
		t.Skip("chromium is not installed: the page is not looked at in a real browser")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	t.Cleanup(cancel)
	allocator, end := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))...)
	t.Cleanup(end)
	first, closeFirst := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		_ = chromedp.Cancel(first)
		closeFirst()
	})
	if err := chromedp.Do(first); err != nil {
		t.Fatal(err)
	}
	return first
}

// openTab opens a tab that shares nothing with the others, not even cookies.
func openTab(t *testing.T, in context.Context, base string) *tab {
	t.Helper()
	own, closeTab := chromedp.NewContext(in, chromedp.WithNewBrowserContext())
	b := &tab{t: t, ctx: own, base: base, console: &safeBuffer{}}
	messages := chromedp.Console(own)
	b.do(chromedp.EmulateViewport(deskWidth, 900))
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
		_ = chromedp.Cancel(own)
		closeTab()
		<-done
	})
	return b
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	look(b, chromedp.Steps(steps...))
}

// look gives what an action finds.
func look[T any](b *tab, a chromedp.Action[T]) T {
	b.t.Helper()
	if !b.open { // the first step opens the tab, which lives as long as its context
		if err := chromedp.Do(b.ctx); err != nil {
			b.t.Fatal(err)
		}
		b.open = true
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// visit opens a page of the office's by its path.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// text is all that the page shows.
func (b *tab) text() string {
	b.t.Helper()
	return look(b, chromedp.Evaluate[string]("document.body.innerText"))
}

// shows fails where the page does not show each of the texts.
func (b *tab) shows(texts ...string) {
	b.t.Helper()
	page := b.text()
	for _, want := range texts {
		if !strings.Contains(page, want) {
			b.t.Errorf("the page %s does not show %q; it shows:\n%s", look(b, chromedp.Location()), want, page)
		}
	}
}

// deskWidth and phoneWidth are the widths of a desk's window and of a small phone's.
const (
	deskWidth  = 1280
	phoneWidth = 390
)

// width makes the window wide or narrow.
func (b *tab) width(pixels int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(pixels, 844))
}

// dark asks for the dark colours, or for the light ones.
func (b *tab) dark(yes bool) {
	b.t.Helper()
	scheme := map[bool]string{true: "dark", false: "light"}[yes]
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	}))
}

// without JavaScript the page goes on as before: what a test asks of it by
// itself still runs.
func (b *tab) withoutScripts() {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
}

// goes does something that leads to another page, and waits until that is
// there.
func (b *tab) goes(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	before := look(b, chromedp.Evaluate[float64]("performance.timeOrigin"))
	b.do(steps...)
	b.until(fmt.Sprintf("performance.timeOrigin != %f && document.readyState == 'complete'", before))
}

// follow clicks what an XPath names, such as a link or a button.
func (b *tab) follow(what string) {
	b.t.Helper()
	b.goes(chromedp.Click(what))
}

// link and button name what has a text.
func link(text string) string   { return fmt.Sprintf("//a[contains(., '%s')]", text) }
func button(text string) string { return fmt.Sprintf("//button[contains(., '%s')]", text) }

// fill types into a field of the form that is open; a list's value is chosen.
func (b *tab) fill(form string, values map[string]string) {
	b.t.Helper()
	for name, value := range values {
		field := chromedp.CSS(form + " [name=" + name + "]")
		switch look(b, chromedp.Evaluate[string](fmt.Sprintf("document.querySelector(%q).type", string(field)))) {
		case "text", "number":
			b.do(chromedp.Clear(field), chromedp.SendKeys(field, value))
		default:
			b.do(chromedp.SetValue(field, value))
		}
	}
}

// picture keeps what the whole page looks like, in the folder that the
// environment names; without one nothing is kept.
func (b *tab) picture(name string) {
	b.t.Helper()
	if dir := os.Getenv("TONGHOP_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), look(b, chromedp.FullScreenshot(100)), 0o644); err != nil {
			b.t.Fatal(err)
		}
	}
}

// narrow fails where the page must be pushed sideways to be read.
func (b *tab) narrow() {
	b.t.Helper()
	if over := look(b, chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth")); over > 0 {
		b.t.Errorf("the page %s is %d pixels wider than the window", look(b, chromedp.Location()), over)
	}
}

// quiet fails where the page wrote anything into the console.
func (b *tab) quiet() {
	b.t.Helper()
	if said := b.console.String(); said != "" {
		b.t.Errorf("the console is not empty:\n%s", said)
	}
}

// accessible fails where axe-core finds a serious or critical violation. The
// environment names its file, since it is a library of JavaScript.
func (b *tab) accessible() {
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

// forgive forgets what the console was told, where a refusal was expected: a
// browser tells of each answer that is no page.
func (b *tab) forgive() { b.console.reset() }

func (s *safeBuffer) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.b.Reset()
}
