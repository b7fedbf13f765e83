/**
 * From files to a corpus: which files there are, what they are called and labelled, which go into
 * the same shard, and the task that writes a shard.
 *
 * <p>All of it depends on the files and the options alone, never on the number of executors.
 */
package org.greedyinfomax.ingest;
