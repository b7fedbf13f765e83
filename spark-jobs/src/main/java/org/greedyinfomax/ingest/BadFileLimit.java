package org.greedyinfomax.ingest;

import java.util.List;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.ingest.listing.RejectedFile;

/**
 * The limit on rejected files of an ingestion.
 *
 * @param maxBadFraction of the files, in 0..1
 * @param files that are looked at, or rows
 * @param unit what they are, in the plural
 */
record BadFileLimit(double maxBadFraction, int files, String unit) {

  private static final int SHOWN = 3;

  /** Returns how many files may be rejected. */
  int most() {
    return (int) Math.floor(maxBadFraction * files);
  }

  /**
   * Compares the files that are rejected so far with the limit.
   *
   * @throws TooManyRejectedException with the first reasons, if they are too many already
   */
  void requireSoFar(List<RejectedFile> rejected) {
    require(rejected, "at least ");
  }

  /**
   * Compares all rejected files with the limit.
   *
   * @throws TooManyRejectedException with the first reasons, if they are too many, or all
   */
  void require(List<RejectedFile> rejected) {
    require(rejected, "");
    if (rejected.size() >= files) {
      throw new TooManyRejectedException(
          Text.format("none of the %d %s can be used: %s", files, unit, first(rejected)), rejected);
    }
  }

  private void require(List<RejectedFile> rejected, String approximately) {
    if (rejected.size() > most()) {
      throw new TooManyRejectedException(
          Text.format(
              "%s%d of %d %s cannot be used, but ingest.maxBadFraction = %s allows %d: %s. Repair"
                  + " or remove them, or raise ingest.maxBadFraction",
              approximately, rejected.size(), files, unit, maxBadFraction, most(), first(rejected)),
          rejected);
    }
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
