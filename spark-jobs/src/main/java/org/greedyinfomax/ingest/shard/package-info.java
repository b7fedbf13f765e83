/** Writing one shard of a corpus: a Spark task, its rows, memory and statistics. */
package org.greedyinfomax.ingest.shard;
