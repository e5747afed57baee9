// Package judge tells from expected reports, looks and decisions how each unit
// stands with each report: in time, late, missing, or not to be proved. Nothing
// of it is ever stored.
package judge
