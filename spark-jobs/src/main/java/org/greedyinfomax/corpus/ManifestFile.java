package org.greedyinfomax.corpus;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.WholeFile;

/** Reads and writes {@code corpus.json}. */
final class ManifestFile {

  static final String NAME = "corpus.json";

  private ManifestFile() {}

  /** Whether a directory has a manifest, damaged or not. */
  static boolean exists(Configuration hadoop, Path directory) throws IOException {
    return WholeFile.exists(hadoop, new Path(directory, NAME));
  }

  /** Reads the manifest of a directory, or says why it is no corpus. */
  static CorpusManifest read(Configuration hadoop, Path directory) throws IOException {
    Check.argument(
        exists(hadoop, directory),
        "%s is not a corpus: %s is missing; run gim ingest first",
        directory,
        NAME);
    return JsonFile.read(
        hadoop,
        new Path(directory, NAME),
        CorpusManifest.class,
        CorpusManifest.VERSION,
        "restore it, or ingest the files again");
  }

  /** Makes a directory the corpus that the manifest describes, in one step. */
  static void commit(Configuration hadoop, Path directory, CorpusManifest manifest)
      throws IOException {
    JsonFile.write(hadoop, new Path(directory, NAME), manifest);
  }
}
