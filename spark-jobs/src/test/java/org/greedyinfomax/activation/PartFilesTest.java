package org.greedyinfomax.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.UsedHeap;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.TrainingRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of activations, as a pipelined run of three replicas writes them. */
final class PartFilesTest {

  private static final int STEPS = 5; // mini-batches that a replica takes in a round
  private static final int BATCH = 2;
  private static final int FRAMES = 80; // 320 samples, four to a frame
  private static final int CHANNELS = 8;
  private static final BorderShape SHAPE =
      new BorderShape(
          "conv1", StorageType.FLOAT16, BATCH, new SampleShape.Sequence(FRAMES, CHANNELS));

  private static final Configuration HADOOP = new Configuration();

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Path border;
  private static RoundManifest round;

  @BeforeAll
  static void train() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.hadoop.fs.file.impl", KeptActivations.class.getName())
            .config("spark.hadoop.fs.file.impl.disable.cache", "true")
            .getOrCreate();
    String corpus = directory.resolve("corpus").toString();
    SmallCorpus.write(corpus, 1);
    Recipe recipe = SmallRecipe.with("training.schedule=pipelined", "training.localSteps=" + STEPS);
    String run = directory.resolve("run").toString();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    TrainingRun.start(spark, recipe, corpus, run, RunDirectory.Existing.REFUSE)
        .train(new Progress(nowhere, 60));
    border = Path.of(run, "activations", "conv1");
    round = store(border, SHAPE).manifest(2);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void plainSparkSqlReadsThem() throws IOException {
    for (RoundManifest.Part part : round.parts()) {
      Dataset<Row> table = spark.read().parquet(border.resolve(part.file()).toString());

      assertThat(table.schema().toDDL().replace(" NOT NULL", ""))
          .isEqualTo(
              "key STRING,start INT,mirrored INT,label INT,dtype STRING,frames INT,channels INT,activations BINARY");
      List<Row> rows = table.collectAsList();
      List<NamedBatch> batches = batches(store(border, SHAPE), part);
      assertThat(rows).hasSize(STEPS * BATCH);
      for (int i = 0; i < rows.size(); i++) {
        NamedBatch batch = batches.get(i / BATCH);
        SampleName sample = batch.samples().get(i % BATCH);
        assertThat(rows.get(i).getString(0)).isEqualTo(sample.key()).startsWith("key-");
        assertThat(rows.get(i).getInt(1)).isEqualTo(sample.start());
        assertThat(rows.get(i).getInt(2)).isEqualTo(sample.mirrored() ? 1 : 0);
        assertThat(rows.get(i).getInt(3)).isEqualTo(sample.label());
        assertThat(rows.get(i).getString(4)).isEqualTo("float16");
        assertThat(rows.get(i).getInt(5)).isEqualTo(FRAMES);
        assertThat(rows.get(i).getInt(6)).isEqualTo(CHANNELS);
        assertThat(rows.get(i).<byte[]>getAs("activations")).isEqualTo(sequence(batch, i % BATCH));
      }
    }
  }

  @Test
  void plainSparkSqlReadsARoundByAPattern() {
    Dataset<Row> table = spark.read().parquet(border + "/round-000002/*.parquet");

    assertThat(table.count()).isEqualTo(3L * STEPS * BATCH);
    assertThat(table.where("length(activations) = 2 * frames * channels").count())
        .isEqualTo(table.count());
  }

  @Test
  void aRowGroupIsAMiniBatch() throws IOException {
    for (RoundManifest.Part part : round.parts()) {
      HadoopInputFile file =
          HadoopInputFile.fromPath(
              new org.apache.hadoop.fs.Path(border.resolve(part.file()).toUri()), HADOOP);
      try (ParquetFileReader reader = ParquetFileReader.open(file)) {
        assertThat(reader.getRowGroups())
            .extracting(BlockMetaData::getRowCount)
            .hasSize(STEPS)
            .containsOnly((long) BATCH);
      }
    }
  }

  @Test
  void areAsTheirManifestSays() throws IOException {
    assertThat(round.module()).isEqualTo("conv1");
    assertThat(round.parts()).extracting(RoundManifest.Part::replica).containsExactly(0, 1, 2);
    for (RoundManifest.Part part : round.parts()) {
      assertThat(part.file())
          .matches("round-000002/replica-00%d-[0-9a-f-]{36}\\.parquet".formatted(part.replica()));
      assertThat(part.rows()).isEqualTo(STEPS * BATCH);
      assertThat(border.resolve(part.file())).hasSize(part.bytes());
    }
    assertThat(round.bytes()).isLessThanOrEqualTo(SHAPE.roundBytes(3, STEPS));
  }

