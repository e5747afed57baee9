//go:build unix

package main

import "syscall"

// keepPrivate lets nobody but the user and the group read what the program
// writes, as the service's unit does.
func keepPrivate() {
	const others = 0o027
	was := syscall.Umask(others)
	syscall.Umask(was | others)
}
