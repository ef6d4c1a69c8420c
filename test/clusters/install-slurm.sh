#!/usr/bin/env bash
# Installs a Slurm for the cluster tests where it is missing: Debian or Ubuntu, as root. May be run again.
set -euo pipefail
for program in munged slurmctld slurmd sbatch squeue; do
  if ! PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "$program" >/dev/null; then
    if [ "$(id -u)" -ne 0 ]; then
      echo "$program is missing and can only be installed by root: apt-get install slurm-wlm munge" >&2
      exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # The tests start daemons of their own; those of the packages stay off.
    if [ ! -e /usr/sbin/policy-rc.d ]; then
      trap 'rm -f /usr/sbin/policy-rc.d' EXIT
      printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
      chmod 755 /usr/sbin/policy-rc.d
    fi
    apt-get install -y -qq --no-install-recommends slurm-wlm munge
    break
  fi
done
echo "Slurm is installed: $(command -v sbatch)"
