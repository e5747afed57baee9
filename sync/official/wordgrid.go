package official

import (
	"fmt"

	"github.com/beevik/etree"

	"tonghop/model/grid"
)

// Grid takes a document for Word apart, to be compared with another: a row for each
// paragraph, and for each row of a table one with its cells.
func Grid(data []byte) (grid.Book, error) {
	parts, err := openWord(data)
	if err != nil {
		return grid.Book{}, err
	}
	t := grid.Tab{Title: "Văn bản"}
	for _, p := range parts {
		if p.name != wordDocument || p.text == nil || p.text.Root() == nil {
			continue
		}
		body := p.text.Root().SelectElement("w:body")
		if body == nil {
			return grid.Book{}, fmt.Errorf("%s has no body", wordDocument)
		}
		for _, e := range body.ChildElements() {
			switch e.FullTag() {
			case "w:p":
				t.Rows = append(t.Rows, []grid.Cell{textCell(e)})
			case "w:tbl":
				for _, row := range e.SelectElements("w:tr") {
					var cells []grid.Cell
					for _, c := range row.SelectElements("w:tc") {
						cells = append(cells, textCell(c))
					}
					t.Rows = append(t.Rows, cells)
				}
			}
		}
	}
	return grid.Book{Tabs: []grid.Tab{t}}, nil
}

// textCell is what an element says, its paragraphs parted by spaces.
func textCell(e *etree.Element) grid.Cell {
	paras := []*etree.Element{e}
	if e.FullTag() != "w:p" {
		paras = e.FindElements(".//w:p")
	}
	text := ""
	for _, p := range paras {
		if said := joined(piecesOf(p)); said != "" && text != "" {
			text += " " + said
		} else {
			text += said
		}
	}
	if text == "" {
		return grid.Cell{}
	}
	return grid.Cell{Kind: grid.Text, Text: text}
}
