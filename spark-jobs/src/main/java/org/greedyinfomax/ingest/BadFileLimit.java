package org.greedyinfomax.ingest;

import org.greedyinfomax.ingest.listing.RejectedFile;
import java.util.List;
import java.util.stream.Collectors;
import org.greedyinfomax.Check;

/**
 * How many unusable files an ingest bears.
 *
 * @param maxBadFraction of the files, in 0..1
 * @param files that were looked at, or rows
 * @param unit what they are, in the plural
 */
record BadFileLimit(double maxBadFraction, int files, String unit) {

  private static final int SHOWN = 3;

  /**
   * Compares the rejected files with the limit.
   *
   * @throws IllegalArgumentException with the first reasons, if they are too many, or all
   */
  void require(List<RejectedFile> rejected) {
    int most = (int) Math.floor(maxBadFraction * files);
    Check.argument(
        rejected.size() <= most,
        "%d of %d %s cannot be used, but ingest.maxBadFraction = %s allows %d: %s. Repair or"
            + " remove them, or raise ingest.maxBadFraction",
        rejected.size(),
        files,
        unit,
        maxBadFraction,
        most,
        first(rejected));
    Check.argument(
        rejected.size() < files, "none of the %d %s can be used: %s", files, unit, first(rejected));
  }

  private static String first(List<RejectedFile> rejected) {
    String shown =
        rejected.stream()
            .limit(SHOWN)
            .map(RejectedFile::toString)
            .collect(Collectors.joining("; "));
    int more = rejected.size() - SHOWN;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }
}
