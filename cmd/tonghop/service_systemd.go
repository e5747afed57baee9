package main

import (
	"path/filepath"
	"strconv"
	"strings"
)

// systemdOrder are lines of the unit's first section.
var systemdOrder = []string{"After=network-online.target time-sync.target", "Wants=network-online.target"}

// writable are the folders in which the daemon writes: the configuration's, and
// what it names elsewhere.
func (o *workplace) writable() []string {
	folders := []string{o.Config.Dir}
	named := []string{filepath.Dir(o.Config.Ledger), o.Config.Report.Dir}
	if o.Config.Backup.Dir != "" {
		named = append(named, o.Config.Backup.Dir)
	}
	for _, file := range o.Config.Consolidated.Files() {
		named = append(named, filepath.Dir(file))
	}
	for _, folder := range named {
		if inside, err := filepath.Rel(o.Config.Dir, folder); err != nil || !filepath.IsLocal(inside) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// systemdUnit is the unit that may write in some folders only.
func systemdUnit(folders []string) string {
	var b strings.Builder
	for _, f := range folders {
		b.WriteString("ReadWritePaths=" + strings.ReplaceAll(strconv.Quote("-"+f), "%", "%%") + "\n")
	}
	return strings.Replace(systemdTemplate, readWrite, b.String(), 1)
}

const readWrite = "ReadWritePaths=\n"

// systemdTemplate is the unit that service install writes, in the service
// library's template language. The .deb's unit in .ci/packaging is stricter
// still, since it has a user of its own. A reload takes up a changed
// configuration.
const systemdTemplate = `[Unit]
Description={{Description}}
{{range Dependencies}}{{.}}
{{end}}
[Service]
Type=notify
NotifyAccess=main
WatchdogSec=300
MemoryMax=1G
Environment=GOMEMLIMIT=700MiB
ExecStart={{Path | cmdEscape}}{{range Arguments}} {{. | cmd}}{{end}}
ExecReload=/bin/kill -HUP $MAINPID
WorkingDirectory={{WorkingDirectory | cmdEscape}}
{{if UserName}}User={{UserName}}
{{end}}Restart=always
RestartSec=60
TimeoutStopSec=20
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
UMask=0027

[Install]
WantedBy=multi-user.target
`
