package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"tonghop/sync/app"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/workbook"
)

func newSimulate(f *flags) *cobra.Command {
	var dir, listen, faults, locale string
	var quota bool
	c := &cobra.Command{
		Use:   "simulate --load DIR",
		Short: "Serve a folder's spreadsheets as a local Google",
		Long: `Serves every *.json (a Spreadsheet resource of the Sheets API) and *.xlsx of a
folder as a local Google, so that a district can be rehearsed before any
credentials are asked for. A file's id is its spreadsheetId, else its base
name. Point the configuration at it with google.endpoint; sources are then links
such as https://docs.google.com/spreadsheets/d/ID/edit. Its address shows each
sheet's cells in a browser.

--faults names a file of faults to play (see the sheetsim package); --quota
enforces Google's true limits of 60 reads a minute.`,
		Example: "  tonghop simulate --load district/ --listen 127.0.0.1:9090",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if dir == "" {
				return app.Usage(errors.New("simulate: no folder is named"), "for example: tonghop simulate --load district/")
			}
			google, err := f.simulator(dir, faults, locale, quota)
			if err != nil {
				return err
			}
			listener, err := net.Listen("tcp", listen)
			if err != nil {
				return app.Failure(fmt.Errorf("opening the local Google's address: %w", err), "another program may hold it; name another with --listen")
			}
			fmt.Fprintf(f.stdout, "local Google at http://%s/\n", listener.Addr())
			return serveUntil(c.Context(), listener, google)
		},
	}
	c.Flags().StringVar(&dir, "load", "", "the `DIR` whose spreadsheets are served; it may be empty")
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:9090", "the `ADDRESS` to serve at")
	c.Flags().StringVar(&faults, "faults", "", "a `FILE` of faults to play")
	c.Flags().StringVar(&locale, "locale", "vi_VN", "the `LOCALE` of the account: of spreadsheets that are made, or loaded without one (vi_VN, en_US)")
	c.Flags().BoolVar(&quota, "quota", false, "enforce Google's quotas")
	return c
}

// simulator makes a local Google from a folder of spreadsheets.
func (f *flags) simulator(dir, faults, locale string, quota bool) (*sheetsim.Server, error) {
	log, err := f.logger()
	if err != nil {
		return nil, err
	}
	now, _, err := f.clock()
	if err != nil {
		return nil, err
	}
	o := sheetsim.Options{Now: now, DecodeXLSX: workbook.Decode, Log: log, Locale: locale}
	if quota {
		o.Quota = sheetsim.TrueQuota()
	}
	if !sheetsim.KnowsLocale(locale) {
		return nil, app.Usage(fmt.Errorf("simulate: %q is not a locale that the local Google knows", locale), "--locale vi_VN or en_US")
	}
	google := sheetsim.New(o)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, app.Usage(fmt.Errorf("simulate: %s is not a folder", dir), "name the folder that holds the spreadsheets")
	}
	if err := google.LoadDir(os.DirFS(dir)); err != nil {
		return nil, app.Usage(fmt.Errorf("simulate: loading %s: %w", dir, err), "mend or remove that file")
	}
	if faults == "" {
		return google, nil
	}
	data, err := os.ReadFile(faults)
	if err != nil {
		return nil, app.Usage(fmt.Errorf("simulate: reading the faults: %w", err), "name a file with --faults")
	}
	script, err := sheetsim.ParseFaults(data)
	if err != nil {
		return nil, app.Usage(fmt.Errorf("simulate: %s: %w", faults, err), "see the documentation of sheetsim.Fault")
	}
	google.Inject(script...)
	return google, nil
}

// serveUntil serves until the context ends.
func serveUntil(ctx context.Context, listener net.Listener, h http.Handler) error {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		if err := srv.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serving the local Google: %w", err)
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		return srv.Close()
	})
	return g.Wait()
}
