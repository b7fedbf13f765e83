package org.greedyinfomax.ingest.listing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that lies below some inputs, each file once.
 *
 * @param files that are to be read
 * @param rejected files and folders that cannot be opened
 * @param leftOut files and folders that are not meant for the corpus
 * @param archives whose members are not listed yet
 * @param labels that members of archives have beside them, by their whole paths; some may have none
 */
public record Listing(
    List<SourceFile> files,
    List<RejectedFile> rejected,
    List<LeftOutFile> leftOut,
    List<SourceFile> archives,
    Map<String, Map<String, String>> labels)
    implements Serializable {

  /** Members of an archive stay together, in the order in which they lie in it. */
  private static final Comparator<SourceFile> ORDER =
      Comparator.comparing(SourceFile::pathOfFile)
          .thenComparing(SourceFile::path)
          .thenComparing(file -> file.place().number());

  public Listing {
    files = List.copyOf(files);
    rejected = List.copyOf(rejected);
    leftOut = List.copyOf(leftOut);
    archives = List.copyOf(archives);
    labels = Map.copyOf(labels);
  }

  /** Some files, and nothing else. */
  static Listing of(List<SourceFile> files) {
    return new Listing(files, List.of(), List.of(), List.of(), Map.of());
  }

  /** The same but for the files. */
  Listing withFiles(List<SourceFile> others) {
    return new Listing(others, rejected, leftOut, archives, labels);
  }

  /** The same, whose archives are listed elsewhere. */
  Listing withoutArchives() {
    return new Listing(files, rejected, leftOut, List.of(), labels);
  }

  /** Sorts all by their paths below the inputs. */
  Listing sorted() {
    return new Listing(
        files.stream().sorted(ORDER).toList(),
        rejected.stream().sorted(Comparator.comparing(RejectedFile::path)).toList(),
        leftOut.stream().sorted(Comparator.comparing(LeftOutFile::path)).toList(),
        archives.stream().sorted(ORDER).toList(),
        labels);
  }

  /** What has been found so far. */
  static final class Builder {

    private final List<SourceFile> files = new ArrayList<>();
    private final List<RejectedFile> rejected = new ArrayList<>();
    private final List<LeftOutFile> leftOut = new ArrayList<>();
    private final List<SourceFile> archives = new ArrayList<>();
    private final Map<String, Map<String, String>> labels = new HashMap<>();

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

    void addArchive(SourceFile archive) {
      archives.add(archive);
    }

    void addLabels(SourceFile member, Map<String, String> ofMember) {
      labels.put(member.wholePath(), Map.copyOf(ofMember));
    }

    void addAll(Listing more) {
      files.addAll(more.files());
      rejected.addAll(more.rejected());
      leftOut.addAll(more.leftOut());
      archives.addAll(more.archives());
      labels.putAll(more.labels());
    }

    Listing build() {
      return new Listing(files, rejected, leftOut, archives, labels);
    }
  }
}
