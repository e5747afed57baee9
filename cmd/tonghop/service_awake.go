package main

import (
	"fmt"
	"os/exec"
	"strings"

	"tonghop/sync/app"
)

// awake are the commands by which a system is told not to fall asleep by
// itself; the screen may. Each undoes nothing that other programs were promised.
var awake = map[string][][]string{
	"windows-service": {{"powercfg", "/change", "standby-timeout-ac", "0"}, {"powercfg", "/change", "hibernate-timeout-ac", "0"}},
	"linux-systemd":   {{"systemctl", "mask", "sleep.target", "suspend.target", "hibernate.target", "hybrid-sleep.target"}},
}

// keepAwake has the system stay awake, so that it looks at the deadlines, or says
// how that is done where it was not asked for.
func (s *serviceHand) keepAwake(asked bool) error {
	if !asked {
		s.say("service.awake")
		return nil
	}
	for _, c := range awake[s.platform] {
		if out, err := s.execute(c[0], c[1:]...); err != nil {
			return app.Failure(fmt.Errorf("service: keeping the computer awake: %s: %w %s", strings.Join(c, " "), err, out), "set it in the system's own settings of power")
		}
	}
	s.say("service.kept-awake")
	return nil
}

// execute runs one of the system's own commands.
func execute(name string, args ...string) ([]byte, error) {
	return exec.Command(name, args...).CombinedOutput()
}
