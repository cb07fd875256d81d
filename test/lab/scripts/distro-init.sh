#!/bin/sh
# Becomes the first process of the lab's distro: a mount namespace of its own with /sys of its network namespace, an
# empty /run, and copies-on-write of /etc and /opt, where Docker would leave traces.
# Usage: distro-init.sh STATE_FOLDER DISTRO_FOLDER HOSTNAME   (in new mount, UTS and network namespaces)
set -eu
state=$1 distro=$2 hostname=$3

mount --make-rprivate /
# What this mount namespace holds stays alive: it must not hold the network namespaces of others.
umount --recursive --lazy /run/netns
# A fresh sysfs shows this namespace's interfaces; it hides the cgroups, which dockerd needs, so they are carried over.
mount --rbind /sys/fs/cgroup /media
mount -t sysfs sysfs /sys
mount --move /media /sys/fs/cgroup

mount --bind "$state" /mnt
mount --bind "$distro" /media
mount -t tmpfs -o mode=755 hopscope-lab /run
mkdir -p "$state" /run/distro /run/layers
mount --move /mnt "$state"
mount --move /media /run/distro
for folder in etc opt; do
  mkdir -p "/run/layers/$folder/upper" "/run/layers/$folder/work"
  mount -t overlay overlay \
    -o "lowerdir=/$folder,upperdir=/run/layers/$folder/upper,workdir=/run/layers/$folder/work" "/$folder"
done

# No DNS: a name lookup must fail at once instead of waiting for a server that is not there.
printf 'hosts: files\npasswd: files\ngroup: files\n' > /etc/nsswitch.conf
rm -f /etc/resolv.conf && : > /etc/resolv.conf
rm -rf /etc/docker && mkdir /etc/docker
echo "$hostname" > /etc/hostname
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$hostname" > /etc/hosts
hostname "$hostname" 2>/dev/null || echo "$hostname" > /proc/sys/kernel/hostname
ln -s "$state/docker.sock" /run/docker.sock

echo $$ > "$state/distro.pid"
echo ready
exec sleep infinity < /dev/null > /dev/null 2>&1
