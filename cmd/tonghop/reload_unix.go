//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// reloads tells when somebody asks for the configuration to be read anew;
// ignore ends that.
func reloads() (asked <-chan os.Signal, ignore func()) {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	return hup, func() { signal.Stop(hup) }
}
