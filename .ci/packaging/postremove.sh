#!/bin/sh
# After removing. The ledger is the office's record: not even a purge deletes
# /var/lib/tonghop.
set -e

if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
fi
if [ "$1" = purge ] && [ -d /var/lib/tonghop ]; then
  echo "tonghop: the ledger and the reports stay in /var/lib/tonghop; delete the folder yourself when they are no longer needed"
fi
