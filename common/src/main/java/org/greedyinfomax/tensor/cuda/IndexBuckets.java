package org.greedyinfomax.tensor.cuda;

/**
 * Indices {@code 0 … n − 1} sorted into buckets by a key that each has, ascending within a bucket.
 *
 * <p>Members of the key {@code keys[k]} are {@code members[starts[k]] … members[starts[k + 1] −
 * 1]}.
 */
@SuppressWarnings("ArrayRecordComponent") // sent to the GPU: compared by nobody
record IndexBuckets(int[] keys, int[] starts, int[] members) {

  /** Buckets that have members, by keys below a bound. */
  static IndexBuckets of(int[] keyOf, int bound) {
    int[] counts = new int[bound];
    int used = 0;
    for (int key : keyOf) {
      if (counts[key]++ == 0) {
        used++;
      }
    }
    int[] keys = new int[used];
    int[] starts = new int[used + 1];
    int[] next = new int[bound];
    int k = 0;
    int start = 0;
    for (int key = 0; key < bound; key++) {
      if (counts[key] > 0) {
        keys[k] = key;
        starts[k++] = start;
        next[key] = start;
        start += counts[key];
      }
    }
    starts[used] = start;
    int[] members = new int[keyOf.length];
    for (int i = 0; i < keyOf.length; i++) {
      members[next[keyOf[i]]++] = i;
    }
    return new IndexBuckets(keys, starts, members);
  }
}
