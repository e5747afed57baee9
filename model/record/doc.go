// Package record holds what had been seen and decided up to an instant: the
// State from which everything in a report is computed anew, and the reports that
// were closed and issued.
package record
