package org.greedyinfomax.ingest.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.security.AccessControlException;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.storage.InProcessFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File systems other than that of local disks. */
final class HadoopWalkTest {

  private final Configuration hadoop = new Configuration();

  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    hadoop.set("fs.backward.impl", Backward.class.getName());
    for (String file :
        List.of("a.wav", "b/12:30.wav", "b/_old/c.wav", "b/_old/d.wav", ".e.wav", "denied/f.wav")) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
  }

  /**
   * Local files, listed in the reverse order of their names, of which some folders and files refuse
   * to be read.
   */
  public static final class Backward extends InProcessFileSystem {

    @Override
    public URI getUri() {
      return URI.create("backward:///");
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      if (path.getName().equals("denied")) {
        throw new AccessControlException("Permission denied: user=guest, access=READ_EXECUTE");
      }
      List<FileStatus> entries = new ArrayList<>();
      for (FileStatus entry : super.listStatus(path)) {
        // Without permissions, for which Hadoop would ask the disk under a file's path.
        entries.add(new FileStatus(entry.getLen(), entry.isDirectory(), 1, 1, 0, entry.getPath()));
      }
      entries.sort(Collections.reverseOrder());
      return entries.toArray(FileStatus[]::new);
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize)
        throws IOException {
      if (path.getName().equals("a.wav")) {
        throw new IOException("Could not obtain block: BP-1");
      }
      return super.open(path, bufferSize);
    }
  }

  private Listing walk(String scheme, String... inputs) throws IOException {
    return SourceFiles.walk(
        hadoop, Arrays.stream(inputs).map(input -> scheme + folder.resolve(input)).toList());
  }

  @Test
  void rejectsAFolderThatCannotBeListedAndTakesTheOthers() throws Exception {
    Listing found = walk("backward:", "");

    assertThat(found.files())
        .extracting(SourceFile::relativePath)
        .containsExactly("a.wav", "b/12:30.wav");
    assertThat(found.rejected())
        .containsExactly(
            new RejectedFile("denied/", "is a folder that cannot be listed: permission is denied"));
    assertThat(found.leftOut()).extracting(LeftOutFile::path).containsExactly(".e.wav", "b/_old/");
  }

  @Test
  void findsTheSameAsOnALocalDiskInWhateverOrderItIsListed() throws Exception {
    Files.delete(folder.resolve("denied/f.wav"));
    Files.delete(folder.resolve("denied"));

    Listing backward = walk("backward:", "");
    Listing local = walk("", "");

    assertThat(backward.files())
        .extracting(SourceFile::relativePath)
        .containsExactlyElementsOf(local.files().stream().map(SourceFile::relativePath).toList());
    assertThat(backward.leftOut()).isEqualTo(local.leftOut());
  }

  @Test
  void readsNamesWithColonsAndTakesFilesThatFailForBad() throws Exception {
    List<SourceFile> files = walk("backward:", "").files();

    assertThat(FileContents.of(files.get(1), hadoop)).asString().isEqualTo("b/12:30.wav");
    assertThatThrownBy(() -> FileContents.of(files.get(0), hadoop))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.wav cannot be read: Could not obtain block: BP-1");
  }

  @Test
  void readsWhatSeveralInputsHaveInCommonOnce() throws Exception {
    Listing found = walk("backward:", "b", "b/12:30.wav", "a.wav");

    assertThat(found.files())
        .extracting(SourceFile::relativePath)
        .containsExactly("12:30.wav", "a.wav");
    assertThat(found.leftOut()).extracting(LeftOutFile::path).containsExactly("12:30.wav", "_old/");
  }
}
