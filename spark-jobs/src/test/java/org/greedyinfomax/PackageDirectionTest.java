package org.greedyinfomax;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.stream.Collectors;
import org.greedyinfomax.model.spec.LayerSpec;

/**
 * Packages use those below them only: cli, ml → job → plan → training, and job → probe → encoding,
 * simulation → run; training → run → input → corpus → storage, with ingest and benchmarks beside,
 * and reports beside all of them.
 */
@AnalyzeClasses(packages = "org.greedyinfomax", importOptions = DoNotIncludeTests.class)
final class PackageDirectionTest {

  @ArchTest
  static final ArchRule PACKAGES_USE_ONLY_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("org.greedyinfomax.cli..")
          .layer("ml")
          .definedBy("org.greedyinfomax.ml..")
          .layer("job")
          .definedBy("org.greedyinfomax.job..")
          .layer("bench")
          .definedBy("org.greedyinfomax.bench..")
          .layer("probe")
          .definedBy("org.greedyinfomax.probe..")
          .layer("encoding")
          .definedBy("org.greedyinfomax.encoding..")
          .layer("monitoring")
          .definedBy("org.greedyinfomax.monitoring..")
          .layer("doctor")
          .definedBy("org.greedyinfomax.doctor..")
          .layer("plan")
          .definedBy("org.greedyinfomax.plan..")
          .layer("simulation")
          .definedBy("org.greedyinfomax.simulation..")
          .layer("training")
          .definedBy("org.greedyinfomax.training..")
          .layer("run")
          .definedBy("org.greedyinfomax.run..")
          .layer("modality")
          .definedBy("org.greedyinfomax.modality..")
          .layer("ingest")
          .definedBy("org.greedyinfomax.ingest..")
          .layer("report")
          .definedBy("org.greedyinfomax.report..")
          .layer("activation")
          .definedBy("org.greedyinfomax.activation..")
          .layer("corpus")
          .definedBy("org.greedyinfomax.corpus..")
          .layer("executor")
          .definedBy("org.greedyinfomax.executor..")
          .layer("storage")
          .definedBy("org.greedyinfomax.storage..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("ml")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("job")
          .mayOnlyBeAccessedByLayers("cli", "ml")
          .whereLayer("bench")
          .mayOnlyAccessLayers(
              "simulation",
              "probe",
              "encoding",
              "training",
              "run",
              "activation",
              "modality",
              "corpus",
              "storage")
          .whereLayer("probe")
          .mayOnlyAccessLayers("encoding", "run", "modality", "corpus", "storage")
          .whereLayer("encoding")
          .mayOnlyAccessLayers("run", "modality", "ingest", "corpus", "storage")
          .whereLayer("monitoring")
          .mayOnlyAccessLayers("training", "run")
          .whereLayer("doctor")
          .mayOnlyAccessLayers("plan", "training", "storage", "executor")
          .whereLayer("plan")
          .mayOnlyAccessLayers("training", "run", "activation", "storage")
          .whereLayer("simulation")
          .mayOnlyAccessLayers("run")
          .whereLayer("training")
          .mayOnlyAccessLayers("run", "activation", "modality", "corpus", "storage", "executor")
          .whereLayer("run")
          .mayOnlyAccessLayers("activation", "modality", "corpus", "storage")
          .whereLayer("modality")
          .mayOnlyAccessLayers("corpus", "storage")
          .whereLayer("ingest")
          .mayOnlyAccessLayers("corpus", "storage", "executor")
          .whereLayer("report")
          .mayNotAccessAnyLayer()
          .whereLayer("activation")
          .mayOnlyAccessLayers("storage")
          .whereLayer("corpus")
          .mayOnlyAccessLayers("storage")
          .whereLayer("executor")
          .mayNotAccessAnyLayer()
          .whereLayer("storage")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule REPORTS_NEED_NO_SPARK =
      noClasses()
          .that()
          .resideInAPackage("org.greedyinfomax.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule FILES_NEED_NO_SPARK =
      noClasses()
          .that()
          .resideInAPackage("org.greedyinfomax.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule NOBODY_NAMES_AN_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.greedyinfomax.tensor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.greedyinfomax.tensor.cpu..",
              "org.greedyinfomax.tensor.cuda..",
              "org.greedyinfomax.tensor.nd4j..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_IS_PARSED =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.greedyinfomax.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("scopt..");

  private static final int MOST_TYPES = 30;

  @ArchTest
  static void noPackageHasMoreThan30Types(JavaClasses classes) {
    Map<String, Long> types =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(types.entrySet())
        .as("types in a package: divide it by subject")
        .noneMatch(each -> each.getValue() > MOST_TYPES);
  }

  @ArchTest
  static final ArchRule NOBODY_ASKS_OF_WHICH_KIND_A_LAYER_IS =
      noClasses()
          .should(
              new ArchCondition<>("ask of which kind a layer is: LayerSpec.Visitor tells") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  item.getInstanceofChecks().stream()
                      .filter(check -> check.getRawType().isAssignableTo(LayerSpec.class))
                      .forEach(
                          check ->
                              events.add(
                                  SimpleConditionEvent.satisfied(
                                      item, check.getOwner().getFullName())));
                }
              });
}
