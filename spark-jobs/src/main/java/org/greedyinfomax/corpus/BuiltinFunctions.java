package org.greedyinfomax.corpus;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Option;

/** Spark's own functions: a session may have put others in their place, under the same names. */
final class BuiltinFunctions {

  private BuiltinFunctions() {}

  /** Those of some functions that are not Spark's own in a session. */
  static Set<String> replaced(SparkSession spark, Collection<String> names) {
    return names.stream()
        .filter(name -> !isBuiltin(spark, name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One that this version of Spark has not is none of its own, whoever has made one. */
  private static boolean isBuiltin(SparkSession spark, String name) {
    Option<ExpressionInfo> builtin =
        FunctionRegistry.builtin().lookupFunction(new FunctionIdentifier(name));
    return builtin.isDefined() && builtin.get().getClassName().equals(found(spark, name));
  }

  private static String found(SparkSession spark, String name) {
    try {
      return String.valueOf(spark.catalog().getFunction("`" + name + "`").className());
    } catch (AnalysisException e) {
      throw new AssertionError("every session has Spark's function " + name, e);
    }
  }
}
