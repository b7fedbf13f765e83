package org.greedyinfomax.run;

import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;

/** Thrown when a file of a checkpoint is missing or has changed. The one before it may be whole. */
final class DamagedCheckpointException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  DamagedCheckpointException(Path file, String problem) {
    super(Text.format("%s is damaged (%s)", file, problem));
  }

  DamagedCheckpointException(Path file, String problem, Throwable cause) {
    super(Text.format("%s is damaged (%s)", file, problem), cause);
  }
}
