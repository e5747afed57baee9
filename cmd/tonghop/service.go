package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/kardianos/service"
	"github.com/spf13/cobra"

	"tonghop/model/office"
	"tonghop/sync/app"
	"tonghop/sync/app/daemon"
)

// serviceName is the service's name with Windows and systemd; the .deb's unit
// has the same.
const serviceName = "tonghop"

func newService(f *flags) *cobra.Command {
	c := &cobra.Command{
		Use:   "service (install|uninstall|start|stop|status|run)",
		Short: "Run serve as a service of Windows or systemd",
		Long: `Has the system start tonghop serve with the computer and start it again when it
failed. install notes the configuration with its whole path and needs an
administrator (on Linux: sudo), as uninstall, start and stop do.

On Windows messages go to the event log (Event Viewer, Windows Logs,
Application), with systemd to the journal (journalctl -u tonghop). A stop ends
within 10 s. On Debian the .deb package brings a stricter unit of its own.`,
		Example: "  tonghop service install --config C:\\tonghop\\config.yaml\n  tonghop service start\n  tonghop service status",
		Args:    cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			return app.Usage(errors.New("service: say what to do with it"), "one of install, uninstall, start, stop, status, run")
		},
	}
	var user string
	var awake bool
	install := f.serviceCommand("install", "Have the system start the daemon", &user, &awake)
	install.Flags().StringVar(&user, "user", os.Getenv("SUDO_USER"), "the `NAME` it runs as (systemd only; default: who called sudo)")
	install.Flags().BoolVar(&awake, "keep-awake", false, "tell the computer not to fall asleep by itself, so that it looks at the deadlines")
	c.AddCommand(install,
		f.serviceCommand("uninstall", "Remove the service; configuration, ledger and reports stay", &user, &awake),
		f.serviceCommand("start", "Start it", &user, &awake),
		f.serviceCommand("stop", "Stop it", &user, &awake),
		f.serviceCommand("status", "Tell whether it runs", &user, &awake),
		f.serviceCommand("run", "Be the daemon; the system calls this", &user, &awake))
	return c
}

func (f *flags) serviceCommand(verb, short string, user *string, awake *bool) *cobra.Command {
	return &cobra.Command{
		Use: verb, Short: short, Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := f.newServiceHand(c.Context(), *user)
			if err != nil {
				return err
			}
			s.awake = *awake
			return s.do(verb)
		},
	}
}

// platforms are the service managers that are known to behave; the library
// knows more, and older ones.
var platforms = []string{"windows-service", "linux-systemd"}

// A serviceHand does to the service what a command asks for.
type serviceHand struct {
	*flags
	words    office.Messages
	service  service.Service
	settings *service.Config
	platform string
	awake    bool // asked for
	execute  func(name string, args ...string) ([]byte, error)
}

func (f *flags) newServiceHand(ctx context.Context, user string) (*serviceHand, error) {
	words, err := f.catalogue()
	if err != nil {
		return nil, err
	}
	settings, err := f.serviceConfig(user)
	if err != nil {
		return nil, err
	}
	d := &servant{ctx: ctx, serve: f.serveOnce, within: daemon.StopWithin}
	d.failed = func(err error) { os.Exit(complain(f.stderr, err)) }
	s, err := service.New(d, settings)
	if err != nil && !errors.Is(err, service.ErrNoServiceSystemDetected) {
		return nil, fmt.Errorf("service: %w", err)
	}
	return &serviceHand{flags: f, words: words, service: s, settings: settings, platform: service.Platform(), execute: execute}, nil
}

// serveOnce is the command serve.
func (f *flags) serveOnce(ctx context.Context) error {
	serve := newServe(f)
	serve.SetContext(ctx)
	return serve.RunE(serve, nil)
}

// serviceConfig is what the system is told: everything with its whole path,
// since a service starts in the system's own folder.
func (f *flags) serviceConfig(user string) (*service.Config, error) {
	path, err := filepath.Abs(f.config)
	if err != nil {
		return nil, fmt.Errorf("service: finding %s: %w", f.config, err)
	}
	args := []string{"service", "run", "--config", path}
	if f.log != defaultLog {
		args = append(args, "--log", f.log)
	}
	return &service.Config{
		Name:             serviceName,
		DisplayName:      "tonghop: tổng hợp số liệu hằng ngày",
		Description:      "Gathers the communes' daily figures and serves the office's page",
		Arguments:        args,
		WorkingDirectory: filepath.Dir(path),
		UserName:         user,
		Dependencies:     systemdOrder,
		Option: service.KeyValue{
			"OnFailure": "restart", "OnFailureDelayDuration": "1m", "DelayedAutoStart": true, // Windows
		},
	}, nil
}

func (s *serviceHand) do(verb string) error {
	if !slices.Contains(platforms, s.platform) {
		return app.Failure(fmt.Errorf("service: this computer has neither Windows services nor systemd (it has %q)", s.platform),
			"have whatever starts programs here run: tonghop serve --config "+s.settings.Arguments[3])
	}
	switch verb {
	case "run":
		s.journal()
		return s.service.Run()
	case "status":
		return s.status()
	case "install":
		o, err := s.flags.settings()
		if err != nil {
			return err // a service that cannot start must not be installed
		}
		s.settings.Option["SystemdScript"] = systemdUnit(o.writable())
	}
	done := map[string]string{"install": "service.installed", "uninstall": "service.uninstalled", "start": "service.started", "stop": "service.stopped"}
	if err := service.Control(s.service, verb); err != nil {
		return app.Failure(fmt.Errorf("service: %w", err), "run it as an administrator (on Linux: with sudo); tonghop service status tells how it stands")
	}
	s.say(done[verb])
	if verb == "install" {
		return s.keepAwake(s.awake)
	}
	return nil
}

func (s *serviceHand) status() error {
	status, err := s.service.Status()
	switch {
	case errors.Is(err, service.ErrNotInstalled):
		s.say("service.absent")
	case err != nil:
		return app.Failure(fmt.Errorf("service: asking how it stands: %w", err), "run it as an administrator (on Linux: with sudo)")
	case status == service.StatusRunning:
		s.say("service.started")
	case status == service.StatusStopped:
		s.say("service.stopped")
	default:
		s.say("service.unknown")
	}
	return nil
}

func (s *serviceHand) say(key string) {
	fmt.Fprintln(s.stdout, s.words.Text(key, "name", serviceName, "config", s.settings.Arguments[3]))
}
