package sheetsim

// A kind tells what a cell's effective value is.
type kind uint8

const (
	kindBlank kind = iota
	kindNumber
	kindText
	kindBool
	kindError
)

// A cell is one cell of a sheet. Without a formula the entered value and the
// effective value are the same. Format and extra are shared and never changed
// in place.
type cell struct {
	kind    kind
	pinned  bool    // a formula whose stored result stays whatever changes
	num     float64 // kindNumber; kindBool: 1 or 0
	text    string  // kindText; kindError: the message
	errType string  // kindError: such as "DIVIDE_BY_ZERO"
	formula string  // with its "="; empty for a typed value
	format  *format
	extra   obj // note, hyperlink, dataValidation … by field of CellData
}

// A format is a cell's userEnteredFormat with its number format at hand.
type format struct {
	tree obj
	// effective is the effectiveFormat that was loaded, nil where the tree
	// over the spreadsheet's default makes it.
	effective obj
	kind      string // numberFormat.type, empty for automatic
	pattern   string
}

func newFormat(tree obj) *format {
	if len(tree) == 0 {
		return nil
	}
	return loadedFormat(tree, nil)
}

func loadedFormat(tree, effective obj) *format {
	tree, effective = withStyles(tree), withStyles(effective)
	nf := child(tree, "numberFormat")
	if nf == nil {
		nf = child(effective, "numberFormat")
	}
	return &format{tree: tree, effective: effective, kind: str(nf, "type"), pattern: str(nf, "pattern")}
}

// withStyles is a format in which each colour stands in its newer form too, as
// Google gives both.
func withStyles(tree obj) obj {
	if c := child(tree, "backgroundColor"); c != nil && child(tree, "backgroundColorStyle") == nil {
		tree = set(tree, "backgroundColorStyle", obj{"rgbColor": c})
	}
	text := child(tree, "textFormat")
	if c := child(text, "foregroundColor"); c != nil && child(text, "foregroundColorStyle") == nil {
		tree = set(tree, "textFormat", set(text, "foregroundColorStyle", obj{"rgbColor": c}))
	}
	return tree
}

// with is the format with another tree; what was loaded shines through.
func (f *format) with(tree obj) *format {
	if f == nil || f.effective == nil {
		return newFormat(tree)
	}
	return loadedFormat(tree, mergeTrees(f.effective, tree))
}

func (c cell) absent() bool {
	return c.kind == kindBlank && c.formula == "" && c.format == nil && len(c.extra) == 0
}

// hasValue reports whether values.get finds something in the cell.
func (c cell) hasValue() bool { return c.kind != kindBlank || c.formula != "" }

// withValue is the cell with another's value, keeping format and notes but not
// the rendering that was loaded with the old value.
func (c cell) withValue(v cell) cell {
	c.kind, c.num, c.text, c.errType, c.formula, c.pinned = v.kind, v.num, v.text, v.errType, v.formula, false
	return c.without("formattedValue").without("textFormatRuns").without("hyperlink")
}

// sameValue compares effective values. An error's message does not matter: it
// is in the spreadsheet's language.
func (c cell) sameValue(v cell) bool {
	if c.kind == kindError && v.kind == kindError {
		return c.errType == v.errType
	}
	return c.kind == v.kind && c.num == v.num && c.text == v.text
}

func (c cell) without(field string) cell {
	if _, ok := c.extra[field]; !ok {
		return c
	}
	rest := obj{}
	for k, v := range c.extra {
		if k != field {
			rest[k] = v
		}
	}
	c.extra = rest
	return c
}

func textCell(s string) cell {
	if s == "" {
		return cell{}
	}
	return cell{kind: kindText, text: s}
}

func numberCell(f float64) cell { return cell{kind: kindNumber, num: f} }

func boolCell(b bool) cell {
	c := cell{kind: kindBool}
	if b {
		c.num = 1
	}
	return c
}

// errorCodes maps an ErrorValue's type to what a cell shows.
var errorCodes = map[string]string{
	"ERROR": "#ERROR!", "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!",
	"REF": "#REF!", "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "Loading...",
}

// valueOf reads an ExtendedValue that is not a formula.
func valueOf(v obj) (cell, *apiError) {
	if len(v) > 1 {
		return cell{}, invalid("Invalid value: an ExtendedValue holds one kind of value")
	}
	for k, e := range v {
		switch k {
		case "numberValue":
			f, _ := e.(float64)
			return numberCell(f), nil
		case "stringValue":
			s, _ := e.(string)
			return textCell(s), nil
		case "boolValue":
			b, _ := e.(bool)
			return boolCell(b), nil
		case "errorValue":
			ev, _ := e.(obj)
			c := cell{kind: kindError, errType: str(ev, "type"), text: str(ev, "message")}
			if errorCodes[c.errType] == "" {
				return cell{}, notSimulated("an error value of type %q", c.errType)
			}
			return c, nil
		}
	}
	return cell{}, nil
}
