package main

import (
	"context"
	"fmt"

	"tonghop/sync/app"
)

// A workplace is the configured office as a command tells of it.
type workplace struct{ *app.Office }

// settings are a configuration with what it says about words and the clock,
// before any ledger is opened.
func (f *flags) settings() (*workplace, error) {
	s, err := f.appSettings()
	if err != nil {
		return nil, err
	}
	o, err := app.Load(s)
	if err != nil {
		return nil, err
	}
	return &workplace{o}, nil
}

// open brings the configuration to life. The caller closes the office.
func (f *flags) open(ctx context.Context, n app.Need) (*workplace, error) {
	s, err := f.appSettings()
	if err != nil {
		return nil, err
	}
	o, err := app.Open(ctx, s, n)
	if err != nil {
		return nil, err
	}
	if o.Pending != nil && n != app.ToWrite { // sync and serve tell it in their own place
		for _, line := range o.Say(o.Pending) {
			fmt.Fprintln(f.stderr, line)
		}
	}
	return &workplace{o}, nil
}

// appSettings are what the command line says of the office.
func (f *flags) appSettings() (app.Settings, error) {
	log, err := f.logger()
	if err != nil {
		return app.Settings{}, err
	}
	now, frozen, err := f.clock()
	if err != nil {
		return app.Settings{}, err
	}
	return app.Settings{
		Path: f.config, Language: f.lang, Command: f.command, Now: now, Frozen: frozen, Log: log,
		Clock: f.clockOverride, Sleep: f.sleepOverride, Transport: f.transport,
	}, nil
}
