package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;

/** The recordings or pictures below some paths. */
public final class SourceFiles {

  private static final List<String> AUDIO = List.of(".wav", ".flac");
  private static final List<String> IMAGES =
      List.of(".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff");

  private SourceFiles() {}

  /**
   * What lies below some paths.
   *
   * @param files by their extension, sorted by relative path
   * @param unnamed files and folders whose names this process cannot read, and therefore not open
   */
  public record Listing(List<SourceFile> files, List<RejectedFile> unnamed) {

    public Listing {
      files = List.copyOf(files);
      unnamed = List.copyOf(unnamed);
    }
  }

  /**
   * Lists files by their extension, in any case. Names that begin with a dot or an underscore are
   * hidden, with all that is below them.
   *
   * @throws IllegalArgumentException if a path is missing, or there is no such file at all
   */
  public static Listing list(Configuration hadoop, ContentKind kind, List<String> inputs)
      throws IOException {
    List<SourceFile> found = new ArrayList<>();
    List<RejectedFile> unnamed = new ArrayList<>();
    for (String input : inputs) {
      Path path = new Path(input);
      FileSystem files = path.getFileSystem(hadoop);
      Check.argument(files.exists(path), "the input %s does not exist", input);
      Path root = files.getFileStatus(path).getPath();
      addFiles(files, root, extensions(kind), found);
      if (files instanceof LocalFileSystem local) {
        unnamed.addAll(UnreadableNames.below(local.pathToFile(root), extensions(kind)));
      }
    }
    Check.argument(
        !found.isEmpty(),
        "no %s found: no file below %s ends in %s%s",
        kind.name().toLowerCase(Locale.ROOT),
        inputs,
        String.join(", ", extensions(kind)),
        unnamed.isEmpty() ? "" : "; " + unnamed.get(0));
    found.sort(Comparator.comparing(SourceFile::relativePath).thenComparing(SourceFile::path));
    return new Listing(found, unnamed);
  }

  private static List<String> extensions(ContentKind kind) {
    return switch (kind) {
      case AUDIO -> AUDIO;
      case IMAGES -> IMAGES;
    };
  }

  /** Returns a path without its extension, if it is one of those of recordings and pictures. */
  public static String withoutExtension(String path) {
    String lowerCase = path.toLowerCase(Locale.ROOT);
    return Stream.concat(AUDIO.stream(), IMAGES.stream())
        .filter(lowerCase::endsWith)
        .findFirst()
        .map(extension -> path.substring(0, path.length() - extension.length()))
        .orElse(path);
  }

  private static void addFiles(
      FileSystem files, Path root, List<String> extensions, List<SourceFile> found)
      throws IOException {
    String prefix = root.toUri().getPath();
    for (FileStatus file : filesBelow(files, root)) {
      String path = file.getPath().toUri().getPath();
      String relative =
          path.equals(prefix)
              ? file.getPath().getName()
              : path.substring(prefix.endsWith("/") ? prefix.length() : prefix.length() + 1);
      if (hasOneOf(extensions, relative) && !isHidden(relative)) {
        found.add(new SourceFile(file.getPath().toString(), relative, file.getLen()));
      }
    }
  }

  /** Lists an object store in large pages, but the local disk folder by folder. */
  private static List<FileStatus> filesBelow(FileSystem files, Path root) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    if (files instanceof LocalFileSystem) {
      // listFiles would start a process for every file, to ask for its permissions.
      addFolder(files, root, found);
      return found;
    }
    RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true);
    while (all.hasNext()) {
      found.add(all.next());
    }
    return found;
  }

  private static void addFolder(FileSystem files, Path folder, List<FileStatus> found)
      throws IOException {
    for (FileStatus status : files.listStatus(folder)) {
      if (status.isDirectory()) {
        addFolder(files, status.getPath(), found);
      } else {
        found.add(status);
      }
    }
  }

  static boolean hasOneOf(List<String> extensions, String path) {
    String lowerCase = path.toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(lowerCase::endsWith);
  }

  private static boolean isHidden(String relativePath) {
    for (String name : relativePath.split("/", -1)) {
      if (isHiddenName(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a file or folder of this name counts for nothing. */
  static boolean isHiddenName(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }
}
