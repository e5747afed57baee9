package main

import (
	"os"
	"syscall"
)

// peakMiB is the most memory that an ended process held at once.
func peakMiB(s *os.ProcessState) float64 {
	return float64(s.SysUsage().(*syscall.Rusage).Maxrss) / 1024
}
