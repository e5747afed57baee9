package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"tonghop/model/office"
)

// An asker asks a person on a plain terminal, one line a question. Where there
// is nobody to answer (a script whose input has ended) the proposed answers
// stand.
type asker struct {
	w     io.Writer
	words office.Messages
	in    io.Reader
	lines <-chan string // nil until the first question
	ended bool
}

// ask gives the answer to a question, without outer spaces; an empty one is the
// proposal. The error is the context's.
func (a *asker) ask(ctx context.Context, proposal, key string, pairs ...string) (string, error) {
	if a.ended {
		return proposal, nil
	}
	prompt := a.words.Text(key, pairs...)
	if proposal != "" {
		prompt += " [" + proposal + "]"
	}
	fmt.Fprint(a.w, prompt+": ")
	if a.lines == nil {
		a.lines = linesOf(a.in)
	}
	select {
	case <-ctx.Done():
		fmt.Fprintln(a.w)
		return "", ctx.Err()
	case line, more := <-a.lines:
		a.ended = !more
		if a.ended {
			fmt.Fprintln(a.w)
		}
		if line = strings.TrimSpace(line); line != "" {
			return line, nil
		}
		return proposal, nil
	}
}

func (a *asker) say(key string, pairs ...string) { fmt.Fprintln(a.w, a.words.Text(key, pairs...)) }

// linesOf reads lines apart, so that a stop does not wait for the next one.
func linesOf(r io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		in := bufio.NewScanner(r)
		for in.Scan() {
			lines <- strings.TrimPrefix(in.Text(), "\ufeff")
		}
	}()
	return lines
}
