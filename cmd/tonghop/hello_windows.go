package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// ownWindow reports whether the console is the program's alone, as after a
// double click: a terminal's shell would be in it too.
func ownWindow() bool {
	proc := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if proc.Find() != nil {
		return false
	}
	var ids [2]uint32
	n, _, _ := proc.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}

// speakUTF8 has the console read and show UTF-8 until the function that it
// returns is called. Where there is no console it does nothing.
func speakUTF8() (restore func()) {
	const utf8 = 65001
	in, err := windows.GetConsoleCP()
	if err != nil {
		return func() {}
	}
	out, err := windows.GetConsoleOutputCP()
	if err != nil {
		return func() {}
	}
	// What fails here costs letters on a screen, and nothing else.
	_ = windows.SetConsoleCP(utf8)
	_ = windows.SetConsoleOutputCP(utf8)
	return func() {
		_ = windows.SetConsoleCP(in)
		_ = windows.SetConsoleOutputCP(out)
	}
}
