package org.greedyinfomax.ingest.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An archive that is read member by member, from its begin. For one thread. */
public interface Archive extends Closeable {

  /**
   * Goes on to the next member; folders are passed over.
   *
   * @return nothing if the archive has ended as it should
   * @throws IOException if it is damaged from here on, with a message that says how; or {@link
   *     SourceFailure}
   */
  Optional<Member> next() throws IOException;

  /**
   * Returns what the member holds that {@link #next} has returned; to be read once, and not closed.
   *
   * @throws IOException if the member is damaged
   */
  InputStream content() throws IOException;

  /**
   * Passes over what is left of the member, as far as that is needed to reach the next one.
   *
   * @throws IOException if the archive is damaged in the member, so that no other can be read
   */
  void leave() throws IOException;
}
