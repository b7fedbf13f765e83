package org.greedyinfomax.encoding;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
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
import org.greedyinfomax.input.NetworkInput;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.model.ModuleSpec;
import org.greedyinfomax.storage.Packed;
import org.greedyinfomax.training.Checkpoint;

/** Representations of a corpus as a table. */
public final class Encoding {

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
    List<String> names = recipe.stack().modules().stream().map(ModuleSpec::name).toList();
    if (name.equals("all")) {
      return IntStream.range(0, names.size()).boxed().toList();
    }
    Check.argument(
        names.contains(name),
        "there is no module \"%s\": choose all or one of %s",
        name,
        String.join(", ", names));
    return List.of(names.indexOf(name));
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
    NetworkInput.requireFits(recipe, corpus);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    // Both live as long as the table; each of its tasks would else carry them.
    Broadcast<Packed<Corpus>> recordings = context.broadcast(Packed.of(Corpus.class, corpus));
    Broadcast<byte[][]> states = context.broadcast(checkpoint.files().toArray(byte[][]::new));
    List<Integer> groups = // by their places, for Kryo could not rebuild them as records
        IntStream.range(0, corpus.rowGroups().size()).boxed().toList();
    JavaRDD<Row> rows =
        context
            .parallelize(groups, groups.size())
            .mapPartitions(
                new EncodeRowGroups(
                    recordings,
                    recipe,
                    normalization,
                    states,
                    modules.stream().mapToInt(Integer::intValue).toArray(),
                    pooling));
    return spark.createDataFrame(rows, schema(corpus, modules, pooling));
  }

  private StructType schema(Corpus corpus, List<Integer> modules, Pooling pooling) {
    StructType schema = new StructType().add("key", DataTypes.StringType, false);
    for (String label : corpus.manifest().labelColumns()) {
      schema = schema.add(label, DataTypes.StringType);
    }
    DataType vector = DataTypes.createArrayType(DataTypes.FloatType, false);
    DataType column = pooling == Pooling.MEAN ? vector : DataTypes.createArrayType(vector, false);
    for (int m : modules) {
      String name = recipe.stack().modules().get(m).name();
      Check.argument(
          !List.of(schema.fieldNames()).contains(name),
          "the label column \"%s\" has the name of a module: rename one of them",
          name);
      schema = schema.add(name, column, false);
    }
    return schema;
  }
}
