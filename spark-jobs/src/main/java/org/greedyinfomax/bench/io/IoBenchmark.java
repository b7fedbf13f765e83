package org.greedyinfomax.bench.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.bench.ScratchDirectory;
import org.greedyinfomax.bench.TimePoint;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.storage.Scratch;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.engines.Engines;

/**
 * How fast activations go into files and come back: as the project keeps them, and in other ways
 * that it could.
 *
 * <p>A measurement takes the numbers from where an engine computes to closed files, with conversion
 * and checksums, or from there back to the engine. It uses one thread, and the files are small
 * enough to stay in the operating system's memory: what is measured is the processor's work and no
 * disk. So it is divided by the processor time of the whole process, to which other programs add
 * little, and by the time on the clock. All variants take turns, so that whatever else the machine
 * does meets all of them; a few turns before the first that counts let Java compile.
 */
public final class IoBenchmark {

  private static final int WARM_UP = 3;

  private static final List<CompressionCodecName> CODECS =
      List.of(CompressionCodecName.SNAPPY, CompressionCodecName.LZ4_RAW, CompressionCodecName.ZSTD);

  private final SparkSession spark;

  /** Makes a benchmark. */
  public IoBenchmark(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Measures.
   *
   * @param recipe whose first module puts out what is written
   * @param corpus that it is put out for; empty: noise
   * @param scratch where files are put for the time being; empty: the temporary folder
   * @param repeats of every measurement, at least 1
   * @throws IllegalArgumentException if the corpus cannot be used
   */
  public IoReport run(Recipe recipe, String corpus, String scratch, int repeats)
      throws IOException {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Engine engine = Engines.open(DeviceChoice.CPU, 1);
    try (Scratch directory = ScratchDirectory.in(hadoop, scratch);
        Arena arena = new Arena(engine)) {
      Activations activations =
          corpus.isEmpty()
              ? Activations.ofNoise(engine, recipe, arena)
              : Activations.ofCorpus(engine, recipe, Corpus.open(hadoop, corpus), arena);
      return report(activations, measure(activations, directory.path(), repeats), repeats);
    }
  }

  private List<IoReport.Row> measure(Activations activations, Path directory, int repeats)
      throws IOException {
    Broadcast<List<float[]>> numbers =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(activations.numbers());
    Map<Subject, Times> times = new LinkedHashMap<>();
    for (StorageType type : StorageType.values()) {
      for (FileVariant variant : variants(numbers)) {
        times.put(new Subject(variant, type), new Times());
      }
    }
    for (int i = 0; i < WARM_UP + repeats; i++) {
      if (i == WARM_UP) {
        times.values().forEach(Times::forget);
      }
      for (Map.Entry<Subject, Times> entry : times.entrySet()) {
        measure(entry.getKey(), activations, new Path(directory, "round"), entry.getValue());
      }
    }
    numbers.destroy();
    return times.entrySet().stream()
        .map(entry -> row(entry.getKey(), activations, entry.getValue()))
        .toList();
  }

  private List<FileVariant> variants(Broadcast<List<float[]>> numbers) {
    Configuration raw = withoutChecksumFiles();
    List<FileVariant> variants = new ArrayList<>();
    variants.add(new ProjectFiles(raw));
    CODECS.forEach(codec -> variants.add(new CompressedPages(raw, codec)));
    variants.add(new RecordFiles(raw));
    variants.add(new SparkTable(spark, numbers));
    return variants;
  }

  /** The project has none, and no variant is to be slower by them, but Spark's, as it comes. */
  private Configuration withoutChecksumFiles() {
    Configuration raw = new Configuration(spark.sparkContext().hadoopConfiguration());
    raw.set("fs.file.impl", RawLocalFileSystem.class.getName());
    raw.setBoolean("fs.file.impl.disable.cache", true);
    return raw;
  }

  private void measure(Subject subject, Activations activations, Path directory, Times times)
      throws IOException {
    FileSystem files = directory.getFileSystem(spark.sparkContext().hadoopConfiguration());
    files.mkdirs(directory);
    TimePoint start = TimePoint.now();
    FileVariant.Written written = subject.variant().write(directory, activations, subject.type());
    TimePoint middle = TimePoint.now();
    written.read();
    TimePoint end = TimePoint.now();
    times.add(start, middle, end, files.getContentSummary(directory).getLength());
    files.delete(directory, true);
  }

  private static IoReport report(Activations activations, List<IoReport.Row> rows, int repeats) {
    BorderShape shape = activations.shape(StorageType.FLOAT32);
    return new IoReport(
        IoReport.VERSION,
        activations.engine().device(),
        shape.module(),
        shape.batch(),
        shape.sample(),
        activations.zeros(),
        activations.float32Bytes() * 1e-6,
        repeats,
        rows);
  }

  private static IoReport.Row row(Subject subject, Activations activations, Times times) {
    return new IoReport.Row(
        subject.variant().name(),
        subject.variant().codec(),
        activations.shape(subject.type()).dtype(),
        (double) times.bytes / activations.float32Bytes(),
        speed(activations, times.writing, Elapsed::processor),
        speed(activations, times.reading, Elapsed::processor),
        speed(activations, times.writing, Elapsed::clock),
        speed(activations, times.reading, Elapsed::clock));
  }

  private static MedianAndRange speed(
      Activations activations, List<Elapsed> durations, ToDoubleFunction<Elapsed> seconds) {
    double megabytes = activations.float32Bytes() * 1e-6;
    return Elapsed.each(durations, taken -> megabytes / seconds.applyAsDouble(taken));
  }

  /** What is measured. */
  private record Subject(FileVariant variant, StorageType type) {}

  /** What was measured. */
  private static final class Times {

    private final List<Elapsed> writing = new ArrayList<>();
    private final List<Elapsed> reading = new ArrayList<>();
    private long bytes;

    void add(TimePoint start, TimePoint middle, TimePoint end, long size) {
      writing.add(Elapsed.between(start, middle));
      reading.add(Elapsed.between(middle, end));
      bytes = size;
    }

    void forget() {
      writing.clear();
      reading.clear();
    }
  }
}