  @Test
  void haveNoMoreMiniBatchesThanTheManifestSays() throws IOException {
    RoundManifest.Part part = round.parts().get(0);
    try (PartReader reader = store(border, SHAPE).read(part)) {
      for (int i = 0; i < STEPS; i++) {
        reader.next();
      }
      assertThatThrownBy(reader::next)
          .isInstanceOf(IOException.class)
          .hasMessage(border.resolve(part.file()) + " has 5 mini-batches, but more are asked for");
    }
  }

  @Test
  void aChangedNumberIsFound() throws IOException {
    RoundManifest.Part part = round.parts().get(0);
    byte[] whole = Files.readAllBytes(border.resolve(part.file()));

    assertDamaged(part, flipped(whole, whole.length / 2), SHAPE, "");
  }

  @Test
  void noChangedByteGoesUnnoticedInWhatIsRead() throws IOException {
    RoundManifest.Part part = round.parts().get(0);
    byte[] whole = Files.readAllBytes(border.resolve(part.file()));
    for (int place = 0; place < whole.length; place += 13) {
      assertDamaged(part, flipped(whole, place), SHAPE, "the checksum of bytes 0 to ");
    }
  }

  @Test
  void aFileThatIsCutOffIsFound() throws IOException {
    RoundManifest.Part part = round.parts().get(1);
    byte[] whole = Files.readAllBytes(border.resolve(part.file()));

    assertDamaged(
        part,
        Arrays.copyOf(whole, 700),
        SHAPE,
        "it has 700 bytes instead of %d".formatted(part.bytes()));
    assertDamaged(part, Arrays.copyOf(Arrays.copyOf(whole, 700), whole.length), SHAPE, "");
  }

