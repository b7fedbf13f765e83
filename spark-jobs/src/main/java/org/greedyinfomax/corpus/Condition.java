package org.greedyinfomax.corpus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * A condition on the columns of a table, in Spark SQL. It may come from somebody else, in a recipe
 * or a run, and Spark SQL can run programs and read files: so it is parsed, and everything in it is
 * looked at, before Spark is given it. {@link ConditionRules} say what it may be made of.
 *
 * <p>All texts that become SQL pass through here.
 */
public final class Condition {

  private static final int LONGEST = 1 << 16; // in characters
  private static final int DEEPEST = 100; // in expressions or parentheses
  private static final int QUOTED = 200; // of the text in complaints, in characters
  private static final String ALLOWED =
      "a condition is made of columns, literals, comparisons, arithmetic, AND, OR, NOT, CASE, IN,"
          + " LIKE, BETWEEN, IS NULL, CAST and the functions that docs/configuration.md lists";

  private final String key;
  private final String text;
  private final List<Expression> parts;

  private Condition(String key, String text, List<Expression> parts) {
    this.key = key;
    this.text = text;
    this.parts = parts;
  }

  /**
   * Reads a condition, and needs no Spark session.
   *
   * @param key of the recipe that has it, for complaints
   * @throws IllegalArgumentException if it is no condition, or has something in it that is not
   *     allowed
   */
  public static Condition of(String key, String text) {
    Check.argument(
        text.length() <= LONGEST,
        "%s is too long: a condition has at most %d characters, but this %d",
        key,
        LONGEST,
        text.length());
    Check.argument(
        !text.contains("${"), "%s", notAllowed(key, text, "a substitution ${...} of settings"));
    Check.argument(openAtATime(text) <= DEEPEST, "%s", tooDeep(key));
    List<Expression> parts = parts(key, text);
    parts.stream()
        .flatMap(part -> ConditionRules.broken(part).stream())
        .findFirst()
        .or(() -> MovingDates.in(text, parts))
        .ifPresent(
            broken -> {
              throw new IllegalArgumentException(notAllowed(key, text, broken));
            });
    return new Condition(key, text, parts);
  }

  /** Parentheses, of which thousands would keep Spark's parser busy for minutes. */
  private static int openAtATime(String text) {
    int open = 0;
    int most = 0;
    for (int i = 0; i < text.length(); i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      most = Math.max(most, open);
    }
    return most;
  }

  /** The expression and all that are in it, those further out first. */
  private static List<Expression> parts(String key, String text) {
    List<Expression> parts = new ArrayList<>();
    try {
      List<Expression> level = List.of(new CatalystSqlParser().parseExpression(text));
      for (int depth = 0; !level.isEmpty(); depth++) {
        Check.argument(depth < DEEPEST, "%s", tooDeep(key));
        parts.addAll(level);
        level = level.stream().flatMap(part -> ConditionRules.children(part).stream()).toList();
      }
    } catch (StackOverflowError e) { // the parser calls itself for every bracket
      throw new IllegalArgumentException(tooDeep(key), e);
    } catch (Exception e) {
      if (e instanceof ParseException) { // checked in Scala, undeclared in Java
        throw new IllegalArgumentException(
            Text.format("%s = \"%s\" is no condition: %s", key, quoted(text), sentence(e)), e);
      }
      throw e;
    }
    return parts;
  }

  /**
   * The rows that meet it.
   *
   * @throws IllegalArgumentException if it cannot be used on the table
   */
  public Dataset<Row> filter(Dataset<Row> table) {
    return used(table, () -> table.where(expr(text)));
  }

  /**
   * The table with another column, true in the rows that meet it, and false in all others.
   *
   * @throws IllegalArgumentException if it cannot be used on the table
   */
  public Dataset<Row> mark(Dataset<Row> table, String column) {
    return used(table, () -> table.withColumn(column, coalesce(expr(text), lit(false))));
  }

  private Dataset<Row> used(Dataset<Row> table, Supplier<Dataset<Row>> use) {
    requireColumns(table);
    Set<String> replaced = BuiltinFunctions.replaced(table.sparkSession(), functions());
    Check.argument(
        replaced.isEmpty(),
        "%s",
        notAllowed(
            key,
            text,
            Text.format(
                "functions %s, which in this Spark session are none of Spark's own,", replaced)));
    try {
      return use.get();
    } catch (Exception e) {
      if (e instanceof AnalysisException) { // checked in Scala, undeclared in Java
        throw new IllegalArgumentException(unusable(table, sentence(e)), e);
      }
      throw e;
    }
  }

  /** Spark would also find settings of the session and properties of files under such names. */
  private void requireColumns(Dataset<Row> table) {
    for (Expression part : parts) {
      if (part instanceof UnresolvedAttribute attribute) {
        String name = attribute.name();
        Check.argument(
            attribute.nameParts().length() == 1
                && Arrays.stream(table.columns())
                    .anyMatch(attribute.nameParts().head()::equalsIgnoreCase),
            "%s",
            unusable(table, Text.format("there is no column %s", name)));
      }
    }
  }

  private Set<String> functions() {
    return parts.stream()
        .flatMap(part -> ConditionRules.function(part).stream())
        .collect(Collectors.toSet());
  }

  private String unusable(Dataset<Row> table, String why) {
    return Text.format(
        "%s = \"%s\" cannot be used on the columns %s: %s",
        key, quoted(text), List.of(table.columns()), why);
  }

  private static String notAllowed(String key, String text, String what) {
    return Text.format(
        "%s = \"%s\" has %s in it, which is not allowed: %s", key, quoted(text), what, ALLOWED);
  }

  private static String tooDeep(String key) {
    return Text.format(
        "%s is nested too deeply: a condition has at most %d expressions or parentheses, one in the"
            + " other",
        key, DEEPEST);
  }

  private static String quoted(String text) {
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
  }

  /** What Spark says in one line, without its code in front and the query below. */
  private static String sentence(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .takeWhile(line -> !line.startsWith("== SQL"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "))
        .replaceFirst("^\\[[A-Z_.]+] ", "")
        .replaceFirst(" ?SQLSTATE: \\w+", "");
  }
}
