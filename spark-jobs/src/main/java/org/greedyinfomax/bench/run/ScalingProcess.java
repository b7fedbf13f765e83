package org.greedyinfomax.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.bench.JavaProcess;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;

/**
 * A program that trains on executors of its own: so many Java processes, each with one task on one
 * thread.
 */
final class ScalingProcess {

  private static final String ANSWER = "trained ";
  private static final int LEAST_ROUNDS = 5;

  private ScalingProcess() {}

  /**
   * What a training took.
   *
   * @param hash names what it has learned
   * @param secondsPerStep of a replica, as {@link TimedRun} counts them
   * @param overhead share of averaging and committing in the time of all groups
   */
  record Trained(String hash, double secondsPerStep, double overhead) {

    private static Trained of(TimedRun run) {
      return new Trained(
          run.hash(),
          run.secondsPerStep(),
          run.perRound(line -> line.seconds().averaging() + line.seconds().committing())
              / run.perRound(line -> line.seconds().wall() - line.seconds().waiting()));
    }

    private static Trained read(String line) {
      String[] parts = line.substring(ANSWER.length()).split(" ", -1);
      return new Trained(parts[0], Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }

    private String toLine() {
      return Text.format("%s%s %s %s", ANSWER, hash, secondsPerStep, overhead);
    }
  }

  /**
   * Trains by some recipes, one after the other, each for as many whole epochs as give at least
   * {@value #LEAST_ROUNDS} rounds; an epoch before lets Java compile.
   *
   * @param directory on this machine, for files in between
   * @throws IOException if a training fails
   */
  static List<Trained> train(int executors, List<Recipe> recipes, String corpus, Path directory)
      throws IOException {
    Path home = Files.createDirectories(directory.resolve("executors"));
    Files.createDirectories(home.resolve("jars")); // Spark takes its absence for a mistake
    List<String> words = new ArrayList<>();
    words.add(Integer.toString(executors));
    words.add(Path.of("").toAbsolutePath().resolve(corpus).toString());
    words.add(directory.resolve("run").toString());
    for (Recipe recipe : recipes) {
      Path file = home.resolve(Text.format("recipe-%d.conf", words.size()));
      words.add(Files.writeString(file, recipe.toHocon()).toString());
    }
    Path errors = home.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(JavaProcess.command(ScalingProcess.class, List.of(), words))
            .redirectError(errors.toFile());
    builder
        .environment()
        .putAll(Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13"));
    Process process = builder.start();
    try {
      List<Trained> trained =
          process
              .inputReader(StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith(ANSWER))
              .map(Trained::read)
              .toList();
      if (trained.size() < recipes.size()) {
        throw new IOException("the program that trains has failed:\n" + Files.readString(errors));
      }
      return trained;
    } finally {
      process.destroy();
    }
  }

  /**
   * The program.
   *
   * @param words the number of executors, the corpus, a run directory, and files of recipes
   */
  public static void main(String[] words) throws IOException {
    int executors = Integer.parseInt(words[0]);
    SparkConf conf =
        new SparkConf()
            .setMaster(Text.format("local-cluster[%d,1,1024]", executors))
            .setAppName("gim bench scaling")
            .set("spark.ui.enabled", "false")
            .set("spark.scheduler.mode", "FAIR")
            .set("spark.executor.extraClassPath", JavaProcess.classPath())
            .set(
                "spark.executor.extraJavaOptions",
                String.join(
                    " ", JavaProcess.options(List.of("--add", "-Dorg.bytedeco", "-Dlog4j"))));
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      for (int i = 3; i < words.length; i++) {
        Recipe recipe = RecipeReader.read(Path.of(words[i]), List.of());
        TimedRun.of(spark, withEpochs(recipe, 1), words[1], words[2]);
        int epochs = TimedRun.epochs(spark, recipe, words[2], LEAST_ROUNDS);
        TimedRun timed = TimedRun.of(spark, withEpochs(recipe, epochs), words[1], words[2]);
        System.out.println(Trained.of(timed).toLine());
      }
    }
  }

  private static Recipe withEpochs(Recipe recipe, int epochs) {
    return RecipeReader.read(
        "the recipe of the benchmark", recipe.toHocon(), List.of("training.epochs=" + epochs));
  }
}
