// Package templates holds what the office may edit: the forms of the official
// reports, the pages, every sentence that a clerk or an officer reads, and the
// demo's district. The program carries them inside itself; a folder on disk
// may override any of them, file by file.
package templates

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// config.yaml here is a copy of the one at the top of the repository, which a
// package cannot embed from where it stands.
//
//go:generate cp ../config.yaml config.yaml

//go:embed catalogues config.yaml lexicon.yaml forms pages messages reminders demo
var builtin embed.FS

// Builtin gives the templates that the program carries.
func Builtin() fs.FS { return builtin }

// Overlay gives the built-in templates with those of a folder over them. An
// empty folder name gives the built-in ones.
func Overlay(dir string) fs.FS {
	if dir == "" {
		return builtin
	}
	return overlay{os.DirFS(dir)}
}

// An overlay looks on disk first.
type overlay struct{ disk fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.disk.Open(name)
	if err == nil {
		if info, statErr := f.Stat(); statErr == nil && !info.IsDir() {
			return f, nil
		}
		f.Close()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return builtin.Open(name)
}

// ReadDir lists the files of both, so that a folder on disk may add some.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	disk, err := fs.ReadDir(o.disk, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	inside, err := fs.ReadDir(builtin, name)
	if err != nil && len(disk) == 0 {
		return nil, err
	}
	for _, e := range inside {
		if !slices.ContainsFunc(disk, func(d fs.DirEntry) bool { return d.Name() == e.Name() }) {
			disk = append(disk, e)
		}
	}
	slices.SortFunc(disk, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return disk, nil
}
