package org.greedyinfomax.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said before any data is read, and without Spark. */
final class SchemaTest {

  private static final StructType FILES =
      new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);

  private static GreedyInfoMax estimator() {
    return new GreedyInfoMax().setRunDirectory("fits");
  }

  @Test
  void addsTheOutputColumn() {
    StructType mean = estimator().transformSchema(FILES);
    StructType frames = estimator().setPooling("none").setOutputCol("z").transformSchema(FILES);

    assertThat(mean.fieldNames()).containsExactly("path", "content", "features");
    assertThat(mean.apply("features").dataType()).isEqualTo(SQLDataTypes.VectorType());
    assertThat(mean.apply("features").nullable()).isFalse();
    assertThat(frames.apply("z").dataType())
        .isEqualTo(DataTypes.createArrayType(SQLDataTypes.VectorType(), false));
    assertThat(
            estimator()
                .setHandleInvalid("keep")
                .transformSchema(FILES)
                .apply("features")
                .nullable())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          inferBatchSize  | 0    | inferBatchSize must be at least 1, but is 0
          batchSize       | 0    | training.batchSize must be at least 1, but is 0 (param batchSize)
          maxIter         | 0    | training.epochs must be at least 1, but is 0 (param maxIter)
          replicas        | 0    | training.replicas must be at least 1, but is 0 (param replicas)
          localSteps      | -1   | training.localSteps must be at least 1, but is -1 (param localSteps)
          predictionSteps | 0    | loss.predictionSteps must be at least 1, but is 0 (param \
          predictionSteps)
          negativeSamples | 0    | loss.negatives must be at least 1, but is 0 (param negativeSamples)
          """)
  void refusesNumbers(String param, int value, String message) {
    GreedyInfoMax estimator = estimator();
    set(estimator, param, value);

    assertThatThrownBy(() -> estimator.transformSchema(FILES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pooling       | max    | pooling must be one of mean, none, but is "max"
          handleInvalid | drop   | handleInvalid must be one of error, skip, keep, but is "drop"
          module        | conv9  | there is no module "conv9": choose all or one of conv1, conv2, \
          conv3, conv4, gru
          module        | all    | module must name one module, but is all: use a model for each
          inputCol      | audio  | the table has no column "audio", which inputCol names, but [path, \
          content]
          inputCol      | path   | the column "path" must be binary (whole files), what Spark's source \
          image makes, an array of floats or doubles, or a vector, but is string
          outputCol     | path   | the table already has a column "path": set outputCol to another name
          keyCol        | id     | the table has no column "id", which keyCol names, but [path, content]
          keyCol        | content | the column "content", which keyCol names, must be string, but is \
          binary
          labelCol      | digit  | the table has no column "digit", which labelCol names, but [path, \
          content]
          recipe        | speech | there is no preset "speech": did you mean "librispeech"? The presets \
          are
          recipe        | no/such.conf | there is no recipe no/such.conf: name a file or a preset
          recipe        | seed = 3 | missing key "input"
          """)
  void refusesTexts(String param, String value, String message) {
    GreedyInfoMax estimator = estimator();
    set(estimator, param, value);

    assertThatThrownBy(() -> estimator.transformSchema(FILES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static void set(GreedyInfoMax estimator, String param, Object value) {
    Param<Object> typed = estimator.getParam(param);
    estimator.set(typed, value);
  }

  @Test
  void refusesOtherValues() {
    assertRefused(
        estimator -> estimator.setStepSize(2),
        "optimizer.learningRate must lie in (0, 1], but is 2.0 (param stepSize)");
    assertRefused(
        estimator -> estimator.setRecipeOverrides(new String[] {"training.epochs=0"}).setMaxIter(0),
        "training.epochs must be at least 1, but is 0 (param maxIter)");
    assertRefused(
        estimator -> estimator.setRecipeOverrides(new String[] {"optimizer.beta1=1"}),
        "optimizer.beta1 must lie in [0, 1), but is 1.0 (param recipeOverrides)");
    assertRefused(
        estimator -> estimator.setRecipeOverrides(new String[] {"epochs"}),
        "\"epochs\" is no override: write key=value, for example training.epochs=10");
    assertRefused(
        estimator -> estimator.setRecipe("speech-small-supervised").setNegativeSamples(3),
        "unknown key \"loss.negatives\" (param negativeSamples): did you mean");
    assertThatThrownBy(() -> new GreedyInfoMax().transformSchema(FILES))
        .hasMessage(
            "set runDirectory to a folder for corpora and runs, where driver and executors can"
                + " write");
  }

  private static void assertRefused(Consumer<GreedyInfoMax> change, String message) {
    GreedyInfoMax estimator = estimator();
    change.accept(estimator);

    assertThatThrownBy(() -> estimator.transformSchema(FILES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesColumnsThatTheNetworkCannotTake() {
    DataType image =
        new StructType()
            .add("origin", DataTypes.StringType)
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("nChannels", DataTypes.IntegerType)
            .add("mode", DataTypes.IntegerType)
            .add("data", DataTypes.BinaryType);
    DataType floats = DataTypes.createArrayType(DataTypes.FloatType);
    Map<DataType, String> speech =
        Map.of(
            image,
            "the column \"x\" holds images, but the recipe is for audio: name one for images, such as"
                + " images-small",
            floats,
            "the column \"x\" holds samples: set sampleRate to their number per second",
            SQLDataTypes.VectorType(),
            "the column \"x\" holds samples: set sampleRate to their number per second",
            DataTypes.createArrayType(DataTypes.StringType),
            "the column \"x\" must be binary (whole files), what Spark's source image makes, an array"
                + " of floats or doubles, or a vector, but is array<string>");
    speech.forEach(
        (type, message) ->
            assertThatThrownBy(
                    () ->
                        estimator()
                            .setInputCol("x")
                            .transformSchema(new StructType().add("x", type)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message));
    StructType numbers = new StructType().add("x", floats);
    GreedyInfoMax pictures = estimator().setRecipe("images-small").setInputCol("x");
    assertThatThrownBy(() -> pictures.transformSchema(numbers))
        .hasMessage(
            "the column \"x\" holds pixels: set imageShape to their rows, columns and channels");
    assertThatThrownBy(() -> pictures.setImageShape(new int[] {32, 32}).transformSchema(numbers))
        .hasMessage("imageShape must be three numbers, rows, columns and channels, but has 2");
    assertThatThrownBy(() -> pictures.setImageShape(new int[] {32, 0, 2}).transformSchema(numbers))
        .hasMessage(
            "imageShape must be rows and columns, both at least 1, and 1 or 3 channels, but is 32, 0,"
                + " 2");
    assertThatThrownBy(() -> estimator().setInputCol("x").setSampleRate(0).transformSchema(numbers))
        .hasMessage("sampleRate must be at least 1, but is 0");
    assertThatThrownBy(
            () ->
                estimator()
                    .setLabelCol("key")
                    .transformSchema(FILES.add("key", DataTypes.IntegerType)))
        .hasMessage(
            "a label column must not be named like the columns [key, samples, length, id, file], but is"
                + " \"key\": rename it");
  }

  @Test
  void aRecipeMayBeAFileOrATextThatIncludesAPreset() {
    GreedyInfoMax ofText =
        estimator().setRecipe("include required(\"conf/speech-small.conf\")\nloss.negatives = 7");
    GreedyInfoMax ofPath =
        estimator().setRecipe(System.getProperty("project.root") + "/conf/images-small.conf");

    assertThat(ofText.transformSchema(FILES).fieldNames()).contains("features");
    assertThat(RecipeParams.read(ofText).toHocon()).contains("negatives = 7");
    assertThat(RecipeParams.read(ofPath.setNegativeSamples(3)).toHocon()).contains("negatives = 3");
  }
}
