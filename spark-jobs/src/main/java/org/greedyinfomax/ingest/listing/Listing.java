package org.greedyinfomax.ingest.listing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that lies below some inputs, each file once.
 *
 * @param files that are to be read
 * @param rejected files and folders that cannot be opened
 * @param leftOut files and folders that are not meant for the corpus
 */
public record Listing(
    List<SourceFile> files, List<RejectedFile> rejected, List<LeftOutFile> leftOut)
    implements Serializable {

  public Listing {
    files = List.copyOf(files);
    rejected = List.copyOf(rejected);
    leftOut = List.copyOf(leftOut);
  }

  /** Sorts all by their paths below the inputs. */
  Listing sorted() {
    return new Listing(
        files.stream()
            .sorted(Comparator.comparing(SourceFile::relativePath).thenComparing(SourceFile::path))
            .toList(),
        rejected.stream().sorted(Comparator.comparing(RejectedFile::path)).toList(),
        leftOut.stream().sorted(Comparator.comparing(LeftOutFile::path)).toList());
  }

  /** What has been found so far. */
  static final class Builder {

    private final List<SourceFile> files = new ArrayList<>();
    private final List<RejectedFile> rejected = new ArrayList<>();
    private final List<LeftOutFile> leftOut = new ArrayList<>();

    void add(SourceFile file) {
      files.add(file);
    }

    void reject(String path, String reason) {
      rejected.add(new RejectedFile(path, reason));
    }

    void leaveOut(LeftOutFile file) {
      leftOut.add(file);
    }

    /** Leaves out a file or folder whose name says that it is not meant. */
    void leaveOutHidden(String path) {
      leaveOut(
          new LeftOutFile(
              path,
              LeftOutFile.HIDDEN,
              path.endsWith("/")
                  ? "is a folder whose name begins with a dot or an underscore: it was not entered"
                  : "has a name that begins with a dot or an underscore"));
    }

    void addAll(Listing more) {
      files.addAll(more.files());
      rejected.addAll(more.rejected());
      leftOut.addAll(more.leftOut());
    }

    Listing build() {
      return new Listing(files, rejected, leftOut);
    }
  }
}
