"""Find the names in a folder of articles with Spark, and write a row of Parquet for each mention.

spark-submit examples/spark_archive.py ARTICLES OUT [--table house.toml]

ARTICLES is a folder of texts in UTF-8, or a pattern such as "s3a://archive/2024/*/*.txt"; OUT is a folder that is not
there yet. Executors read the articles and write the mentions; nothing is gathered.
"""

import argparse

from pyspark.sql import SparkSession
from pyspark.sql.functions import expr, input_file_name

from tenlao.frames.spark import register

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument("articles", help="folder of texts, or pattern")
options.add_argument("out", help="folder for the mentions")
options.add_argument("--table", metavar="FILE", help="layer this table over the bundled one")


def main() -> None:
    asked = options.parse_args()
    spark = SparkSession.builder.appName("names in an archive").getOrCreate()
    register(spark, asked.table)
    articles = spark.read.text(asked.articles, wholetext=True).withColumn("file", input_file_name())
    articles.select("file", expr("inline(tenlao_find(value))")).write.parquet(asked.out)
    spark.stop()


if __name__ == "__main__":
    main()
