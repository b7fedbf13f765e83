package org.greedyinfomax.encoding;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusTable;
import org.greedyinfomax.data.features.Mfcc;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.storage.Packed;

/** Representations of a corpus as a table. */
public final class Encoding {

  /** Column of what there is without a network. */
  public static final String RAW = "raw";

  /** Column of how rows were recorded, which no label has for its name. */
  public static final String NUISANCES = "gim_nuisances";

  /** Rows that are encoded together, where nobody says otherwise. */
  public static final int BATCH_SIZE = 64;

  private static final DataType VECTOR = DataTypes.createArrayType(DataTypes.FloatType, false);

  private final SparkSession spark;
  private final Recipe recipe;
  private final Normalization normalization;

  /**
   * Encodes with stacks of a recipe.
   *
   * @param normalization that the stack was trained with
   */
  public Encoding(SparkSession spark, Recipe recipe, Normalization normalization) {
    this.spark = spark;
    this.recipe = recipe;
    this.normalization = normalization;
  }

  /** The modules of that name, or all for {@code "all"}, as places in the stack. */
  public List<Integer> modules(String name) {
    return FrozenStack.modules(recipe, name);
  }

  /** Channels of what all modules together make of a row, where frames are pooled. */
  public int channels(Pooling pooling) {
    int channels = 0;
    for (int m = 0; m < recipe.stack().modules().size(); m++) {
      ModuleSpec module = recipe.stack().modules().get(m);
      channels += module.contextChannels(recipe.stack().inputChannels(m));
    }
    return pooling.channels(channels);
  }

  /** Channels of what there is of a row without a network, where frames are pooled. */
  public int rawChannels(Pooling pooling) {
    return pooling.channels(Modality.of(recipe).rawChannels());
  }

  /**
   * Encodes every row of a corpus: columns {@code key}, its labels, and one named after each
   * module, an array of floats, or an array of such arrays if frames or patches are kept.
   *
   * @throws IllegalArgumentException if the corpus does not fit the recipe
   */
  public Dataset<Row> of(
      Corpus corpus, Checkpoint checkpoint, List<Integer> modules, Pooling pooling)
      throws IOException {
    return of(corpus, checkpoint, modules, pooling, BATCH_SIZE);
  }

  /** The same, with so many rows at a time, at least 1. */
  public Dataset<Row> of(
      Corpus corpus, Checkpoint checkpoint, List<Integer> modules, Pooling pooling, int batchSize)
      throws IOException {
    return of(corpus, checkpoint, modules, pooling, batchSize, RowChoice.all());
  }

  /** The same, of the rows with these keys only: no others are encoded. */
  public Dataset<Row> some(
      Corpus corpus,
      Checkpoint checkpoint,
      List<Integer> modules,
      Pooling pooling,
      Set<String> keys)
      throws IOException {
    return of(corpus, checkpoint, modules, pooling, BATCH_SIZE, RowChoice.of(keys));
  }

  private Dataset<Row> of(
      Corpus corpus,
      Checkpoint checkpoint,
      List<Integer> modules,
      Pooling pooling,
      int batchSize,
      RowChoice choice)
      throws IOException {
    Modality.of(recipe).requireFits(corpus);
    StructType schema = labelSchema(corpus);
    for (int m : modules) {
      schema = with(schema, recipe.stack().modules().get(m).name(), column(pooling));
    }
    // It lives as long as the table; each of its tasks would else carry it.
    Broadcast<Packed<FrozenStack>> stack =
        context()
            .broadcast(
                Packed.of(FrozenStack.class, FrozenStack.of(recipe, normalization, checkpoint)));
    return table(
        corpus,
        schema,
        recordings -> new EncodeRowGroups(recordings, stack, choice, modules, pooling, batchSize));
  }

  /**
   * What there is of every row of a corpus without a network: columns {@code key}, its labels, and
   * {@link #RAW}, an array of floats, or an array of such arrays if frames are kept. These are the
   * {@link Mfcc} of a recording, or as a single frame the normalized pixels in the middle of a
   * picture, {@code [row, column, channel]}.
   *
   * @throws IllegalArgumentException if the corpus does not fit the recipe
   */
  public Dataset<Row> raw(Corpus corpus, Pooling pooling) throws IOException {
    Modality.of(recipe).requireFits(corpus);
    return table(
        corpus,
        with(labelSchema(corpus), RAW, column(pooling)),
        contents -> new RawRowGroups(contents, recipe, normalization, pooling));
  }

  /**
   * Measures every row of a corpus: columns {@code key}, its labels, and {@link #NUISANCES}, an
   * array of the numbers that {@link Modality#nuisances} measures.
   */
  public Dataset<Row> nuisances(Corpus corpus) throws IOException {
    return table(
        corpus,
        with(
            labelSchema(corpus), NUISANCES, DataTypes.createArrayType(DataTypes.DoubleType, false)),
        broadcast -> new NuisanceRowGroups(broadcast, Modality.of(recipe)));
  }

  /** Columns {@code key} and the labels of every row of a corpus; nothing else is read. */
  public Dataset<Row> labels(Corpus corpus) {
    return CorpusTable.of(spark, corpus).drop("id");
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** Rows that a task makes of row groups, which it is given by their places in the corpus. */
  private Dataset<Row> table(
      Corpus corpus,
      StructType schema,
      Function<Broadcast<Packed<Corpus>>, FlatMapFunction<Iterator<Integer>, Row>> task)
      throws IOException {
    List<Integer> groups = // by their places, for Kryo could not rebuild them as records
        IntStream.range(0, corpus.rowGroups().size()).boxed().toList();
    JavaRDD<Row> rows =
        context()
            .parallelize(groups, groups.size())
            .mapPartitions(
                task.apply(context().broadcast(Packed.of(Corpus.class, corpus)))); // as the states
    return spark.createDataFrame(rows, schema);
  }

  static DataType column(Pooling pooling) {
    return pooling == Pooling.NONE ? DataTypes.createArrayType(VECTOR, false) : VECTOR;
  }

  private static StructType labelSchema(Corpus corpus) {
    StructType schema = new StructType().add("key", DataTypes.StringType, false);
    for (String label : corpus.manifest().labelColumns()) {
      schema = schema.add(label, DataTypes.StringType);
    }
    return schema;
  }

  private static StructType with(StructType schema, String name, DataType type) {
    Check.argument(
        !List.of(schema.fieldNames()).contains(name),
        name.equals(RAW)
            ? "the label column \"%s\" has the name of the raw input: rename it, or set probe.raw ="
                + " false"
            : "the label column \"%s\" has the name of a module: rename one of them",
        name);
    return schema.add(name, type, false);
  }
}
