package org.greedyinfomax.corpus;

import java.io.Serializable;

/**
 * Rows that are read together.
 *
 * @param shard place of their shard in the manifest
 * @param group place in the shard
 * @param firstRow id of the first of them
 * @param rows how many they are
 */
public record RowGroup(int shard, int group, long firstRow, int rows) implements Serializable {}
