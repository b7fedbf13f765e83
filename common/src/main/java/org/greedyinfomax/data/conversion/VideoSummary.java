package org.greedyinfomax.data.conversion;

import java.util.Set;
import org.greedyinfomax.data.Remark;

/**
 * What a video was before its frames were converted.
 *
 * @param pixels of its first frame
 * @param remarks what was unusual about the file
 */
public record VideoSummary(long pixels, Set<Remark> remarks) {

  public VideoSummary {
    remarks = Set.copyOf(remarks);
  }
}
