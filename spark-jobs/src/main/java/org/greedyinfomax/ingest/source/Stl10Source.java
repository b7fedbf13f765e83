package org.greedyinfomax.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.dataset.Stl10;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.shard.ShardPlan;
import org.greedyinfomax.ingest.shard.ShardResults;
import org.greedyinfomax.ingest.shard.ShardTask;
import org.greedyinfomax.storage.JavaBytes;

/**
 * The folder of STL-10's binary files: {@code train_X.bin}, {@code test_X.bin} and {@code
 * unlabeled_X.bin}, of which some may be missing; beside the first two {@code train_y.bin} and
 * {@code test_y.bin} with a byte for each picture, the number of its class, and {@code
 * class_names.txt}.
 *
 * @param runs of pictures, a shard each
 */
record Stl10Source(List<Stl10Run> runs) implements RowSource {

  static final String SPLIT = "split";
  static final String CLASS = "class";

  private static final List<String> SPLITS = List.of("train", "test", "unlabeled");
  private static final String WITHOUT_CLASSES = "unlabeled";

  Stl10Source {
    runs = List.copyOf(runs);
  }

  /**
   * Looks at the sizes of the files, and reads the classes.
   *
   * @throws IllegalArgumentException if no picture is there, or a file has an unexpected size
   */
  static Stl10Source read(SparkSession spark, IngestOptions options) throws IOException {
    Check.argument(
        options.inputs().size() == 1,
        "STL-10 is one folder, but the inputs are %s: ingest them one by one",
        options.inputs());
    Folder folder =
        Folder.open(spark.sparkContext().hadoopConfiguration(), options.inputs().get(0));
    List<String> classNames = folder.classNames();
    List<Stl10Run> whole = new ArrayList<>();
    for (String split : SPLITS) {
      int pictures = folder.pictures(split);
      if (pictures > 0) {
        whole.add(
            new Stl10Run(
                folder.path(split + "_X.bin").toString(),
                split,
                0,
                pictures,
                split.equals(WITHOUT_CLASSES) ? List.of() : folder.classes(split, pictures),
                classNames));
      }
    }
    Check.argument(
        !whole.isEmpty(),
        "no STL-10 found: the input %s has none of train_X.bin, test_X.bin and unlabeled_X.bin",
        options.inputs().get(0));
    return new Stl10Source(cut(whole));
  }

  /** Cuts into runs of about 64 MiB, and two at least, so that two cores have work. */
  private static List<Stl10Run> cut(List<Stl10Run> whole) {
    int pictures = whole.stream().mapToInt(Stl10Run::count).sum();
    int most = (int) Math.min(ShardPlan.INPUT_BYTES / Stl10.BYTES, (pictures + 1) / 2);
    List<Stl10Run> runs = new ArrayList<>();
    for (Stl10Run run : whole) {
      for (int first = 0; first < run.count(); first += most) {
        int end = Math.min(run.count(), first + most);
        runs.add(
            new Stl10Run(
                run.path(),
                run.split(),
                first,
                end - first,
                run.classes().isEmpty() ? List.of() : run.classes().subList(first, end),
                run.classNames()));
      }
    }
    return runs;
  }

  @Override
  public List<String> labelColumns() {
    return List.of(CLASS, SPLIT);
  }

  @Override
  public List<RejectedFile> rejected() {
    return List.of();
  }

  @Override
  public int considered() {
    return runs.stream().mapToInt(Stl10Run::count).sum();
  }

  @Override
  public List<LeftOutFile> leftOut() {
    return List.of();
  }

  @Override
  public long bytes() {
    return (long) considered() * Stl10.BYTES;
  }

  @Override
  public String unit() {
    return "pictures";
  }

  @Override
  public int inNoSplit() {
    return 0;
  }

  @Override
  public void write(JavaSparkContext context, ShardTask task, ShardResults results)
      throws IOException {
    List<byte[]> plans = new ArrayList<>();
    for (Stl10Run run : runs) {
      plans.add(JavaBytes.of(run));
    }
    results.of(
        context,
        context
            .parallelize(plans, plans.size())
            .zipWithIndex()
            .map(
                plan ->
                    write(
                        task,
                        Math.toIntExact(plan._2()),
                        JavaBytes.read(plan._1(), Stl10Run.class))));
  }

  private static byte[] write(ShardTask task, int index, Stl10Run run) throws IOException {
    try (FSDataInputStream in = run.open(task.hadoop())) {
      return JavaBytes.of(task.write(index, run.rows(in).iterator()));
    }
  }

  /** The folder's files, each with its rule. */
  private record Folder(FileSystem files, Path folder) {

    static Folder open(Configuration hadoop, String input) throws IOException {
      Path folder = new Path(input);
      FileSystem files = folder.getFileSystem(hadoop);
      Check.argument(files.exists(folder), "the input %s does not exist", input);
      return new Folder(files, folder);
    }

    Path path(String name) {
      return new Path(folder, name);
    }

    /** Returns how many pictures a split has, 0 if its file is missing. */
    int pictures(String split) throws IOException {
      Path file = path(split + "_X.bin");
      if (!files.exists(file)) {
        return 0;
      }
      long bytes = files.getFileStatus(file).getLen();
      Check.argument(
          bytes > 0 && bytes % Stl10.BYTES == 0,
          "%s has %d bytes, but STL-10 takes %d for each picture: is it cut short?",
          file,
          bytes,
          Stl10.BYTES);
      return Math.toIntExact(bytes / Stl10.BYTES);
    }

    List<Integer> classes(String split, int pictures) throws IOException {
      Path file = path(split + "_y.bin");
      byte[] numbers =
          read(file)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          Text.format(
                              "%s is missing, which has the classes of %s_X.bin: put it there",
                              file, split)));
      Check.argument(
          numbers.length == pictures,
          "%s has %d bytes, but should have one for each of the %d pictures of %s_X.bin",
          file,
          numbers.length,
          pictures,
          split);
      List<Integer> classes = new ArrayList<>();
      for (int i = 0; i < numbers.length; i++) {
        int number = Byte.toUnsignedInt(numbers[i]);
        Check.argument(
            number >= 1 && number <= Stl10.CLASSES,
            "%s has class %d for picture %d, but classes are 1 to %d",
            file,
            number,
            i,
            Stl10.CLASSES);
        classes.add(number);
      }
      return classes;
    }

    /** Returns the names of the classes; none if there is no file of them. */
    List<String> classNames() throws IOException {
      Path file = path("class_names.txt");
      List<String> names =
          read(file)
              .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
              .map(text -> text.lines().map(String::strip).filter(s -> !s.isEmpty()).toList())
              .orElse(List.of());
      Check.argument(
          names.isEmpty() || names.size() == Stl10.CLASSES,
          "%s has %d names, but should have one for each of the %d classes",
          file,
          names.size(),
          Stl10.CLASSES);
      return names;
    }

    private Optional<byte[]> read(Path file) throws IOException {
      if (!files.exists(file)) {
        return Optional.empty();
      }
      try (InputStream in = files.open(file)) {
        return Optional.of(in.readAllBytes());
      }
    }
  }
}
