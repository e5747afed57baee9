package main

import (
	"fmt"

	"tonghop/model/reading/meaning"
)

// collisions tells of names that do not tell their indicators apart: a heading
// of that wording is never certain.
func (k *checkup) collisions() {
	p := k.Programme
	d := meaning.New(k.Words, meaning.Catalogue{Indicators: p.Indicators, TextFields: p.TextFields, Title: p.Title})
	for i, c := range d.Collisions() {
		if i == 0 {
			fmt.Fprintln(k.w)
		}
		a, b := &p.Indicators[c.A], &p.Indicators[c.B]
		fmt.Fprintln(k.w, k.Messages.Text("cli.check.collide", "a-name", c.NameA, "a", a.Label, "a-id", a.ID, "b-name", c.NameB, "b", b.Label, "b-id", b.ID))
	}
}
