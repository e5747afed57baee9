package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// What a slow or silent client may take, and how long a clean stop may.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	writeTimeout  = 30 * time.Second
	idleTimeout   = time.Minute
	maxHeader     = 16 << 10

	// StopTimeout is how long Serve lets open requests finish once ctx ends.
	StopTimeout = 5 * time.Second
)

func (s *Server) server() *http.Server {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	if s.Certificate != nil {
		server.TLSConfig = &tls.Config{GetCertificate: s.Certificate, MinVersion: tls.VersionTLS12}
	}
	return server
}

// Serve answers on the listener until ctx ends, then lets the open requests
// finish within StopTimeout, and a round that was begun on the page as long as
// it takes to stop. It closes the listener, and gives nil after a clean stop.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := s.server()
	s.work.live(ctx)
	defer s.work.wait.Wait()
	failed := make(chan error, 1)
	go func() {
		if s.Certificate != nil {
			failed <- server.ServeTLS(l, "", "")
			return
		}
		failed <- server.Serve(l)
	}()
	select {
	case err := <-failed:
		return fmt.Errorf("serving the page on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), StopTimeout)
	defer cancel()
	err := server.Shutdown(stop)
	if err != nil {
		server.Close()
	}
	if served := <-failed; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	if err != nil {
		return fmt.Errorf("stopping the page: %w", err)
	}
	return nil
}
