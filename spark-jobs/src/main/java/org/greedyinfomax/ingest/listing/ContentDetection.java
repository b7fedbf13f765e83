package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.media.MediaType;
import org.greedyinfomax.ingest.archive.ArchiveFormat;
import org.greedyinfomax.storage.JavaBytes;

/** Looks into files whose names do not tell what they hold; on executors, for they may be many. */
final class ContentDetection {

  private static final int FILES_OF_A_TASK = 100;

  private final JavaSparkContext context;
  private final ContentCheck check;
  private final ArchiveUse use;

  ContentDetection(JavaSparkContext context, ContentCheck check, ArchiveUse use) {
    this.context = context;
    this.check = check;
    this.use = use;
  }

  /** Tells which of the files are to be read, and which are archives that are to be opened. */
  Listing of(List<SourceFile> files) throws IOException {
    Listing.Builder all = new Listing.Builder();
    if (files.isEmpty()) {
      return all.build();
    }
    List<byte[]> tasks = tasks(files);
    SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoopConfiguration());
    ContentCheck wanted = check; // for the closure, which cannot hold the context
    ArchiveUse ofArchives = use;
    context.sc().setJobDescription(Text.format("tell what %,d files hold", files.size()));
    try {
      for (byte[] told :
          context
              .parallelize(tasks, tasks.size())
              .map(
                  task ->
                      JavaBytes.of(
                          told(
                              JavaBytes.read(task, Listing.class),
                              wanted,
                              ofArchives,
                              hadoop.value())))
              .collect()) {
        all.addAll(JavaBytes.read(told, Listing.class));
      }
    } finally {
      context.sc().setJobDescription(null);
    }
    return all.build();
  }

  private List<byte[]> tasks(List<SourceFile> files) throws IOException {
    int most = 4 * context.defaultParallelism();
    int count = Math.min(most, (files.size() + FILES_OF_A_TASK - 1) / FILES_OF_A_TASK);
    List<byte[]> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int begin = (int) ((long) files.size() * i / count);
      int end = (int) ((long) files.size() * (i + 1) / count);
      tasks.add(JavaBytes.of(Listing.of(files.subList(begin, end))));
    }
    return tasks;
  }

  private static Listing told(
      Listing task, ContentCheck check, ArchiveUse use, Configuration hadoop) throws IOException {
    Listing.Builder told = new Listing.Builder();
    for (SourceFile file : task.files()) {
      try {
        Optional<MediaType> type = file.type(hadoop);
        if (use != ArchiveUse.CLOSED && ArchiveWalk.format(file, type, hadoop).isPresent()) {
          told.addArchive(file);
          continue;
        }
        requireArchive(file, type, use);
        check.require(file, type);
        if (use == ArchiveUse.SAMPLES) {
          told.leaveOut(
              new LeftOutFile(
                  file.relativePath(),
                  LeftOutFile.kindOf(file.relativePath()),
                  "lies in no tar archive, but ingest.layout = webdataset takes such only"));
        } else {
          told.add(file);
        }
      } catch (LeftOutException other) {
        told.leaveOut(other.file());
      } catch (BadFileException unreadable) {
        told.reject(file.relativePath(), unreadable.reason());
      }
    }
    return told.build();
  }

  /** What is only named like an archive is damaged, and no file of another kind. */
  private static void requireArchive(SourceFile file, Optional<MediaType> type, ArchiveUse use)
      throws BadFileException {
    if (use != ArchiveUse.CLOSED && type.isEmpty() && ArchiveFormat.isName(file.relativePath())) {
      throw new BadFileException(
          file.relativePath(),
          file.bytes() == 0 ? "is empty: it has 0 bytes" : "is damaged: it begins like no archive");
    }
  }
}
