package main

import "testing"

func morning(t *testing.T, b *browser) {
	b.visit("/")
	t.Log(b.text())
	b.visit("/unit/dong-no")
	t.Log(b.text())
}
func byKeyboard(t *testing.T, b *browser)                       {}
func phonedIn(t *testing.T, b *browser)                         {}
func foundRight(t *testing.T, b *browser)                       {}
func waived(t *testing.T, b *browser)                           {}
func lookedNow(t *testing.T, d *demoDistrict, b *browser)       {}
func closedAndIssued(t *testing.T, d *demoDistrict, b *browser) {}
