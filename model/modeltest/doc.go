// Package modeltest builds small programmes and States for the tests of the
// rooms of model.
package modeltest
