package sheetsim

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// A batch is one spreadsheets.batchUpdate at work on its copy of a book.
type batch struct {
	s *Server
	b *book
	// user is who sends it; a person's own edit has none.
	user string
}

// A requestKind carries out one kind of request and gives its reply, nil for
// the kinds that have none.
type requestKind func(*batch, obj) (obj, *apiError)

// requestKinds are the kinds that are simulated. The schema's other kinds are
// refused as not simulated, names outside the schema as Google refuses them.
var requestKinds = map[string]requestKind{
	"addSheet":                    (*batch).addSheet,
	"deleteSheet":                 (*batch).deleteSheet,
	"updateSheetProperties":       (*batch).updateSheetProperties,
	"updateSpreadsheetProperties": (*batch).updateSpreadsheetProperties,
	"updateCells":                 (*batch).updateCells,
	"repeatCell":                  (*batch).repeatCell,
	"sortRange":                   (*batch).sortRange,
	"setDataValidation":           (*batch).setDataValidation,
	"mergeCells":                  (*batch).mergeCells,
	"unmergeCells":                (*batch).unmergeCells,
	"appendDimension":             (*batch).appendDimension,
	"insertDimension":             (*batch).insertDimension,
	"deleteDimension":             (*batch).deleteDimension,
	"updateDimensionProperties":   (*batch).updateDimensionProperties,
	"createDeveloperMetadata":     (*batch).createDeveloperMetadata,
	"updateDeveloperMetadata":     (*batch).updateDeveloperMetadata,
	"addNamedRange":               (*batch).addNamedRange,
	"updateNamedRange":            (*batch).updateNamedRange,
	"deleteNamedRange":            (*batch).deleteNamedRange,
	"addProtectedRange":           (*batch).addProtectedRange,
	"updateProtectedRange":        (*batch).updateProtectedRange,
	"deleteProtectedRange":        (*batch).deleteProtectedRange,
	"setBasicFilter":              (*batch).setBasicFilter,
	"clearBasicFilter":            (*batch).clearBasicFilter,
	"addConditionalFormatRule":    (*batch).addConditionalFormatRule,
	"deleteConditionalFormatRule": (*batch).deleteConditionalFormatRule,
	"addChart":                    (*batch).addChart,
	"updateChartSpec":             (*batch).updateChartSpec,
	"deleteEmbeddedObject":        (*batch).deleteEmbeddedObject,

	"updateEmbeddedObjectPosition": (*batch).updateEmbeddedObjectPosition,
}

// batchUpdate answers spreadsheets.batchUpdate: every request, or none.
func (c *call) batchUpdate() (any, *apiError) {
	if boolean(c.body, "includeSpreadsheetInResponse") {
		return nil, notSimulated("includeSpreadsheetInResponse")
	}
	requests := objects(c.body["requests"])
	if len(requests) == 0 {
		return nil, invalid("Must specify at least one request.")
	}
	var replies []any
	err := c.change(func(b *book) *apiError {
		var err *apiError
		replies, err = (&batch{s: c.s, b: b, user: c.user}).run(requests)
		return err
	})
	if err != nil {
		return nil, err
	}
	return obj{"spreadsheetId": c.params["id"], "replies": replies}, nil
}

// run carries out requests in order; the first that fails ends the batch.
func (t *batch) run(requests []obj) ([]any, *apiError) {
	replies := []any{}
	for i, r := range requests {
		kind, err := onlyKind(i, r)
		if err != nil {
			return nil, err
		}
		do, ok := requestKinds[kind]
		if !ok {
			return nil, notSimulated("the request kind %s (requests[%d])", kind, i)
		}
		var reply obj
		if err = t.guard(kind, child(r, kind)); err == nil {
			reply, err = do(t, child(r, kind))
		}
		if err != nil {
			if err.status == "INVALID_ARGUMENT" && err.details == nil {
				err.message = fmt.Sprintf("Invalid requests[%d].%s: %s", i, kind, err.message)
			}
			return nil, err
		}
		if reply == nil {
			replies = append(replies, obj{})
			continue
		}
		replies = append(replies, obj{kind: reply})
	}
	return replies, t.b.withinLimits()
}

// onlyKind gives the one kind that a request sets.
func onlyKind(i int, r obj) (string, *apiError) {
	kinds := slices.Sorted(maps.Keys(r))
	switch len(kinds) {
	case 0:
		return "", invalid("Invalid requests[%d]: No request set.", i)
	case 1:
		return kinds[0], nil
	}
	description := fmt.Sprintf("Invalid value at 'requests[%d]' (oneof), oneof field 'kind' is already set. Cannot set '%s'",
		i, kinds[1])
	return "", badRequest(description, fmt.Sprintf("requests[%d]", i), description)
}

// clean is an object of a request as Google keeps it: without nulls, and
// without the defaults that proto3 does not write.
func clean(o obj) obj {
	out := obj{}
	for k, v := range o {
		if kept, ok := cleanValue(k, v); ok {
			out[k] = kept
		}
	}
	return out
}

// explicit are the fields that Google writes even with their default value.
var explicit = map[string]bool{"startRowIndex": true, "endRowIndex": true, "startColumnIndex": true,
	"endColumnIndex": true, "startIndex": true, "endIndex": true, "numberValue": true, "boolValue": true,
	"stringValue": true, "bold": true, "italic": true, "strikethrough": true, "underline": true}

func cleanValue(key string, v any) (any, bool) {
	switch v := v.(type) {
	case nil:
		return nil, false
	case obj:
		if isColor(v) {
			return cleanColor(v), true
		}
		return clean(v), true
	case []any:
		out := []any{}
		for _, e := range v {
			if kept, ok := cleanValue("", e); ok {
				out = append(out, kept)
			}
		}
		return out, len(out) > 0
	case bool:
		return v, v || explicit[key]
	case float64:
		return v, v != 0 || explicit[key]
	case string:
		return v, v != "" || explicit[key]
	}
	return v, true
}

func isColor(o obj) bool {
	for k := range o {
		if k != "red" && k != "green" && k != "blue" && k != "alpha" {
			return false
		}
	}
	return len(o) > 0
}

// cleanColor keeps a colour as it is stored: 256 levels a channel.
func cleanColor(o obj) obj {
	out := obj{}
	for k, v := range o {
		if f, ok := v.(float64); ok && f != 0 {
			out[k] = single(math.Floor(f*255+1e-6) / 255)
		}
	}
	return out
}

// cleanFormat keeps a CellFormat: only nulls go, since false is a setting.
func cleanFormat(o obj) obj {
	out := obj{}
	for k, v := range o {
		switch v := v.(type) {
		case nil:
		case obj:
			if isColor(v) {
				out[k] = cleanColor(v)
				continue
			}
			out[k] = cleanFormat(v)
		default:
			out[k] = v
		}
	}
	return out
}
