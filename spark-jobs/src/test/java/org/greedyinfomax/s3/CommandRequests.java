package org.greedyinfomax.s3;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.cli.GimSession;

/**
 * Prints how many requests each command makes to an object store: the table in docs/clusters.md.
 */
final class CommandRequests {

  private static final List<String> TINY = PipelinedTraining.keys(2);

  private final GimSession gim;
  private final TextTable table = new TextTable(1, "command", "requests", "seconds");

  private CommandRequests(SparkSession spark) {
    gim = GimSession.in(spark);
  }

  public static void main(String[] args) throws Exception {
    S3Bucket bucket = S3Bucket.create("requests");
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2");
    S3Bucket.settings().forEach((key, value) -> builder.config("spark.hadoop." + key, value));
    try (SparkSession spark = builder.getOrCreate()) {
      new CommandRequests(spark).all(bucket);
    }
    System.exit(0);
  }

  private void all(S3Bucket bucket) throws Exception {
    String corpus = bucket.at("w/corpus");
    String run = bucket.at("w/run");
    count("synthesize", TINY, "--output", bucket.at("w/audio"));
    count(
        "ingest",
        TINY,
        "--input",
        bucket.at("w/audio"),
        "--output",
        corpus,
        "ingest.labels.table=" + bucket.at("w/audio/labels.tsv"));
    count("doctor", List.of(), "--run", bucket.at("w/doctored"));
    count("pretrain", TINY, "--input", corpus, "--run", run);
    count("pretrain", List.of(), "--resume", "--input", corpus, "--run", run, "training.epochs=3");
    count(
        "encode", List.of(), "--input", corpus, "--run", run, "--output", bucket.at("w/features"));
    count(
        "probe",
        List.of("probe.maxIterations=3"),
        "--input",
        corpus,
        "--run",
        run,
        "--label",
        "voice");
    count("report", List.of(), "--run", run);
    count("export", List.of(), "--run", run, "--output", bucket.at("w/weights"));
    count("clean", List.of(), "--run", run);
    System.out.println(table);
  }

  private void count(String command, List<String> keys, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(keys);
    words.addAll(List.of(options));
    S3Bucket.gateway().forget();
    long start = System.nanoTime();
    gim.run(words.toArray(String[]::new));
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<S3Gateway.Request> requests = S3Bucket.gateway().requests();
    table.add(
        command + (words.contains("--resume") ? " --resume" : ""),
        Integer.toString(requests.size()),
        Text.format("%.1f", seconds));
  }
}
