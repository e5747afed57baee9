#!/bin/sh
# Before removing: the daemon stops, with what it has in hand recorded.
set -e

if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --now --quiet tonghop.service
fi
