package org.greedyinfomax;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Packages use those below them only: export → config → model → layer, loss, optim → tensor →
 * device, and the loss the layer's parameters. Decoding audio stands alone, and everyone may check
 * an argument. The engine for NVIDIA's GPUs is a room of the tensors' that only their choice of
 * engines enters.
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
  static final ArchRule ONLY_THE_CHOICE_OF_ENGINES_KNOWS_CUDA =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.greedyinfomax.tensor.cuda..")
          .and()
          .doNotHaveFullyQualifiedName("org.greedyinfomax.tensor.Engines")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.greedyinfomax.tensor.cuda..");

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