  @Test
  void aFileThatIsMissingIsFound() throws IOException {
    RoundManifest.Part part = round.parts().get(0);
    Path elsewhere = Files.createTempDirectory(directory, "empty");

    assertThatThrownBy(() -> store(elsewhere, SHAPE).read(part))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s is damaged (it is missing, though the manifest of its round names it): go on with"
                + " --resume, which makes it anew",
            elsewhere.resolve(part.file()));
  }

  @Test
  void aFileOfAnotherShapeIsFound() throws IOException {
    RoundManifest.Part part = round.parts().get(0);
    byte[] whole = Files.readAllBytes(border.resolve(part.file()));

    assertDamaged(
        part,
        whole,
        new BorderShape(
            "conv1", StorageType.FLOAT16, 1, new SampleShape.Sequence(FRAMES, CHANNELS)),
        "it has 5 row groups of [2] rows and columns ");
    assertDamaged(
        part,
        whole,
        new BorderShape(
            "conv1", StorageType.FLOAT32, BATCH, new SampleShape.Sequence(FRAMES, CHANNELS)),
        "fixed_len_byte_array(2560) activations");
  }

  @Test
  void aFileThatIsNotFinishedIsDeleted() throws IOException {
    Path place = Files.createTempDirectory(directory, "unfinished");
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    try (Arena arena = new Arena(engine)) {
      try (PartWriter writer = store(place, SHAPE).write(1, 0)) {
        writer.write(
            engine,
            arena.zeros(SHAPE.tensor()),
            List.of(new SampleName("a", 0, false), new SampleName("b", 1, true)));
        assertThat(place.resolve("round-000001")).isNotEmptyDirectory();
      }
    }
    assertThat(place.resolve("round-000001")).isEmptyDirectory();
  }

  @Test
  void aFinishedFileStays() throws IOException {
    Path place = Files.createTempDirectory(directory, "finished");
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    RoundManifest.Part part;
    try (Arena arena = new Arena(engine);
        PartWriter writer = store(place, SHAPE).write(1, 7)) {
      writer.write(
          engine,
          arena.zeros(SHAPE.tensor()),
          List.of(new SampleName("ä b", 0, true, 3), new SampleName("", 1, false, 0)));
      part = writer.finish();
    }

    NamedBatch batch = batches(store(place, SHAPE), part).get(0);

    assertThat(batch.samples())
        .containsExactly(new SampleName("ä b", 0, true, 3), new SampleName("", 1, false, 0));
    assertThat(sequence(batch, 1)).containsOnly(0);
  }

  /** Of 96 MB in mini-batches of 4 MB. */
  @Test
  void nothingIsKeptOfMiniBatchesThatAreWritten() throws IOException {
    Path place = Files.createTempDirectory(directory, "large");
    BorderShape large =
        new BorderShape(
            "conv1", StorageType.FLOAT32, BATCH, new SampleShape.Sequence(1 << 10, 1 << 9));
    List<SampleName> samples = List.of(new SampleName("a", 0, false), new SampleName("b", 1, true));
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    try (Arena arena = new Arena(engine);
        PartWriter writer = store(place, large).write(1, 0)) {
      Tensor output = arena.zeros(large.tensor());
      writer.write(engine, output, samples);
      long before = UsedHeap.bytes();
      for (int step = 0; step < 24; step++) {
        writer.write(engine, output, samples);
      }

      assertThat(UsedHeap.bytes() - before).isLessThan(16 << 20);
    }
  }

  @Test
  void sparkFindsEveryRowWhateverItAsksOfActivations() {
    Dataset<Row> table = spark.read().parquet(border + "/round-000002/*.parquet");

    assertThat(table.where("activations IS NOT NULL").count()).isEqualTo(3L * STEPS * BATCH);
    assertThat(table.where("activations >= X'00'").count()).isEqualTo(3L * STEPS * BATCH);
    assertThat(table.where("activations IS NULL").count()).isZero();
  }

  @Test
  void sequencesThatAreShorterThanOthersAreFollowedByZeros() throws IOException {
    Path place = Files.createTempDirectory(directory, "lengths");
    BorderStore store = store(place, SHAPE);
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    List<SampleName> names = List.of(new SampleName("a", 0, false), new SampleName("b", 1, false));
    RoundManifest.Part part;
    try (Arena arena = new Arena(engine);
        PartWriter writer = store.write(1, 0)) {
      for (int frames : new int[] {FRAMES, 30, 1}) {
        Tensor output = arena.zeros(BATCH, frames, CHANNELS);
        engine.fill(output.matrix(), frames);
        writer.write(engine, output, names);
      }
      part = writer.finish();
    }

    List<NamedBatch> batches = batches(store, part);

    assertThat(batches)
        .extracting(batch -> batch.batch().shape())
        .containsExactly(
            SHAPE.sample(),
            new SampleShape.Sequence(30, CHANNELS),
            new SampleShape.Sequence(1, CHANNELS));
    try (Arena arena = new Arena(engine)) {
      for (NamedBatch batch : batches) {
        int frames = batch.batch().shape().places();
        Tensor read = arena.allocate(BATCH, frames, CHANNELS);
        batch.batch().writeTo(engine, read);
        assertThat(engine.floats(read)).hasSize(BATCH * frames * CHANNELS).containsOnly(frames);
      }
    }
    Row shorter =
        spark.read().parquet(place.resolve(part.file()).toString()).where("frames = 30").first();
    byte[] numbers = shorter.getAs("activations");
    int counted = 2 * 30 * CHANNELS;
    assertThat(numbers).hasSize(SHAPE.sampleBytes());
    assertThat(Arrays.copyOfRange(numbers, counted, numbers.length)).containsOnly(0);
    assertThat(Arrays.copyOf(numbers, counted)).isNotEqualTo(new byte[counted]);
  }

  @Test
  void noSequenceIsLongerThanTheLongest() throws IOException {
    Path place = Files.createTempDirectory(directory, "long");
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    try (Arena arena = new Arena(engine);
        PartWriter writer = store(place, SHAPE).write(1, 0)) {
      Tensor output = arena.zeros(BATCH, FRAMES + 1, CHANNELS);
      assertThatThrownBy(() -> writer.write(engine, output, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a sample has 1 to 80 frames, but is said to have 81");
    }
  }

  /** Asserts that reading a part with other bytes says what is wrong and what to do. */
  private static void assertDamaged(
      RoundManifest.Part part, byte[] content, BorderShape shape, String how) throws IOException {
    Path place = copy(part, content);

    assertThatThrownBy(() -> batches(store(place, shape), part))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(place.resolve(part.file()) + " is damaged (")
        .hasMessageContaining(how)
        .hasMessageEndingWith("): go on with --resume, which makes it anew");
  }

  /** Writes a part elsewhere and returns where. */
  private static Path copy(RoundManifest.Part part, byte[] content) throws IOException {
    Path place = directory.resolve("copies");
    Files.createDirectories(place.resolve(part.file()).getParent());
    Files.write(place.resolve(part.file()), content);
    return place;
  }

  private static byte[] flipped(byte[] content, int place) {
    byte[] changed = content.clone();
    changed[place] ^= 1;
    return changed;
  }

  private static BorderStore store(Path place, BorderShape shape) {
    return new BorderStore(HADOOP, new org.apache.hadoop.fs.Path(place.toString()), shape);
  }

  private static List<NamedBatch> batches(BorderStore store, RoundManifest.Part part)
      throws IOException {
    List<NamedBatch> batches = new ArrayList<>();
    try (PartReader reader = store.read(part)) {
      for (int i = 0; i < part.rows() / BATCH; i++) {
        batches.add(reader.next());
      }
    }
    return batches;
  }

  private static byte[] sequence(NamedBatch batch, int i) {
    ByteBuffer numbers = ((MiniBatch.Stored) batch.batch()).bytes().duplicate();
    byte[] sequence = new byte[SHAPE.sampleBytes()];
    numbers.position(numbers.position() + i * sequence.length).get(sequence);
    return sequence;
  }
}
