package org.greedyinfomax.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.job.output.OutputDirectory;

/**
 * What came of files that were to be encoded.
 *
 * @param rows that were encoded
 * @param rejected files that could not be used
 * @param leftOut files that hold nothing that the network takes
 */
public record EncodedFiles(long rows, List<RejectedFile> rejected, List<LeftOutFile> leftOut) {

  /** Spark reads no file whose name begins so. */
  public static final String REJECTED = "_rejected.tsv";

  /** Spark reads no file whose name begins so. */
  public static final String LEFT_OUT = "_left-out.tsv";

  public EncodedFiles {
    rejected = List.copyOf(rejected);
    leftOut = List.copyOf(leftOut);
  }

  /** Lists, in the folder of a table, the files that have no row; no list is empty. */
  void writeLists(OutputDirectory table) throws IOException {
    write(table, REJECTED, rejected.stream().map(RejectedFile::toLine).toList());
    write(table, LEFT_OUT, leftOut.stream().map(LeftOutFile::toLine).toList());
  }

  private static void write(OutputDirectory table, String name, List<String> lines)
      throws IOException {
    if (!lines.isEmpty()) {
      String all = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
      table.write(name, all.getBytes(StandardCharsets.UTF_8));
    }
  }
}
