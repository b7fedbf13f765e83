package org.greedyinfomax.ingest;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.ingest.listing.LeftOutCounts;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.survey.Survey;

/**
 * What an ingest made.
 *
 * @param output the corpus
 * @param manifest what is in it
 * @param survey of what was read
 * @param rejected files that could not be used, sorted by path
 * @param leftOut files that are not meant for the corpus, sorted by path
 */
public record IngestReport(
    String output,
    CorpusManifest manifest,
    Survey survey,
    List<RejectedFile> rejected,
    List<LeftOutFile> leftOut) {

  public IngestReport {
    rejected = List.copyOf(rejected);
    leftOut = List.copyOf(leftOut);
  }

  /** Says what the corpus holds, such as {@code 3 recordings, 0.50 hours at 8000 Hz}. */
  public String contents() {
    return manifest.contents().summary(manifest.rows(), survey.contents());
  }

  /** Says what the corpus holds, and what became of all other files, in a line each. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        Text.format(
            "ingested %s, into %d shards in %s\n", contents(), manifest.shards().size(), output));
    text.append(survey.textOfRemarks());
    if (!survey.remarks().isEmpty()) {
      text.append(Text.format("%s/remarks.tsv lists them\n", output));
    }
    if (!rejected.isEmpty()) {
      text.append(
          Text.format("skipped %d files: %s/rejected.tsv says why\n", rejected.size(), output));
    }
    if (!leftOut.isEmpty()) {
      LeftOutCounts counts = LeftOutCounts.of(leftOut);
      text.append(Text.format("left out: %s (%s/left-out.tsv lists them)\n", counts, output));
      counts.advice().ifPresent(advice -> text.append(advice).append('\n'));
    }
    if (manifest.filesInNoSplit() > 0) {
      text.append(
          Text.format("left out %d files that no split list names\n", manifest.filesInNoSplit()));
    }
    return text.toString();
  }
}
