package main

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/config"
	"tonghop/templates"
)

// hello answers a command line that names no command. Who opened the program by
// a double click sees a window that would close again at once: it says what to
// do and waits for Enter. On a terminal it says so in a few lines of both
// languages.
func (f *flags) hello(ctx context.Context, stdin io.Reader, ownWindow bool) error {
	if !ownWindow {
		return f.helloOnTerminal()
	}
	words, err := f.catalogue()
	if err != nil {
		return err
	}
	a := &asker{w: f.stdout, words: words, in: stdin}
	a.say("hello.words")
	fmt.Fprintln(f.stdout)
	_, err = a.ask(ctx, "", "hello.enter")
	return err
}

func (f *flags) helloOnTerminal() error {
	vi, err := config.Messages(templates.Builtin(), "vi")
	if err != nil {
		return err
	}
	en, err := config.Messages(templates.Builtin(), "en")
	if err != nil {
		return err
	}
	fmt.Fprintf(f.stdout, "%s\n\n%s\n", vi.Text("hello.short"), en.Text("hello.short"))
	return nil
}

// catalogue has the words of a command that has no configuration to say in
// which language: Vietnamese, unless --lang says otherwise.
func (f *flags) catalogue() (office.Messages, error) {
	words, err := config.Messages(templates.Builtin(), cmp.Or(f.lang, "vi"))
	if err != nil {
		return words, app.Usage(err, "languages are vi and en")
	}
	return words, nil
}
