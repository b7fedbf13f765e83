package org.greedyinfomax.ml;

import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;

/**
 * Learns to turn recordings or pictures into vectors, without labels, module by module.
 *
 * <p>A fit makes a corpus of the column {@code inputCol} and trains a run on it, as {@code gim
 * ingest} and {@code gim pretrain} do: from the same rows by the same recipe the same bits. Params
 * are checked together, with the recipe that they override, before any data is read.
 *
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling (2019)</a>
 */
public final class GreedyInfoMax extends Estimator<GreedyInfoMaxModel>
    implements EncodingParams, TrainingParams, DefaultParamsWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final transient EncodingParamSet encodingParams;
  private final transient TrainingParamSet trainingParams;

  /** Makes an estimator with a name of its own. */
  public GreedyInfoMax() {
    this(Identifiable$.MODULE$.randomUID("greedyInfoMax"));
  }

  /** Makes an estimator of that name. */
  public GreedyInfoMax(String uid) {
    this.uid = uid; // first: a param copies the uid of its owner
    encodingParams = EncodingParamSet.of(this);
    trainingParams = TrainingParamSet.of(this);
    setDefault(inputCol(), Defaults.INPUT);
    setDefault(outputCol(), Defaults.OUTPUT);
    setDefault(pooling(), Defaults.POOLING);
    setDefault(inferBatchSize(), Defaults.BATCH_SIZE);
    setDefault(handleInvalid(), Defaults.HANDLE_INVALID);
    setDefault(recipe(), "speech-small");
  }

  @Override
  public GreedyInfoMaxModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Recipe recipe = RecipeParams.read(this);
    FitColumns columns = FitColumns.of(dataset.schema(), this, recipe);
    FittedRun run =
        new Fit(dataset.sparkSession(), recipe, columns, getRunDirectory()).run(dataset);
    return copyValues(new GreedyInfoMaxModel(uid, run), ParamMap.empty()).setParent(this);
  }

  /**
   * Adds {@code outputCol}.
   *
   * @throws IllegalArgumentException if a param or the recipe is wrong, or a column is missing or
   *     of a type that cannot be used
   */
  @Override
  public StructType transformSchema(StructType schema) {
    Check.argument(
        isDefined(runDirectory()),
        "set runDirectory to a folder for corpora and runs, where driver and executors can write");
    Recipe recipe = RecipeParams.read(this);
    EncodingChoice choice = EncodingChoice.of(this, recipe);
    FitColumns.of(schema, this, recipe);
    return Columns.withOutput(schema, this, choice, recipe);
  }

  @Override
  public GreedyInfoMax copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this, Optional.empty());
  }

  /** Reads estimators that were saved. */
  public static MLReader<GreedyInfoMax> read() {
    return new EstimatorReader();
  }

  /** Reads an estimator that was saved. */
  public static GreedyInfoMax load(String path) {
    return read().load(path);
  }

  @Override
  public EncodingParamSet encodingParams() {
    return encodingParams;
  }

  @Override
  public TrainingParamSet trainingParams() {
    return trainingParams;
  }

  // Each sets the param of its name.

  public GreedyInfoMax setInputCol(String value) {
    return (GreedyInfoMax) set(inputCol(), value);
  }

  public GreedyInfoMax setOutputCol(String value) {
    return (GreedyInfoMax) set(outputCol(), value);
  }

  public GreedyInfoMax setModule(String value) {
    return (GreedyInfoMax) set(module(), value);
  }

  public GreedyInfoMax setPooling(String value) {
    return (GreedyInfoMax) set(pooling(), value);
  }

  public GreedyInfoMax setInferBatchSize(int value) {
    return (GreedyInfoMax) set(inferBatchSize(), value);
  }

  public GreedyInfoMax setSampleRate(int value) {
    return (GreedyInfoMax) set(sampleRate(), value);
  }

  public GreedyInfoMax setImageShape(int[] value) {
    return (GreedyInfoMax) set(imageShape(), value.clone());
  }

  public GreedyInfoMax setHandleInvalid(String value) {
    return (GreedyInfoMax) set(handleInvalid(), value);
  }

  public GreedyInfoMax setRecipe(String value) {
    return (GreedyInfoMax) set(recipe(), value);
  }

  public GreedyInfoMax setRecipeOverrides(String[] value) {
    return (GreedyInfoMax) set(recipeOverrides(), value.clone());
  }

  public GreedyInfoMax setRunDirectory(String value) {
    return (GreedyInfoMax) set(runDirectory(), value);
  }

  public GreedyInfoMax setKeyCol(String value) {
    return (GreedyInfoMax) set(keyCol(), value);
  }

  public GreedyInfoMax setLabelCol(String value) {
    return (GreedyInfoMax) set(labelCol(), value);
  }

  public GreedyInfoMax setMaxIter(int value) {
    return (GreedyInfoMax) set(maxIter(), value);
  }

  public GreedyInfoMax setStepSize(double value) {
    return (GreedyInfoMax) set(stepSize(), value);
  }

  public GreedyInfoMax setSeed(long value) {
    return (GreedyInfoMax) set(seed(), value);
  }

  public GreedyInfoMax setBatchSize(int value) {
    return (GreedyInfoMax) set(batchSize(), value);
  }

  public GreedyInfoMax setReplicas(int value) {
    return (GreedyInfoMax) set(replicas(), value);
  }

  public GreedyInfoMax setLocalSteps(int value) {
    return (GreedyInfoMax) set(localSteps(), value);
  }

  public GreedyInfoMax setPredictionSteps(int value) {
    return (GreedyInfoMax) set(predictionSteps(), value);
  }

  public GreedyInfoMax setNegativeSamples(int value) {
    return (GreedyInfoMax) set(negativeSamples(), value);
  }
}
