package org.greedyinfomax.activation;

import java.io.IOException;
import java.io.Serializable;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.CheckedInput;
import org.greedyinfomax.storage.Inventory;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.WholeFile;

/**
 * The files of a border, for driver and tasks: it may be captured by a Spark closure.
 *
 * <pre>
 *   round-000012.json                       names the files of round 12; written last
 *   round-000012/replica-000-UUID.parquet   under a name that no other attempt has
 * </pre>
 */
public final class BorderStore implements Serializable {

  private static final long serialVersionUID = 1;
  private static final Pattern MANIFEST = Pattern.compile("round-[0-9]{6,9}\\.json");
  private static final Pattern PART =
      Pattern.compile(
          "round-[0-9]{6,9}/replica-[0-9]{3,6}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.parquet");
  private static final String REMEDY = "go on with --resume, which makes it anew";

  private final SerializableConfiguration hadoop;
  private final String directory;
  private final BorderShape shape;

  /**
   * Makes a handle; touches no file.
   *
   * @param directory of the border, on any file system that Hadoop knows
   */
  public BorderStore(Configuration hadoop, Path directory, BorderShape shape) {
    this.hadoop = new SerializableConfiguration(hadoop);
    this.directory = directory.toString();
    this.shape = shape;
  }

  public BorderShape shape() {
    return shape;
  }

  /** A new file for what a replica puts out in a round, counted from 1. */
  public PartWriter write(int round, int replica) throws IOException {
    String name =
        Text.format("%s/replica-%03d-%s.parquet", name(round), replica, UUID.randomUUID());
    return new PartWriter(files(), new Path(directory), name, shape, replica);
  }

  /**
   * Opens a replica's file of a committed round.
   *
   * @throws IOException if it is not what the manifest says
   */
  public PartReader read(RoundManifest.Part part) throws IOException {
    return new PartReader(hadoop.value(), files(), new Path(directory), shape, part);
  }

  /** Names the files of a round, by which it becomes readable. */
  void commit(RoundManifest manifest) throws IOException {
    JsonFile.write(
        hadoop.value(), manifestFile(manifest.round()), manifest, WholeFile.Keeping.PASSING);
  }

  /**
   * Reads the manifest of a round.
   *
   * @throws IOException if it is missing or damaged
   */
  RoundManifest manifest(int round) throws IOException {
    try {
      return JsonFile.read(
          hadoop.value(), manifestFile(round), RoundManifest.class, RoundManifest.VERSION, REMEDY);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e); // not the user's fault, and it may be made anew
    }
  }

  /** Deletes a round: first the manifest, then the files, also those of attempts that failed. */
  void delete(int round) throws IOException {
    files().delete(manifestFile(round), false);
    Inventory.of(hadoop.value(), new Path(directory), folder -> folder.equals(name(round)))
        .delete(name -> name.startsWith(name(round) + "/") && isPart(name));
  }

  /** Whether a name, relative to the border's directory, is of the manifest of a round. */
  static boolean isManifest(String name) {
    return MANIFEST.matcher(name).matches();
  }

  /** Whether a name, relative to the border's directory, is of what a replica has put out. */
  static boolean isPart(String name) {
    return PART.matcher(name).matches();
  }

  private Path manifestFile(int round) {
    return new Path(directory, name(round) + ".json");
  }

  private static String name(int round) {
    return Text.format("round-%06d", round);
  }

  private FileSystem files() throws IOException {
    return CheckedInput.fileSystem(hadoop.value(), new Path(directory));
  }
}
