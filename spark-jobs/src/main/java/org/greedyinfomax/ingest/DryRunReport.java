package org.greedyinfomax.ingest;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Text;
import org.greedyinfomax.ingest.listing.LeftOutCounts;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.survey.InputFormat;
import org.greedyinfomax.ingest.survey.SizeStatistics;
import org.greedyinfomax.ingest.survey.Survey;

/**
 * What an ingest would do.
 *
 * @param survey of what was read
 * @param made what would be in the corpus; empty if nothing
 * @param rejected files that could not be used, sorted by path
 * @param leftOut files that are not meant for the corpus
 * @param inNoSplit files that no split list names
 * @param labelColumns sorted
 * @param problems why the ingest would fail; none if it would not
 */
public record DryRunReport(
    Survey survey,
    String made,
    List<RejectedFile> rejected,
    LeftOutCounts leftOut,
    int inNoSplit,
    List<String> labelColumns,
    List<String> problems) {

  private static final int REJECTED_SHOWN = 20;

  public DryRunReport {
    rejected = List.copyOf(rejected);
    labelColumns = List.copyOf(labelColumns);
    problems = List.copyOf(problems);
  }

  /**
   * Reports on shards that were only looked at.
   *
   * @param output where the corpus would be
   * @param known reasons why the ingest would fail that have nothing to do with the files
   */
  public static DryRunReport of(IngestedShards shards, String output, List<String> known) {
    List<String> problems = new ArrayList<>(known);
    String made = "";
    try {
      shards.requireUsable();
      made =
          Text.format(
              "%s, of %.1f MB, into %d shards in %s",
              shards.sums().contents().summary(shards.rows(), shards.survey().contents()),
              shards.bytes() / 1e6,
              shards.shards(),
              output);
    } catch (IllegalArgumentException problem) {
      problems.add(problem.getMessage());
    }
    return new DryRunReport(
        shards.survey(),
        made,
        shards.rejected(),
        LeftOutCounts.of(shards.leftOut()),
        shards.inNoSplit(),
        shards.labelColumns(),
        problems);
  }

  /** Writes it for people. */
  public String toText() {
    StringBuilder text = new StringBuilder("dry run: nothing is written\n");
    if (!survey.amounts().isEmpty()) {
      text.append('\n');
      text.append(
          survey.amounts().firstKey().isOfPictures() ? tableOfPictures() : tableOfRecordings());
      text.append('\n');
      text.append(survey.textOfRemarks());
    }
    if (!rejected.isEmpty()) {
      line(text, "would reject %d files:", rejected.size());
      rejected.stream().limit(REJECTED_SHOWN).forEach(file -> line(text, "  %s", file));
      if (rejected.size() > REJECTED_SHOWN) {
        line(text, "  and %d more", rejected.size() - REJECTED_SHOWN);
      }
    }
    if (leftOut.total() > 0) {
      line(text, "would leave out: %s", leftOut);
      leftOut.advice().ifPresent(advice -> line(text, "%s", advice));
    }
    if (inNoSplit > 0) {
      line(text, "would leave out %d files that no split list names", inNoSplit);
    }
    if (!labelColumns.isEmpty()) {
      line(text, "labels: %s", String.join(", ", labelColumns));
    }
    if (!made.isEmpty()) {
      line(text, "%s %s", problems.isEmpty() ? "would ingest" : "has", made);
    }
    problems.forEach(problem -> line(text, "would fail: %s", problem));
    return text.toString();
  }

  @FormatMethod
  private static void line(StringBuilder text, @FormatString String format, Object... values) {
    text.append(Text.format(format, values)).append('\n');
  }

  private String tableOfRecordings() {
    StringBuilder table =
        new StringBuilder(
            Text.format(
                "  %-32s %10s %9s %10s %10s\n",
                "format", "recordings", "hours", "shortest", "longest"));
    for (Map.Entry<InputFormat, SizeStatistics> row : survey.amounts().entrySet()) {
      double rate = row.getKey().sampleRate();
      SizeStatistics amount = row.getValue();
      table.append(
          Text.format(
              "  %-32s %,10d %9.2f %8.1f s %8.1f s\n",
              row.getKey(),
              amount.contents(),
              amount.total() / rate / 3600,
              amount.least() / rate,
              amount.most() / rate));
    }
    return table.toString();
  }

  private String tableOfPictures() {
    StringBuilder table =
        new StringBuilder(
            Text.format(
                "  %-32s %10s %18s %18s\n", "format", "pictures", "smallest, pixels", "largest"));
    for (Map.Entry<InputFormat, SizeStatistics> row : survey.amounts().entrySet()) {
      SizeStatistics amount = row.getValue();
      table.append(
          Text.format(
              "  %-32s %,10d %,18d %,18d\n",
              row.getKey(), amount.contents(), amount.least(), amount.most()));
    }
    return table.toString();
  }
}
