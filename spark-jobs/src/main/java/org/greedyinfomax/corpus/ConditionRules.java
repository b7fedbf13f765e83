package org.greedyinfomax.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExtractValue;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BitwiseAnd;
import org.apache.spark.sql.catalyst.expressions.BitwiseNot;
import org.apache.spark.sql.catalyst.expressions.BitwiseOr;
import org.apache.spark.sql.catalyst.expressions.BitwiseXor;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.ILike;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.LikeAll;
import org.apache.spark.sql.catalyst.expressions.LikeAny;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.NotLikeAll;
import org.apache.spark.sql.catalyst.expressions.NotLikeAny;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.StringLocate;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.catalyst.expressions.StringTrimBoth;
import org.apache.spark.sql.catalyst.expressions.StringTrimLeft;
import org.apache.spark.sql.catalyst.expressions.StringTrimRight;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.Substring;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnaryPositive;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The expressions and functions that a condition may contain, checked after it was parsed and
 * before Spark resolves it. It is a list of what is allowed, because no list of what is forbidden
 * would be complete: every version of Spark has new functions.
 */
final class ConditionRules {

  /** Functions of dates and times, of which none reads a clock. */
  static final Set<String> OF_DATES =
      names(
          "add_months date date_add date_diff date_format date_part date_sub date_trunc datediff",
          "day dayofmonth dayofweek dayofyear extract hour last_day make_date minute month",
          "months_between next_day quarter second timestamp to_date to_timestamp trunc",
          "try_to_timestamp weekday weekofyear year");

  /**
   * All functions; docs/configuration.md lists them. Each is a function of its arguments alone, and
   * makes nothing that is much larger than they are.
   */
  static final Set<String> FUNCTIONS =
      Stream.concat(
              OF_DATES.stream(),
              names(
                  // texts
                  "ascii bit_length btrim char_length character_length concat concat_ws contains",
                  "endswith find_in_set ilike initcap instr lcase left len length levenshtein like",
                  "locate lower ltrim octet_length position regexp regexp_count regexp_extract",
                  "regexp_instr regexp_like regexp_replace regexp_substr replace reverse right",
                  "rlike rtrim soundex split split_part startswith substr substring",
                  "substring_index translate trim ucase upper",
                  // choices and missing values
                  "between coalesce greatest if ifnull isnan isnotnull isnull least nanvl nullif",
                  "nvl nvl2",
                  // numbers
                  "abs bin bit_count bround cbrt ceil ceiling conv div exp floor hex ln log log10",
                  "log2 mod negative pmod positive pow power round shiftleft shiftright sign",
                  "signum sqrt try_add try_divide try_multiply try_subtract unhex",
                  // types
                  "bigint boolean decimal double float int smallint string tinyint",
                  // arrays, as split makes them
                  "array_contains element_at size",
                  // hashes
                  "crc32 hash md5 sha sha1 sha2 xxhash64")
                  .stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<Class<?>> EXPRESSIONS =
      Set.of(
          UnresolvedAttribute.class,
          UnresolvedExtractValue.class,
          Literal.class,
          And.class,
          Or.class,
          Not.class,
          EqualTo.class,
          EqualNullSafe.class,
          LessThan.class,
          LessThanOrEqual.class,
          GreaterThan.class,
          GreaterThanOrEqual.class,
          In.class,
          IsNull.class,
          IsNotNull.class,
          Like.class,
          ILike.class,
          RLike.class,
          LikeAll.class,
          LikeAny.class,
          NotLikeAll.class,
          NotLikeAny.class,
          Add.class,
          Subtract.class,
          Multiply.class,
          Divide.class,
          IntegralDivide.class,
          Remainder.class,
          UnaryMinus.class,
          UnaryPositive.class,
          BitwiseAnd.class,
          BitwiseOr.class,
          BitwiseXor.class,
          BitwiseNot.class,
          CaseWhen.class,
          Cast.class,
          Concat.class,
          StringLocate.class,
          StringTrim.class,
          StringTrimBoth.class,
          StringTrimLeft.class,
          StringTrimRight.class,
          Substring.class);

  private ConditionRules() {}

  private static Set<String> names(String... lines) {
    return Arrays.stream(lines)
        .flatMap(line -> Arrays.stream(line.split(" ", -1)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What an expression is, for people, if no condition may have it; its children aside. */
  static Optional<String> broken(Expression part) {
    if (part instanceof UnresolvedFunction function) {
      String name = String.join(".", CollectionConverters.asJava(function.nameParts()));
      boolean isPlain = !function.isDistinct() && function.filter().isEmpty();
      return isPlain && function(part).filter(FUNCTIONS::contains).isPresent()
          ? Optional.empty()
          : Optional.of("the function " + name);
    }
    if (part instanceof SubqueryExpression) {
      return Optional.of("a sub-query");
    }
    return EXPRESSIONS.contains(part.getClass())
        ? Optional.empty()
        : Optional.of("the expression " + part.getClass().getSimpleName().replace("$", ""));
  }

  /** The name of a function in lower case, if that is what the expression is. */
  static Optional<String> function(Expression part) {
    return part instanceof UnresolvedFunction function && function.nameParts().length() == 1
        ? Optional.of(function.nameParts().head().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** What an expression is made of. */
  static List<Expression> children(Expression part) {
    return CollectionConverters.asJava(part.children());
  }
}
