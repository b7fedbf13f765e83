package org.greedyinfomax.ingest.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.storage.MiniHdfs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of others on HDFS. */
@Tag("slow")
final class HdfsListingTest {

  @TempDir private static Path directory;
  private static Configuration hadoop;
  private static MiniDFSCluster hdfs;
  private static String root;

  @BeforeAll
  static void start() throws IOException {
    hadoop = new Configuration();
    hdfs = MiniHdfs.start(hadoop, directory, 1);
    root = hdfs.getFileSystem().getUri() + "/in";
    for (String file : List.of("a.wav", "b/c.wav", "b/_d/e.wav", "own/f.wav", "mine.wav")) {
      try (FSDataOutputStream out =
          hdfs.getFileSystem().create(new org.apache.hadoop.fs.Path(root, file))) {
        out.write(file.getBytes(StandardCharsets.UTF_8));
      }
    }
    for (String mine : List.of("own", "mine.wav")) {
      hdfs.getFileSystem()
          .setPermission(new org.apache.hadoop.fs.Path(root, mine), new FsPermission((short) 0700));
    }
  }

  @AfterAll
  static void stop() {
    hdfs.shutdown();
  }

  @Test
  void archivesAreReadThere() throws Exception {
    for (String name : List.of("x.tar", "x.tgz", "x.zip")) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(root + "-archives", name);
      byte[] archive = DamagedArchivesTest.archive(name);
      try (FSDataOutputStream out = hdfs.getFileSystem().create(path)) {
        out.write(archive);
      }
      Listing listing =
          new ArchiveWalk(
                  new SourceFile(path.toString(), name, archive.length),
                  ContentCheck.withoutVideos(ContentKind.AUDIO),
                  ArchiveUse.FOLDERS,
                  hadoop)
              .list();

      assertThat(listing.files())
          .extracting(SourceFile::relativePath)
          .containsExactly(name + "!0.wav", name + "!1.wav", name + "!2.wav", name + "!3.wav");
      SourceFile last = listing.files().get(3);
      try (ArchiveCursor cursor = new ArchiveCursor(last, hadoop)) {
        assertThat(cursor.read(last, held -> {})).asString().startsWith("RIFF....WAVE of 3");
      }
    }
  }

  /** What lies before its first member is passed over only by who reads the list of members. */
  @Test
  void aZipIsReadThereByItsListOfMembers() throws Exception {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(root + "-archives", "self.zip");
    byte[] program = new byte[1_000];
    byte[] zip = DamagedArchivesTest.archive("x.zip");
    System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, program, 0, 4);
    try (FSDataOutputStream out = hdfs.getFileSystem().create(path)) {
      out.write(program);
      out.write(zip);
    }
    SourceFile archive =
        new SourceFile(path.toString(), "self.zip", program.length + (long) zip.length);
    Listing listing =
        new ArchiveWalk(
                archive, ContentCheck.withoutVideos(ContentKind.AUDIO), ArchiveUse.FOLDERS, hadoop)
            .list();

    assertThat(listing.rejected()).isEmpty();
    try (ArchiveCursor cursor = new ArchiveCursor(listing.files().get(0), hadoop)) {
      for (SourceFile member : listing.files()) {
        assertThat(cursor.read(member, held -> {})).asString().startsWith("RIFF....WAVE of ");
      }
    }
  }

  @Test
  void whatIsForbiddenIsRejectedAndTheOthersAreRead() throws Exception {
    UserGroupInformation.createRemoteUser("guest")
        .doAs(
            (PrivilegedExceptionAction<Void>)
                () -> {
                  Listing found = SourceFiles.walk(hadoop, List.of(root));

                  assertThat(found.files())
                      .extracting(SourceFile::relativePath)
                      .containsExactly("a.wav", "b/c.wav", "mine.wav");
                  assertThat(found.rejected())
                      .containsExactly(
                          new RejectedFile(
                              "own/", "is a folder that cannot be listed: permission is denied"));
                  assertThat(found.leftOut())
                      .extracting(LeftOutFile::path)
                      .containsExactly("b/_d/");
                  assertThat(FileContents.of(found.files().get(1), hadoop))
                      .asString()
                      .isEqualTo("b/c.wav");
                  assertThatThrownBy(() -> FileContents.of(found.files().get(2), hadoop))
                      .isInstanceOf(BadFileException.class)
                      .hasMessage("mine.wav cannot be read: permission is denied");
                  return null;
                });
  }

  @Test
  void aFileThatVanishesIsBadAndNothingElse() throws Exception {
    FileSystem files = hdfs.getFileSystem();
    org.apache.hadoop.fs.Path gone = new org.apache.hadoop.fs.Path(root + "2", "x.wav");
    files.create(gone).close();
    SourceFile listed = SourceFiles.walk(hadoop, List.of(root + "2")).files().get(0);
    files.delete(gone, false);

    assertThatThrownBy(() -> FileContents.of(listed, hadoop))
        .isInstanceOf(BadFileException.class)
        .hasMessage("x.wav cannot be read: it is no longer there");
  }
}
