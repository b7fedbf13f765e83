package org.greedyinfomax;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What the program writes does not depend on the machine's locale or default charset: where one is
 * needed, it is named.
 */
@AnalyzeClasses(packages = "org.greedyinfomax", importOptions = DoNotIncludeTests.class)
final class PlatformDefaultsTest {

  @ArchTest
  static final ArchRule TEXT_IS_FORMATTED_IN_NO_DEFAULT_LOCALE =
      noClasses()
          .should()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(PrintStream.class, "printf", String.class, Object[].class)
          .orShould()
          .callMethod(PrintStream.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
          .orShould()
          .callMethod(Locale.class, "getDefault")
          .because("Text.format writes the same digits everywhere");

  @ArchTest
  static final ArchRule CASE_IS_CHANGED_IN_NO_DEFAULT_LOCALE =
      noClasses()
          .should()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .because("an I becomes another letter in Turkish: pass Locale.ROOT");

  @ArchTest
  static final ArchRule BYTES_BECOME_TEXT_IN_NO_DEFAULT_CHARSET =
      noClasses()
          .should()
          .callMethod(String.class, "getBytes")
          .orShould()
          .callConstructor(String.class, byte[].class)
          .orShould()
          .callMethod(ByteArrayOutputStream.class, "toString")
          .orShould()
          .callConstructor(InputStreamReader.class, InputStream.class)
          .orShould()
          .callConstructor(OutputStreamWriter.class, OutputStream.class)
          .because("a name with an accent would be another one where the locale is C");
}
