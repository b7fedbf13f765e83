package org.greedyinfomax.corpus;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds dates and times in a condition that depend on the clock. Where Spark makes a date or a time
 * of a constant text, it takes {@code today}, {@code now} and such for what the clock says: a
 * condition with dates must have no such texts, and none that only adds up to one.
 */
final class MovingDates {

  private static final String WORDS = "(now|today|tomorrow|yesterday)\\b";
  private static final Pattern AT_THE_START = Pattern.compile("(?i)\\W*" + WORDS);
  private static final Pattern ANYWHERE = Pattern.compile("(?i)\\b" + WORDS);
  private static final Set<Class<?>> ARITHMETIC =
      Set.of(Add.class, Subtract.class, Multiply.class, UnaryMinus.class);

  private MovingDates() {}

  /**
   * What such a date is made of, for people.
   *
   * @param text that was parsed
   * @param parts all expressions in it
   */
  static Optional<String> in(String text, List<Expression> parts) {
    if (parts.stream().noneMatch(MovingDates::isOfDates)) {
      return Optional.empty();
    }
    for (Expression part : parts) {
      if (part instanceof Literal literal && isMoving(text, literal)) {
        return Optional.of("a date that depends on the clock");
      }
      if (!mayLackColumns(part) && !hasColumn(part)) {
        return Optional.of("a text that is computed without a column beside dates");
      }
    }
    return Optional.empty();
  }

  private static boolean isOfDates(Expression part) {
    if (part instanceof Cast cast) {
      return isTime(cast.dataType());
    }
    if (part instanceof Literal literal) {
      return isTime(literal.dataType());
    }
    return ConditionRules.function(part).filter(ConditionRules.OF_DATES::contains).isPresent();
  }

  private static boolean isTime(DataType type) {
    return type.equals(DataTypes.DateType)
        || type.equals(DataTypes.TimestampType)
        || type.equals(DataTypes.TimestampNTZType);
  }

  /** What Spark has made of a literal with a type tells nothing: how it is written does. */
  private static boolean isMoving(String text, Literal literal) {
    if (!isTime(literal.dataType())) {
      return AT_THE_START.matcher(String.valueOf(literal.value())).lookingAt();
    }
    Origin origin = literal.origin();
    boolean isKnown = origin.startIndex().isDefined() && origin.stopIndex().isDefined();
    String written =
        isKnown
            ? text.substring(
                (Integer) origin.startIndex().get(), (Integer) origin.stopIndex().get() + 1)
            : text;
    return ANYWHERE.matcher(written).find();
  }

  private static boolean mayLackColumns(Expression part) {
    return part instanceof Literal
        || ARITHMETIC.contains(part.getClass())
        || ((part instanceof Cast || isOfDates(part))
            && ConditionRules.children(part).stream().allMatch(Literal.class::isInstance));
  }

  private static boolean hasColumn(Expression part) {
    return part instanceof UnresolvedAttribute
        || ConditionRules.children(part).stream().anyMatch(MovingDates::hasColumn);
  }
}
