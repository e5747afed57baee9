// Package demo is a made-up district on a local Google: an office lives through
// its month in seconds.
package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"tonghop/sync/app"
	"tonghop/sync/app/daemon"
	"tonghop/sync/gsheets/sheetsim"
	"tonghop/sync/gsheets/sheetsim/rehearse"
	"tonghop/sync/schedule"
	"tonghop/sync/workbook"
	"tonghop/templates"
)

// The demo lives through this span, looking as the daemon looks.
const (
	from  = "2020-06-01T06:00:00+07:00"
	until = "2020-06-24T22:45:00+07:00"
	table = "tong-hop" // ID of the consolidated spreadsheet
)

// Month is the month in which that lies.
const Month = "2020-06"

// A District is the made-up district on its own local Google.
type District struct {
	Clock  *Clock
	Office *app.Office

	stage  *rehearse.Stage
	server *http.Server
}

// New starts the local Google with the district's sheets and an office that reads them through the real client; its files go to a folder. Of
// the settings those of the configuration and the clock are the demo's own.
func New(ctx context.Context, s app.Settings, out string) (*District, error) {
	from, err := time.Parse(time.RFC3339, from)
	if err != nil {
		return nil, err
	}
	d := &District{Clock: &Clock{At: from}}
	google := sheetsim.New(sheetsim.Options{Now: d.Clock.Now, DecodeXLSX: workbook.Decode})
	scripts, err := rehearse.Load(templates.Builtin(), "demo", from.Location())
	if err != nil {
		return nil, fmt.Errorf("loading the demo's district: %w", err)
	}
	if d.stage, err = rehearse.NewStage(google, scripts); err != nil {
		return nil, err
	}
	if err := google.LoadSpreadsheet(table, []byte(`{"spreadsheetId":"`+table+`","properties":{"title":"Tổng hợp","locale":"vi_VN","timeZone":"Asia/Ho_Chi_Minh"},"sheets":[{"properties":{"sheetId":0,"title":"Trang tính1"}}]}`)); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, app.Failure(fmt.Errorf("starting the local Google: %w", err), "the demo needs a free port on 127.0.0.1")
	}
	d.server = &http.Server{Handler: google, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = d.server.Serve(listener) }() // ends with Close
	if err := d.moveIn(ctx, s, out, "http://"+listener.Addr().String()+"/"); err != nil {
		return nil, errors.Join(err, d.server.Close())
	}
	return d, nil
}

// moveIn writes the demo's configuration into its folder, clears what an
// earlier demo left there, and opens the office.
func (d *District) moveIn(ctx context.Context, s app.Settings, out, endpoint string) error {
	text, err := fs.ReadFile(templates.Builtin(), "demo/config.yaml")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return app.Failure(fmt.Errorf("making the demo's folder: %w", err), "name another with --out")
	}
	for _, name := range []string{"demo.db", "demo.db-wal", "demo.db-shm"} {
		if err := os.Remove(filepath.Join(out, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return app.Failure(fmt.Errorf("clearing the last demo: %w", err), "another demo may still run; stop it, or name another folder with --out")
		}
	}
	path := filepath.Join(out, "config.yaml")
	if err := os.WriteFile(path, bytes.ReplaceAll(text, []byte("http://127.0.0.1:8000/"), []byte(endpoint)), 0o644); err != nil {
		return app.Failure(fmt.Errorf("writing the demo's configuration: %w", err), "name another folder with --out")
	}
	s.Path, s.Now, s.Clock, s.Sleep = path, d.Clock.Now, d.Clock.Now, d.Clock.Sleep
	d.Office, err = app.Open(ctx, s, app.ToWrite)
	return err
}

// Close ends the office and its local Google.
func (d *District) Close() {
	_ = d.Office.Close()
	_ = d.server.Close()
}

// Live walks through the month: before each of the daemon's jobs the people
// have typed what they type by then, and the clock stands at its instant.
func (d *District) Live(ctx context.Context) (looks, edits int, err error) {
	jobs, err := daemon.Jobs(d.Office)
	if err != nil {
		return 0, 0, err
	}
	until, err := time.Parse(time.RFC3339, until)
	if err != nil {
		return 0, 0, err
	}
	counted := d.Office.Round.Progress
	d.Office.Round.Progress = func(done, total int, source string) {
		looks++
		if counted != nil {
			counted(done, total, source)
		}
	}
	for at, job := range schedule.Walk(jobs, d.Clock.Now(), until) {
		if err := ctx.Err(); err != nil {
			return looks, edits, err
		}
		n, err := d.stage.Until(at)
		if err != nil {
			return looks, edits, err
		}
		edits += n
		d.Clock.Set(at)
		if err := job.Run(ctx, at); err != nil {
			return looks, edits, fmt.Errorf("%s at %s: %w", job.Name, at.Format("15:04 2/1/2006"), err)
		}
	}
	return looks, edits, nil
}
