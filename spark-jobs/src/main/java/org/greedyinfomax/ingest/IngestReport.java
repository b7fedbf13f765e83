package org.greedyinfomax.ingest;

import org.greedyinfomax.ingest.listing.RejectedFile;
import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.AudioContents;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.ImageContents;

/**
 * What an ingest made.
 *
 * @param output the corpus
 * @param manifest what is in it
 * @param rejected files that could not be used, sorted by path
 */
public record IngestReport(String output, CorpusManifest manifest, List<RejectedFile> rejected) {

  public IngestReport {
    rejected = List.copyOf(rejected);
  }

  /** Says what the corpus holds, such as {@code 3 recordings, 0.50 hours at 8000 Hz}. */
  public String contents() {
    if (manifest.contents() instanceof AudioContents audio) {
      return Text.format(
          "%d recordings, %.2f hours at %d Hz", manifest.rows(), audio.hours(), audio.sampleRate());
    }
    ImageContents images = (ImageContents) manifest.contents();
    return Text.format(
        "%d pictures in %s, of at least %d x %d pixels",
        manifest.rows(),
        images.channels() == 1 ? "grey" : "colour",
        images.leastColumns(),
        images.leastRows());
  }
}
