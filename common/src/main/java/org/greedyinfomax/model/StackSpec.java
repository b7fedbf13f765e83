package org.greedyinfomax.model;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Half;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/**
 * The encoder: modules from the raw signal upwards, trained by the same task.
 *
 * @param inputChannels of the raw signal, 1 for audio
 * @param modules from input to output, at least one, with unique names
 * @param loss the contrastive task of every module
 * @param borders the type to which a module's output is rounded before the next module receives it,
 *     whether or not it is stored between them
 */
public record StackSpec(
    int inputChannels, List<ModuleSpec> modules, InfoNceSpec loss, StorageType borders)
    implements Serializable {

  /** A stack whose modules hand on their outputs as they are. */
  public StackSpec(int inputChannels, List<ModuleSpec> modules, InfoNceSpec loss) {
    this(inputChannels, modules, loss, StorageType.FLOAT32);
  }

  public StackSpec {
    Check.argument(
        inputChannels >= 1, "inputChannels must be at least 1, but is %d", inputChannels);
    Check.argument(!modules.isEmpty(), "modules must name at least one module");
    Check.argument(
        modules.stream().map(ModuleSpec::name).distinct().count() == modules.size(),
        "modules must have different names, but are %s",
        modules.stream().map(ModuleSpec::name).toList());
    modules = List.copyOf(modules);
  }

  /** Channels that module {@code m} receives, and module {@code m - 1} hands on. */
  public int inputChannels(int m) {
    return m == 0 ? inputChannels : modules.get(m - 1).contextChannels(inputChannels(m - 1));
  }

  /** Frames that module {@code m} hands on for a signal of {@code samples}. */
  public int outputFrames(int m, int samples) {
    return modules.get(m).outputFrames(m == 0 ? samples : outputFrames(m - 1, samples));
  }

  /**
   * Checks that every module has more frames than prediction steps.
   *
   * @throws IllegalArgumentException naming the first module that is left with too few
   */
  public void requireFrames(int samples) {
    for (int m = 0; m < modules.size(); m++) {
      int frames = outputFrames(m, samples);
      Check.argument(
          frames > loss.predictionSteps(),
          "module \"%s\" has %d frames for a crop of %d samples, but predicting %d steps ahead"
              + " needs at least %d: take a longer crop or fewer predictionSteps",
          modules.get(m).name(),
          frames,
          samples,
          loss.predictionSteps(),
          loss.predictionSteps() + 1);
    }
  }

  /**
   * Rounds what module {@code m} hands on; the topmost hands on nothing.
   *
   * @throws ArithmeticException if the borders' type cannot hold it
   */
  public void roundBorder(Engine engine, int m, Tensor output) {
    boolean isBorder = m + 1 < modules.size();
    if (isBorder && borders == StorageType.FLOAT16 && !engine.roundToHalf(output)) {
      throw new ArithmeticException(
          "module \"%s\" puts out numbers beyond %.0f, the largest of float16: set"
                  .formatted(modules.get(m).name(), Half.LARGEST)
              + " activations.dtype = float32, or lower optimizer.learningRate");
    }
  }
}
