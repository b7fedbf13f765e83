package org.greedyinfomax;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Packages use those below them only: export → config → model → layer, loss, optim → tensor →
 * device, and the loss the layer's parameters. Decoding audio stands alone, and everyone may check
 * an argument. Each engine is a package below that of the tensors: it uses them alone, and is found
 * as a service, so that nobody names it.
 */
@AnalyzeClasses(packages = "org.greedyinfomax", importOptions = DoNotIncludeTests.class)
final class PackageDirectionTest {

  @ArchTest
  static final ArchRule PACKAGES_USE_ONLY_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root")
          .definedBy("org.greedyinfomax")
          .layer("export")
          .definedBy("org.greedyinfomax.export..")
          .layer("config")
          .definedBy("org.greedyinfomax.config..")
          .layer("model")
          .definedBy("org.greedyinfomax.model..")
          .layer("layer")
          .definedBy("org.greedyinfomax.layer..")
          .layer("loss")
          .definedBy("org.greedyinfomax.loss..")
          .layer("optim")
          .definedBy("org.greedyinfomax.optim..")
          .layer("tensor")
          .definedBy("org.greedyinfomax.tensor..")
          .layer("device")
          .definedBy("org.greedyinfomax.device..")
          .layer("data")
          .definedBy("org.greedyinfomax.data..")
          .whereLayer("root")
          .mayNotAccessAnyLayer()
          .whereLayer("export")
          .mayOnlyAccessLayers("root", "config", "model", "tensor")
          .whereLayer("export")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("config")
          .mayOnlyAccessLayers("root", "model", "loss", "optim", "tensor", "device")
          .whereLayer("model")
          .mayOnlyAccessLayers("root", "layer", "loss", "optim", "tensor")
          .whereLayer("layer")
          .mayOnlyAccessLayers("root", "tensor")
          .whereLayer("loss")
          .mayOnlyAccessLayers("root", "layer", "tensor")
          .whereLayer("optim")
          .mayOnlyAccessLayers("root", "tensor")
          .whereLayer("tensor")
          .mayOnlyAccessLayers("root", "device")
          .whereLayer("device")
          .mayOnlyAccessLayers("root")
          .whereLayer("data")
          .mayOnlyAccessLayers("root")
          .whereLayer("data")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule AN_ENGINE_USES_THE_SEAM_ALONE =
      slices().matching("org.greedyinfomax.tensor.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule THE_SEAM_KNOWS_NO_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("org.greedyinfomax.tensor")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.greedyinfomax.tensor.*..");

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
  static final ArchRule ONLY_COSTS_ARE_COUNTED =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.greedyinfomax.tensor..", "org.greedyinfomax.model.cost..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.greedyinfomax.tensor.counting..");

  @ArchTest
  static final ArchRule DESCRIPTIONS_KNOW_NOTHING_THAT_WORKS_BY_THEM =
      noClasses()
          .that()
          .resideInAPackage("org.greedyinfomax.model.spec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.greedyinfomax.model", "org.greedyinfomax.model.cost..");

  @ArchTest
  static final ArchRule MODULES_KNOW_NOT_WHAT_THEY_COST =
      noClasses()
          .that()
          .resideInAPackage("org.greedyinfomax.model")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.greedyinfomax.model.cost..");

  @ArchTest
  static final ArchRule READING_A_TEXT_KNOWS_NO_RECIPE =
      noClasses()
          .that()
          .resideInAPackage("org.greedyinfomax.config.hocon..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.greedyinfomax.config");

  @ArchTest
  static final ArchRule DECODERS_KNOW_NOT_WHAT_BECOMES_OF_WHAT_THEY_DECODE =
      slices().matching("org.greedyinfomax.data.(*)..").should().beFreeOfCycles();

  /** Its libraries need not be there. */
  @ArchTest
  static final ArchRule ONLY_ITS_DECODER_KNOWS_FFMPEG =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.greedyinfomax.data.ffmpeg..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco.ffmpeg..", "org.greedyinfomax.data.ffmpeg..");
}
