package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tonghop/sync/config"
)

//go:generate sh -c "go run . schema >schema.tmp && mv schema.tmp ../../docs/config.schema.json"

func newSchema(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of config.yaml, for editors",
		Long: `Prints the JSON Schema of the configuration. Editors that know the YAML language
server then complete keys, explain them and mark slips, once the file begins with

  # yaml-language-server: $schema=config.schema.json`,
		Example: "  tonghop schema > config.schema.json",
		Hidden:  true,
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			raw, err := config.Schema()
			if err != nil {
				return err
			}
			_, err = f.stdout.Write(raw)
			if err != nil {
				return fmt.Errorf("printing the schema: %w", err)
			}
			return nil
		},
	}
}
