package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.JavaBytes;

/** Lists the members of archives; on executors, one task each. */
final class ArchiveListing {

  private final JavaSparkContext context;
  private final ContentCheck check;
  private final ArchiveUse use;

  ArchiveListing(JavaSparkContext context, ContentCheck check, ArchiveUse use) {
    this.context = context;
    this.check = check;
    this.use = use;
  }

  /** Returns what is to be done with every member. */
  Listing of(List<SourceFile> archives) throws IOException {
    Listing.Builder all = new Listing.Builder();
    if (archives.isEmpty()) {
      return all.build();
    }
    List<byte[]> tasks = new ArrayList<>();
    for (SourceFile archive : archives) {
      tasks.add(JavaBytes.of(archive));
    }
    SerializableConfiguration hadoop = new SerializableConfiguration(context.hadoopConfiguration());
    ContentCheck wanted = check; // for the closure, which cannot hold the context
    ArchiveUse ofArchives = use;
    context.sc().setJobDescription(Text.format("list %,d archives", archives.size()));
    try {
      for (byte[] listed :
          context
              .parallelize(tasks, tasks.size())
              .map(
                  task ->
                      JavaBytes.of(
                          new ArchiveWalk(
                                  JavaBytes.read(task, SourceFile.class),
                                  wanted,
                                  ofArchives,
                                  hadoop.value())
                              .list()))
              .collect()) {
        all.addAll(JavaBytes.read(listed, Listing.class));
      }
    } finally {
      context.sc().setJobDescription(null);
    }
    return all.build();
  }
}
