package org.greedyinfomax.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.run.Conditions;
import org.greedyinfomax.storage.Location;

/** The recipe that params describe. */
final class RecipeParams {

  private static final String COMMAND_LINE = "(command line)";

  private RecipeParams() {}

  /**
   * Reads the recipe; params of single keys come last, and win.
   *
   * @throws IllegalArgumentException naming key and param, what is wrong, and what was expected
   */
  static Recipe read(TrainingParams params) {
    Map<String, Param<?>> keys = keys(params);
    List<String> overrides = new ArrayList<>();
    if (params.isDefined(params.recipeOverrides())) {
      overrides.addAll(List.of(params.getRecipeOverrides()));
    }
    keys.forEach(
        (key, param) -> {
          if (params.isDefined(param)) {
            overrides.add(key + "=" + params.getOrDefault(param));
          }
        });
    try {
      return read(params.getRecipe(), overrides)
          .withPaths(path -> Location.whole(path, RecipeParams::hadoop));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(explained(e.getMessage(), keys), e);
    }
  }

  private static Recipe read(String recipe, List<String> overrides) {
    boolean isText = recipe.matches("(?s).*[={\n].*");
    return isText
        ? Conditions.checked(RecipeReader.read("param recipe", recipe, overrides))
        : Presets.read(RecipeParams::hadoop, recipe, overrides);
  }

  /** Params are checked without a table, and so without its session. */
  private static Configuration hadoop() {
    return SparkSession.getActiveSession()
        .orElse(SparkSession::getDefaultSession)
        .map(session -> session.sparkContext().hadoopConfiguration())
        .getOrElse(() -> SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }

  private static Map<String, Param<?>> keys(TrainingParams params) {
    Map<String, Param<?>> keys = new LinkedHashMap<>();
    keys.put("training.epochs", params.maxIter());
    keys.put("optimizer.learningRate", params.stepSize());
    keys.put("seed", params.seed());
    keys.put("training.batchSize", params.batchSize());
    keys.put("training.replicas", params.replicas());
    keys.put("training.localSteps", params.localSteps());
    keys.put("loss.predictionSteps", params.predictionSteps());
    keys.put("loss.negatives", params.negativeSamples());
    return keys;
  }

  /** Nobody has typed a command: the param that set the key is to blame. */
  private static String explained(String message, Map<String, Param<?>> keys) {
    String param =
        keys.entrySet().stream()
            .filter(
                entry ->
                    message.startsWith(entry.getKey() + " ")
                        || message.contains("\"" + entry.getKey() + "\""))
            .map(entry -> entry.getValue().name())
            .findFirst()
            .orElse("recipeOverrides");
    return message.replace(COMMAND_LINE, "(param " + param + ")");
  }
}
