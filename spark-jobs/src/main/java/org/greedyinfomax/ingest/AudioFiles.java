package org.greedyinfomax.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.greedyinfomax.Check;

/** The WAV and FLAC files below some paths. */
public final class AudioFiles {

  private AudioFiles() {}

  /**
   * Lists files by their extension, in any case, sorted by relative path. Names that begin with a
   * dot or an underscore are hidden, with all that is below them.
   *
   * @throws IllegalArgumentException if a path is missing, or there is no audio at all
   */
  public static List<AudioFile> list(Configuration hadoop, List<String> inputs) throws IOException {
    List<AudioFile> found = new ArrayList<>();
    for (String input : inputs) {
      Path path = new Path(input);
      FileSystem files = path.getFileSystem(hadoop);
      Check.argument(files.exists(path), "the input %s does not exist", input);
      addFiles(files, files.getFileStatus(path).getPath(), found);
    }
    Check.argument(
        !found.isEmpty(), "no audio found: no file below %s ends in .wav or .flac", inputs);
    found.sort(Comparator.comparing(AudioFile::relativePath).thenComparing(AudioFile::path));
    return found;
  }

  private static void addFiles(FileSystem files, Path root, List<AudioFile> found)
      throws IOException {
    String prefix = root.toUri().getPath();
    for (FileStatus file : filesBelow(files, root)) {
      String path = file.getPath().toUri().getPath();
      String relative =
          path.equals(prefix)
              ? file.getPath().getName()
              : path.substring(prefix.endsWith("/") ? prefix.length() : prefix.length() + 1);
      if (isAudio(relative) && !isHidden(relative)) {
        found.add(new AudioFile(file.getPath().toString(), relative, file.getLen()));
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

  private static boolean isAudio(String path) {
    String lowerCase = path.toLowerCase(Locale.ROOT);
    return lowerCase.endsWith(".wav") || lowerCase.endsWith(".flac");
  }

  private static boolean isHidden(String relativePath) {
    for (String name : relativePath.split("/", -1)) {
      if (name.startsWith(".") || name.startsWith("_")) {
        return true;
      }
    }
    return false;
  }
}
