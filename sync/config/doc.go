// Package config reads config.yaml, the one file in which an office says who
// reports, what is counted and when it is due.
//
// It is strict, because a slip here would bend every report: an unknown key,
// a wrong type or a date that does not exist is a fault and never a default.
// All faults are found in one pass, and each names its line, the path of its
// key, the value that was found and a good example, so that an operator mends
// the file once.
//
//	config.yaml:12: units[2].since: "30/2/2020": is not a date; for example since: 2020-06-01
//
// Each section of the file has a Go file of its own here, with its defaults as
// constants at the top. What Load returns is checked throughout: the other
// rooms need not ask again whether an indicator exists.
//
// The package also reads the message catalogue (Messages), which is YAML too,
// and writes one thing into the file: which column is which indicator (Pin).
package config
