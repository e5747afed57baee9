package gsheets

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// A loopback waits on this computer's own address for the browser to bring
// Google's answer. It takes one answer only.
type loopback struct {
	address string
	srv     *http.Server
	state   string
	page    func(error) string
	once    sync.Once
	got     chan answer
	done    chan struct{} // closed when srv has ended
}

// answerDeadline is how long the browser may take for its page once the answer
// is in.
const answerDeadline = 2 * time.Second

type answer struct {
	code string
	err  error
}

func listenForAnswer(ctx context.Context, state string, page func(error) string) (*loopback, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, &LoginError{why: "waiting for the browser's answer on this computer", hint: "sign in by hand with tonghop login --paste", err: err}
	}
	l := &loopback{address: "http://" + listener.Addr().String() + "/", state: state, page: page,
		got: make(chan answer, 1), done: make(chan struct{})}
	l.srv = &http.Server{Handler: l, ReadHeaderTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second, MaxHeaderBytes: 16 << 10}
	go func() {
		defer close(l.done)
		_ = l.srv.Serve(listener) // ends with close
	}()
	return l, nil
}

// ServeHTTP takes the answer and shows the person how it went. Whatever brings
// no answer (a browser asks for an icon too) is not there.
func (l *loopback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if r.URL.Path != "/" || !query.Has("code") && !query.Has("error") {
		http.NotFound(w, r)
		return
	}
	code, err := codeIn(query, l.state)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Referrer-Policy", "no-referrer") // the code stands in the address
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	_, _ = io.WriteString(w, l.page(err))
	l.once.Do(func() { l.got <- answer{code, err} })
}

func (l *loopback) wait(ctx context.Context) (code string, err error) {
	select {
	case a := <-l.got:
		return a.code, a.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// close lets the browser have its page and ends the server.
func (l *loopback) close() {
	ctx, cancel := context.WithTimeout(context.Background(), answerDeadline)
	defer cancel()
	if l.srv.Shutdown(ctx) != nil {
		_ = l.srv.Close()
	}
	<-l.done
}
