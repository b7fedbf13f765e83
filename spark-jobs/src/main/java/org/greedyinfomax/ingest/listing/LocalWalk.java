package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Text;

/**
 * Finds the files below folders of local disks, by whatever links they can be reached, each once
 * and in an order that the disk does not decide.
 *
 * <p>Links are followed when all else has been found, so that a file counts under its own path if
 * that is below an input, and else under the first link to it.
 */
final class LocalWalk {

  private final Listing.Builder found;
  private final Map<Path, String> entered = new HashMap<>();
  private final Map<Path, String> files = new HashMap<>();
  private final Deque<Link> links = new ArrayDeque<>();

  LocalWalk(Listing.Builder found) {
    this.found = found;
  }

  /** A symbolic link; its folder is named without links. */
  private record Link(Path path, String relativePath) {}

  /**
   * Adds what is below an input, but for links, or the input itself if it is a file.
   *
   * @throws IOException if the input is a link that leads nowhere
   */
  void add(Path input) throws IOException {
    Path real = input.toRealPath();
    if (Files.isDirectory(real)) {
      enter(real, "");
    } else {
      addTarget(real, input.getFileName().toString());
    }
  }

  /** Adds what links lead to; called once, after all inputs. */
  void followLinks() {
    while (!links.isEmpty()) {
      follow(links.remove());
    }
  }

  private void enter(Path folder, String prefix) {
    String before = entered.putIfAbsent(folder, prefix);
    if (before != null) {
      found.leaveOut(
          new LeftOutFile(
              prefix, LeftOutFile.SAME, "is the folder that is read as " + shown(before)));
      return;
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      Throwable cause =
          unreadable instanceof DirectoryIteratorException ? unreadable.getCause() : unreadable;
      found.reject(
          shown(prefix), "is a folder that cannot be listed: " + ReadFailure.reason(cause));
    }
    entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
    for (Path entry : entries) {
      add(entry, prefix + entry.getFileName());
    }
  }

  /** Says of a folder how it is called: the input itself has no other name than a dot. */
  private static String shown(String prefix) {
    return prefix.isEmpty() ? "./" : prefix;
  }

  private void add(Path entry, String relativePath) {
    if (!LocaleNames.isReadable(entry)) {
      found.reject(relativePath, LocaleNames.reason());
      return;
    }
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (HiddenNames.isHidden(entry.getFileName().toString())) {
        found.leaveOutHidden(attributes.isDirectory() ? relativePath + "/" : relativePath);
      } else if (attributes.isSymbolicLink()) {
        links.add(new Link(entry, relativePath));
      } else if (attributes.isDirectory()) {
        enter(entry, relativePath + "/");
      } else {
        addFile(entry, relativePath, attributes);
      }
    } catch (IOException unreadable) {
      found.reject(relativePath, "cannot be read: " + ReadFailure.reason(unreadable));
    }
  }

  private void addFile(Path file, String relativePath, BasicFileAttributes attributes) {
    if (!attributes.isRegularFile()) {
      found.leaveOut(
          new LeftOutFile(relativePath, LeftOutFile.DEVICE, "is a device, a pipe or a socket"));
      return;
    }
    String before = files.putIfAbsent(file, relativePath);
    if (before == null) {
      found.add(SourceFile.local(file, relativePath, attributes.size()));
    } else {
      found.leaveOut(
          new LeftOutFile(relativePath, LeftOutFile.SAME, "is the file that is read as " + before));
    }
  }

  private void follow(Link link) {
    try {
      Path target = link.path().toRealPath();
      if (link.path().startsWith(target)) {
        found.leaveOut(
            new LeftOutFile(
                link.relativePath(),
                LeftOutFile.CYCLE,
                Text.format(
                    "is a link to %s, in which it lies itself: it was not followed", target)));
      } else if (Files.isDirectory(target)) {
        enter(target, link.relativePath() + "/");
      } else {
        addTarget(target, link.relativePath());
      }
    } catch (NoSuchFileException missing) {
      found.reject(link.relativePath(), "is a link that leads nowhere");
    } catch (IOException unreadable) {
      addBroken(link, ReadFailure.reason(unreadable));
    }
  }

  private void addTarget(Path target, String relativePath) throws IOException {
    addFile(target, relativePath, Files.readAttributes(target, BasicFileAttributes.class));
  }

  private void addBroken(Link link, String reason) {
    if (reason.startsWith("Too many levels of symbolic links")) { // of the operating system
      found.leaveOut(
          new LeftOutFile(
              link.relativePath(), LeftOutFile.CYCLE, "is a link that leads back to itself"));
    } else {
      found.reject(link.relativePath(), "is a link that cannot be followed: " + reason);
    }
  }
}
