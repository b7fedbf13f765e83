package org.greedyinfomax.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a condition may do: pick rows; and what not: anything else. */
@Timeout(120)
final class ConditionTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final String KEY = "corpus.where";
  private static final String RULE =
      "which is not allowed: a condition is made of columns, literals, comparisons, arithmetic,"
          + " AND, OR, NOT, CASE, IN, LIKE, BETWEEN, IS NULL, CAST and the functions that"
          + " docs/configuration.md lists";

  private static SparkSession spark;
  private static Dataset<Row> table;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    StructType schema =
        new StructType()
            .add("key", DataTypes.StringType)
            .add("index", DataTypes.StringType)
            .add("day", DataTypes.StringType);
    table =
        spark.createDataFrame(
            List.of(
                RowFactory.create("a/one", "1", "2020-01-31"),
                RowFactory.create("b/two", "2", "2021-02-01"),
                RowFactory.create("b/three", "3", null)),
            schema);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index = 2",
        "index = '2'",
        "KEY = 'b/two'",
        "`key` = \"b/two\"",
        "cast(index as int) >= 2 and day is not null",
        "not (index = '1' or index <=> '3')",
        "index in ('2', '5')",
        "index != '1' and index <> '3'",
        "key like 'b/t%o' escape '!'",
        "key ilike 'B/TW%'",
        "key rlike '^b/tw'",
        "key like any ('%tw%', 'x') and key not like all ('%one', '%three')",
        "index between 2 and 2.5",
        "index not between '1' and '1' and index not in ('3')",
        "case when index = 2 then true else false end",
        "case index when '2' then 1 end = 1",
        "if(index % 2 = 0, true, false)",
        "(index + 3 * 4 - 1) / 2.0 = 6.5 and -index = -2 and +index = 2 and cast(index as int) div 2 = 1",
        "(cast(index as int) & 2 | 0 ^ 0) = 2 and ~cast(index as int) = -3 and index < 3",
        "lower(trim(upper(key))) = 'b/two' and trim(both 'o' from key) = 'b/tw'",
        "substring(key from 3 for 3) = 'two' and substr(key, 3) = 'two' and position('t' in key) = 3",
        "'x' || key = 'xb/two' and concat(key, 'x') = 'b/twox'",
        "split(key, '/')[1] = 'two' and element_at(split(key, '/'), 1) = 'b'",
        "regexp_extract(key, '([a-z]+)$', 1) = 'two' and replace(key, 'b/', '') = 'two'",
        "coalesce(day, 'none') = '2021-02-01' and nvl(day, '') != '' and nullif(index, '3') = '2'",
        "to_date(day) > date '2020-12-31'",
        "cast(day as date) = '2021-02-01' and year(day) = 2021 and extract(month from day) = 2",
        "to_timestamp(day) < timestamp '2022-01-01 00:00:00' and day > '2021'",
        "crc32(index) > 0 and md5(index) = 'c81e728d9d4c2f636f067f89cc14862c'",
        "pmod(xxhash64(key), 5) >= 0 and pmod(hash(key), 2) < 2 and index = '2'",
        "sha2(index, 256) like 'd4735e3a%' and length(sha1(key)) = 40",
        "index is distinct from '1' and index is not distinct from '2'",
        "(index = 2) is true and (index = 2) is not false",
        "int(index) = 2 and string(2) = index and double(index) = 2",
        "index = 2 /* the second */ -- and no other",
        "key != 'now' and index = '2' and key <> 'today'"
      })
  void picksRows(String text) {
    Dataset<Row> picked = Condition.of(KEY, text).filter(table);

    assertThat(picked.select("index").as(Encoders.STRING()).collectAsList()).containsExactly("2");
    assertThat(
            Condition.of(KEY, text)
                .mark(table, "is_picked")
                .select("is_picked")
                .as(Encoders.BOOLEAN())
                .collectAsList())
        .containsExactly(false, true, false);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void sparkHasEveryFunctionThatIsAllowed(String function) {
    assertThat(BuiltinFunctions.replaced(spark, List.of(function))).isEmpty();
  }

  static Stream<String> functions() {
    boolean isSpark4 = spark.version().startsWith("4.");
    return ConditionRules.FUNCTIONS.stream()
        .filter(function -> isSpark4 || !function.equals("between")) // there it is an operator
        .sorted();
  }

  @Test
  void theDocumentationListsTheFunctions() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));
    int start = page.indexOf("\n## Conditions\n");
    int end = page.indexOf("\n## ", start + 1);

    assertThat(
            page.substring(start, end)
                .lines()
                .filter(line -> line.startsWith("- "))
                .flatMap(line -> Arrays.stream(line.split("`", -1)))
                .filter(word -> word.matches("[a-z0-9_]+"))
                .collect(Collectors.toSet()))
        .isEqualTo(ConditionRules.FUNCTIONS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reflect('java.lang.System', 'getProperty', 'user.home') = 'x'",
        "java_method('java.lang.System', 'load', '/tmp/x.so') is null",
        "JAVA_METHOD('java.lang.Runtime', 'getRuntime') is null",
        "`reflect`('java.lang.System', 'gc') is null",
        "system.builtin.reflect('java.lang.System', 'gc') is null",
        "key = try_reflect('java.lang.System', 'gc')",
        "case when true then reflect('java.lang.System', 'gc') end is null",
        "coalesce(key, java_method('java.lang.System', 'gc')) = 'x'",
        "rand() < 0.5",
        "randn() < 0.5",
        "uuid() = key",
        "random() > 0",
        "shuffle(array(1, 2)) is null",
        "current_timestamp() > day",
        "now() > day",
        "unix_timestamp() > 0",
        "current_user() = 'me'",
        "current_catalog() = 'x'",
        "version() = 'x'",
        "input_file_name() = ''",
        "monotonically_increasing_id() < 2",
        "spark_partition_id() = 0",
        "sum(index) > 0",
        "count(*) > 0",
        "count(distinct key) > 0",
        "explode(split(key, '/')) = 'a'",
        "transform(split(key, '/'), x -> x) is null",
        "exists(split(key, '/'), x -> x = 'a')",
        "exists (select 1)",
        "index in (select '2')",
        "(select count(*) from text.`/etc/passwd`) > 0",
        "exists (select * from text.`/etc/passwd` where value like 'root%')",
        "row_number() over (order by key) = 1",
        "max(index) filter (where key = 'a') = 1",
        "*",
        "key.*",
        "index = :parameter",
        "index = ?",
        "index = 1 as other",
        "mine(key) = 'x'",
        "default.mine(key) = 'x'",
        "lower.lower(key) = 'x'",
        "raise_error('x') is null",
        "assert_true(false) is null",
        "sleep(1) is null",
        "repeat(key, 2000000000) = 'x'",
        "space(2000000000) = 'x'",
        "sequence(1, 2000000000) is null",
        "lpad(key, 2000000000, ' ') = 'x'",
        "from_json(key, 'a int') is null",
        "xpath_string(key, 'a') is null",
        "aes_decrypt(key, key) is null",
        "getbit(1, 1) = 1",
        "struct(key) is null",
        "(key, index) = ('a', 'b')",
        "named_struct('a', key).a = 'b'",
        "interval '1' day = interval '2' day and make_interval(1) is null"
      })
  void whatIsNotOnTheListIsNotAllowed(String text) {
    assertThatThrownBy(() -> Condition.of(KEY, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("corpus.where = \"%s\" ", text)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .matches("(?s).* (has .* in it, \\Q" + RULE + "\\E|is no condition: \\S.*)"));
  }

  @Test
  void saysWhatItFound() {
    refuses("reflect('java.lang.System', 'gc') is null", "the function reflect");
    refuses("key = 'a' and exists (select 1)", "a sub-query");
    refuses("row_number() over (order by key) = 1", "the expression WindowExpression");
    refuses("default.mine(key) = 'x'", "the function default.mine");
    refuses("key = '${env:HOME}'", "a substitution ${...} of settings");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date 'today' > day",
        "timestamp 'now' > day",
        "date /* x */ 'tomorrow' > day",
        "to_date(day) > 'yesterday'",
        "cast('now' as timestamp) > day",
        "to_date('Today') > day",
        "to_date(' now ') > day",
        "timestamp('now UTC') > day",
        "cast('NOW' as date) > day"
      })
  void aDateThatDependsOnTheClockIsNotAllowed(String text) {
    refuses(text, "a date that depends on the clock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to_date(concat('to', 'day')) > day",
        "to_date(day) > 'to' || 'day'",
        "to_date(day) > cast(cast('a' as string) as string)",
        "to_date(day) > lower('TODA' || 'Y')",
        "to_date(day) > case when true then 'x' end"
      })
  void norOneThatHidesIt(String text) {
    refuses(text, "a text that is computed without a column beside dates");
  }

  private static void refuses(String text, String what) {
    assertThatThrownBy(() -> Condition.of(KEY, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("corpus.where = \"%s\" has %s in it, %s", text, what, RULE);
  }

  @Test
  void saysWhatIsWrongWithTheSyntax() {
    assertThatThrownBy(() -> Condition.of(KEY, "1=1; drop table x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "corpus.where = \"1=1; drop table x\" is no condition: Syntax error at or near ';'")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "SQLSTATE", "[PARSE"));
    for (String text : List.of("", " ", "key =", "'open", "select 1", ")", "\u0000")) {
      assertThatThrownBy(() -> Condition.of(KEY, text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("(?s)corpus.where = \".*\" is no condition: \\S.*");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "not ",
        "- ",
        "~",
        "cast(",
        "concat(",
        "key = (",
        "1+(",
        "case when (",
        "a[("
      })
  void whatIsNestedDeeplyIsRefused(String opening) {
    for (int times : new int[] {101, 10_000}) {
      String text = opening.repeat(times) + "1";
      for (String closed : List.of(text, text + ")".repeat(times))) {
        assertThatThrownBy(() -> Condition.of(KEY, closed))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("corpus.where ");
      }
      assertThatThrownBy(() -> Condition.of(KEY, text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "corpus.where is nested too deeply: a condition has at most 100 expressions or"
                  + " parentheses, one in the other|corpus.where is too long: .*");
    }
  }

  @Test
  void longChainsAndListsAreNoDepth() {
    String list =
        IntStream.range(0, 2_000).mapToObj(Integer::toString).collect(Collectors.joining("', '"));
    String chain =
        IntStream.range(0, 300)
            .mapToObj(i -> "key = '" + i + "'")
            .collect(Collectors.joining(" or "));

    assertThat(Condition.of(KEY, "index in ('" + list + "')").filter(table).count()).isEqualTo(3);
    assertThat(Condition.of(KEY, chain).filter(table).count()).isZero();
    assertThatThrownBy(() -> Condition.of(KEY, "key = '" + "x".repeat(70_000) + "'"))
        .hasMessage(
            "corpus.where is too long: a condition has at most 65536 characters, but this 70008");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "current_timestamp > day",
        "current_date > day",
        "localtimestamp > day",
        "user = 'x'"
      })
  void wordsThatStandForFunctionsAreNoColumns(String text) {
    assertThatThrownBy(() -> Condition.of(KEY, text).filter(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("corpus.where = \"%s\" ", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_metadata.file_path = 'x'",
        "_metadata is null",
        "other = 1",
        "spark.app.name = 'x'"
      })
  void onlyColumnsOfTheTableHaveNames(String text) {
    assertThatThrownBy(() -> Condition.of(KEY, text).filter(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "corpus.where = \"%s\" cannot be used on the columns [key, index, day]: there is no"
                + " column ",
            text);
  }

  @Test
  void saysWhatDoesNotFitTheTable() {
    assertThatThrownBy(() -> Condition.of(KEY, "upper(key)").filter(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "corpus.where = \"upper(key)\" cannot be used on the columns [key, index, day]: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeGreaterThan(100));
  }

  @Test
  void aFunctionOfTheSessionDoesNotTakeThePlaceOfSparks() {
    SparkSession session = spark.newSession();
    session.udf().register("lower", (UDF1<String, String>) text -> "mine", DataTypes.StringType);
    Dataset<Row> mine = session.createDataFrame(table.collectAsList(), table.schema());
    Condition condition = Condition.of(KEY, "lower(key) = 'mine'");

    assertThatThrownBy(() -> condition.filter(mine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "corpus.where = \"lower(key) = 'mine'\" has functions [lower], which in this"
                + " Spark session are none of Spark's own, in it, %s",
            RULE);
    assertThat(condition.filter(table).count()).isZero();
  }

  @Test
  void settingsOfTheSessionDoNotBecomePartOfIt() {
    spark.conf().set("evil", "' or reflect('java.lang.System', 'gc') is null or '' = '");

    refuses("key = '${evil}'", "a substitution ${...} of settings");
  }
}
