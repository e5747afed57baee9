package main

import "context"

// An office is the configured office as a command tells of it.
type office struct{ *Office }

// settings are a configuration with what it says about words and the clock,
// before any ledger is opened.
func (f *flags) settings() (*office, error) {
	s, err := f.appSettings()
	if err != nil {
		return nil, err
	}
	o, err := Load(s)
	return &office{o}, err
}

// open brings the configuration to life. The caller closes the office.
func (f *flags) open(ctx context.Context, n Need) (*office, error) {
	s, err := f.appSettings()
	if err != nil {
		return nil, err
	}
	o, err := Open(ctx, s, n)
	return &office{o}, err
}

// appSettings are what the command line says of the office.
func (f *flags) appSettings() (Settings, error) {
	log, err := f.logger()
	if err != nil {
		return Settings{}, err
	}
	now, frozen, err := f.clock()
	if err != nil {
		return Settings{}, err
	}
	return Settings{
		Path: f.config, Language: f.lang, Command: f.command, Now: now, Frozen: frozen, Log: log,
		Sleep: f.sleepOverride, Transport: f.transport,
	}, nil
}
