package config

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"tonghop/model/office"
)

// A rule's check is a condition in the language of expr-lang/expr, whose
// parser, type checker and machine are well kept and used widely. Rules need a
// small part of it: sums, multiples by whole numbers, comparisons, and, or, not.
// All else is refused, above all whatever could give a fraction, and nothing
// but the day's figures can be named. The library also reads clocks and JSON
// in functions that are switched off here, so it is not the model's: the model
// gets a plain function.

// Bounds that keep a check's arithmetic within 64 bits: 250 terms of a million
// times maxFigure at most.
const (
	maxCheck  = 500
	maxFactor = 1_000_000
	maxFigure = 10_000_000_000
)

// readCheck compiles a rule's check.
func readCheck(f field, r *office.Rule) {
	text, ok := f.word(checkExample)
	if !ok {
		return
	}
	if len(text) > maxCheck {
		f.fail(checkExample, "is longer than %d letters: make two rules of it", maxCheck)
		return
	}
	source, operands, ok := nameOperands(f, text)
	if !ok {
		return
	}
	holds, why := compile(source, len(operands))
	switch {
	case why != "":
		f.fail(checkExample, "%s", why)
	case len(operands) == 0:
		f.fail(checkExample, "names no indicator")
	default:
		r.Check, r.Operands, r.Holds = text, operands, holds
	}
}

// nameOperands puts v0, v1, … in place of the indicators, whose ids may hold
// hyphens and dots, and lists them; what names nothing is reported.
func nameOperands(f field, text string) (source string, operands []string, ok bool) {
	var b strings.Builder
	for rest := text; rest != ""; {
		word := operand(rest, f.doc.indicators.has)
		switch {
		case word == "":
			_, size := utf8.DecodeRuneInString(rest)
			b.WriteString(rest[:size])
			rest = rest[size:]
			continue
		case f.doc.indicators.has(word):
			if !f.indicator(word, onOnly) {
				return "", nil, false
			}
			at := slices.Index(operands, word)
			if at < 0 {
				at = len(operands)
				operands = append(operands, word)
			}
			b.WriteString(" " + variable(at) + " ")
		case slices.Contains([]string{"and", "or", "not"}, word) || isNumber(word):
			b.WriteString(word)
		default:
			f.indicator(word, onOnly)
			return "", nil, false
		}
		rest = rest[len(word):]
	}
	return b.String(), operands, true
}

func variable(i int) string { return "v" + strconv.Itoa(i) }

// isNumber reports whether a word can only be meant as a number.
func isNumber(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != '_' }) < 0
}

// compile makes a function of n operands, or says why there is none.
func compile(source string, n int) (holds func([]int64) bool, why string) {
	env := make(map[string]int, n)
	for i := range n {
		env[variable(i)] = 0
	}
	var only whole
	program, err := expr.Compile(source, expr.Env(env), expr.AsBool(), expr.DisableAllBuiltins(), expr.Patch(&only))
	var fault *file.Error
	switch {
	case only.why != "":
		return nil, only.why
	case errors.As(err, &fault):
		return nil, "is no condition: " + fault.Message
	case err != nil:
		return nil, "is no condition: " + err.Error()
	}
	return run(program), ""
}

// run calls a program. A figure so large that the arithmetic could go wrong
// meets no check: nobody has counted that many.
func run(program *vm.Program) func([]int64) bool {
	return func(values []int64) bool {
		env := make(map[string]int, len(values))
		for i, v := range values {
			if v > maxFigure || v < -maxFigure {
				return false
			}
			env[variable(i)] = int(v)
		}
		met, err := expr.Run(program, env)
		return err == nil && met == true
	}
}

// whole refuses all of the language but whole numbers, sums, multiples and
// comparisons. The library visits the operands of a node before the node.
type whole struct{ why string }

var (
	joins    = []string{"+", "-", "==", "!=", "<", "<=", ">", ">=", "and", "or", "&&", "||"}
	prefixes = []string{"+", "-", "not", "!"}
)

func (w *whole) Visit(node *ast.Node) {
	if w.why != "" {
		return
	}
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
	case *ast.IntegerNode:
		if n.Value > maxFactor {
			w.why = "may not have numbers above a million"
		}
	case *ast.UnaryNode:
		if !slices.Contains(prefixes, n.Operator) {
			w.why = "may not have " + n.Operator
		}
	case *ast.BinaryNode:
		w.binary(n)
	case *ast.FloatNode:
		w.why = "may have whole numbers only: multiply the other side instead"
	default:
		w.why = "may only have whole numbers, + - *, comparisons, and, or, not"
	}
}

func (w *whole) binary(n *ast.BinaryNode) {
	switch {
	case n.Operator == "*":
		if !(literal(n.Left) && single(n.Right)) && !(literal(n.Right) && single(n.Left)) {
			w.why = "may multiply indicators only by one whole number"
		}
	case n.Operator == "/" || n.Operator == "%" || n.Operator == "**" || n.Operator == "^":
		w.why = "may not have " + n.Operator + ", whose results are not whole: multiply the other side instead"
	case !slices.Contains(joins, n.Operator):
		w.why = "may not have " + n.Operator
	}
}

func literal(n ast.Node) bool {
	_, ok := n.(*ast.IntegerNode)
	return ok
}

// single reports whether a node multiplies nothing.
func single(n ast.Node) bool {
	found := ast.Find(n, func(n ast.Node) bool {
		b, ok := n.(*ast.BinaryNode)
		return ok && b.Operator == "*"
	})
	return found == nil
}
