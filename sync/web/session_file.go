package web

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A keptSession is a session as its file has it.
type keptSession struct {
	Digest  string    `json:"digest"`
	Address string    `json:"address"`
	Ends    time.Time `json:"ends"`
}

// remembered gives the sessions that a file kept over a restart, of people who
// may still sign in, and keeps them there from now on. A file that cannot be
// read or written only costs people another sign-in, and is told to the log.
func (s *Server) remembered(file string) *sessions {
	all := newSessions(s.Clock)
	if s.SignIn == nil || file == "" {
		return all
	}
	kept, err := readSessions(file)
	if err != nil {
		s.Log.Warn("the sessions before the restart cannot be read: people have to sign in again", "error", err)
	}
	for _, k := range kept {
		key, err := hex.DecodeString(k.Digest)
		if err == nil && len(key) == len(digest{}) && s.SignIn.role(k.Address) != Nobody && s.Clock().Before(k.Ends) {
			all.open[digest(key)] = session{k.Address, k.Ends}
		}
	}
	all.keep = func(open map[digest]session) {
		if err := writeSessions(file, open); err != nil {
			s.Log.Warn("the sessions cannot be kept: after a restart people have to sign in again", "error", err)
		}
	}
	return all
}

func readSessions(file string) (kept []keptSession, err error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &kept)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return kept, nil
}

// writeSessions puts the file in place whole or not at all. CreateTemp makes
// files that only their owner may read.
func writeSessions(file string, open map[digest]session) error {
	kept := make([]keptSession, 0, len(open))
	for key, in := range open {
		kept = append(kept, keptSession{hex.EncodeToString(key[:]), in.address, in.ends})
	}
	data, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".tonghop-*.tmp")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	if err == nil {
		err = temp.Sync()
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}
