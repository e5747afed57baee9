package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"os/exec"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/gsheets"
)

// loginWait is how long a person has for the pages in the browser.
const loginWait = 10 * time.Minute

func newLogin(f *flags) *cobra.Command {
	var paste, open, files bool
	var wait time.Duration
	c := &cobra.Command{
		Use:   "login",
		Short: "Sign a person in to Google, where there is no service account",
		Long: `Lets the program read in a person's name: it prints an address, the person opens
it in a browser, picks the account and allows the reading; what was granted is
kept in the file google.token and renewed without further questions.

It needs an OAuth client of the kind "Desktop app" (Google Cloud Console, APIs &
Services > Credentials), whose JSON the configuration names under
google.oauth_client. While the consent screen is in the state "Testing", Google
ends each sign-in after seven days: publish it, or make it internal.

It asks for reading spreadsheets and for what Drive knows about files; for
writing only where the consolidated book is a Google spreadsheet; for
downloading files only with --office-files, which .xlsx files on Drive need.

Where the browser is on another computer, use --paste: the browser ends at a
page that cannot be opened, and its address is what has to be pasted.`,
		Example: "  tonghop login\n  tonghop login --paste\n  tonghop login --office-files",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o, err := f.settings()
			if err != nil {
				return err
			}
			s, err := o.signIn(f, files)
			if err != nil {
				return err
			}
			if paste {
				s.Paste = func(ctx context.Context) (string, error) { return pasted(ctx, c.InOrStdin()) }
			}
			s.open = open
			ctx, cancel := context.WithTimeout(c.Context(), wait)
			defer cancel()
			return s.run(ctx)
		},
	}
	c.Flags().BoolVar(&paste, "paste", false, "sign in by hand: paste the address at which the browser ends")
	c.Flags().BoolVar(&open, "open", false, "open the browser")
	c.Flags().BoolVar(&files, "office-files", false, "ask for leave to download .xlsx files from Drive too")
	c.Flags().DurationVar(&wait, "wait", loginWait, "how `LONG` to wait for the answer")
	return c
}

// A signIn is a person's sign-in as it goes on a terminal.
type signIn struct {
	gsheets.Login
	office *workplace
	w      io.Writer
	open   bool
}

func (o *workplace) signIn(f *flags, files bool) (*signIn, error) {
	if o.Config.Google.OAuthClient == "" {
		return nil, app.Usage(errors.New("login: the configuration names no google.oauth_client"),
			`create an OAuth client of the kind "Desktop app" in the Google Cloud Console, save its JSON beside the configuration, and write google: {oauth_client: client.json}`)
	}
	s := &signIn{office: o, w: f.stdout, Login: gsheets.Login{
		Person: o.Person(), Write: o.Config.Consolidated.Google(), Files: files,
		Endpoint: o.Config.Google.Endpoint, HTTPClient: o.HTTPClient(),
	}}
	s.Show, s.Page = s.show, s.page
	return s, nil
}

func (s *signIn) run(ctx context.Context) error {
	account, err := s.Login.Run(ctx)
	if err != nil {
		return fmt.Errorf("login: %w", err)
	}
	s.say("cli.login.done", "account", account, "file", s.TokenFile)
	return nil
}

// show prints the address that the person opens.
func (s *signIn) show(address string) error {
	s.say("cli.login.open", "address", address, "leave", s.Leave())
	if s.Paste != nil {
		s.say("cli.login.paste")
		return nil
	}
	if s.open {
		if err := openBrowser(address); err != nil {
			s.office.Log.Warn("the browser cannot be opened; open the address by hand", "why", err)
		}
	}
	s.say("cli.login.waiting")
	return nil
}

// page is what the browser shows in the end.
func (s *signIn) page(err error) string {
	text := s.office.Messages.Text("cli.login.page.done")
	if err != nil {
		text = s.office.Messages.Text("cli.login.page.failed", "why", err.Error())
	}
	return `<!DOCTYPE html><meta charset="utf-8"><title>tonghop</title><p>` + html.EscapeString(text) + "</p>\n"
}

func (s *signIn) say(key string, pairs ...string) {
	fmt.Fprintln(s.w, s.office.Messages.Text(key, pairs...))
}

// pasted reads the line that the person pastes. A stop does not wait for it.
func pasted(ctx context.Context, stdin io.Reader) (string, error) {
	type line struct {
		text string
		err  error
	}
	got := make(chan line, 1)
	go func() {
		text, err := bufio.NewReader(io.LimitReader(stdin, 64<<10)).ReadString('\n')
		if errors.Is(err, io.EOF) && text != "" {
			err = nil
		}
		got <- line{text, err}
	}()
	select {
	case l := <-got:
		if l.err != nil {
			return "", app.Failure(errors.New("nothing was pasted"), "run it on a terminal, or without --paste")
		}
		return l.text, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func openBrowser(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	case "darwin":
		name = "open"
	}
	return exec.Command(name, args...).Start()
}
