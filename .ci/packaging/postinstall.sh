#!/bin/sh
# After unpacking: the user, the office's folder, the service. What stands in
# the folder is never touched.
set -e

if [ "$1" = configure ]; then
  if ! getent passwd tonghop >/dev/null; then
    adduser --system --group --home /var/lib/tonghop --no-create-home --quiet tonghop
  fi
  install -d -o tonghop -g tonghop -m 0750 /var/lib/tonghop
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --quiet tonghop.service
    if [ -e /var/lib/tonghop/config.yaml ]; then
      systemctl restart tonghop.service
    else
      echo "tonghop: next: sudo -u tonghop tonghop init --config /var/lib/tonghop/config.yaml"
    fi
  fi
fi
