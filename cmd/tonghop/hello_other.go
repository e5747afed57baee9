//go:build !windows

package main

// ownWindow is a matter of Windows, where a double click opens a console.
func ownWindow() bool { return false }

// speakUTF8 is a matter of Windows: terminals elsewhere do.
func speakUTF8() (restore func()) { return func() {} }
