package office

import (
	"fmt"
	"strconv"
	"strings"
)

// OwnFigure writes a figure of a unit's own total as a finding carries it, and
// cutOwnFigure takes it apart again.
func OwnFigure(indicator string, value int64, cell string) string {
	return fmt.Sprintf("%s=%d@%s", indicator, value, cell)
}

func CutOwnFigure(text string) (indicator string, value int64, cell string) {
	text, cell, _ = strings.Cut(text, "@")
	indicator, digits, _ := strings.Cut(text, "=")
	value, _ = strconv.ParseInt(digits, 10, 64)
	return indicator, value, cell
}
