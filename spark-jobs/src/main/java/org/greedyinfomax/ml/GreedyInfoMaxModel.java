package org.greedyinfomax.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.encoding.FrozenStack;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.storage.Packed;

/**
 * Adds the column {@code outputCol}: what a module makes of the recordings or pictures in {@code
 * inputCol}. Other columns stay as they are.
 *
 * <p>Rows are encoded in batches of {@code inferBatchSize}, those of equal shape together, with as
 * many threads as a task has cores. Tables may be streams.
 */
public final class GreedyInfoMaxModel extends Model<GreedyInfoMaxModel>
    implements EncodingParams, MLWritable {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final transient FittedRun run;
  private final transient EncodingParamSet encodingParams;

  GreedyInfoMaxModel(String uid, FittedRun run) {
    this.uid = uid; // first: a param copies the uid of its owner
    this.run = run;
    encodingParams = EncodingParamSet.of(this);
    setDefault(inputCol(), Defaults.INPUT);
    setDefault(outputCol(), Defaults.OUTPUT);
    setDefault(pooling(), Defaults.POOLING);
    setDefault(inferBatchSize(), Defaults.BATCH_SIZE);
    setDefault(handleInvalid(), Defaults.HANDLE_INVALID);
  }

  /**
   * The model that a run has trained, from the command line or in a fit.
   *
   * @param path its directory
   * @throws IllegalArgumentException if there is none, or it has no checkpoint yet
   */
  public static GreedyInfoMaxModel ofRun(SparkSession spark, String path) {
    try {
      return new GreedyInfoMaxModel(
          Identifiable$.MODULE$.randomUID("greedyInfoMax"),
          FittedRun.find(spark.sparkContext().hadoopConfiguration(), path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType encoded = transformSchema(dataset.schema());
    EncodePartition partition =
        new EncodePartition(
            stack(dataset.sparkSession()),
            Columns.input(dataset.schema(), this, run.trained().recipe()),
            dataset.schema().fieldIndex(getInputCol()),
            CellNames.of(dataset.schema(), getInputCol()),
            EncodingChoice.of(this, run.trained().recipe()));
    return Columns.withMetadata(
        dataset.toDF().mapPartitions(partition, Encoders.row(encoded)), encoded);
  }

  /** It lives as long as the table or function that needs it. */
  private Broadcast<Packed<FrozenStack>> stack(SparkSession spark) {
    try {
      return JavaSparkContext.fromSparkContext(spark.sparkContext())
          .broadcast(Packed.of(FrozenStack.class, FrozenStack.of(run.trained())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds {@code outputCol}.
   *
   * @throws IllegalArgumentException if a param is wrong, or a column is missing or of a type that
   *     cannot be used
   */
  @Override
  public StructType transformSchema(StructType schema) {
    EncodingChoice choice = EncodingChoice.of(this, run.trained().recipe());
    Columns.input(schema, this, run.trained().recipe());
    return Columns.withOutput(schema, this, choice, run.trained().recipe());
  }

  /**
   * Registers a function of SQL that takes what {@code inputCol} may hold, and returns an array of
   * floats, or an array of such arrays if {@code pooling} is none. It encodes row by row; {@link
   * #transform} is faster.
   *
   * @param name of the function, such as {@code gim_encode}
   */
  public void register(SparkSession spark, String name) {
    EncodingChoice choice = EncodingChoice.of(this, run.trained().recipe());
    DataType vector = DataTypes.createArrayType(DataTypes.FloatType, false);
    spark
        .udf()
        .register(
            name,
            new EncodeCell(stack(spark), NumberCells.of(this, run.trained().recipe()), choice),
            choice.pooling() == Pooling.MEAN ? vector : DataTypes.createArrayType(vector, false));
  }

  /** How training went. */
  public GreedyInfoMaxSummary summary() {
    return new GreedyInfoMaxSummary(run);
  }

  /** Names of the modules, lowest first: values of {@code module}. */
  public List<String> moduleNames() {
    return run.trained().recipe().stack().modules().stream().map(ModuleSpec::name).toList();
  }

  @Override
  public GreedyInfoMaxModel copy(ParamMap extra) {
    return copyValues(new GreedyInfoMaxModel(uid, run), extra).setParent(parent());
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this, Optional.of(run));
  }

  /** Reads models that were saved. */
  public static MLReader<GreedyInfoMaxModel> read() {
    return new ModelReader();
  }

  /** Reads a model that was saved. */
  public static GreedyInfoMaxModel load(String path) {
    return read().load(path);
  }

  @Override
  public EncodingParamSet encodingParams() {
    return encodingParams;
  }

  // Each sets the param of its name.

  public GreedyInfoMaxModel setInputCol(String value) {
    return (GreedyInfoMaxModel) set(inputCol(), value);
  }

  public GreedyInfoMaxModel setOutputCol(String value) {
    return (GreedyInfoMaxModel) set(outputCol(), value);
  }

  public GreedyInfoMaxModel setModule(String value) {
    return (GreedyInfoMaxModel) set(module(), value);
  }

  public GreedyInfoMaxModel setPooling(String value) {
    return (GreedyInfoMaxModel) set(pooling(), value);
  }

  public GreedyInfoMaxModel setInferBatchSize(int value) {
    return (GreedyInfoMaxModel) set(inferBatchSize(), value);
  }

  public GreedyInfoMaxModel setSampleRate(int value) {
    return (GreedyInfoMaxModel) set(sampleRate(), value);
  }

  public GreedyInfoMaxModel setImageShape(int[] value) {
    return (GreedyInfoMaxModel) set(imageShape(), value.clone());
  }

  public GreedyInfoMaxModel setHandleInvalid(String value) {
    return (GreedyInfoMaxModel) set(handleInvalid(), value);
  }
}
