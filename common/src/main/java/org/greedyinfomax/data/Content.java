package org.greedyinfomax.data;

import java.util.Set;

/** What one row of a corpus holds: a recording's samples, or a picture's pixels. */
public sealed interface Content permits Clip, Picture {

  /** Returns what was unusual about the file that it was read from. */
  Set<Remark> remarks();
}
