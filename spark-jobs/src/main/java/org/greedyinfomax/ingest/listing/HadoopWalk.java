package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Finds the files below folders of a file system that Hadoop knows, each once. */
final class HadoopWalk {

  private final Listing.Builder found;
  private final Set<Path> files = new HashSet<>();
  private final Set<String> hidden = new HashSet<>();

  HadoopWalk(Listing.Builder found) {
    this.found = found;
  }

  /** Adds what is below an input, or the input itself if it is a file. */
  void add(FileSystem system, FileStatus input) {
    if (!input.isDirectory()) {
      addFile(input, input.getPath().getName());
      return;
    }
    String root = input.getPath().toUri().getPath();
    String prefix = root.endsWith("/") ? root : root + "/";
    for (FileStatus file : below(system, input.getPath(), prefix)) {
      addBelow(file, prefix, relative(file.getPath(), prefix));
    }
  }

  private static String relative(Path path, String prefix) {
    String whole = path.toUri().getPath();
    return whole.startsWith(prefix) ? whole.substring(prefix.length()) : "";
  }

  /** Lists in large pages, as object stores like it; folder by folder where that fails. */
  private List<FileStatus> below(FileSystem system, Path root, String prefix) {
    List<FileStatus> all = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> pages = system.listFiles(root, true);
      while (pages.hasNext()) {
        all.add(pages.next());
      }
      return all;
    } catch (IOException | FSError unreadable) {
      all.clear();
      addFolder(system, root, prefix, all);
      return all;
    }
  }

  private void addFolder(FileSystem system, Path folder, String prefix, List<FileStatus> all) {
    try {
      RemoteIterator<FileStatus> entries = system.listStatusIterator(folder);
      while (entries.hasNext()) {
        FileStatus entry = entries.next();
        if (entry.isDirectory() && !HiddenNames.isHidden(entry.getPath().getName())) {
          addFolder(system, entry.getPath(), prefix, all);
        } else {
          all.add(entry);
        }
      }
    } catch (IOException | FSError unreadable) {
      found.reject(
          relative(folder, prefix) + "/",
          "is a folder that cannot be listed: " + ReadFailure.reason(unreadable));
    }
  }

  private void addBelow(FileStatus file, String prefix, String relativePath) {
    for (int begin = 0, end; begin < relativePath.length(); begin = end + 1) {
      end = relativePath.indexOf('/', begin);
      end = end < 0 ? relativePath.length() : end;
      if (HiddenNames.isHidden(relativePath.substring(begin, end))) {
        boolean isFolder = end < relativePath.length() || file.isDirectory();
        String name = relativePath.substring(0, end) + (isFolder ? "/" : "");
        if (hidden.add(prefix + name)) {
          found.leaveOutHidden(name);
        }
        return;
      }
    }
    addFile(file, relativePath);
  }

  private void addFile(FileStatus file, String relativePath) {
    if (files.add(file.getPath())) {
      found.add(new SourceFile(file.getPath().toString(), relativePath, file.getLen()));
    } else {
      found.leaveOut(
          new LeftOutFile(relativePath, LeftOutFile.SAME, "is read under another input already"));
    }
  }
}
