package org.greedyinfomax.data.conversion;

import java.util.Set;
import org.greedyinfomax.data.Remark;

/**
 * What a recording was before it was converted.
 *
 * @param sampleRate in Hz
 * @param channels how many it had
 * @param frames samples of each channel
 * @param remarks what was unusual about the file
 */
public record Heard(int sampleRate, int channels, long frames, Set<Remark> remarks) {

  public Heard {
    remarks = Set.copyOf(remarks);
  }
}
