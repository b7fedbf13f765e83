package org.greedyinfomax.encoding;

import java.util.List;

/**
 * An item and its representation, if it can be encoded.
 *
 * @param item as it was given
 * @param frames one for each wanted module; none if the item cannot be used
 */
public record EncodedRow<T>(T item, List<Frames> frames) {

  public EncodedRow {
    frames = List.copyOf(frames);
  }
}
