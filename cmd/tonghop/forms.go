package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tonghop/sync/app"
	"tonghop/sync/app/reports"
	"tonghop/sync/official"
)

func newForms(f *flags) *cobra.Command {
	c := &cobra.Command{
		Use:   "forms (list|export|check)",
		Short: "List, export or check the forms of the official reports",
		Long: `Forms are .xlsx and .docx files that the office edits in Excel, Word or
LibreOffice: export them, edit the copies, check them, and name them under report.forms in the
configuration. docs/bieu-mau.md tells how they are written.`,
		Example: `  tonghop forms list
  tonghop forms export my-forms
  tonghop forms check my-forms/bao-cao-thang.xlsx`,
		RunE: func(c *cobra.Command, args []string) error {
			return app.Usage(errors.New("forms: say list, export or check"), "see tonghop forms --help")
		},
	}
	var kind string
	check := &cobra.Command{
		Use:   "check FILE",
		Short: "Name every fault of a form with its cell",
		Args:  oneArg("FILE", "tonghop forms check bao-cao-thang.xlsx"),
		RunE:  func(_ *cobra.Command, args []string) error { return f.checkForm(args[0], kind) },
	}
	check.Flags().StringVar(&kind, "as", "", "the `NAME` of the form that it is (default: by the file's name)")
	c.AddCommand(
		&cobra.Command{Use: "list", Short: "List the forms and where each comes from", Args: noArgs, RunE: func(*cobra.Command, []string) error { return f.listForms() }},
		&cobra.Command{Use: "export DIR", Short: "Write copies of the forms in use into a folder", Args: oneArg("DIR", "tonghop forms export my-forms"),
			RunE: func(_ *cobra.Command, args []string) error { return f.exportForms(args[0]) }},
		check)
	return c
}

// oneArg asks for exactly one word.
func oneArg(what, example string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return app.Usage(fmt.Errorf("forms %s: name one %s", c.Name(), what), "for example: "+example)
		}
		return nil
	}
}

func (f *flags) listForms() error {
	o, err := f.settings()
	if err != nil {
		return err
	}
	for _, k := range official.Kinds() {
		from, _, err := reports.Of(o.Office).FormData(k, reports.Workbook)
		if err != nil {
			return app.Failure(fmt.Errorf("reading the form %s: %w", from, err), "see report.forms and report.templates in the configuration")
		}
		fmt.Fprintf(f.stdout, "%-16s %s (%s)\n", k.Name, o.Messages.Text("form."+k.Name), from)
	}
	for _, k := range official.Papers() {
		from, _, err := reports.Of(o.Office).FormData(k, reports.Word)
		if err != nil {
			return app.Failure(fmt.Errorf("reading the form %s: %w", from, err), "see report.forms and report.templates in the configuration")
		}
		fmt.Fprintf(f.stdout, "%-16s %s (%s)\n", k.Name, o.Messages.Text("form."+k.Name), from)
	}
	return nil
}

// exportForms never writes over a file: it may be the office's own work.
func (f *flags) exportForms(dir string) error {
	o, err := f.settings()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return app.Failure(fmt.Errorf("making the folder of forms: %w", err), "name another folder")
	}
	kinds := official.Kinds()
	for i, k := range append(kinds, official.Papers()...) {
		for _, ending := range []string{reports.Workbook, reports.Word} {
			if ending == reports.Word && !official.HasWord(k) || ending == reports.Workbook && i >= len(kinds) {
				continue
			}
			_, data, err := reports.Of(o.Office).FormData(k, ending)
			if err != nil {
				return app.Failure(fmt.Errorf("reading the form %s: %w", k.Name, err), "see report.forms and report.templates in the configuration")
			}
			if err := o.exportForm(f.stdout, filepath.Join(dir, k.Name+ending), data); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o *workplace) exportForm(w io.Writer, path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return app.Usage(fmt.Errorf("forms export: %s is there already", path), "name an empty folder, so that no form of yours is written over")
	}
	if err == nil {
		_, err = file.Write(data)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return app.Failure(fmt.Errorf("writing the form: %w", err), "make room or give the right to write there")
	}
	fmt.Fprintln(w, o.Messages.Text("cli.written", "file", path))
	return nil
}

// checkForm names each fault on a line of its own.
func (f *flags) checkForm(path, as string) error {
	o, err := f.settings()
	if err != nil {
		return err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return app.Usage(fmt.Errorf("reading the form: %w", err), "name an .xlsx or a .docx file")
	}
	name := as
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	if !slices.ContainsFunc(append(official.Kinds(), official.Papers()...), func(k official.Kind) bool { return k.Name == name }) {
		return app.Usage(fmt.Errorf("forms check: %q is not the name of a form", name), "say which form it is with --as; see tonghop forms list")
	}
	err = official.Check(official.Form{Name: name, Data: data}, o.Programme)
	if err == nil {
		fmt.Fprintln(f.stdout, o.Messages.Text("form.sound", "file", path))
		return nil
	}
	faults := official.Faults(err)
	if len(faults) == 0 {
		return app.Failure(fmt.Errorf("checking the form %s: %w", path, err), "save it as an Excel workbook (.xlsx)")
	}
	for _, fault := range faults {
		key := "form.fault"
		if fault.Cell == "" {
			key = "form.fault-sheet"
		}
		fmt.Fprintln(f.stdout, o.Messages.Text(key, "sheet", fault.Sheet, "cell", fault.Cell, "fault", o.faultText(fault)))
	}
	return app.Failure(fmt.Errorf("the form %s has %d faults", path, len(faults)), "mend the cells above in Excel or LibreOffice; docs/bieu-mau.md lists the words")
}

// faultText is a form's fault in the catalogue's words.
func (o *workplace) faultText(fault *official.FormError) string {
	var pairs []string
	for i, arg := range fault.Args {
		pairs = append(pairs, strconv.Itoa(i+1), arg)
	}
	return o.Messages.Text("form.fault."+fault.Code, pairs...)
}
