"""The filter under Apache Spark, unchanged: each part of the lines goes through one process by RDD.pipe.

    pip install pyspark                      # and a Java that it can run on
    python examples/spark_pipe.py extract articles.jsonl readings
    cat readings/part-* > readings.jsonl     # the bytes of `crossread extract --batch < articles.jsonl`

On a cluster `spark-submit` takes the same script, and `crossread` has to be on the path of the workers; CROSSREAD names
another program. Exit code 1, which a broken line gives, does not fail the job: it is an error line in the output. Every
other code does.
"""

import os
import shlex
import sys

from pyspark import SparkConf, SparkContext


def main(command, lines, out):
    program = shlex.quote(os.environ.get("CROSSREAD", "crossread"))
    script = f"{program} {command} --batch --jobs 1; code=$?; [ $code -eq 1 ] || exit $code"
    conf = SparkConf().setAppName("crossread").setIfMissing("spark.master", "local[*]")
    with SparkContext(conf=conf) as spark:
        rows = spark.textFile(lines, minPartitions=4)
        # A shell of its own for the exit code; parts are saved in the order of the lines.
        rows.pipe(f"sh -c {shlex.quote(script)}", checkCode=True).saveAsTextFile(out)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("extract", "compare"):
        sys.exit("usage: spark_pipe.py extract|compare LINES.jsonl FOLDER")
    main(*sys.argv[1:])
