#!/usr/bin/env bash
# Many processes, or many machines, instead of many threads: the filter under GNU parallel, unchanged.
#
#   examples/parallel.sh extract < articles.jsonl > readings.jsonl
#   examples/parallel.sh compare < pairs.jsonl > comparisons.jsonl
#   PARALLEL='--sshlogin one,two' examples/parallel.sh …      # with `crossread` on the path of those machines
#
# Whole lines go to each process, a megabyte at a time; --keep-order gives the bytes of one process. CROSSREAD names
# another program than the `crossread` on the path. The exit code is the number of
# processes that met a broken line.
set -euo pipefail
exec parallel --no-notice --pipe --block 1M --keep-order "${CROSSREAD:-crossread}" "${1:-extract}" --batch --jobs 1
