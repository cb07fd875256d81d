#!/bin/sh
# Prints the links of network namespaces and which namespace each of their peer ids stands for.
# Usage: unshare --mount read-links.sh LABEL=FILE…   (FILE is a namespace: /run/netns/X or /proc/PID/ns/net)
# Output per namespace: three lines, "LABEL", `ip -j -d link`, `ip -j netns list-id`.
set -eu
mount --make-rprivate /
# iproute2 names the namespaces that are bound in /run/netns. In this mount namespace of its own that folder holds just
# the given ones, so that every peer id gets one of the given labels or none; the machine itself sees no change.
mount -t tmpfs hopscope-lab /mnt
for pair in "$@"; do
  # A sandbox's file that is no namespace yet, or no longer, is left out: what leads there is then not of the lab.
  [ "$(stat -L -f -c %T "${pair#*=}" 2> /dev/null)" = nsfs ] || continue
  touch "/mnt/${pair%%=*}"
  # As it is: resolving /proc/PID/root would lead to this mount namespace.
  mount --no-canonicalize --bind "${pair#*=}" "/mnt/${pair%%=*}"
done
mkdir -p /run/netns
mount --move /mnt /run/netns
for pair in "$@"; do
  label=${pair%%=*}
  [ -e "/run/netns/$label" ] || continue
  echo "$label"
  nsenter --net="/run/netns/$label" ip -j -d link
  ids=$(nsenter --net="/run/netns/$label" ip -j netns list-id | tr -d '\n')
  echo "${ids:-[]}"
done
