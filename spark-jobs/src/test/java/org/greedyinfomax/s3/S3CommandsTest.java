package org.greedyinfomax.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.chaos.GimProcess;
import org.greedyinfomax.cli.GimSession;
import org.greedyinfomax.run.RunDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands in a bucket of which one may reach only what is below a prefix, with a kill in
 * between.
 */
@Tag("slow")
@Timeout(300)
final class S3CommandsTest {

  private static final List<String> TINY = PipelinedTraining.keys(3);
  private static final Pattern HASH = Pattern.compile("have SHA-256 ([0-9a-f]{64})");

  @TempDir private static Path folder;
  private static S3Bucket bucket;
  private static SparkSession spark;
  private static String made;
  private static List<S3Gateway.Request> ofQuickstart;

  @BeforeAll
  static void quickstart() throws Exception {
    bucket = S3Bucket.create("commands");
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2");
    settings().forEach(builder::config);
    spark = builder.getOrCreate();
    S3Bucket.gateway().allow(bucket.below("team/"));
    S3Bucket.gateway().forget();
    made = run("quickstart", TINY, "--output", at("quick"));
    ofQuickstart = S3Bucket.gateway().requests();
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    S3Bucket.settings().forEach((key, value) -> settings.put("spark.hadoop." + key, value));
    return settings;
  }

  private static String at(String name) {
    return bucket.at("team/" + name);
  }

  private static String run(String command, List<String> keys, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(options));
    words.addAll(keys);
    PrintStream before = System.out;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      GimSession.in(spark).run(words.toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
    return told.toString(StandardCharsets.UTF_8);
  }

  @AfterEach
  void allowThePrefix() {
    S3Bucket.gateway().allow(bucket.below("team/"));
  }

  @AfterAll
  static void stop() {
    S3Bucket.gateway().allow(request -> true);
    spark.stop();
  }

  @Test
  void goTheWholeWayBelowAPrefix() throws Exception {
    assertThat(made).contains("5/5 writing the report", "done in ");

    String encoded =
        run(
            "encode",
            List.of(),
            "--input",
            at("quick/corpus"),
            "--run",
            at("quick/run"),
            "--output",
            at("features"));
    assertThat(encoded).contains("encoded 98 rows into " + at("features"));
    assertThat(spark.read().parquet(at("features")).count()).isEqualTo(98);

    assertThat(run("report", List.of(), "--run", at("quick/run"))).contains("report.html");
    assertThat(run("doctor", List.of(), "--run", at("doctored")))
        .contains("reads, writes and deletes in " + at("doctored"));
    assertThat(run("clean", List.of(), "--run", at("quick/run"), "--older-than", "1"))
        .contains("0 deleted");
  }

  /** By the recipe that the first run has in the store, in a process that is killed. */
  @Test
  void aKilledTrainingGoesOnToTheSameBits() throws Exception {
    S3Bucket.gateway().forget();
    List<String> words =
        List.of(
            "pretrain",
            "--recipe",
            at("quick/run/config.conf"),
            "--input",
            at("quick/corpus"),
            "--run",
            at("killed"));
    try (GimProcess process = GimProcess.start(folder, "killed", "local[2]", settings(), words)) {
      while (process.isAlive() && !hasPut("team/killed/checkpoints/round-000003.json")) {
        Thread.sleep(50);
      }
      process.signal("KILL");
      assertThat(process.end().out()).doesNotContain("trained ");
    }
    String resumed =
        run(
            "pretrain",
            List.of(),
            "--resume",
            "--input",
            at("quick/corpus"),
            "--run",
            at("killed"));

    assertThat(hash(resumed)).isEqualTo(hash(bits("quick/run")));
    // The kill may have come before the older checkpoint's states were deleted.
    assertThat(run("clean", List.of(), "--run", at("killed"), "--older-than", "0"))
        .contains("0 left alone");
    assertThat(hash(bits("killed"))).isEqualTo(hash(resumed));
  }

  private static boolean hasPut(String object) {
    return S3Bucket.gateway().requests().stream()
        .anyMatch(
            request ->
                request.method().equals("PUT") && request.path().equals(bucket.object(object)));
  }

  private static String bits(String run) throws IOException {
    return "have SHA-256 "
        + RunDirectory.open(spark.sparkContext().hadoopConfiguration(), at(run))
            .newestCheckpoint()
            .hash();
  }

  private static String hash(String told) {
    Matcher matcher = HASH.matcher(told);
    assertThat(matcher.find()).as(told).isTrue();
    return matcher.group(1);
  }

  /** Written, read by the group above and deleted; before, there were twenty to write it alone. */
  @Test
  void aRoundIsCommittedByFewRequestsAndNoCopy() {
    String manifest = bucket.object("team/quick/run/activations/conv/round-000002.json");

    assertThat(ofQuickstart).noneMatch(request -> request.method().equals("COPY"));
    assertThat(ofQuickstart)
        .filteredOn(request -> request.path().contains(manifest.substring("/commands/".length())))
        .hasSizeBetween(3, 6);
  }

  @Test
  void aBucketAloneIsAnOutput() throws Exception {
    S3Bucket.gateway().allow(request -> true);
    S3Bucket alone = S3Bucket.create("alone");

    run(
        "ingest",
        List.of("ingest.labels.table=" + at("quick/audio/labels.tsv")),
        "--input",
        at("quick/audio"),
        "--output",
        alone.root());
    String trained =
        run(
            "pretrain",
            List.of(),
            "--recipe",
            at("quick/run/config.conf"),
            "--input",
            alone.root(),
            "--run",
            S3Bucket.create("alone-too").root());

    assertThat(hash(trained)).isEqualTo(hash(bits("quick/run")));
  }

  @Test
  void whatMayNotBeWrittenIsToldBeforeTheWorkBegins() {
    S3Bucket.gateway().forget();

    assertThatThrownBy(
            () ->
                run(
                    "probe",
                    List.of(),
                    "--input",
                    at("quick/corpus"),
                    "--run",
                    at("quick/run"),
                    "--label",
                    "voice",
                    "--output",
                    bucket.at("others/probe.json")))
        .isInstanceOf(IOException.class);
    assertThat(S3Bucket.gateway().requests())
        .noneMatch(request -> request.path().endsWith(".parquet"));
  }
}
