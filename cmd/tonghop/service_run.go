package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/kardianos/service"
)

// journal leads what is printed and logged to Windows' event log. systemd keeps
// a journal of both by itself.
func (s *serviceHand) journal() {
	if s.platform != "windows-service" || service.Interactive() {
		return
	}
	events, err := s.service.SystemLogger(nil)
	if err != nil {
		return // the service works without it; there is nowhere to tell
	}
	s.stdout, s.stderr = &eventWriter{log: events}, &eventWriter{log: events}
}

// An eventWriter writes each line as an event of its kind.
type eventWriter struct {
	log interface {
		Error(...any) error
		Warning(...any) error
		Info(...any) error
	}
	rest string
}

var _ io.Writer = (*eventWriter)(nil)

func (e *eventWriter) Write(p []byte) (int, error) {
	e.rest += string(p)
	for {
		line, rest, whole := strings.Cut(e.rest, "\n")
		if !whole {
			return len(p), nil
		}
		e.rest = rest
		write := e.log.Info
		switch {
		case strings.TrimSpace(line) == "":
			continue
		case strings.HasPrefix(line, "tonghop: "), strings.Contains(line, "level=ERROR"):
			write = e.log.Error
		case strings.Contains(line, "level=WARN"):
			write = e.log.Warning
		}
		if err := write(line); err != nil {
			return 0, err
		}
	}
}

// A servant is serve as a service manager wants it: started without waiting,
// stopped within a bound.
type servant struct {
	ctx    context.Context
	serve  func(context.Context) error
	failed func(error) // ends the process, so that the system starts it anew
	within time.Duration

	stop context.CancelFunc
	done chan struct{}
}

// Start starts serving.
func (d *servant) Start(service.Service) error {
	ctx, stop := context.WithCancel(d.ctx)
	d.stop, d.done = stop, make(chan struct{})
	go func() {
		defer close(d.done)
		if err := d.serve(ctx); err != nil && ctx.Err() == nil {
			d.failed(err)
		}
	}()
	return nil
}

// Stop stops serving and waits for its end. serve itself bounds that to 10 s;
// what hangs even so is left behind.
func (d *servant) Stop(service.Service) error {
	d.stop()
	t := time.NewTimer(d.within)
	defer t.Stop()
	select {
	case <-d.done:
		return nil
	case <-t.C:
		return fmt.Errorf("service: something still hung %v after the stop", d.within)
	}
}
