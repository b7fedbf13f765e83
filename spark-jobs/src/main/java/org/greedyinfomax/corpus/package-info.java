/**
 * The corpus: recordings or pictures as Parquet shards that a manifest names.
 *
 * <p>A directory holds {@code shard-*.parquet} and {@code corpus.json}. The manifest is written
 * last, so whatever it does not name does not exist for readers, and nobody lists the directory. A
 * row is found by its number: rows are counted from 0 in the order of the shards, and a row group
 * is what one access reads. Shards are plain Parquet and can be read by Spark SQL too.
 */
package org.greedyinfomax.corpus;
