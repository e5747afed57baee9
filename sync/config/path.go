package config

import (
	"io/fs"
	"os"
	"path/filepath"
)

// path reads a path and resolves it from the configuration's folder.
func (c *Config) path(f field, other, example string) string {
	p, ok := f.verbatim(example)
	if !ok {
		p = other
	}
	if p == "" {
		return ""
	}
	return c.resolve(p)
}

func (c *Config) resolve(p string) string {
	p = filepath.FromSlash(p)
	if filepath.IsAbs(p) {
		return filepath.Clean(p)
	}
	return filepath.Join(c.Dir, p)
}

// locate gives a source as it is opened: a link as it is, a path absolute.
func (c *Config) locate(ref string) string {
	if remote(ref) {
		return ref
	}
	return c.resolve(ref)
}

// existing is path for what must be there already: a file or a folder.
func (c *Config) existing(f field, folder bool, example string) string {
	p := c.path(f, "", example)
	if p == "" {
		return ""
	}
	info, err := os.Stat(p)
	switch {
	case err != nil:
		f.fail(example, "%s", missing(err))
	case folder && !info.IsDir():
		f.fail(example, "is a file, and must be a folder")
	case !folder && info.IsDir():
		f.fail(example, "is a folder, and must be a file")
	}
	return p
}

func missing(err error) string {
	if pe, ok := err.(*fs.PathError); ok {
		err = pe.Err
	}
	return "cannot be found: " + err.Error()
}
